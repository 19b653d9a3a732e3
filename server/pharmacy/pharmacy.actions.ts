/** Front door of the pharmacy on the server: what the rooms after it may ask. */
export { openDrugsOfSession } from './open-drugs.ts';
export { administerFromFacts } from './session-drugs.ts';
