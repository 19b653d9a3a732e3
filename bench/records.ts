import pg from 'pg';
import { newId } from '#server/platform/ids.ts';
import { aWholeSession } from '../tests/a-session.ts';
import { type Bench, check } from './bench.ts';
import { ms, whole } from './figures.ts';
import type { Loaded } from './load-process.ts';

/**
 * A person with 1,000 sessions in a clinic of 5 million readings, and a board of 200 chairs.
 *
 * One session is written by the server itself; the others are its copies, written in bulk under other ids. Their links
 * are those of the copy, so that they read as sessions do; their hashes are not, and no chain of them is looked at.
 */
export async function measureRecords(bench: Bench): Promise<void> {
  const { quick, say, goal } = bench;
  const client = new pg.Client({ ...bench.database, database: 'racemic' });
  await client.connect();
  try {
    const [patientId, model] = await aModel(bench, client);
    const own = quick ? 100 : 1_000;
    const readings = quick ? 100_000 : 5_000_000;
    const began = performance.now();
    await copySessions(client, bench.clinicId, { model, patientId, count: own, kinds: 'all', everyDays: 3 });
    const perSession = await countOf(client, model, 'reading');
    const others = Math.ceil(readings / perSession);
    for (let made = 0; made < others; made += 20_000)
      await copySessions(client, bench.clinicId, {
        model,
        patientId: undefined,
        count: Math.min(20_000, others - made),
        kinds: 'readings',
        everyDays: 0.001,
      });
    await client.query('vacuum analyze clinic.session');
    await client.query('vacuum analyze clinic.session_event');
    const { rows } = await client.query<{ size: string }>(
      `select pg_size_pretty(pg_total_relation_size('clinic.session_event')) as size`,
    );
    say(
      `\nRecords: ${whole(own)} sessions of one person among ${whole(readings)} readings (${rows[0]?.size}), made in ${whole((performance.now() - began) / 1_000)} s`,
    );
    const page = { method: 'GET' as const, path: `/api/patients/${patientId}/sessions` };
    const chart = { method: 'GET' as const, path: `/api/patients/${patientId}/chart` };
    const record = { method: 'GET' as const, path: `/api/sessions/${model}/events` };
    const deep = { method: 'GET' as const, path: `${page.path}?before=${await someSession(client, patientId)}` };
    const rounds = quick ? 40 : 300;
    const one = async (requests: readonly { method: 'GET'; path: string }[], what: string): Promise<Loaded> => {
      await bench.load({ connections: 1, requests, until: { count: 10 } });
      const of = check(await bench.load({ connections: 1, requests, until: { count: rounds } }), what);
      say(`  ${what.padEnd(48)} p50 ${ms(of.p50)}   p95 ${ms(of.p95)}   slowest ${ms(of.slowest)}`);
      return of;
    };
    const first = await one([page], 'the newest 25 sessions, each folded from its log');
    const middle = await one([deep], 'a page in the middle');
    const opened = await one([chart], 'the chart itself');
    await one([record], 'the log of one session');
    const worst = Math.max(first.p95, middle.p95, opened.p95);
    goal('Chart of 1,000 sessions, p95', '≤ 100 ms', ms(worst), worst <= 100);
    const chairs = quick ? 50 : 200;
    await aFullFloor(client, bench.clinicId, { chairs, model });
    const board = await one([{ method: 'GET', path: '/api/floor' }], `the board of ${chairs} chairs`);
    goal(`Board of ${chairs} chairs, p95`, '≤ 30 ms', ms(board.p95), board.p95 <= 30);
  } finally {
    await client.end();
  }
}

/** A patient and one whole session of theirs, through the server's own doors. */
async function aModel(bench: Bench, client: pg.Client): Promise<[string, string]> {
  const patientId = bench.filled.ids[1] ?? '';
  const session = newId();
  const { rows } = await client.query<{ by: string }>(
    `select r.practitioner_id as by from clinic.practitioner_role r where r.clinic_id = $1 and r.role = 'nurse'
      order by r.practitioner_id limit 1`,
    [bench.clinicId],
  );
  // Facts carry the name of who is signed in, or none: what a locked station took.
  const events = aWholeSession(session, rows[0]?.by ?? '').map((event) => ({ ...event, by: null }));
  const post = (path: string, body: object) =>
    bench.load({
      connections: 1,
      requests: [{ method: 'POST', path, body: JSON.stringify(body) }],
      until: { count: 1 },
    });
  check(await post('/api/sessions', { id: session, patientId, plannedAt: new Date().toISOString() }), 'a session');
  check(await post('/api/sessions/events', { events }), 'its facts');
  if ((await countOf(client, session, 'reading')) === 0) throw new Error('the session was not written');
  return [patientId, session];
}

