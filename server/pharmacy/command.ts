import { createHash } from 'node:crypto';
import { audit, canonical } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { findCommand, holdCommand, saveCommand } from './command.queries.ts';
import { StockAnswer } from './pharmacy-answers.shapes.ts';

/** Who does it, and who watched. */
export type By = { actor: string; witness?: string | undefined };

/** Whoever changes stock is staff of this clinic: never a machine. */
export function actorOf({ by }: Context): string {
  if (by.practitionerId === undefined)
    throw new CannotProceed('not-permitted', 'Only someone on the staff of this clinic may do this.');
  return by.practitionerId;
}

export const blocked = (says: string, details?: object): CannotProceed => new CannotProceed('blocked', says, details);

/** Stops with the sentence of a rule. */
export function must<T extends object>(of: T | { readonly says: string }): T {
  if ('says' in of && typeof of.says === 'string' && Object.keys(of).length === 1) throw blocked(of.says);
  return of as T;
}
export function refuse(refusal: { readonly says: string } | undefined): void {
  if (refusal !== undefined) throw blocked(refusal.says);
}

/** How far a tablet's clock may run ahead before its moment is not believed. */
const aheadMs = 2 * 60_000;

/** When it really happened: what has not come yet has not happened. */
export function momentOf(ctx: Context, at: string | undefined): Date {
  if (at === undefined) return ctx.now;
  const moment = new Date(at);
  if (moment.getTime() > ctx.now.getTime() + aheadMs) throw blocked('This moment has not come yet. Look at the time.');
  return moment;
}

type Command = { id: string; kind: string; asked: object };

const printOf = ({ kind, asked }: Command): Buffer =>
  createHash('sha256')
    .update(canonical({ kind, asked: JSON.parse(JSON.stringify(asked)) }))
    .digest();

/** What was answered to this very request before; undefined where it is new. */
export async function answeredBefore(tx: Tx, ctx: Context, of: Command): Promise<StockAnswer | undefined> {
  const known = await findCommand(tx, of.id);
  return known === undefined ? undefined : sameAnswer(tx, ctx, of, known);
}

async function sameAnswer(tx: Tx, ctx: Context, of: Command, known: { print: Buffer; answer: string }) {
  if (!known.print.equals(printOf(of))) {
    throw new CannotProceed(
      'already-there',
      'Another request with the same id was kept already. This one is different and was not kept.',
    );
  }
  await audit(tx, ctx, { action: 'stock.repeat', subject: { kind: 'drug-command', id: of.id } });
  return StockAnswer.parse(JSON.parse(known.answer));
}

/** Does it once: the same request again, also at the same moment, is answered the same and changes nothing. */
export async function once(
  tx: Tx,
  ctx: Context,
  of: Command,
  work: () => Promise<Partial<StockAnswer>>,
): Promise<StockAnswer> {
  const [, known] = await Promise.all([holdCommand(tx, of.id), findCommand(tx, of.id)]);
  if (known !== undefined) return sameAnswer(tx, ctx, of, known);
  const answer: StockAnswer = {
    state: 'done',
    id: of.id,
    items: [],
    rows: [],
    discrepancies: [],
    until: null,
    ...(await work()),
  };
  await saveCommand(tx, {
    id: of.id,
    kind: of.kind,
    print: printOf(of),
    answer: canonical(answer),
    askedBy: actorOf(ctx),
    keptAt: ctx.now,
  });
  return answer;
}
