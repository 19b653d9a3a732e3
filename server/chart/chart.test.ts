import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { Change, Chart, Saved } from './chart.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let patientId: string;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
  ({ id: patientId } = await aPatient(nurse));
});

const send = (method: string, path: string, body: object, as = nurse) =>
  server.request(method, `/api/patients/${patientId}/${path}`, { as, body });
const open = (as = nurse, id = patientId) => server.request('GET', `/api/patients/${id}/chart`, { as });
const chartAs = async (as = nurse, id = patientId) => read(await open(as, id), Chart);
const history = async (query = '', as = nurse) =>
  (
    await read(
      await server.request('GET', `/api/patients/${patientId}/history${query}`, { as }),
      z.object({ changes: z.array(Change) }),
    )
  ).changes;
const events = (action: string) =>
  inClinic(nurse.ctx, (tx) =>
    tx
      .selectFrom('auditEvent')
      .selectAll()
      .where('action', '=', action)
      .where('patientId', '=', patientId)
      .orderBy('id')
      .execute(),
  );
const details = (event: { data: string | null } | undefined): unknown => JSON.parse(event?.data ?? '{}').details;

describe('a chart', () => {
  test('comes whole in one request: the patient, the three lists, the care team, who might be mistaken for them', async () => {
    await send('POST', 'allergies', {
      kind: 'allergy',
      substance: 'latex',
      severity: 'severe',
      startedOn: '2010-05-01',
    });
    await send('POST', 'medicines', {
      name: 'sertraline',
      dose: '100 mg',
      frequency: 'daily',
      startedOn: '2024-01-01',
    });
    await send('POST', 'problems', { name: 'depression', code: 'F33.2' });
    await send('PUT', 'care-team', { practitionerIds: [nurse.practitionerId] });
    const chart = await chartAs();
    expect(chart.patient).toMatchObject({ id: patientId, givenName: 'Jordan', version: 1 });
    expect(chart.allergies).toMatchObject([
      { substance: 'latex', severity: 'severe', startedOn: '2010-05-01', endedOn: null },
    ]);
    expect(chart.medicines).toMatchObject([{ name: 'sertraline', dose: '100 mg', startedOn: '2024-01-01' }]);
    expect(chart.problems).toMatchObject([{ name: 'depression', code: 'F33.2', status: 'active' }]);
    expect(chart.careTeam).toMatchObject([{ id: nurse.practitionerId }]);
    expect(chart).toMatchObject({ sameName: [], sameInitials: [], access: 'care-team' });
  });

  test('of someone about whom nothing is known has empty lists: empty is not "none"', async () => {
    expect(await chartAs()).toMatchObject({ allergies: [], medicines: [], problems: [], access: 'open' });
  });

  test('that was opened is written down: who, when, and by what right', async () => {
    await chartAs();
    await send('PUT', 'care-team', { practitionerIds: [nurse.practitionerId] });
    await chartAs();
    const looks = await events('chart.read');
    expect(looks.map(details)).toEqual([{ access: 'open' }, { access: 'care-team' }]);
    for (const look of looks)
      expect(look).toMatchObject({ byKind: 'staff', practitionerId: nurse.practitionerId, signInId: nurse.signInId });
  });

  test('shows the front desk and the owner demographics only, and says so in the trail', async () => {
    await send('POST', 'allergies', { kind: 'allergy', substance: 'latex' });
    for (const role of ['front-desk', 'owner'] as const) {
      const person = await clinic.as(role);
      const chart = await chartAs(person);
      expect(chart.access).toBe('demographics');
      expect(chart.patient.familyName).toBe('Sample');
      for (const clinical of ['allergies', 'medicines', 'problems']) expect(Object.keys(chart)).not.toContain(clinical);
      expect((await refused(await send('POST', 'problems', { name: 'x' }, person))).status).toBe(403);
      expect(
        (await refused(await server.request('GET', `/api/patients/${patientId}/history`, { as: person }))).status,
      ).toBe(403);
    }
    expect(await events('chart.read')).toEqual([]);
    expect((await events('patient.read')).map(details)).toEqual([
      { access: 'demographics' },
      { access: 'demographics' },
    ]);
  });

  test('that is not there is not found, and nobody is said to have looked', async () => {
    expect((await refused(await open(nurse, newId()))).status).toBe(404);
    expect((await refused(await open(nurse, 'not-an-id'))).status).toBe(400);
    expect(await events('chart.read')).toEqual([]);
  });
});

