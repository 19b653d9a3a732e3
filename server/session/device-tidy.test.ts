import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReceivedValue, staysOfMonitor } from '#clinical/session/session.ts';
import { jobsOf } from '#server/jobs.ts';
import { openDatabase } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, aPatient, type Person } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { thinSession } from './device-tidy.queries.ts';
import { tidyDevices } from './device-tidy.ts';

let server: TestServer;
let database: pg.Client;
let nurse: Person;

beforeAll(async () => {
  server = await aServer();
  database = new pg.Client(server.services.db.superuser);
  await database.connect();
  nurse = await (await aClinic(server.services)).as('nurse');
  await database.query(`select clinic.make_device_days('2026-08-01', '2026-08-20')`);
});
afterAll(async () => {
  await database.end();
  await server[Symbol.asyncDispose]();
});

const tidyOn = (day: string) => tidyDevices({ ...server.services, clock: () => new Date(`${day}T03:20:00Z`) });
const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await database.query<Row>(text, values)).rows;

/** A device of that clinic at a session of its own from that moment for an hour, as the database holds it. */
async function measured(at: string, who = nurse): Promise<{ session: string; device: string }> {
  const { id: patientId } = await aPatient(who);
  const [session, device] = [newId(), newId()];
  const { clinicId, by } = who.ctx;
  await database.query(
    `with s as (insert into clinic.session (clinic_id, id, patient_id, planned_at, opened_by) values ($1, $2, $3, $4, $5))
     insert into clinic.device (clinic_id, id, key, by_what, name, first_seen_at, heard_at, is_simulated)
     values ($1, $6::uuid, $6::uuid::text, 'device', 'MON', $4, $4, false)`,
    [clinicId, session, patientId, at, by.practitionerId, device],
  );
  await database.query(
    `insert into clinic.device_assignment (clinic_id, id, device_id, session_id, from_at, by, until_at, ended_by, end_why)
     values ($1, $2, $3, $4, $5::timestamptz, $6, $5::timestamptz + interval '1 hour', $6, 'released')`,
    [clinicId, newId(), device, session, at, by.practitionerId],
  );
  return { session, device };
}

/** Values of a device, of a session or of nobody, each with the message that brought it. */
async function said(
  of: { session: string | null; device: string },
  all: readonly ReceivedValue[],
  who = nurse,
): Promise<void> {
  await database.query(
    `with v as (select * from jsonb_to_recordset($4::jsonb)
                  as v (id uuid, code text, state text, value numeric, text text, at timestamptz, arrived timestamptz)),
          m as (insert into clinic.device_message (clinic_id, day, id, at, came_from, raw, outcome)
                select $1, (arrived at time zone 'UTC')::date, id, arrived, 'here', 'MSH', 'kept' from v)
     insert into clinic.device_value (clinic_id, day, id, device_id, session_id, message_id, message_day, code, text, unit, value,
                                      state, device_at, at, arrived_at, is_converted, is_unit_assumed, is_simulated)
     select $1, (at at time zone 'UTC')::date, id, $2, $3, id, (arrived at time zone 'UTC')::date, code, text, '', value, state,
            null, at, arrived, false, false, false from v
     on conflict do nothing`,
    [
      who.ctx.clinicId,
      of.device,
      of.session,
      JSON.stringify(all.map((one) => ({ ...one, at: new Date(one.atMs), arrived: new Date(one.arrivedMs) }))),
    ],
  );
}

const value = (at: string, number: number, given: Partial<ReceivedValue> = {}): ReceivedValue => {
  const atMs = Date.parse(at);
  const id = newId();
  // The text tells two of the same number apart, as the database asks.
  return { id, device: '', code: 'HR', state: 'measured', value: number, text: id, atMs, arrivedMs: atMs, ...given };
};

/** A fact in the log, put there by the test's own hand. */
async function fact(session: string, kind: string, at: string, data = '{}', who = nurse): Promise<void> {
  await database.query(
    `insert into clinic.session_event (clinic_id, session_id, seq, id, kind, v, measured_at, data, salt, link, content, recorded_ms, hash)
     select $1, $2, coalesce(max(seq), 0) + 1, $3, $4, 1, $5, $6, decode(repeat('00', 16), 'hex'), '{}',
            decode(repeat('00', 32), 'hex'), extract(epoch from $5::timestamptz) * 1000, decode(repeat('00', 32), 'hex')
       from clinic.session_event where clinic_id = $1 and session_id = $2`,
    [who.ctx.clinicId, session, newId(), kind, at, data],
  );
}

