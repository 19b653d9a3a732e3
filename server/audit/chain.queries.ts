import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from '#server/platform/database.ts';
import { unwaited } from '#server/platform/transaction.ts';
import type { ChainedEvent } from './link.ts';

/** The last link of a clinic's chain, and which transactions are certainly over. `seq` 0 is an empty chain. */
export type Head = {
  seq: number;
  hash: Buffer | null;
  /** Every event of a transaction before this one is linked. '0': not known, as in a chain that was just put back. */
  below: string;
  /** Where the event of the last link stands in the order of events. */
  xid: string | null;
  at: string | null;
  auditId: string | null;
  /** Transactions before this one are over and all they wrote is visible. */
  over: string;
  /** The next transaction's number: a visible row with this or more comes from another server's count. */
  next: string;
};

export type Link = { seq: number; auditId: string; link: string; hash: Buffer };

/** Any number that nobody else uses for advisory locks of two numbers. */
const sealLock = 7_223_643;
const anchorLock = 7_223_644;

/**
 * A transaction of one clinic that tells nobody: unlike `inClinic` it sends no "something changed", because sealing is
 * itself the answer to that signal.
 */
export const quietly = <T>(db: Database, clinicId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.inClinicTransaction(clinicId, work);

/** One snapshot of one clinic, to read its chain as it stood at one moment. */
export const readingChain = <T>(db: Database, clinicId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.clinic
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('racemic.clinic_id', ${clinicId}, true)`.execute(tx);
      return work(tx);
    });

/**
 * Only one writer extends a chain at a time. The background leaves a busy chain to the other; who must know that an
 * event is linked waits.
 */
export async function holdChain(tx: Tx, clinicId: string, wait: boolean): Promise<boolean> {
  const take = wait
    ? sql`pg_advisory_xact_lock(${sealLock}, hashtext(${clinicId})) is not null`
    : sql`pg_try_advisory_xact_lock(${sealLock}, hashtext(${clinicId}))`;
  const { rows } = await sql<{ held: boolean }>`select ${take} as held`.execute(tx);
  return rows[0]?.held === true;
}

/** Waits for its turn: two processes may share the file that anchors go to. */
export async function holdAnchors(tx: Tx, clinicId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${anchorLock}, hashtext(${clinicId}))`.execute(tx);
}

const utc = sql`to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;

export async function headOf(tx: Tx, clinicId: string): Promise<Head> {
  const { rows } = await sql<Omit<Head, 'seq'> & { seq: string }>`
    select coalesce(l.seq, 0)::text as seq, l.hash, coalesce(l.below, '0'::xid8)::text as below,
           e.xid::text as xid, ${utc}, l.audit_id,
           pg_snapshot_xmin(s)::text as over, pg_snapshot_xmax(s)::text as next
      from (select pg_current_snapshot() as s) now
      left join lateral (select seq, hash, below, audit_id from clinic.audit_link
                          where clinic_id = ${clinicId} order by seq desc limit 1) l on true
      left join clinic.audit_event e on e.clinic_id = ${clinicId} and e.id = l.audit_id`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error('a chain has a head, even an empty one');
  return { ...row, seq: Number(row.seq) };
}

const eventColumns = sql`e.id, ${utc}, e.by_kind as "byKind", e.account_id as "accountId",
  e.practitioner_id as "practitionerId", e.station_id as "stationId", e.sign_in_id as "signInId",
  e.request_id as "requestId", e.action, e.patient_id as "patientId", e.subject_kind as "subjectKind",
  e.subject_id as "subjectId", e.digest`;

const unlinked = sql`not exists (select 1 from clinic.audit_link l
  where l.clinic_id = e.clinic_id and l.audit_id = e.id)`;

/** Where an event stands in the order in which events are linked. */
export type Place = { xid: string; at: string; id: string };
export type Sealable = ChainedEvent & { xid: string };

/**
 * The next events whose transactions are over, in order. Whoever commits late is not passed over: nothing of its
 * transaction or of a later one is listed while it runs. Reads only what is new, however long the chain is.
 */
export async function listNew(
  tx: Tx,
  clinicId: string,
  range: { from: string; over: string; after: Place | undefined; limit: number },
): Promise<(Sealable & { linked: boolean })[]> {
  const { after } = range;
  const further =
    after === undefined
      ? sql`true`
      : sql`(n.xid, n.at, n.id) > (${after.xid}::xid8, ${after.at}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<Sealable & { linked: boolean }>`
    select ${eventColumns}, e.xid::text as xid, not (${unlinked}) as linked
      from (select * from clinic.audit_event n
             where n.clinic_id = ${clinicId} and n.xid >= ${range.from}::xid8 and n.xid < ${range.over}::xid8
               and ${further}
             order by n.xid, n.at, n.id limit ${range.limit}) e
     order by e.xid, e.at, e.id`.execute(tx.withoutPlugins());
  return rows;
}

/**
 * Every event that is not linked, in order, wherever it stands: for a chain that begins, or whose tables were loaded
 * from elsewhere with transaction numbers that mean nothing here: those that this server has not given out yet, asked in
 * the same moment in which the events are read. Reads the whole trail.
 */
export async function listLeftOver(
  tx: Tx,
  clinicId: string,
  range: { over: string; limit: number },
): Promise<Sealable[]> {
  const { rows } = await sql<Sealable>`
    select ${eventColumns}, e.xid::text as xid from clinic.audit_event e
     where e.clinic_id = ${clinicId} and (e.xid < ${range.over}::xid8 or e.xid >= pg_snapshot_xmax(pg_current_snapshot())) and ${unlinked}
     order by e.xid, e.at, e.id limit ${range.limit}`.execute(tx);
  return rows;
}

/** Links that follow each other, as one text with a line for each: a link is JSON in one line. Nobody waits for it. */
export async function saveLinks(tx: Tx, links: readonly Link[], below: string): Promise<void> {
  const lines = links.map(({ auditId, hash, link }) => `${auditId} ${hash.toString('hex')} ${link}`).join('\n');
  await unwaited(tx, CompiledQuery.raw(insertLinks, [(links[0]?.seq ?? 1) - 1, below, lines]));
}

const insertLinks = `
    insert into clinic.audit_link (seq, audit_id, link, hash, below)
    select $1::bigint + n, substr(line, 1, 36)::uuid, substr(line, 103), decode(substr(line, 38, 64), 'hex'), $2::xid8
      from string_to_table($3::text, E'\\n') with ordinality as l (line, n)`;

/** Events that are visible and wait for a slower transaction to end. */
export const countWaiting = (tx: Tx, clinicId: string, head: Pick<Head, 'over' | 'next'>) =>
  countSome(tx, clinicId, sql`e.xid >= ${head.over}::xid8 and e.xid < ${head.next}::xid8`);

/** Events that no link speaks of, from a transaction on. */
export const countUnlinked = (tx: Tx, clinicId: string, from: string) =>
  countSome(tx, clinicId, sql`e.xid >= ${from}::xid8 and ${unlinked}`);

async function countSome(
  tx: Tx,
  clinicId: string,
  which: RawBuilder<unknown>,
): Promise<{ count: number; since: Date | null }> {
  const { rows } = await sql<{ count: string; since: Date | null }>`
    select count(*)::text as count, min(e.at) as since from clinic.audit_event e
     where e.clinic_id = ${clinicId} and ${which}`.execute(tx);
  return { count: Number(rows[0]?.count ?? 0), since: rows[0]?.since ?? null };
}

export type LinkWithEvent = Link & {
  event: (ChainedEvent & { data: string | null; salt: Buffer | null; reason: string | null; erased: boolean }) | null;
};

type Flat = { seq: string; auditId: string; link: string; hash: Buffer; reason: string | null; data: string | null } & {
  salt: Buffer | null;
  erased: boolean;
  id: string | null;
} & Omit<ChainedEvent, 'id'>;

/** A page of the chain with the events as they are now. `erased` is true when an erasure of the content is on record. */
export async function listLinks(tx: Tx, clinicId: string, after: number, limit: number): Promise<LinkWithEvent[]> {
  const { rows } = await sql<Flat>`
    select l.seq::text as seq, l.audit_id, l.link, l.hash, ${eventColumns}, e.data, e.salt, e.reason,
           e.data is null and exists (
             select 1 from clinic.audit_event x where x.clinic_id = e.clinic_id and x.subject_kind = 'audit-event'
                and x.subject_id = e.id::text and x.action = 'audit.erase') as erased
      from clinic.audit_link l
      left join clinic.audit_event e on e.clinic_id = l.clinic_id and e.id = l.audit_id
     where l.clinic_id = ${clinicId} and l.seq > ${after} order by l.seq limit ${limit}`.execute(tx);
  return rows.map(({ seq, auditId, link, hash, id, ...event }) => ({
    seq: Number(seq),
    auditId,
    link,
    hash,
    event: id === null ? null : { id, ...event },
  }));
}

/** An event that the sealer must have linked long ago: its transaction was over before the last link was made. */
export async function firstNeverLinked(tx: Tx, clinicId: string, below: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select e.id from clinic.audit_event e
     where e.clinic_id = ${clinicId} and e.xid < ${below}::xid8 and ${unlinked}
     order by e.xid, e.at, e.id limit 1`.execute(tx);
  return rows[0]?.id;
}

export async function countEvents(tx: Tx, clinicId: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*)::text as count from clinic.audit_event where clinic_id = ${clinicId}`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}
