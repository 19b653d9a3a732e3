import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#server/platform/database.ts';
import { digestOf } from './audit-digest.ts';

export type SessionChains = {
  sessions: number;
  facts: number;
  /** Facts that no head in the trail covers yet. */
  younger: number;
  /** The first thing that doesn't fit, in words. */
  brokenAt?: string;
};

type Row = {
  session: string;
  seq: number;
  link: string;
  data: string | null;
  salt: Buffer | null;
  recordedMs: string;
  hash: Buffer;
};

const page = 1_000;
const Heads = z.object({
  details: z.object({ heads: z.array(z.object({ session: z.string(), seq: z.number(), hash: z.string() })) }),
});
const Link = z.looseObject({ digest: z.string() });

/** Reads every session's log from its first fact, and holds it against its own head and the heads the trail took over. */
export async function walkSessions(tx: Tx, clinicId: string): Promise<SessionChains> {
  const noted = await notedHeads(tx);
  const found: SessionChains = { sessions: 0, facts: 0, younger: 0 };
  let at: { session: string; seq: number; hash: Buffer } | undefined;
  const broken = (why: string) => ({ ...found, brokenAt: why });
  for (;;) {
    const rows = await listFacts(tx, at);
    for (const row of rows) {
      const isNext = at?.session === row.session;
      if (!isNext) found.sessions += 1;
      const before = isNext && at !== undefined ? at : { seq: 0, hash: Buffer.alloc(0) };
      const where = `Session ${row.session}, fact ${row.seq}`;
      if (row.seq !== before.seq + 1) return broken(`${where}: the one before it is missing.`);
      const text = `${row.seq} ${row.recordedMs} ${row.link}`;
      const hash = createHash('sha256').update(before.hash).update(text, 'utf8').digest();
      if (!hash.equals(row.hash)) return broken(`${where}: it does not follow the one before it, or was altered.`);
      if (row.data !== null && row.salt !== null && !isContent(row.link, row.salt, row.data))
        return broken(`${where}: its content was altered.`);
      const head = noted.get(`${row.session} ${row.seq}`);
      if (head !== undefined && head !== row.hash.toString('hex'))
        return broken(`${where}: the trail took over another head here: the log was rewritten after it.`);
      noted.delete(`${row.session} ${row.seq}`);
      found.facts += 1;
      at = { session: row.session, seq: row.seq, hash };
    }
    if (rows.length < page) break;
  }
  const [lost] = noted.keys();
  if (lost !== undefined) return broken(`The trail took over fact ${lost.replace(' ', ', fact ')}: it is gone.`);
  const heads = await sql<{ session: string; wrong: boolean; younger: number }>`
    select s.id as session, (s.last_seq - s.noted_seq)::float8 as younger,
           s.last_seq <> coalesce(e.seq, 0) or s.head <> coalesce(e.hash, '\\x') as wrong
      from clinic.session s
      left join lateral (select seq, hash from clinic.session_event e
                          where e.clinic_id = s.clinic_id and e.session_id = s.id order by seq desc limit 1) e on true
     where s.clinic_id = ${clinicId}::uuid`.execute(tx);
  found.younger = heads.rows.reduce((sum, { younger }) => sum + younger, 0);
  const wrong = heads.rows.find((row) => row.wrong);
  if (wrong !== undefined)
    return broken(`Session ${wrong.session}: its newest fact is not the one that its head speaks of.`);
  return found;
}

const isContent = (link: string, salt: Buffer, data: string): boolean => {
  const read = Link.safeParse(JSON.parse(link));
  return read.success && digestOf(salt, { data, reason: null }).toString('hex') === read.data.digest;
};

async function listFacts(tx: Tx, after: { session: string; seq: number } | undefined): Promise<Row[]> {
  const from = after ?? { session: '00000000-0000-0000-0000-000000000000', seq: 0 };
  const { rows } = await sql<Row>`
    select session_id::text as session, seq::float8 as seq, link, data, salt, recorded_ms::text as "recordedMs", hash
      from clinic.session_event where (session_id, seq) > (${from.session}::uuid, ${from.seq})
     order by session_id, seq limit ${page}`.execute(tx);
  return rows;
}

/** All heads that the trail took over, by session and place. */
async function notedHeads(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ data: string }>`
    select data from clinic.audit_event where action = 'session.heads' and data is not null order by id`.execute(tx);
  const noted = new Map<string, string>();
  for (const { data } of rows) {
    const read = Heads.safeParse(JSON.parse(data));
    if (read.success)
      for (const { session, seq, hash } of read.data.details.heads) noted.set(`${session} ${seq}`, hash);
  }
  return noted;
}
