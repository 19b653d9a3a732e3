/** Front door of the pharmacy: what is in stock, what was drawn, and what became of every drop. */
export * from './amounts.ts';
export * from './assign.ts';
export * from './business-days.ts';
export * from './count.ts';
export * from './due.ts';
export * from './form-41.ts';
export * from './gs1.ts';
export * from './ledger.ts';
export * from './loss.ts';
export * from './ndc.ts';
export * from './product.ts';
export * from './second-person.ts';
export * from './watch.ts';
