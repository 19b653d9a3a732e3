import { sql } from 'kysely';
import { CannotProceed } from './cannot-proceed.ts';
import type { Context } from './context.ts';
import type { Tx } from './database.ts';
import { type Action, may, type Subject } from './may.ts';

/** Only the database and the clinic are needed to open a transaction; most callers pass their whole Context. */
type Inside = Pick<Context, 'services' | 'clinicId'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * One transaction of one clinic: row-level security shows this clinic's rows and takes no other's.
 * When it has committed, the clinic's live feed and the audit's sealer hear that something changed.
 */
export async function inClinic<T>(ctx: Inside, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!uuid.test(ctx.clinicId)) throw new CannotProceed('not-found', 'There is no such clinic.');
  const { db, live } = ctx.services;
  const result = await db.clinic.transaction().execute(async (tx) => {
    await sql`select set_config('racemic.clinic_id', ${ctx.clinicId}, true)`.execute(tx);
    return work(tx);
  });
  live.changed(ctx.clinicId);
  return result;
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
  'step-up-needed': 'Confirm that it is you before this.',
} as const;
