/** Front door of the plan: protocols, what a dose comes to and how it is prepared, when the sessions are. */
export * from './bounds.ts';
export * from './cadence.ts';
export * from './courses.ts';
export * from './dates.ts';
export * from './leaving.ts';
export * from './limits.ts';
export * from './protocol.ts';
export * from './templates.ts';
export * from './threshold-changes.ts';
