/** Front door of the registry: a clinic's own figures by the one public method. */
export { type NotHeld, publish, type Tallies } from './publish.ts';
export type { PersonRow, SessionRow } from './rows.ts';
export { type Cell, type PeopleTally, type SessionTally, tallyPeople, tallySessions } from './tally.ts';