const idsOf = async (device: string) =>
  (await rows<{ id: string }>('select id from clinic.device_value where device_id = $1', [device]))
    .map(({ id }) => id)
    .sort();
const told = (action: string, who = nurse) =>
  rows<{ subject_id: string | null; data: string }>(
    'select subject_id, data from clinic.audit_event where clinic_id = $1 and action = $2 order by id',
    [who.ctx.clinicId, action],
  );
const messagesOn = async (day: string, who = nurse) =>
  (
    await rows<{ n: number }>(
      'select count(*)::int as n from clinic.device_message where day = $1 and clinic_id = $2',
      [day, who.ctx.clinicId],
    )
  )[0]?.n;

test('what belongs to an unsigned session stays as it came, however old it is', async () => {
  const of = await measured('2026-08-01T10:00:00Z');
  await said(
    of,
    [61, 62, 63, 64].map((n) => value(`2026-08-01T10:00:0${n - 60}Z`, n)),
  );
  await tidyOn('2031-01-01');
  expect(await idsOf(of.device)).toHaveLength(4);
  expect(await messagesOn('2026-08-01')).toBe(4);
  await fact(of.session, 'signed', '2026-08-02T10:00:00Z');
});

test('thirty days after the signature the first, lowest and highest of each minute stay, with what was accepted or corrected; the trail says how many went', async () => {
  const of = await measured('2026-08-03T10:00:00Z');
  const all = [
    value('2026-08-03T10:00:01Z', 70),
    value('2026-08-03T10:00:02Z', 90),
    value('2026-08-03T10:00:03Z', 55),
    value('2026-08-03T10:00:04Z', 71),
    value('2026-08-03T10:00:05Z', 72),
    value('2026-08-03T10:00:06Z', 73, { state: 'corrected' }),
    value('2026-08-03T10:00:07Z', 90),
    value('2026-08-03T10:01:00Z', 74),
  ];
  await said(of, all);
  const accepted = { heartRatePerMin: 72, monitor: { heartRatePerMin: { id: all[4]?.id, device: 'MON' } } };
  await fact(of.session, 'reading', '2026-08-03T10:00:20Z', JSON.stringify(accepted));
  await fact(of.session, 'signed', '2026-08-03T12:00:00Z');
  const facts = () => rows('select * from clinic.session_event where session_id = $1 order by seq', [of.session]);
  const before = await facts();
  await tidyOn('2026-09-02');
  expect(await idsOf(of.device)).toHaveLength(8);
  await tidyOn('2026-09-03');
  const stay = [0, 1, 2, 4, 5, 7].map((at) => all[at]?.id ?? '').sort();
  expect(await idsOf(of.device)).toEqual(stay);
  expect(stay).toEqual([...staysOfMonitor(all, new Set([all[4]?.id ?? '']))].sort());
  const events = async () => (await told('device.thin')).filter(({ subject_id }) => subject_id === of.session);
  expect((await events()).map(({ data }) => JSON.parse(data).details)).toEqual([{ kept: 6, removed: 2 }]);
  await tidyOn('2026-09-04');
  await tidyOn('2027-09-04');
  expect(await idsOf(of.device)).toEqual(stay);
  expect(await events()).toHaveLength(1);
  expect(await facts()).toEqual(before);
});

const anything = fc.record({
  code: fc.constantFrom('HR', 'SPO2'),
  state: fc.constantFrom<ReceivedValue['state']>('measured', 'measured', 'measured', 'corrected', 'not-measured'),
  value: fc.option(fc.integer({ min: 50, max: 56 }), { nil: undefined }),
  text: fc.constantFrom('a', 'b'),
  second: fc.integer({ min: 0, max: 150 }),
  isAccepted: fc.boolean(),
});

