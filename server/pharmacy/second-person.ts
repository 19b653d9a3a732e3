import type { z } from 'zod';
import { checkSecond, secondPersonMin } from '#clinical/pharmacy/pharmacy.ts';
import { audit, canonical } from '#server/audit/audit.ts';
import { proveSecondPerson, type SecondProof } from '#server/identity/second-person.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { may } from '#server/platform/may.ts';
import { findAwaiting, findWritten, lockAwaiting, saveAwaiting, settleAwaiting } from './awaiting.queries.ts';
import { actorOf, answeredBefore, blocked, once, refuse } from './command.ts';
import type { StockAnswer } from './pharmacy-answers.shapes.ts';

/** What would be done, looked at and locked: in a sentence, and how it is done with its two people. */
export type Prepared = {
  says: string;
  sessionId?: string | null | undefined;
  keep(by: { actor: string; witness?: string | undefined }): Promise<Partial<StockAnswer>>;
};

/** Something that takes two people. */
export type TwoPeople<Asked extends { id: string }> = {
  kind: 'waste' | 'dispose' | 'adjust' | 'count';
  asked: z.ZodType<Asked>;
  prepare(tx: Tx, ctx: Context, asked: Asked): Promise<Prepared>;
};

/**
 * Asked by one person. With a second at the same screen, who proves themself there and then, it is done at once; without,
 * it waits for somebody to confirm it at a screen of their own. Either way the second person is somebody else, is staff
 * who may, and proves it by their own factor.
 */
export async function askTwo<Asked extends { id: string }>(
  ctx: Context,
  what: TwoPeople<Asked>,
  asked: Asked,
  second: SecondProof | undefined,
): Promise<StockAnswer> {
  const command = { id: asked.id, kind: what.kind, asked };
  if (second === undefined) return inClinic(ctx, (tx) => once(tx, ctx, command, () => wait(tx, ctx, what, asked)));
  refuse(checkSecond(actorOf(ctx), second.practitionerId));
  const before = await inClinic(ctx, async (tx) => ({
    answer: await answeredBefore(tx, ctx, command),
    awaiting: await findAwaiting(tx, asked.id),
  }));
  const waits = before.answer?.state === 'awaiting' && before.awaiting?.outcome === null;
  if (before.answer !== undefined && !waits) return before.answer;
  const witness = await witnessBy(ctx, second);
  if (waits) return confirmAs(ctx, what, asked.id, witness);
  return inClinic(ctx, (tx) =>
    once(tx, ctx, command, async () => {
      const prepared = await what.prepare(tx, ctx, asked);
      return prepared.keep({ actor: actorOf(ctx), witness });
    }),
  );
}

/** Who proved themself at this screen, where their roles let them be a second person. */
async function witnessBy(ctx: Context, second: SecondProof): Promise<string> {
  const person = await proveSecondPerson(ctx, second);
  if (!may(person, 'stock.witness', { clinicId: ctx.clinicId }).allowed || person.practitionerId === undefined)
    throw new CannotProceed('not-permitted', 'The roles of the second person in this clinic do not include this.');
  return person.practitionerId;
}

/** Looked at now, so that what can't be done is refused now and not when the second person comes. */
async function wait<Asked extends { id: string }>(
  tx: Tx,
  ctx: Context,
  what: TwoPeople<Asked>,
  asked: Asked,
): Promise<Partial<StockAnswer>> {
  const { says, sessionId } = await what.prepare(tx, ctx, asked);
  const until = new Date(ctx.now.getTime() + secondPersonMin.value * 60_000);
  await saveAwaiting(tx, {
    id: asked.id,
    kind: what.kind,
    body: canonical({ asked: JSON.parse(JSON.stringify(asked)), says }),
    sessionId: sessionId ?? null,
    askedBy: actorOf(ctx),
    askedAt: ctx.now,
    until,
  });
  await audit(tx, ctx, {
    action: `stock.${what.kind}-asked`,
    subject: { kind: 'drug-awaiting', id: asked.id },
    details: { says },
  });
  return { state: 'awaiting', until: until.toISOString() };
}

/** The second person confirms: only now it is done, as it stands now. The same person again is answered the same. */
export const confirmAs = <Asked extends { id: string }>(
  ctx: Context,
  what: TwoPeople<Asked>,
  id: string,
  witness: string,
): Promise<StockAnswer> =>
  inClinic(ctx, async (tx) => {
    const waiting = await lockAwaiting(tx, id);
    const answer: StockAnswer = { state: 'done', id, items: [], rows: [], discrepancies: [], until: null };
    refuse(checkSecond(waiting.askedBy, witness));
    if (waiting.outcome === 'confirmed' && waiting.settledBy === witness)
      return { ...answer, ...(await findWritten(tx, id)) };
    if (waiting.outcome !== null) throw blocked(`This was ${waiting.outcome} already.`);
    if (waiting.until < ctx.now)
      throw blocked(`Nobody confirmed this within ${secondPersonMin.value} minutes. It is asked for again.`);
    const { keep } = await what.prepare(tx, ctx, what.asked.parse(JSON.parse(waiting.body).asked));
    const done = await keep({ actor: waiting.askedBy, witness });
    await settleAwaiting(tx, id, { outcome: 'confirmed', settledBy: witness, settledAt: ctx.now });
    await audit(tx, ctx, {
      action: 'stock.witness',
      subject: { kind: 'drug-awaiting', id },
      details: { actor: waiting.askedBy, witness, kind: what.kind },
    });
    return { ...answer, ...done };
  });
