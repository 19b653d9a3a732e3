import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { readingChain } from './chain.queries.ts';
import { walkSessions } from './session-chains.ts';
import { noteHeads } from './session-heads.ts';

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let admin: pg.Client;
const station = newId();
let seq = 0;

beforeAll(async () => {
  server = await aServer();
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
  admin = new pg.Client(server.services.db.superuser);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await server[Symbol.asyncDispose]();
});

const walk = () => readingChain(server.services.db, clinic.clinicId, (tx) => walkSessions(tx, clinic.clinicId));

/** A session with so many notes in its log, its head taken over by the trail. */
async function aLog(facts: number): Promise<string> {
  const { id: patientId } = await aPatient(nurse);
  const session = newId();
  const moment = '2026-11-25T10:00:00.000Z';
  const post = async (path: string, body: object) => {
    const answer = await server.request('POST', path, { as: nurse, body });
    expect(answer.status).toBeLessThan(300);
  };
  await post('/api/sessions', { id: session, patientId, plannedAt: moment });
  const events = Array.from({ length: facts }, (_, at) => {
    seq += 1;
    const clock = { measuredAt: moment, enteredAt: moment, stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: null };
    const data = { text: `fact ${at}` };
    return { id: newId(), session, kind: 'note', v: 1, data, by: nurse.practitionerId, station, ...clock };
  });
  await post('/api/sessions/events', { events });
  await noteHeads(server.services, clinic.clinicId);
  return session;
}

test('logs that nobody touched are whole, and the trail has taken their heads over', async () => {
  await aLog(3);
  const found = await walk();
  expect(found.brokenAt).toBeUndefined();
  expect(found).toMatchObject({ younger: 0 });
  expect(found.facts).toBeGreaterThanOrEqual(3);
  expect(await noteHeads(server.services, clinic.clinicId)).toBe(false);
});

/** All but those that follow from others. */
const columns =
  'clinic_id, session_id, seq, id, kind, v, measured_at, by_account, data, salt, link, content, recorded_ms, hash, xid';

test.each([
  ['content', `update clinic.session_event set data = '{"text":"other"}' where session_id = $1 and seq = 2`, 'content'],
  [
    'time',
    'update clinic.session_event set recorded_ms = recorded_ms + 1 where session_id = $1 and seq = 2',
    'altered',
  ],
  ['middle', 'delete from clinic.session_event where session_id = $1 and seq = 2', 'missing'],
  ['end', 'delete from clinic.session_event where session_id = $1 and seq = 3', 'gone'],
])('a log whose %s was changed by hand is broken, and it is said where', async (_what, statement, says) => {
  const session = await aLog(3);
  expect((await walk()).brokenAt).toBeUndefined();
  await admin.query(`create table if not exists kept as select * from clinic.session_event where false`);
  await admin.query('insert into kept select * from clinic.session_event where session_id = $1', [session]);
  await admin.query(statement, [session]);
  const { brokenAt } = await walk();
  expect(brokenAt).toContain(session);
  expect(brokenAt).toContain(says);
  await admin.query('delete from clinic.session_event where session_id = $1', [session]);
  await admin.query(`insert into clinic.session_event (${columns}) select ${columns} from kept where session_id = $1`, [
    session,
  ]);
});
