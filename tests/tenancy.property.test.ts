import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, aPatient, type Person, type TestClinic } from './builders.ts';
import { aServer, type TestServer } from './services.ts';

/** Two clinics on one server: nothing of one is ever seen or changed from the other. */

let server: TestServer;
let here: { clinic: TestClinic; person: Person; patientId: string };
let there: typeof here;

async function furnished(name: string): Promise<typeof here> {
  const clinic = await aClinic(server.services, name);
  const person = await clinic.as('owner', 'medical-director', 'compliance', 'nurse');
  const { id } = await aPatient(person);
  await server.request('POST', `/api/patients/${id}/allergies`, {
    as: person,
    body: { kind: 'allergy', substance: 'latex' },
  });
  await server.request('POST', `/api/patients/${id}/medicines`, { as: person, body: { name: 'sertraline' } });
  await server.request('POST', `/api/patients/${id}/problems`, {
    as: person,
    body: { name: 'depression', code: 'F33.2' },
  });
  await server.request('PUT', `/api/patients/${id}/care-team`, {
    as: person,
    body: { practitionerIds: [person.practitionerId] },
  });
  await server.request('POST', `/api/practitioners/${person.practitionerId}/licences`, {
    as: person,
    body: { kind: 'registered nurse', number: 'RN1', place: 'US-NV' },
  });
  return { clinic, person, patientId: id };
}

beforeAll(async () => {
  server = await aServer();
  here = await furnished('Here');
  there = await furnished('There');
});
afterAll(() => server[Symbol.asyncDispose]());

