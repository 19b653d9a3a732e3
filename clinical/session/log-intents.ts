/** What an act is refused for while it is only intended. Done all the same, it is a fact and is never refused. */
import type { Agenda, AgendaGiven } from './log-agenda.ts';
import { type Fact, happenedAt } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';
import { missingToStart } from './log-missing.ts';

export type Objection = {
  readonly says: string;
  readonly missing: readonly { readonly item: string; readonly says: string }[];
};

/** Facts that are asked first: the server answers before anyone acts. */
export const isIntent = (fact: Fact): boolean =>
  fact.kind === 'signed' ||
  fact.kind === 'countersigned' ||
  ((fact.kind === 'dose-started' || fact.kind === 'left') && fact.data.as === 'intent');

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
  if (fact.kind === 'dose-started' && fact.data.as === 'intent') {
    if (record.doseStart !== undefined) return { says: 'The dose has been started already.', missing: [] };
    if (record.phase === 'left') return { says: 'The patient has left.', missing: [] };
    // Readings have the age that they had when the dose was started, be it some minutes before it was written.
    const missing = missingToStart(record, of.given, happenedAt(fact)).map(({ item, says, but }) => ({
      item,
      says: but === undefined ? says : `${says} ${but}`,
    }));
    const { order } = of.given;
    const { pumpRateUlPerH, concentrationUgPerMl } = fact.data;
    if (order !== undefined && pumpRateUlPerH > order.pumpRateUlPerH)
      missing.push({
        item: 'rate',
        says: `The pump is set to ${pumpRateUlPerH / 1_000} mL/h; ordered are ${order.pumpRateUlPerH / 1_000} mL/h.`,
      });
    if (order !== undefined && concentrationUgPerMl !== order.concentrationUgPerMl)
      missing.push({
        item: 'concentration',
        says: `The syringe holds ${concentrationUgPerMl / 1_000} mg/mL; ordered are ${order.concentrationUgPerMl / 1_000} mg/mL.`,
      });
    if (missing.length === 0) return undefined;
    return { says: `The dose can’t start: ${count(missing.length, 'point is', 'points are')} not settled.`, missing };
  }
  if (fact.kind === 'left' && fact.data.as === 'intent') {
    if (record.left !== undefined) return { says: 'The patient has left already.', missing: [] };
    if (fact.data.how !== 'let-go' || record.doseStart === undefined || seen.leaving.ready) return undefined;
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
