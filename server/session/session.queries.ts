import { CompiledQuery, sql } from 'kysely';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { prepared } from '#server/platform/prepared.ts';
import type { Linked } from './session-link.ts';

export type Outcome = 'kept' | 'known' | 'id-reused' | 'no-such-session';
export type Appended = { id: string; outcome: Outcome; seq: number | null; recordedMs: number | null };

const append =
  'select id, outcome, seq::float8 as seq, recorded_ms::float8 as "recordedMs" from clinic.append_session_events($1)';

/** Adds facts to their logs in one journey; each says what became of it. */
export async function saveEvents(tx: Tx, events: readonly Linked[]): Promise<Appended[]> {
  const { rows } = await tx.executeQuery<Appended>(CompiledQuery.raw(append, [JSON.stringify(events)]));
  return rows;
}

/** Whose sessions these are; what isn't here, is no session of this clinic. */
export const listOwners = prepared((tx, ids: readonly string[]) =>
  tx.selectFrom('session').select(['id', 'patientId']).where(sql<boolean>`id = any(${ids}::uuid[])`),
);

export async function findSession(tx: Tx, id: string) {
  const row = await tx.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('session');
  return row;
}

export const listEvents = prepared((tx, sessionId: string, after: number) =>
  tx
    .selectFrom('sessionEvent')
    .select(['seq', 'id', 'kind', 'v', 'data', 'link', 'recordedMs', 'hash'])
    .where('sessionId', '=', sessionId)
    .where('seq', '>', sql<string>`${after}`)
    .orderBy('seq'),
);

export async function saveSession(
  tx: Tx,
  of: {
    id: string;
    patientId: string;
    plannedAt: string;
    openedBy: string;
  },
): Promise<void> {
  await tx.insertInto('session').values(of).execute();
}
