import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tellOfBreakGlass } from '#server/break-glass-notice.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import { aClinic, aPatient, aPatientInput, type Person, type TestClinic } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { addRow } from './chart.actions.ts';
import { Chart } from './chart.shapes.ts';
import { openChart } from './patient.actions.ts';

let server: TestServer;
let clinic: TestClinic;
let director: Person;
let patientId: string;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  director = await clinic.as('medical-director');
  ({ id: patientId } = await aPatient(director, { phone: '702 555 0100' }));
  await addRow(director.ctx, 'problem', patientId, {
    name: 'depression',
    code: '',
    status: 'active',
    startedOn: null,
    endedOn: null,
  });
  expect((await restrict(director, patientId)).status).toBe(200);
});

/** As it was when it was registered, or as `change` says. */
const restrict = (as: Person, id: string, change: object = {}) =>
  server.request('PUT', `/api/patients/${id}/restriction`, {
    as,
    body: { version: 1, restricted: true, reason: 'a neighbour of the staff', ...change },
  });
const aNeighbour = () => aPatient(director, { givenName: 'Wei', familyName: 'Zhang', birthOn: '1970-01-01' });
const setTeam = (as: Person, ...people: Person[]) =>
  server.request('PUT', `/api/patients/${patientId}/care-team`, {
    as,
    body: { practitionerIds: people.map(({ practitionerId }) => practitionerId) },
  });