async function countOf(client: pg.Client, session: string, kind: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from clinic.session_event where session_id = $1 and kind = $2',
    [session, kind],
  );
  return rows[0]?.count ?? 0;
}

type Copies = {
  model: string;
  /** Left out: spread over everyone else. */
  patientId: string | undefined;
  count: number;
  kinds: 'all' | 'readings';
  everyDays: number;
};

async function copySessions(client: pg.Client, clinicId: string, of: Copies): Promise<void> {
  await client.query('begin');
  await client.query('create temporary table made (id uuid, at timestamptz, place int) on commit drop');
  await client.query(
    `insert into made select gen_random_uuid(), now() - make_interval(mins => (n * $2::float8 * 1440 + 5000)::int), n
       from generate_series(1, $1::int) n`,
    [of.count, of.everyDays],
  );
  await client.query(
    `with everyone as (select id, row_number() over (order by id) - 1 as place, count(*) over () as all
                         from clinic.patient where clinic_id = $1)
     insert into clinic.session (clinic_id, id, patient_id, planned_at, opened_by, last_seq, noted_seq, head)
     select s.clinic_id, m.id, coalesce($3::uuid, e.id), m.at, s.opened_by, s.last_seq, s.last_seq, s.head
       from made m join clinic.session s on s.id = $2 and s.clinic_id = $1
       left join everyone e on e.place = m.place % e.all`,
    [clinicId, of.model, of.patientId ?? null],
  );
  await client.query(
    `insert into clinic.session_event (clinic_id, session_id, seq, id, kind, v, measured_at, by_account, data, salt, link,
                                       content, recorded_ms, hash)
     select e.clinic_id, m.id, e.seq, n.id, e.kind, e.v, e.measured_at, e.by_account, e.data, e.salt,
            replace(replace(e.link, e.id::text, n.id::text), e.session_id::text, m.id::text), e.content, e.recorded_ms, e.hash
       from made m cross join clinic.session_event e
       cross join lateral (select gen_random_uuid() as id where e.seq > 0 and m.place > 0) n
      where e.session_id = $1 and e.clinic_id = $2 ${of.kinds === 'readings' ? "and e.kind = 'reading'" : ''}`,
    [of.model, clinicId],
  );
  await client.query('commit');
}

async function someSession(client: pg.Client, patientId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `select id from clinic.session where patient_id = $1 order by planned_at desc, id desc
     offset (select count(*) / 2 from clinic.session where patient_id = $1) limit 1`,
    [patientId],
  );
  return rows[0]?.id ?? '';
}

/** As far as a session has come when its dose has begun and its readings go on. */
const factsOnBoard = 25;

/** So many chairs, each with somebody on it in the middle of a session, under an order where the synthetic clinic has one. */
async function aFullFloor(client: pg.Client, clinicId: string, of: { chairs: number; model: string }): Promise<void> {
  await client.query(
    `insert into clinic.chair (clinic_id, id, name, place)
     select $1, gen_random_uuid(), 'Bench ' || n, 1000 + n from generate_series(1, $2::int) n`,
    [clinicId, of.chairs],
  );
  await client.query(
    `with seats as (select id, row_number() over (order by place) as n from clinic.chair where clinic_id = $1 and place > 1000),
          someone as (select id, row_number() over (order by id desc) as n from clinic.patient
                       where clinic_id = $1 and not restricted),
          ordered as (select id, protocol_version_id from clinic.treatment_order where clinic_id = $1 limit 1),
          nurse as (select practitioner_id as id from clinic.practitioner_role where clinic_id = $1 and role = 'nurse' limit 1)
     insert into clinic.session (clinic_id, id, patient_id, planned_at, opened_by, chair_id, order_id, protocol_version_id)
     select $1, gen_random_uuid(), p.id, now(), nurse.id, s.id, o.id, o.protocol_version_id
       from seats s join someone p on p.n = s.n cross join nurse left join ordered o on true`,
    [clinicId],
  );
  await client.query(
    `insert into clinic.session_event (clinic_id, session_id, seq, id, kind, v, measured_at, by_account, data, salt, link,
                                       content, recorded_ms, hash)
     select e.clinic_id, s.id, e.seq, n.id, e.kind, e.v, now() - interval '1 minute', e.by_account, e.data, e.salt,
            replace(replace(e.link, e.id::text, n.id::text), e.session_id::text, s.id::text), e.content, e.recorded_ms, e.hash
       from clinic.session s join clinic.chair c on c.clinic_id = s.clinic_id and c.id = s.chair_id and c.place > 1000
       join clinic.session_event e on e.clinic_id = s.clinic_id and e.session_id = $2 and e.seq <= $3
       cross join lateral (select md5(e.id::text || s.id::text)::uuid as id) n
      where s.clinic_id = $1`,
    [clinicId, of.model, factsOnBoard],
  );
  await client.query('analyze clinic.session');
  await client.query('analyze clinic.session_event');
}
