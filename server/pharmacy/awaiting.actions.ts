import { audit } from '#server/audit/audit.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { adjusting } from './adjust.actions.ts';
import { findAwaiting, listAwaiting, lockAwaiting, settleAwaiting } from './awaiting.queries.ts';
import { actorOf, blocked } from './command.ts';
import { counting } from './count.actions.ts';
import { disposing } from './disposal.actions.ts';
import type { StockAnswer } from './pharmacy-answers.shapes.ts';
import { confirmAs } from './second-person.ts';
import { wasting } from './waste.actions.ts';

/** The second person confirms at a screen of their own, having just proved who they are. */
export async function confirmAwaiting(ctx: Context, id: string): Promise<StockAnswer> {
  const waiting = await inClinic(ctx, (tx) => findAwaiting(tx, id));
  const witness = actorOf(ctx);
  switch (waiting?.kind) {
    case 'waste':
      return confirmAs(ctx, wasting, id, witness);
    case 'adjust':
      return confirmAs(ctx, adjusting, id, witness);
    case 'dispose':
      return confirmAs(ctx, disposing, id, witness);
    case 'count':
      return confirmAs(ctx, counting, id, witness);
    default:
      throw notFound('request');
  }
}

/** Who asked takes it back; nothing of it has happened. */
export const withdrawAwaiting = (ctx: Context, id: string, reason: string): Promise<void> =>
  inClinic(ctx, async (tx) => {
    const waiting = await lockAwaiting(tx, id);
    if (waiting.outcome !== null) throw blocked(`This was ${waiting.outcome} already.`);
    if (waiting.askedBy !== actorOf(ctx))
      throw new CannotProceed('not-permitted', 'Only who asked for it takes it back.');
    await settleAwaiting(tx, id, { outcome: 'withdrawn', settledBy: actorOf(ctx), settledAt: ctx.now });
    await audit(tx, ctx, { action: 'stock.withdraw', subject: { kind: 'drug-awaiting', id }, reason });
  });

const kindOf = (kind: string) =>
  kind === 'waste' || kind === 'dispose' || kind === 'adjust' ? kind : ('count' as const);

/** What waits for a second person; of some sessions, where they are given. */
export async function awaitingViews(tx: Tx, now: Date, sessionIds?: readonly string[]) {
  const rows = await listAwaiting(tx, sessionIds);
  return rows.map(({ body, givenName, familyName, kind, ...row }) => {
    const { asked, says }: { asked: unknown; says: string } = JSON.parse(body);
    return {
      ...row,
      kind: kindOf(kind),
      asked,
      says,
      askedByName: `${givenName} ${familyName}`,
      isLate: row.until < now,
    };
  });
}

export const readAwaiting = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    await audit(tx, ctx, { action: 'stock.read', details: { what: 'awaiting' } });
    return { awaiting: await awaitingViews(tx, ctx.now) };
  });