const reason = 'found unconscious in the waiting room';
const Opened = z.object({ id: z.string(), openUntil: z.iso.datetime() });
const Openings = z.object({
  openings: z.array(
    z.looseObject({
      id: z.string(),
      reviewedBy: z.string().nullable(),
      outcome: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});
const open = (as: Person) => server.request('GET', `/api/patients/${patientId}/chart`, { as });
const breakIt = (as: Person, why = reason) =>
  server.request('POST', `/api/patients/${patientId}/break-glass`, { as, body: { reason: why } });
const review = (as: Person, id: string, body: object = { outcome: 'justified', note: 'an emergency' }) =>
  server.request('POST', `/api/break-glass/${id}/review`, { as, body });
const events = (action: string) =>
  inClinic(director.ctx, (tx) => tx.selectFrom('auditEvent').selectAll().where('action', '=', action).execute());
const minutes = (person: Person, later: number) => ({
  ...person.ctx,
  now: new Date(person.ctx.now.getTime() + later * 60_000),
});

describe('a restricted chart', () => {
  test('opens to its care team as any other', async () => {
    const nurse = await clinic.as('nurse');
    await breakIt(director);
    expect((await setTeam(director, nurse)).status).toBe(204);
    expect(await read(await open(nurse), Chart)).toMatchObject({
      access: 'care-team',
      problems: [{ name: 'depression' }],
    });
  });

  test.each(['medical-director', 'prescriber', 'nurse'] as const)(
    'is closed to a %s who is not on the team',
    async (role) => {
      const stopped = await refused(await open(await clinic.as(role)));
      expect(stopped).toMatchObject({ status: 403, reason: 'break-glass-needed' });
      // Enough to know whose chart it is that one asks for, and nothing else.
      expect(stopped.details).toEqual({ patient: { id: patientId, number: '00001', initials: 'J.S.' } });
      expect(JSON.stringify(stopped)).not.toMatch(/Jordan|Sample|702 555|depression/);
      expect(await events('chart.read')).toEqual([]);
    },
  );

  test('is closed to them in every other way too: history, lists, team, and its own page', async () => {
    const nurse = await clinic.as('nurse');
    for (const [method, path, body] of [
      ['GET', '/history', undefined],
      ['POST', '/allergies', { kind: 'allergy', substance: 'latex' }],
      ['POST', '/medicines', { name: 'x' }],
      ['POST', '/problems', { name: 'x' }],
      ['PUT', '/care-team', { practitionerIds: [nurse.practitionerId] }],
      ['PUT', '', { ...aPatientInput(), version: 2 }],
      ['PUT', '', { ...aPatientInput(), version: 1 }],
    ] as const) {
      const stopped = await refused(
        await server.request(method, `/api/patients/${patientId}${path}`, { as: nurse, body }),
      );
      expect(stopped, `${method} ${path}`).toMatchObject({ status: 403, reason: 'break-glass-needed' });
      expect(JSON.stringify(stopped)).not.toMatch(/Jordan|Sample|702 555/);
    }
  });

  test('shows the front desk demographics, and overseers the chart without glass', async () => {
    expect(await read(await open(await clinic.as('front-desk')), Chart)).toMatchObject({ access: 'demographics' });
    for (const role of ['compliance', 'auditor'] as const)
      expect(await read(await open(await clinic.as(role)), Chart), role).toMatchObject({
        access: 'open',
        problems: [{ name: 'depression' }],
      });
  });

  test.each<[Role, number]>([
    ['owner', 403],
    ['prescriber', 403],
    ['nurse', 403],
    ['front-desk', 403],
    ['auditor', 403],
    ['compliance', 200],
    ['medical-director', 200],
  ])('is made so by a %s: %i', async (role, status) => {
    const { id } = await aNeighbour();
    expect((await restrict(await clinic.as(role), id)).status).toBe(status);
  });

  test('is made so with a reason, which the history keeps, and only by who has just confirmed who they are', async () => {
    const officer = await clinic.as('compliance');
    const { id } = await aNeighbour();
    for (const change of [{ reason: undefined }, { reason: '' }, { reason: 'x' }, { restricted: 'yes' }])
      expect((await refused(await restrict(officer, id, change))).status).toBe(400);
    await read(await restrict(officer, id), z.object({ version: z.literal(2) }));
    expect(await refused(await restrict(officer, id, { version: 2 }))).toMatchObject({ status: 422 });
    expect(await refused(await restrict(officer, id, { restricted: false }))).toMatchObject({
      status: 409,
      details: { changedBy: expect.any(String) },
    });
    const [, event] = await events('patient.restrict');
    expect(event).toMatchObject({ patientId: id, reason: 'a neighbour of the staff' });
    expect(JSON.parse(event?.data ?? '')).toEqual({ before: { restricted: false }, after: { restricted: true } });
    const late = await clinic.as('compliance');
    const { identity } = server.services.db;
    await identity.updateTable('signIn').set({ steppedUpUntil: null }).where('id', '=', late.signInId).execute();
    const unproved = await restrict(late, id, { version: 2, restricted: false });
    expect(await refused(unproved)).toMatchObject({ status: 403, reason: 'step-up-needed' });
  });

  test('is opened to all again by compliance, and by a medical director only from its team or through the glass', async () => {
    const other = await clinic.as('medical-director');
    const lift = (as: Person) => restrict(as, patientId, { version: 2, restricted: false });
    expect((await refused(await lift(other))).reason).toBe('break-glass-needed');
    expect((await lift(await clinic.as('compliance'))).status).toBe(200);
    expect(await read(await open(await clinic.as('nurse')), Chart)).toMatchObject({ access: 'open' });
  });

  test('stays as it is when demographics are changed, whatever their form says', async () => {
    await breakIt(director);
    const body = { ...aPatientInput({ phone: '702 555 0199' }), version: 2, restricted: false };
    expect((await server.request('PUT', `/api/patients/${patientId}`, { as: director, body })).status).toBe(200);
    expect(await read(await open(director), Chart)).toMatchObject({ patient: { restricted: true, version: 3 } });
  });

  test('gets another care team from its care team or a medical director: an hour’s need lets nobody stay', async () => {
    const [member, prescriber] = [await clinic.as('nurse'), await clinic.as('prescriber')];
    for (const person of [director, prescriber]) await breakIt(person);
    expect((await setTeam(director, member)).status).toBe(204);
    for (const team of [[prescriber], [member, prescriber], []])
      expect(await refused(await setTeam(prescriber, ...team))).toMatchObject({
        status: 403,
        reason: 'care-team-needed',
      });
    expect((await setTeam(member, member, prescriber)).status).toBe(204);
    expect((await setTeam(prescriber, prescriber)).status).toBe(204);
    expect(await events('care-team.change')).toHaveLength(3);
  });
});

describe('breaking the glass', () => {
  test('opens the chart for who did it, for sixty minutes and not longer', async () => {
    const nurse = await clinic.as('nurse');
    const { openUntil } = await read(await breakIt(nurse), Opened);
    expect(Date.parse(openUntil) - Date.now()).toBeGreaterThan(59 * 60_000);
    expect(Date.parse(openUntil) - Date.now()).toBeLessThanOrEqual(60 * 60_000);
    expect(await read(await open(nurse), Chart)).toMatchObject({
      access: 'break-glass',
      problems: [{ name: 'depression' }],
    });
    const until = Date.parse(openUntil);
    const at = (time: number) => ({ ...nurse.ctx, now: new Date(time) });
    await expect(openChart(at(until - 1_000), patientId)).resolves.toMatchObject({ access: 'break-glass' });
    for (const time of [until, until + 1_000, until + 86_400_000])
      await expect(openChart(at(time), patientId)).rejects.toMatchObject({ reason: 'break-glass-needed' });
  });

  test('opens it for nobody else', async () => {
    await breakIt(await clinic.as('nurse'));
    expect((await refused(await open(await clinic.as('nurse')))).reason).toBe('break-glass-needed');
  });

  test('opens no other chart', async () => {
    const nurse = await clinic.as('nurse');
    const other = await aNeighbour();
    await restrict(director, other.id);
    await breakIt(nurse);
    expect((await refused(await server.request('GET', `/api/patients/${other.id}/chart`, { as: nurse }))).reason).toBe(
      'break-glass-needed',
    );
  });

  test('asks for a reason of ten characters or more, on one line, in words', async () => {
    const nurse = await clinic.as('nurse');
    const signs = ['..........', '1234567890', 'aaaaaaaaaaaaaa', 'need need need', '😀😀😀😀😀😀😀😀😀😀'];
    for (const why of ['', 'need it', '          ', `${'x'.repeat(501)}`, 'a reason\nof two lines', ...signs])
      expect((await refused(await breakIt(nurse, why))).status, why).toBe(400);
    expect(await events('break-glass.open')).toEqual([]);
    for (const why of ['chest pain', '在候诊室里突然昏倒需要马上处理'])
      expect((await breakIt(await clinic.as('nurse'), why)).status, why).toBe(201);
  });

  test('again while it is open answers the opening that is there: one need, one notice, one review', async () => {
    const nurse = await clinic.as('nurse');
    const [one, other] = await Promise.all([breakIt(nurse), breakIt(nurse)]);
    expect([one.status, other.status].sort()).toEqual([200, 201]);
    const first = await read(one, Opened);
    expect(await read(other, Opened)).toEqual(first);
    expect(await read(await breakIt(nurse, 'still lying on the floor'), Opened)).toEqual(first);
    expect(await events('break-glass.open')).toHaveLength(1);
    expect(server.enqueued.filter(({ data }) => data.breakGlassId === first.id)).toHaveLength(1);
    // Someone else's opening, and one that has ended, are others.
    await read(await breakIt(await clinic.as('nurse')), Opened);
    await server.services.db.clinic.transaction().execute(async (tx) => {
      await sql`select set_config('racemic.clinic_id', ${clinic.clinicId}, true)`.execute(tx);
      await tx.updateTable('breakGlass').set({ openUntil: new Date() }).where('id', '=', first.id).execute();
    });
    expect((await read(await breakIt(nurse), Opened)).id).not.toBe(first.id);
    expect(await events('break-glass.open')).toHaveLength(3);
  });

  test('is not needed for a chart that is open', async () => {
    const other = await aPatient(director, { givenName: 'Wei', familyName: 'Zhang', birthOn: '1970-01-01' });
    const answer = await server.request('POST', `/api/patients/${other.id}/break-glass`, {
      as: await clinic.as('nurse'),
      body: { reason },
    });
    expect(await refused(answer)).toMatchObject({ status: 422, reason: 'blocked' });
  });

  test('is written down with its reason, and what is read meanwhile with the right by which it was read', async () => {
    const nurse = await clinic.as('nurse');
    const { id } = await read(await breakIt(nurse), Opened);
    await open(nurse);
    expect(await events('break-glass.open')).toMatchObject([
      { reason, patientId, subjectId: id, practitionerId: nurse.practitionerId },
    ]);
    const [look] = await events('chart.read');
    expect(JSON.parse(look?.data ?? '')).toMatchObject({ details: { access: 'break-glass' } });
  });

  test('queues a notice that holds ids and nothing else', async () => {
    const before = server.enqueued.length;
    const { id } = await read(await breakIt(await clinic.as('nurse')), Opened);
    expect(server.enqueued.slice(before)).toEqual([
      { job: 'break-glass-notice', data: { clinicId: clinic.clinicId, breakGlassId: id } },
    ]);
  });

  test('opens the chart even when no notice can be queued: the list shows it all the same', async () => {
    const nurse = await clinic.as('nurse');
    const { enqueue } = server.services;
    server.services.enqueue = () => Promise.reject(new Error('the job runner is away'));
    try {
      const { id } = await read(await breakIt(nurse), Opened);
      expect(await read(await open(nurse), Chart)).toMatchObject({ access: 'break-glass' });
      const { openings } = await read(await server.request('GET', '/api/break-glass', { as: director }), Openings);
      expect(openings).toMatchObject([{ id, reviewedBy: null }]);
      expect(server.logged.at(-1)).toContain('nobody could be told');
      expect(server.logged.join('\n')).not.toContain(reason);
    } finally {
      server.services.enqueue = enqueue;
    }
  });

  test('the notice goes to those who review, not to who opened, and names neither patient nor reason', async () => {
    const opener = await clinic.as('medical-director');
    const officer = await clinic.as('compliance');
    const { id } = await read(await breakIt(opener), Opened);
    await tellOfBreakGlass(server.services, clinic.clinicId, id);
    const mail = await server.services.db.identity
      .selectFrom('mail')
      .selectAll()
      .where('clinicId', '=', clinic.clinicId)
      .execute();
    const addressOf = (person: Person) =>
      inClinic(director.ctx, (tx) =>
        tx.selectFrom('practitioner').select('email').where('id', '=', person.practitionerId).executeTakeFirstOrThrow(),
      );
    expect(mail.map(({ toAddress }) => toAddress).sort()).toEqual(
      [(await addressOf(director)).email, (await addressOf(officer)).email].sort(),
    );
    expect(JSON.stringify(mail)).not.toMatch(/Jordan|Sample|unconscious/);
  });
});

describe('the review', () => {
  test('is by another person: nobody reviews what they opened themself, whatever roles they hold', async () => {
    const opener = await clinic.as('medical-director', 'compliance');
    const { id } = await read(await breakIt(opener), Opened);
    expect(await refused(await review(opener, id))).toMatchObject({ status: 403, reason: 'not-permitted' });
    expect((await review(director, id)).status).toBe(204);
    const { openings } = await read(await server.request('GET', '/api/break-glass', { as: director }), Openings);
    expect(openings).toMatchObject([{ id, reviewedBy: director.practitionerId, outcome: 'justified', reason }]);
    expect(await events('break-glass.review')).toMatchObject([
      { patientId, practitionerId: director.practitionerId, subjectId: id },
    ]);
  });

  test('the database refuses it too, should the program ever forget', async () => {
    const opener = await clinic.as('nurse');
    const { id } = await read(await breakIt(opener), Opened);
    await expect(
      inClinic(director.ctx, (tx) =>
        tx
          .updateTable('breakGlass')
          .set({ reviewedBy: opener.practitionerId, reviewedAt: new Date(), outcome: 'justified' })
          .where('id', '=', id)
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('asks to confirm who one is', async () => {
    const { id } = await read(await breakIt(await clinic.as('nurse')), Opened);
    const officer = await clinic.as('compliance');
    const { identity } = server.services.db;
    await identity
      .updateTable('signIn')
      .set({ steppedUpUntil: new Date(Date.now() - 1_000) })
      .where('id', '=', officer.signInId)
      .execute();
    expect(await refused(await review(officer, id))).toMatchObject({ status: 403, reason: 'step-up-needed' });
  });

  test('happens once: of two at the same moment one is told that it is done', async () => {
    const { id } = await read(await breakIt(await clinic.as('nurse')), Opened);
    const officer = await clinic.as('compliance');
    const answers = await Promise.all([review(director, id), review(officer, id, { outcome: 'not-justified' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await events('break-glass.review')).toHaveLength(1);
  });

  test.each(['owner', 'prescriber', 'nurse', 'front-desk', 'auditor'] as const)('is not for a %s', async (role) => {
    const { id } = await read(await breakIt(await clinic.as('nurse')), Opened);
    expect((await refused(await review(await clinic.as(role), id))).reason).toBe('not-permitted');
  });

  test('waits at the top of the list until it is done', async () => {
    const first = await read(await breakIt(await clinic.as('nurse')), Opened);
    const second = await read(await breakIt(await clinic.as('nurse')), Opened);
    await review(director, second.id);
    const { openings } = await read(await server.request('GET', '/api/break-glass', { as: director }), Openings);
    expect(openings.map(({ id }) => id)).toEqual([first.id, second.id]);
  });
});

test('what was thought of an opening is for those who oversee, not for everyone who reads the chart’s history', async () => {
  const nurse = await clinic.as('nurse');
  const { id } = await read(await breakIt(nurse), Opened);
  await review(director, id, { outcome: 'not-justified', note: 'curiosity, not need' });
  for (const as of [nurse, await clinic.as('auditor')]) {
    const history = await (await server.request('GET', `/api/patients/${patientId}/history`, { as })).text();
    expect(history).toContain('break-glass.open');
    expect(history).not.toMatch(/review|justified|curiosity/);
  }
  const trail = await server.request('GET', '/api/audit?action=break-glass.review', { as: await clinic.as('auditor') });
  expect(await trail.text()).toContain('curiosity, not need');
});

test('an hour counts from the opening, also when the glass was broken twice', async () => {
  const nurse = await clinic.as('nurse');
  await read(await breakIt(nurse), Opened);
  await expect(openChart(minutes(nurse, 61), patientId)).rejects.toMatchObject({ reason: 'break-glass-needed' });
  const again = await read(await breakIt(nurse), Opened);
  expect(Date.parse(again.openUntil) - Date.now()).toBeLessThanOrEqual(60 * 60_000);
});
