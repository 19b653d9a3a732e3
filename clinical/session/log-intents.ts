/** What an act is refused for while it is only intended. Done all the same, it is a fact and is never refused. */
import type { Agenda, AgendaGiven } from './log-agenda.ts';
import type { Fact } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';
import { clockIn, isDoseIntent, objectionToDose } from './log-intents-dose.ts';

export type Objection = {
  readonly says: string;
  readonly missing: readonly { readonly item: string; readonly says: string }[];
};

/** Facts that are asked first: the server answers before anyone acts. */
export const isIntent = (fact: Fact): boolean =>
  fact.kind === 'signed' ||
  fact.kind === 'countersigned' ||
  isDoseIntent(fact) ||
  (fact.kind === 'group-joined' && fact.data.as === 'intent') ||
  (fact.kind === 'left' && fact.data.as === 'intent');

const count = (n: number, one: string, many: string) => (n === 1 ? `one ${one}` : `${n} ${many}`);

/**
 * @param head of the log as the server has it, in hex: a signature covers what its signer has read
 * @returns undefined when nothing objects
 */
export function objectionTo(
  fact: Fact,
  of: { record: SessionRecord; seen: Agenda; given: AgendaGiven; head: string },
): Objection | undefined {
  const { record, seen } = of;
  if (isDoseIntent(fact)) {
    const found = objectionToDose(fact, record, of.given);
    if (typeof found === 'string') return { says: found, missing: [] };
    if (found.length === 0) return undefined;
    const what = record.firstDose === undefined ? 'The dose can’t start' : 'This can’t be given';
    return { says: `${what}: ${count(found.length, 'point is', 'points are')} not settled.`, missing: found };
  }
  if (fact.kind === 'group-joined') return objectionToJoining(record, of.given.timeZone);
  if (fact.kind === 'left' && fact.data.as === 'intent') {
    if (record.left !== undefined) return { says: 'The patient has left already.', missing: [] };
    if (fact.data.how !== 'let-go' || record.firstDose === undefined || seen.leaving.ready) return undefined;
    const missing = seen.leaving.criteria
      .filter(({ answer }) => answer !== 'met')
      .map(({ id, answer, says }) => ({
        item: id,
        says: `${answer === 'not known' ? 'Not known' : 'Not met'}: ${says}`,
      }));
    return {
      says: `The patient can’t be let go yet: ${count(missing.length, 'criterion is', 'criteria are')} open.`,
      missing,
    };
  }
  if (fact.kind === 'signed' || fact.kind === 'countersigned') {
    if (seen.toSign.length > 0)
      return {
        says: `This can’t be signed yet: ${count(seen.toSign.length, 'point is', 'points are')} open.`,
        missing: seen.toSign,
      };
    if (fact.data.head !== of.head)
      return { says: 'The record has changed since you read it. Read it again, then sign.', missing: [] };
    if (fact.kind === 'countersigned') {
      const first = record.signatures.find(({ kind }) => kind === 'signed');
      if (first === undefined) return { says: 'Nobody has signed yet.', missing: [] };
      if (first.by === fact.by) return { says: 'A second person countersigns.', missing: [] };
    }
  }
  return undefined;
}

/**
 * Somebody joins before their own dose only: from the dose on they are watched one to one or by somebody of their own
 * (clinical basis 3.1), and a sweep that begins to count them would hide that.
 *
 * @source project rule: no source speaks of it
 */
function objectionToJoining({ left, firstDose }: SessionRecord, timeZone: string | undefined): Objection | undefined {
  if (left !== undefined) return { says: 'The patient has left already.', missing: [] };
  if (firstDose === undefined) return undefined;
  const time = clockIn(firstDose.atMs, timeZone);
  return {
    says: `Their own dose began at ${time}: somebody joins a group before it, not after. They stay by themselves.`,
    missing: [],
  };
}
