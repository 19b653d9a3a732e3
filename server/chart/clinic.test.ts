import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, type Person, type TestClinic } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { Clinic } from './chart.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let owner: Person;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  owner = await clinic.as('owner');
});

const settings = { name: 'Harbor Street Clinic', timeZone: 'America/Denver', jurisdiction: 'US-CO', idleLockMin: 5 };
const change = (body: object, as = owner) => server.request('PUT', '/api/clinic', { as, body });
const shown = async () => read(await server.request('GET', '/api/clinic', { as: owner }), Clinic);

test('the clinic’s settings are changed by who leads it, and the trail keeps what stood before', async () => {
  expect((await change({ ...settings, version: 1 })).status).toBe(200);
  expect(await shown()).toMatchObject({ ...settings, clinicId: clinic.clinicId, version: 2 });
  const events = await inClinic(owner.ctx, (tx) =>
    tx.selectFrom('auditEvent').selectAll().where('action', '=', 'clinic.change').execute(),
  );
  expect(events.map(({ data }) => JSON.parse(data ?? ''))).toMatchObject([
    { before: { timeZone: 'America/Los_Angeles', idleLockMin: 10 }, after: settings },
  ]);
});

test('two people at the same moment: the second hears what stands, who wrote it and when', async () => {
  const director = await clinic.as('medical-director');
  const answers = await Promise.all([
    change({ ...settings, idleLockMin: 3, version: 1 }),
    change({ ...settings, idleLockMin: 4, version: 1 }, director),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const stopped = await refused(answers.find(({ status }) => status === 409) ?? Response.error());
  expect(stopped).toMatchObject({
    reason: 'changed-by-someone-else',
    details: {
      current: { version: 2 },
      changedBy: expect.stringMatching(/^Test Person/),
      changedAt: expect.any(String),
    },
  });
});

test.each([
  ['name', { name: '' }],
  ['name', { name: 'x'.repeat(201) }],
  ['timeZone', { timeZone: 'Mars/Olympus' }],
  ['jurisdiction', { jurisdiction: 'Nevada' }],
  ['idleLockMin', { idleLockMin: 0 }],
  ['idleLockMin', { idleLockMin: 61 }],
  ['idleLockMin', { idleLockMin: '10' }],
  ['version', { version: undefined }],
])('a wrong %s is refused with a sentence that names it: %j', async (field, wrong) => {
  const stopped = await refused(await change({ ...settings, version: 1, ...wrong }));
  expect(stopped).toMatchObject({ status: 400, details: { field } });
  expect(await shown()).toMatchObject({ version: 1 });
});