const tables = async (): Promise<string[]> => {
  const admin = new pg.Client(server.services.db.superuser);
  await admin.connect();
  const { rows } = await admin.query<{ name: string }>(
    `select format('clinic.%I', c.relname) as name from pg_class c
      where c.relnamespace = 'clinic'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  await admin.end();
  return rows.map((row) => row.name);
};

/** The columns of each clinical table that a statement may name a value for: not those the database works out itself. */
async function columnsThatAreWritten(): Promise<Map<string, string>> {
  const admin = new pg.Client(server.services.db.superuser);
  await admin.connect();
  const { rows } = await admin.query<{ name: string; columns: string }>(
    `select format('clinic.%I', table_name) as name, string_agg(format('%I', column_name), ', ') as columns
       from information_schema.columns where table_schema = 'clinic' and is_generated = 'NEVER' group by table_name`,
  );
  await admin.end();
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

async function asApp<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(server.services.db.where.app);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('a fresh connection, and one on which a clinic was set before, see no row of any clinical table', async () => {
  const all = await tables();
  expect(all.length).toBeGreaterThan(10);
  await asApp(async (client) => {
    for (const table of all) expect((await client.query(`select 1 from ${table}`)).rowCount, `fresh: ${table}`).toBe(0);
    await client.query('begin');
    await client.query(`select set_config('racemic.clinic_id', $1, true)`, [here.clinic.clinicId]);
    expect((await client.query('select 1 from clinic.patient')).rowCount).toBe(1);
    await client.query('commit');
    for (const table of all)
      expect((await client.query(`select 1 from ${table}`)).rowCount, `reused: ${table}`).toBe(0);
  });
});

test('with one clinic set, no statement on any table returns, changes, moves or removes a row of the other', async () => {
  const all = await tables();
  const columns = await columnsThatAreWritten();
  const statement = fc.constantFrom(
    (table: string) => `select 1 from ${table} where clinic_id = '${there.clinic.clinicId}'`,
    (table: string) => `select 1 from ${table} where clinic_id <> '${here.clinic.clinicId}' or clinic_id is null`,
    (table: string) =>
      `update ${table} set clinic_id = clinic_id where clinic_id = '${there.clinic.clinicId}' returning 1`,
    (table: string) => `update ${table} set clinic_id = '${there.clinic.clinicId}' returning 1`,
    (table: string) => `delete from ${table} where clinic_id = '${there.clinic.clinicId}' returning 1`,
    (table: string) => {
      const names = columns.get(table);
      return `insert into ${table} (${names}) select ${names} from ${table} where clinic_id = '${there.clinic.clinicId}' returning 1`;
    },
    (table: string) => `select 1 from ${table} a join ${table} b on a.clinic_id <> b.clinic_id`,
  );
  await asApp(async (client) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), statement, fc.boolean(), async (table, make, again) => {
        if (again) await client.query('select 1');
        await client.query('begin');
        await client.query(`select set_config('racemic.clinic_id', $1, true)`, [here.clinic.clinicId]);
        const touched = await client.query(make(table)).then(
          (result) => result.rowCount,
          (error: unknown) => {
            // 42501 is "not permitted": by right or by policy; 428C9 and 23xxx would be rows that got through.
            expect(Reflect.get(Object(error), 'code')).toBe('42501');
            return 0;
          },
        );
        await client.query('rollback');
        expect(touched, `${table}: ${make(table)}`).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

test('a row can’t be added for the other clinic', async () => {
  await expect(
    inClinic(here.person.ctx, (tx) =>
      tx
        .insertInto('careTeam')
        .values({
          clinicId: there.clinic.clinicId,
          patientId: there.patientId,
          practitionerId: there.person.practitionerId,
        })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('an id of the other clinic answers exactly as an id that never was, on every route with an id', async () => {
  const never = '0199a0b2-0000-7000-8000-00000000dead';
  const of = (id: string) =>
    [
      ['GET', `/api/patients/${id}/chart`],
      ['GET', `/api/patients/${id}/history`],
      ['POST', `/api/patients/${id}/allergies`, { kind: 'allergy', substance: 'x' }],
      ['PUT', `/api/patients/${id}/care-team`, { practitionerIds: [] }],
      ['POST', `/api/patients/${id}/break-glass`, { reason: 'a long enough reason' }],
    ] as const;
  for (const [at, [method, path, body]] of of(there.patientId).entries()) {
    const foreign = await server.request(method, path, { as: here.person, body });
    const absent = await server.request(method, of(never)[at]?.[1] ?? '', { as: here.person, body });
    const strip = async (answer: Response) => [
      answer.status,
      JSON.stringify(await answer.json()).replace(/"requestId":"[^"]+"/, ''),
    ];
    expect(await strip(foreign), path).toEqual(await strip(absent));
    expect(foreign.status).toBe(404);
  }
});

test('a stream of one clinic stays silent when the other changes', async () => {
  const listen = async (person: Person) => {
    const answer = await server.request('GET', '/api/live', { as: person });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    return {
      until: async (wanted: string) => {
        let heard = '';
        while (!heard.includes(wanted)) {
          const { value, done } = (await reader?.read()) ?? { value: '', done: true };
          if (done) break;
          heard += value;
        }
        return heard;
      },
      stop: () => reader?.cancel(),
    };
  };
  const [mine, theirs] = [await listen(here.person), await listen(there.person)];
  await Promise.all([mine.until('event: ready'), theirs.until('event: ready')]);
  await server.request('POST', `/api/patients/${there.patientId}/problems`, {
    as: there.person,
    body: { name: 'migraine' },
  });
  expect(await theirs.until(there.patientId)).toContain('problem.add');
  await server.request('POST', `/api/patients/${here.patientId}/problems`, {
    as: here.person,
    body: { name: 'insomnia' },
  });
  const heard = await mine.until(here.patientId);
  // Looks are no changes, whoever looks and at what: only what is done next is heard.
  for (const path of ['chart', 'history', 'access'])
    await server.request('GET', `/api/patients/${here.patientId}/${path}`, { as: here.person });
  await server.request('GET', `/api/audit?patient=${here.patientId}`, { as: here.person });
  await server.request('GET', '/api/audit', { as: here.person });
  await server.request('POST', `/api/patients/${here.patientId}/medicines`, {
    as: here.person,
    body: { name: 'melatonin' },
  });
  expect(await mine.until('medicine.add')).not.toMatch(/chart\.|patient\.read|audit\./);
  expect(heard).toContain('problem.add');
  expect(heard).not.toContain(there.patientId);
  await mine.stop();
  await theirs.stop();
});
