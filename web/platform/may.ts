import type { Action } from '#server/platform/may.ts';
import type { Me } from './contract.ts';

/**
 * What is worth showing to this person: the server says it from its one table, and decides again on every call.
 * This only keeps people from being led to a page that would refuse them.
 */
export const maySee = (me: Me, what: Action): boolean => me.may.includes(what);