describe('the warning of a name or initials that are the same', () => {
  test('shows others of the same name however it is written, and others of the same initials', async () => {
    const { id } = await aPatient(nurse, { givenName: 'Élise', familyName: 'O’Roy', birthOn: '1970-01-01' });
    await aPatient(nurse, { givenName: 'ELISE', familyName: 'ORoy', birthOn: '1991-02-02' });
    await aPatient(nurse, { givenName: 'ORoy', familyName: 'Elise', birthOn: '1992-02-02' });
    await aPatient(nurse, { givenName: 'Émile', familyName: 'Olsen', birthOn: '1993-02-02' });
    await aPatient(nurse, { givenName: 'Wei', familyName: 'Zhang', birthOn: '1994-02-02' });
    const chart = await chartAs(nurse, id);
    expect(chart.sameName.map(({ birthOn }) => birthOn).sort()).toEqual(['1991-02-02', '1992-02-02']);
    expect(chart.sameInitials.map(({ familyName }) => familyName)).toEqual(['Olsen']);
  });

  test('is not hidden behind three hundred others of the same initials', async () => {
    await inClinic(nurse.ctx, (tx) =>
      tx
        .insertInto('patient')
        .values(
          Array.from({ length: 300 }, (_, at) => ({
            id: newId(),
            number: `x${at}`,
            givenName: `J${at}`,
            familyName: `A${at}`,
            initials: 'J.S.',
            birthOn: '1950-01-01',
            sexForClinicalUse: 'unknown',
            language: 'en',
            timeZone: 'UTC',
          })),
        )
        .execute(),
    );
    const twin = await aPatient(nurse, { birthOn: '1990-01-01' });
    const chart = await chartAs();
    expect(chart.sameName).toMatchObject([{ id: twin.id }]);
    expect(chart.sameInitials).toHaveLength(20);
  });
});

const lists = [
  [
    'allergies',
    'allergy',
    { kind: 'allergy', substance: 'latex' },
    { kind: 'allergy', substance: 'latex', severity: 'severe' },
  ],
  ['medicines', 'medicine', { name: 'sertraline' }, { name: 'sertraline', dose: '50 mg' }],
  ['problems', 'problem', { name: 'depression' }, { name: 'depression', code: 'F33.2' }],
] as const;

