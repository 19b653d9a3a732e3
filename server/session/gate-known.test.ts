import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doseKinds } from '#clinical/session/session.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { isDose } from './gate-known.queries.ts';

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** The kinds that a piece of SQL names, as it names them. */
const kindsIn = (sql: string) => [...sql.matchAll(/'([a-z-]+)'/g)].map(([, kind]) => kind).sort();

test('every kind of dose is one to the queries, and stands in the index by which they find it', async () => {
  expect(kindsIn(isDose.compile(server.services.db.identity).sql)).toEqual([...doseKinds].sort());
  const admin = new pg.Client(server.services.db.superuser);
  await admin.connect();
  const { rows } = await admin.query<{ told: string }>(
    `select pg_get_indexdef('clinic.session_event_course'::regclass) as told`,
  );
  await admin.end();
  expect(kindsIn(rows[0]?.told ?? '')).toEqual([...doseKinds, 'watch-taken', 'handover-read-back', 'left'].sort());
});
