/** Front door of the chart: what outlives a stage of care. */
export * from './allergies.ts';
export * from './bladder-and-liver.ts';
export * from './codes.ts';
export * from './grading.ts';
export * from './identifiers.ts';
export * from './names.ts';
export * from './patient.ts';
export * from './people.ts';
export * from './rates.ts';
export * from './same-person.ts';
export * from './seriousness.ts';
export * from './side-effect.ts';
export * from './side-effect-catalogue.ts';
export * from './side-effect-codes.ts';
export * from './side-effects-body.ts';
export * from './side-effects-mind.ts';
export * from './weight.ts';