describe.each(lists)('%s', (path, kind, first, then) => {
  const add = async (body: object = first) => (await read(await send('POST', path, body), Saved)).id;
  const change = (id: string, body: object, as = nurse) => send('PUT', `${path}/${id}`, body, as);

  test('are added and changed, and the history shows before and after', async () => {
    const id = await add();
    expect(await read(await change(id, { ...then, version: 1 }), Saved)).toEqual({ id, version: 2 });
    expect((await chartAs())[path]).toMatchObject([{ id, ...then, version: 2 }]);
    const [changed, added] = await history();
    expect(added).toMatchObject({ action: `${kind}.add`, subjectId: id, after: first, erased: false });
    expect(changed).toMatchObject({
      action: `${kind}.change`,
      subjectId: id,
      before: first,
      after: then,
      erased: false,
    });
    expect(changed).toMatchObject({ givenName: 'Test', familyName: expect.stringMatching(/^Person \d+$/) });
  });

  test('entered in error stay in the chart, marked, with what they said', async () => {
    const id = await add();
    await read(await change(id, { ...first, status: 'entered-in-error', version: 1 }), Saved);
    expect((await chartAs())[path]).toMatchObject([{ id, ...first, status: 'entered-in-error' }]);
    expect((await history())[0]).toMatchObject({ before: { status: 'active' }, after: { status: 'entered-in-error' } });
  });

  test('sent twice with the id of the sender are there once', async () => {
    const id = newId();
    await read(await send('POST', path, { ...first, id }), Saved);
    expect(await refused(await send('POST', path, { ...first, id }))).toMatchObject({
      status: 409,
      reason: 'already-there',
    });
    const [one, two] = await Promise.all([
      send('POST', path, { ...first, id: patientId }),
      send('POST', path, { ...first, id: patientId }),
    ]);
    expect([one.status, two.status].sort()).toEqual([201, 409]);
    expect((await chartAs())[path]).toHaveLength(2);
    expect(await events(`${kind}.add`)).toHaveLength(2);
  });

  test('changed by two at once: the second hears what stands, who wrote it and when', async () => {
    const id = await add();
    const people = [nurse, await clinic.as('prescriber')];
    const answers = await Promise.all(
      people.map((as) => change(id, { ...then, startedOn: `2020-01-0${people.indexOf(as) + 1}`, version: 1 }, as)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const stopped = await refused(answers.find(({ status }) => status === 409) ?? Response.error());
    const won = answers.findIndex(({ status }) => status === 200);
    expect(stopped).toMatchObject({
      reason: 'changed-by-someone-else',
      details: {
        current: { id, version: 2, startedOn: `2020-01-0${won + 1}` },
        changedBy: expect.stringMatching(/^Test Person/),
        changedAt: expect.any(String),
      },
    });
    expect(await events(`${kind}.change`)).toHaveLength(1);
  });

  test('of one patient are not reached through another', async () => {
    const id = await add();
    const other = await aPatient(nurse, { givenName: 'Wei' });
    const answer = await server.request('PUT', `/api/patients/${other.id}/${path}/${id}`, {
      as: nurse,
      body: { ...then, version: 1 },
    });
    expect((await refused(answer)).status).toBe(404);
    expect((await chartAs())[path]).toMatchObject([{ version: 1 }]);
  });

  test('that make no sense are refused with a sentence, and the trail holds no word of them', async () => {
    for (const wrong of [
      {},
      { ...first, startedOn: '2026-02-30' },
      { ...first, startedOn: '2026-02-02', endedOn: '2026-02-01' },
      { ...first, status: 'gone' },
    ]) {
      const stopped = await refused(await send('POST', path, wrong));
      expect(stopped).toMatchObject({ status: 400, reason: 'not-understood' });
      expect(stopped.sentence).toMatch(/\.$/);
    }
    expect(await events(`${kind}.add`)).toEqual([]);
  });
});

test('"no known allergies" is something that someone said: it names no substance', async () => {
  await read(await send('POST', 'allergies', { kind: 'no-known-allergies', substance: '' }), Saved);
  expect((await chartAs()).allergies).toMatchObject([{ kind: 'no-known-allergies', substance: '' }]);
});

describe('"no known allergies" and an allergy', () => {
  const none = { kind: 'no-known-allergies', substance: '' };
  const latex = { kind: 'allergy', substance: 'latex', severity: 'severe' };
  const add = async (body: object) => (await read(await send('POST', 'allergies', body), Saved)).id;
  const rows = async () =>
    ((await chartAs()).allergies ?? []).map(({ kind, status, endedOn, version }) => ({
      kind,
      status,
      endedOn,
      version,
    }));
  const today = () => new Date().toLocaleDateString('sv', { timeZone: 'America/Los_Angeles' });

  test('never stand together: writing an allergy or intolerance down ends the statement, and the history says so', async () => {
    for (const kind of ['allergy', 'intolerance']) {
      ({ id: patientId } = await aPatient(nurse));
      const id = await add(none);
      const cause = await add({ ...latex, kind });
      expect(await rows()).toEqual([
        { kind: 'no-known-allergies', status: 'resolved', endedOn: today(), version: 2 },
        { kind, status: 'active', endedOn: null, version: 1 },
      ]);
      const [ended, added] = await history();
      expect(added).toMatchObject({ action: 'allergy.add', subjectId: cause });
      expect(ended).toMatchObject({
        action: 'allergy.change',
        subjectId: id,
        before: { status: 'active' },
        after: { status: 'resolved', endedOn: today() },
      });
    }
  });

  test('nobody says that none is known while one is active; when it has ended they may', async () => {
    const id = await add(latex);
    expect(await refused(await send('POST', 'allergies', none))).toMatchObject({
      status: 422,
      reason: 'blocked',
      sentence: expect.stringContaining('is active in this chart'),
    });
    expect(await rows()).toHaveLength(1);
    expect(await events('allergy.add')).toHaveLength(1);
    await read(await send('PUT', `allergies/${id}`, { ...latex, status: 'entered-in-error', version: 1 }), Saved);
    const said = await add(none);
    // Back in force by a change: the same rule, in both directions.
    await read(await send('PUT', `allergies/${id}`, { ...latex, version: 2 }), Saved);
    expect((await rows()).map(({ status }) => status)).toEqual(['active', 'resolved']);
    const again = await send('PUT', `allergies/${said}`, { ...none, version: 2 });
    expect(await refused(again)).toMatchObject({ status: 422, reason: 'blocked' });
  });

  test('an allergy of the past, a statement about the past, or another patient’s, ends and stops nothing', async () => {
    await add(none);
    await add({ ...latex, status: 'resolved' });
    expect((await rows()).map(({ status }) => status)).toEqual(['active', 'resolved']);
    ({ id: patientId } = await aPatient(nurse));
    await add(latex);
    await add({ ...none, status: 'resolved' });
    await add({ ...none, startedOn: '2100-01-01', status: 'entered-in-error' });
    expect((await rows()).map(({ status }) => status)).toEqual(['active', 'resolved', 'entered-in-error']);
  });

  test('written by two people at the same moment end as one truth, ten times out of ten', async () => {
    const other = await clinic.as('prescriber');
    for (let round = 0; round < 10; round += 1) {
      ({ id: patientId } = await aPatient(nurse));
      await Promise.all([send('POST', 'allergies', none), send('POST', 'allergies', latex, other)]);
      const active = (await rows()).filter(({ status }) => status === 'active');
      expect(
        active.map(({ kind }) => kind),
        `round ${round}`,
      ).toEqual(['allergy']);
    }
  });

  test('who may not write in the chart hears nothing of what is in it', async () => {
    await add(latex);
    for (const as of [await clinic.as('front-desk'), await clinic.as('compliance')])
      expect((await refused(await send('POST', 'allergies', none, as))).reason).toBe('not-permitted');
    await inClinic(nurse.ctx, (tx) =>
      tx.updateTable('patient').set({ restricted: true }).where('id', '=', patientId).execute(),
    );
    expect((await refused(await send('POST', 'allergies', none))).reason).toBe('break-glass-needed');
  });
});

describe('the history of a chart', () => {
  test('goes back page by page, newest first, and leaves out mere looks', async () => {
    for (const name of ['one', 'two', 'three']) await send('POST', 'problems', { name });
    await chartAs();
    const officer = await clinic.as('compliance');
    await server.request('GET', `/api/patients/${patientId}/access`, { as: officer });
    await server.request('GET', `/api/audit?patient=${patientId}`, { as: officer });
    const all = await history();
    expect(all.map(({ action }) => action)).toEqual(['problem.add', 'problem.add', 'problem.add', 'patient.register']);
    const page = await history('?limit=2');
    expect(page.map(({ after }) => after)).toMatchObject([{ name: 'three' }, { name: 'two' }]);
    expect(await history(`?limit=2&before=${page[1]?.id}`)).toEqual(all.slice(2));
  });

  test('of a change whose content was erased by law still says that there was one', async () => {
    await send('POST', 'problems', { name: 'something told in confidence' });
    const admin = new pg.Client(server.services.db.superuser);
    await admin.connect();
    await admin.query(
      `update clinic.audit_event set data = null, salt = null, reason = null where action = 'problem.add' and patient_id = $1`,
      [patientId],
    );
    await admin.end();
    const [change] = await history();
    expect(change).toMatchObject({ action: 'problem.add', erased: true });
    expect(Object.keys(change ?? {})).not.toContain('after');
    expect(JSON.stringify(await history())).not.toContain('confidence');
  });

  test('is itself a look at the chart, and is written down', async () => {
    await history();
    expect(await events('chart.read')).toMatchObject([
      { subjectKind: 'history', practitionerId: nurse.practitionerId },
    ]);
  });
});

describe('the care team', () => {
  test('is replaced as a whole, and the trail keeps who was on it before', async () => {
    const other = await clinic.as('prescriber');
    await send('PUT', 'care-team', { practitionerIds: [nurse.practitionerId] });
    expect(
      (await send('PUT', 'care-team', { practitionerIds: [other.practitionerId, other.practitionerId] })).status,
    ).toBe(204);
    expect((await chartAs()).careTeam.map(({ id }) => id)).toEqual([other.practitionerId]);
    expect((await history())[0]).toMatchObject({
      action: 'care-team.change',
      before: { practitionerIds: [nurse.practitionerId] },
      after: { practitionerIds: [other.practitionerId] },
    });
  });

  test('that someone else changed meanwhile is not overwritten by who saw the old one', async () => {
    const other = await clinic.as('prescriber');
    const seen: string[] = [];
    const [one, two] = await Promise.all([
      send('PUT', 'care-team', { practitionerIds: [nurse.practitionerId], seen }),
      send('PUT', 'care-team', { practitionerIds: [other.practitionerId], seen }, other),
    ]);
    expect([one.status, two.status].sort()).toEqual([204, 409]);
    const stopped = await refused(one.status === 409 ? one : two);
    const team = (await chartAs()).careTeam;
    expect(team).toHaveLength(1);
    expect(stopped).toMatchObject({
      reason: 'changed-by-someone-else',
      details: { current: team, changedBy: expect.any(String) },
    });
  });

  test('holds only people of this clinic', async () => {
    const elsewhere = await (await aClinic(server.services)).as('nurse');
    for (const id of [newId(), elsewhere.practitionerId])
      expect(
        (await refused(await send('PUT', 'care-team', { practitionerIds: [nurse.practitionerId, id] }))).status,
      ).toBe(404);
    expect((await chartAs()).careTeam).toEqual([]);
  });
});

test('none of all this put a name, a substance or a reason into the log', async () => {
  await send('POST', 'allergies', { kind: 'allergy', substance: 'penicillin-in-the-log' });
  await chartAs();
  const log = server.logged.join('\n');
  for (const word of ['Jordan', 'Sample', 'latex', 'penicillin-in-the-log', 'sertraline', 'Person'])
    expect(log).not.toContain(word);
});
