import type { QueryResultRow } from 'pg';
import { CannotProceed } from './cannot-proceed.ts';
import type { Context } from './context.ts';
import type { Tx } from './database.ts';
import { type Action, may, type Subject } from './may.ts';

/** Only the database and the clinic are needed to open a transaction; most callers pass their whole Context. */
type Inside = Pick<Context, 'services' | 'clinicId'>;

/**
 * One transaction of one clinic: row-level security shows this clinic's rows and takes no other's.
 * When it has committed and changed anything, the clinic's live feed and the audit's sealer hear of it.
 */
export async function inClinic<T>(ctx: Inside, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { db, live } = ctx.services;
  return await db.inClinicTransaction(ctx.clinicId, work, () => live.changed(ctx.clinicId));
}

/** One statement as the whole transaction, for what is done often: it is written so that all of it is kept, or none. */
export async function atOnce<Row extends QueryResultRow>(
  ctx: Inside,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { db, live } = ctx.services;
  const rows = await db.inClinicAtOnce<Row>(ctx.clinicId, text, values);
  live.changed(ctx.clinicId);
  return rows;
}

/** The same question the route asked, now with what is acted on. */
export function permit(ctx: Context, action: Action, subject: Omit<Subject, 'clinicId'> = {}): void {
  const answer = may(ctx.by, action, { ...subject, clinicId: ctx.clinicId });
  if (!answer.allowed) throw new CannotProceed(answer.reason, sentences[answer.reason], { action });
}

export const sentences = {
  'not-found': 'There is no such thing in this clinic.',
  'not-permitted': 'Your roles in this clinic do not include this.',
  'break-glass-needed': 'This chart is open to its care team only. Say why you need it to open it.',
  'care-team-needed': 'Only its care team or a medical director changes who is on the care team of this chart.',
  'step-up-needed': 'Confirm that it is you before this.',
} as const;
