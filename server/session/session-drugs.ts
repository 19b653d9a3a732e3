/** The register of drugs follows the log: what was drawn and given is booked in the transaction that keeps the facts. */
import { drugsOfLog, type Fact, fold, isAboutDrug } from '#clinical/session/session.ts';
import { administerFromFacts, openDrugsOfSession } from '#server/pharmacy/pharmacy.actions.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { listEvents, listMovedHere } from './session.queries.ts';
import { loggedEvents } from './session-log.ts';

/** Sessions whose drugs may be others after these facts; a set that is moved touches where it goes to as well. */
export function sessionsOfDrugs(facts: readonly Fact[]): string[] {
  const touched = facts
    .filter(isAboutDrug)
    .flatMap((fact) => [
      fact.session,
      ...(fact.kind === 'correction' && 'movesTo' in fact.data.change ? [fact.data.change.movesTo] : []),
    ]);
  return [...new Set(touched)].sort();
}

/** Nothing here is refused: what happened at the chair happened, and what does not add up opens a case in the pharmacy. */
export async function bookDrugs(tx: Tx, ctx: Context, sessions: readonly string[]): Promise<void> {
  for (const sessionId of sessions) {
    const rows = [...(await listEvents(tx, sessionId, 0)), ...(await listMovedHere(tx, sessionId))];
    const { drawn, given } = drugsOfLog(fold(loggedEvents(rows), sessionId), ctx.now.getTime());
    if (drawn.length + given.length === 0) continue;
    await administerFromFacts(tx, ctx, {
      sessionId,
      drawn: drawn.map(({ atMs, ul, ...of }) => ({ ...of, at: new Date(atMs), amount: { ul } })),
      given: given.map(({ atMs, ...of }) => ({ ...of, at: new Date(atMs) })),
    });
  }
}

/** What stands in the way of a signature: a vial that was drawn from and is not accounted for. */
export async function openDrugs(tx: Tx, ctx: Context, sessionId: string): Promise<{ item: string; says: string }[]> {
  const [found] = await openDrugsOfSession(tx, [sessionId], ctx.now);
  return (found?.open ?? []).map((says, at) => ({ item: `drug:${at + 1}`, says }));
}