test('the database keeps what the rule keeps, and thinned once more nothing changes', async () => {
  const begins = Date.parse('2026-08-05T10:00:00Z');
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { maxLength: 40 }), async (drawn) => {
      const of = await measured('2026-08-05T10:00:00Z');
      const all = drawn.map(({ second, isAccepted: _, value: number, ...one }): ReceivedValue => {
        const id = newId();
        const atMs = begins + second * 1_000;
        return {
          ...one,
          id,
          device: of.device,
          value: number,
          text: number === undefined ? one.text : id,
          atMs,
          arrivedMs: atMs,
        };
      });
      await said(of, all);
      const there = new Set(await idsOf(of.device));
      const accepted = new Set(all.filter((_, at) => drawn[at]?.isAccepted).map(({ id }) => id));
      for (const id of accepted)
        await fact(of.session, 'reading', '2026-08-05T10:03:00Z', JSON.stringify({ monitor: { spo2Pct: { id } } }));
      await fact(of.session, 'signed', '2026-08-05T12:00:00Z');
      const expected = staysOfMonitor(
        all.filter(({ id }) => there.has(id)),
        accepted,
      );
      for (let times = 0; times < 2; times += 1) {
        await inClinic(nurse.ctx, (tx) => thinSession(tx, of.session, new Date('2026-08-06')));
        expect(await idsOf(of.device)).toEqual([...expected].sort());
      }
    }),
    { numRuns: 25 },
  );
});

test('what nobody was given goes after a week, by days', async () => {
  const { device } = await measured('2026-08-07T10:00:00Z');
  await said({ session: null, device }, [value('2026-08-07T11:30:00Z', 70), value('2026-08-07T11:30:01Z', 71)]);
  await tidyOn('2026-08-14');
  expect(await idsOf(device)).toHaveLength(2);
  await tidyOn('2026-08-15');
  expect(await idsOf(device)).toEqual([]);
  expect((await told('device.remove')).map(({ data }) => JSON.parse(data).details)).toContainEqual({
    day: '2026-08-07',
    removed: 2,
  });
});

test('a day of messages goes whole when no clinic has an unsettled session on it, and each clinic is told of its own', async () => {
  const other = await (await aClinic(server.services, 'Hill Clinic')).as('nurse');
  const [here, there] = [await measured('2026-08-09T10:00:00Z'), await measured('2026-08-09T10:00:00Z', other)];
  await said(here, [value('2026-08-09T10:00:00Z', 70)]);
  await said(there, [value('2026-08-09T10:00:00Z', 70), value('2026-08-09T10:00:09Z', 71)], other);
  await fact(here.session, 'signed', '2026-08-09T12:00:00Z');
  // The day after it is the other way round: whichever clinic is asked last, both count.
  const [open, signed] = [await measured('2026-08-10T10:00:00Z'), await measured('2026-08-10T10:00:00Z', other)];
  await said(open, [value('2026-08-10T10:00:00Z', 70)]);
  await said(signed, [value('2026-08-10T10:00:00Z', 70)], other);
  await fact(signed.session, 'signed', '2026-08-10T12:00:00Z', '{}', other);
  await tidyOn('2026-10-01');
  expect([await messagesOn('2026-08-10'), await messagesOn('2026-08-10', other)]).toEqual([1, 1]);
  expect([await messagesOn('2026-08-09'), await messagesOn('2026-08-09', other)]).toEqual([1, 2]);
  await fact(there.session, 'signed', '2026-10-01T12:00:00Z', '{}', other);
  await tidyOn('2026-10-31');
  expect(await messagesOn('2026-08-09')).toBe(1);
  await tidyOn('2026-11-02');
  expect(await rows(`select 1 from pg_class where relname = 'device_message_20260809'`)).toEqual([]);
  const details = async (who: Person) => (await told('device.drop', who)).map(({ data }) => JSON.parse(data).details);
  expect(await details(nurse)).toContainEqual({ day: '2026-08-09', removed: 1 });
  expect(await details(other)).toEqual([{ day: '2026-08-09', removed: 2 }]);
  expect(await idsOf(there.device)).toHaveLength(2);
});

