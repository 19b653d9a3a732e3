/** What the printed record reads beside the log of its session. */
import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

const columns = ['seq', 'id', 'kind', 'sessionId', 'data', 'link', 'recordedMs', 'hash'] as const;

export const listLog = (tx: Tx, sessionId: string) =>
  tx.selectFrom('sessionEvent').select(columns).where('sessionId', '=', sessionId).orderBy('seq').execute();
export type LogRow = Awaited<ReturnType<typeof listLog>>[number];

/** Corrections in other logs of this clinic that move a fact to this session. */
export const listMovesTo = (tx: Tx, sessionId: string) =>
  tx
    .selectFrom('sessionEvent')
    .select(columns)
    .where('kind', '=', 'correction')
    .where('sessionId', '<>', sessionId)
    .where('data', 'like', `%"movesTo":"${sessionId}"%`)
    .orderBy('recordedMs')
    .execute();

export const listFacts = (tx: Tx, ids: readonly string[]) =>
  tx.selectFrom('sessionEvent').select(columns).where(sql<boolean>`id = any(${ids}::uuid[])`).execute();

/** Every correction in these sessions, for those of moved facts. */
export const listCorrections = (tx: Tx, sessionIds: readonly string[]) =>
  tx
    .selectFrom('sessionEvent')
    .select(columns)
    .where('kind', '=', 'correction')
    .where(sql<boolean>`session_id = any(${sessionIds}::uuid[])`)
    .execute();

export const listNames = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'givenName', 'familyName', 'credentials'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
