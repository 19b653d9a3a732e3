/** Front door of the chart: what outlives a stage of care. */
export * from './identifiers.ts';
export * from './names.ts';
export * from './patient.ts';
export * from './people.ts';
export * from './same-person.ts';
export * from './weight.ts';