test('after a restore everything lies in the part of no day, and is thinned there as well', async () => {
  const of = await measured('2026-06-01T10:00:00Z');
  await said(
    of,
    [70, 71, 72, 73].map((n) => value(`2026-06-01T10:00:0${n - 70}Z`, n)),
  );
  expect(
    await rows('select distinct tableoid::regclass::text as part from clinic.device_value where device_id = $1', [
      of.device,
    ]),
  ).toEqual([{ part: 'clinic.device_value_default' }]);
  await tidyOn('2026-11-02');
  expect(await messagesOn('2026-06-01')).toBe(4);
  await fact(of.session, 'signed', '2026-06-01T12:00:00Z');
  await tidyOn('2026-11-03');
  expect([(await idsOf(of.device)).length, await messagesOn('2026-06-01')]).toEqual([2, 0]);
});

test('the application removes nothing by itself, and nothing of an unsigned session or of another clinic through the functions', async () => {
  const of = await measured('2026-08-11T10:00:00Z');
  await said(
    of,
    [70, 71, 72, 73].map((n) => value(`2026-08-11T10:00:0${n - 70}Z`, n)),
  );
  const app = new pg.Client(server.services.db.where.app);
  await app.connect();
  await app.query(`select set_config('racemic.clinic_id', $1, false)`, [nurse.ctx.clinicId]);
  for (const table of ['device_value', 'device_message', 'device_value_default'])
    await expect(app.query(`delete from clinic.${table}`), table).rejects.toMatchObject({ code: '42501' });
  const thin = `select * from clinic.thin_device_session('${of.session}', '2100-01-01')`;
  await expect(app.query(thin)).rejects.toMatchObject({ code: '23514' });
  await fact(of.session, 'signed', '2026-08-11T12:00:00Z');
  await app.query(`select set_config('racemic.clinic_id', $1, false)`, [newId()]);
  await expect(app.query(thin)).rejects.toMatchObject({ code: '23514' });
  await app.end();
  expect(await idsOf(of.device)).toHaveLength(4);
});

async function severalSigned(day: string): Promise<string[]> {
  const sessions: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    const of = await measured(`${day}T10:00:00Z`);
    await said(
      of,
      Array.from({ length: 50 }, (_, n) =>
        value(new Date(Date.parse(`${day}T10:00:00Z`) + n * 1_000).toISOString(), n),
      ),
    );
    await fact(of.session, 'signed', `${day}T12:00:00Z`);
    sessions.push(of.session);
  }
  return sessions;
}
const standOf = (sessions: readonly string[]) =>
  rows<{ stand: string }>(
    `select count(v.*) || ' values, ' || (select count(*) from clinic.audit_event e where e.action = 'device.thin' and e.subject_id = s.id::text)
            || ' events' as stand
       from unnest($1::uuid[]) as s (id) left join clinic.device_value v on v.session_id = s.id group by s.id`,
    [sessions],
  ).then((all) => all.map(({ stand }) => stand));

test('cut off in the middle each session is thinned with its event, or untouched; the next time does the rest', async () => {
  const sessions = await severalSigned('2026-08-13');
  const [third] = sessions.slice(2);
  await database.query('begin');
  // The third is held, so that the work stands in the middle when it is cut.
  await database.query('select from clinic.device_value where session_id = $1 for update', [third]);
  const cut = tidyOn('2026-12-01').then(
    () => 'done',
    () => 'cut',
  );
  await expect
    .poll(
      async () =>
        (await rows(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`))
          .length,
    )
    .toBe(1);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  );
  expect(await cut).toBe('cut');
  await database.query('rollback');
  const half = await standOf(sessions);
  expect(new Set(half)).toEqual(new Set(['2 values, 1 events', '50 values, 0 events']));
  await tidyOn('2026-12-01');
  expect(new Set(await standOf(sessions))).toEqual(new Set(['2 values, 1 events']));
});

test('two processes at once thin each session once', async () => {
  const sessions = await severalSigned('2026-08-15');
  const second = openDatabase(server.services.db.where, { clinic: 2, identity: 1, public: 1 });
  const clock = () => new Date('2026-12-01T03:20:00Z');
  const both = [server.services, { ...server.services, db: second }].map((services) =>
    tidyDevices({ ...services, clock }),
  );
  await Promise.all(both);
  await second.close();
  expect(new Set(await standOf(sessions))).toEqual(new Set(['2 values, 1 events']));
});

test('it is among the jobs of every day', () => {
  expect(jobsOf(server.services).find(({ name }) => name === 'device-tidy')?.cron).toBe('20 3 * * *');
});
