import { CompiledQuery, sql } from 'kysely';
import { nobody } from '#server/chart/chart.actions.ts';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { prepared } from '#server/platform/prepared.ts';
import type { Linked } from './session-link.ts';

export type Outcome = 'kept' | 'known' | 'id-reused' | 'no-such-session' | 'not-allowed';
export type Appended = {
  id: string;
  outcome: Outcome;
  seq: number | null;
  recordedMs: number | null;
  /** How the author stands to the chart, as `waysThatAllow` counts; null where there is no such session. */
  stands: number | null;
};

/** Who appends, and the ways to stand to a chart that allow it. */
type Author = { by: string | undefined; now: Date; ways: number };

/** Adds facts to their logs in one journey; each says what became of it. */
export const appendText = `select id, outcome, seq::float8 as seq, recorded_ms::float8 as "recordedMs", stands
  from clinic.append_session_events($1, $2, $3, $4)`;
export const appendValues = (events: readonly Linked[], { by, now, ways }: Author): unknown[] => [
  JSON.stringify(events),
  by ?? nobody,
  now,
  ways,
];

/** The same inside a transaction that has looked at something before. */
export async function saveEvents(tx: Tx, events: readonly Linked[], author: Author): Promise<Appended[]> {
  const { rows } = await tx.executeQuery<Appended>(CompiledQuery.raw(appendText, appendValues(events, author)));
  return rows;
}

/** What an intent stands on must not move while it is judged. */
export async function holdSessions(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select from clinic.session where id = any(${ids}::uuid[]) order by id for no key update`.execute(tx);
}

/** A repeated request asks nothing again: what is kept is kept. */
export const isKept = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.selectFrom('sessionEvent').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

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

export type KeptRow = {
  seq: string;
  id: string;
  data: string | null;
  link: string;
  recordedMs: string;
  hash: Buffer;
};

/** Sets that were moved here from another session's log, with what was said of them since, and of that in turn. */
export async function listMovedHere(tx: Tx, sessionId: string): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    with recursive moved as (
      select c.corrects as id from clinic.session_event c
       where c.moves_to = ${sessionId} and c.session_id <> ${sessionId}),
    said as (
      select id from moved
      union
      select c.id from clinic.session_event c join said on c.corrects = said.id)
    select e.seq, e.id, e.data, e.link, e.recorded_ms as "recordedMs", e.hash from clinic.session_event e
     where e.id in (select id from said)
     order by e.session_id, e.seq`.execute(tx);
  return rows;
}

/** An order of this patient, the protocol version it stands under, and how it ended, if it did. */
export const orderOfPatient = (tx: Tx, patientId: string, orderId: string) =>
  tx
    .selectFrom('treatmentOrder as o')
    .leftJoin('treatmentOrderEnd as x', (join) =>
      join.onRef('x.orderId', '=', 'o.id').onRef('x.clinicId', '=', 'o.clinicId'),
    )
    .select(['o.protocolVersionId', 'x.how'])
    .where('o.id', '=', orderId)
    .where('o.patientId', '=', patientId)
    .executeTakeFirst();

export async function moveSession(
  tx: Tx,
  id: string,
  to: { chairId: string | null } | { orderId: string; protocolVersionId: string },
): Promise<void> {
  await tx.updateTable('session').set(to).where('id', '=', id).execute();
}

export async function saveSession(
  tx: Tx,
  of: {
    id: string;
    patientId: string;
    plannedAt: string;
    openedBy: string;
    chairId: string | null;
    groupId: string | null;
    orderId: string | null;
    protocolVersionId: string | null;
  },
): Promise<void> {
  await tx.insertInto('session').values(of).execute();
}
