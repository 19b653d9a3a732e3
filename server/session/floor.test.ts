import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { templates } from '#clinical/plan/plan.ts';
import { readinessChecklist, type SessionEvent } from '#clinical/session/session.ts';
import { saveRoles } from '#server/chart/practitioner.queries.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import { aClinic, anOrder, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { appended, made } from '../../tests/session-answers.ts';
import { listFloorSessions } from './floor.queries.ts';
import { FloorAnswer } from './floor.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let nurse: Person;
let prescriber: Person;
let session: string;
let seq = 0;
const station = newId();
/** The moment at which all of this happens: the server's own. */
const nowMs = Date.now();

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  nurse = await clinic.as('nurse');
  prescriber = await clinic.as('prescriber', 'medical-director');
  const { id: patientId } = await aPatient(nurse);
  session = await planned(patientId);
});

const post = (as: Person, path: string, body: object) => made(server, as, path, body);

/** A patient with an order of today under a signed protocol, at a chair. */
async function planned(patientId: string): Promise<string> {
  const protocols = z.object({ protocols: z.array(z.object({ id: z.string() })) });
  const there = (await read(await server.request('GET', '/api/protocols', { as: nurse }), protocols)).protocols;
  const protocolVersionId =
    there[0]?.id ??
    (await post(prescriber, '/api/protocols', { version: 1, protocol: templates.iv, reason: 'first version' })).id;
  const today = new Date(nowMs - 86_400_000).toISOString().slice(0, 10);
  const order = anOrder({ validFrom: today, weight: { grams: 70_000, basis: 'actual', takenOn: today } });
  const { id: orderId } = await post(prescriber, `/api/patients/${patientId}/orders`, { protocolVersionId, order });
  const { id: chairId } = await post(prescriber, '/api/chairs', { name: `Chair ${newId().slice(-4)}`, place: 1 });
  const plannedAt = new Date(nowMs).toISOString();
  return (await post(nurse, '/api/sessions', { patientId, plannedAt, chairId, orderId })).id;
}

function fact(kind: string, data: Record<string, unknown>, atMin: number, given: Partial<SessionEvent> = {}) {
  seq += 1;
  const at = new Date(nowMs + atMin * 60_000).toISOString();
  const made = { station, stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: at, measuredAt: at, enteredAt: at };
  return { id: newId(), session, kind, v: 1, data, by: nurse.practitionerId, ...made, ...given };
}
const append = (events: object[], as = nurse) => appended(server, as, events);
const outcomes = (answers: { outcome: string; why?: string | undefined }[]) =>
  answers.map(({ outcome, why }) => why ?? outcome);
const floor = async (as = nurse) => read(await server.request('GET', '/api/floor', { as }), FloorAnswer);

const normal = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRatePerMin: 72,
  breathsPerMin: 14,
  spo2Pct: 98,
  moaaS: 5,
  dissociationGrade: 0,
  symptoms: [],
  source: 'by-hand',
};
const settled = () => [
  fact('arrived', {}, -130),
  fact('identity-confirmed', { identifiers: ['name', 'birth-date'] }, -129),
  fact('weight', { given: { value: 70, unit: 'kg' } }, -128),
  fact('reading', normal, -125),
  ...readinessChecklist.value.map(({ item }) => fact('checklist-item', { item, state: 'met' }, -124)),
];
const start = (as: 'intent' | 'fact', given: object = {}) =>
  fact(
    'dose-started',
    { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500, as, ...given },
    -120,
  );

describe('the floor', () => {
  test('shows chair, patient with two identifiers, order and the protocol it runs under', async () => {
    const seen = await floor();
    expect(seen.clinic).toMatchObject({ name: 'Harbor Street Clinic' });
    expect(seen.chairs).toHaveLength(1);
    expect(seen.sessions).toMatchObject([
      {
        id: session,
        chairId: seen.chairs[0]?.id,
        isSigned: false,
        patient: { familyName: 'Sample', birthOn: '1984-03-07', allergies: [] },
        order: { doseUg: 35_000, state: 'active', signedBy: prescriber.practitionerId },
        protocolVersionId: seen.protocols[0]?.id,
      },
    ]);
    // Many sessions run under one version: it is told once.
    expect(seen.protocols).toMatchObject([{ version: 1, body: { route: 'iv' } }]);
    expect(seen.people.map(({ id }) => id)).toContain(nurse.practitionerId);
  });

  test('a chair on which somebody sits takes nobody else until they have left, and says who sits there', async () => {
    await append([fact('arrived', {}, -130)]);
    const { chairs, sessions } = await floor();
    const { id: patientId } = await aPatient(nurse);
    const other = (await post(nurse, '/api/sessions', { patientId, plannedAt: new Date(nowMs).toISOString() })).id;
    const sit = (chairId: string | undefined) =>
      server.request('POST', `/api/sessions/${other}/chair`, { as: nurse, body: { chairId } });
    const refused = await sit(chairs[0]?.id);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(
      `${sessions[0]?.patient.initials} sits on ${chairs[0]?.name} and has not left`,
    );
    expect((await floor()).sessions.find(({ id }) => id === other)?.chairId).toBeNull();
    await append([fact('left', { how: 'let-go', as: 'fact' }, -10)]);
    expect((await sit(chairs[0]?.id)).status).toBeLessThan(300);
  });

  test('of several moved to one free chair at once, one has it and the others are told who', async () => {
    const { id: chairId } = await post(prescriber, '/api/chairs', { name: 'Window', place: 9 });
    const plannedAt = new Date(nowMs).toISOString();
    const here: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const { id: patientId } = await aPatient(nurse);
      const { id } = await post(nurse, '/api/sessions', { patientId, plannedAt });
      await append([fact('arrived', {}, -20, { session: id })]);
      here.push(id);
    }
    const answers = await Promise.all(
      here.map((id) => server.request('POST', `/api/sessions/${id}/chair`, { as: nurse, body: { chairId } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422, 422]);
    expect((await floor()).sessions.filter((one) => one.chairId === chairId)).toHaveLength(1);
  });

  test('leaves out whose chart is closed to this person, and other clinics', async () => {
    const [{ patient } = { patient: { id: '' } }] = (await floor()).sessions;
    const closed = await server.request('PUT', `/api/patients/${patient.id}/restriction`, {
      as: prescriber,
      body: { version: 1, restricted: true, reason: 'asked for it' },
    });
    expect(closed.status).toBeLessThan(300);
    expect((await floor()).sessions).toEqual([]);
    const other = await (await aClinic(server.services)).as('nurse');
    expect((await floor(other)).sessions).toEqual([]);
  });

  test('who was expected yesterday and is signed only now is still there to be countersigned, for half a day', async () => {
    const { id: patientId } = await aPatient(nurse, { familyName: 'Late' });
    const hourMs = 60 * 60_000;
    session = (
      await post(nurse, '/api/sessions', { patientId, plannedAt: new Date(nowMs - 24 * hourMs).toISOString() })
    ).id;
    await append([fact('left', { how: 'against-advice', as: 'fact' }, -10)]);
    const head = (await floor()).sessions.find(({ id }) => id === session)?.head;
    await append([fact('signed', { head, meaning: 'I was there.' }, 0)]);
    const signedAfter = async (hours: number) => {
      const at = new Date(Date.now() + hours * hourMs);
      const found = await inClinic(nurse.ctx, (tx) => listFloorSessions(tx, at));
      return found.find(({ id }) => id === session)?.isSigned;
    };
    expect([await signedAfter(0), await signedAfter(11), await signedAfter(13)]).toEqual([true, true, undefined]);
  });

  test('an order of another patient is no order of this session', async () => {
    const [mine] = (await floor()).sessions;
    const { id: other } = await aPatient(nurse, { familyName: 'Other' });
    const answer = await server.request('POST', '/api/sessions', {
      as: nurse,
      body: { patientId: other, plannedAt: new Date(nowMs).toISOString(), orderId: mine?.order?.id },
    });
    expect(answer.status).toBe(404);
  });
});

describe('an intent', () => {
  test('to start is refused while something is missing, and says what; the same as a fact is kept', async () => {
    const [answer] = await append([start('intent')]);
    expect(answer).toMatchObject({ outcome: 'refused', why: 'blocked' });
    expect(answer?.missing?.map(({ item }) => item)).toEqual(
      expect.arrayContaining(['arrived', 'identity', 'weight', 'baseline', 'consent']),
    );
    expect(outcomes(await append([start('fact')]))).toEqual(['kept']);
  });

  test('to start is taken when all is settled, counting what stands in the same batch', async () => {
    expect(outcomes(await append([...settled(), start('intent')])).every((outcome) => outcome === 'kept')).toBe(true);
    expect(outcomes(await append([start('intent')]))).toEqual(['blocked']);
  });

  test('to start above the ordered rate is refused with both rates; as a fact it is kept', async () => {
    await append(settled());
    const [answer] = await append([start('intent', { pumpRateUlPerH: 63_000 })]);
    expect(answer?.missing).toMatchObject([{ item: 'rate', says: expect.stringContaining('63 mL/h') }]);
    expect(outcomes(await append([start('fact', { pumpRateUlPerH: 63_000 })]))).toEqual(['kept']);
  });

  test('sent again after its answer was lost is known, and not asked anew', async () => {
    const intended = start('intent');
    expect(outcomes(await append([...settled(), intended]).then((all) => all.slice(-1)))).toEqual(['kept']);
    expect(outcomes(await append([intended]))).toEqual(['known']);
  });

  test('to let go is refused while a criterion is open; against advice is always possible', async () => {
    await append([...settled(), start('intent'), fact('dose-stopped', {}, -80)]);
    const [answer] = await append([fact('left', { how: 'let-go', as: 'intent' }, 0)]);
    expect(answer).toMatchObject({ outcome: 'refused', why: 'blocked' });
    expect(answer?.missing?.length).toBeGreaterThan(3);
    expect(outcomes(await append([fact('left', { how: 'against-advice', as: 'intent' }, 0)]))).toEqual(['kept']);
  });

  test('to sign waits until every deviation is explained', async () => {
    const begun = start('fact', { pumpRateUlPerH: 63_000 });
    await append([...settled(), begun, fact('left', { how: 'against-advice', as: 'fact' }, -10)]);
    const head = async () => (await floor()).sessions[0]?.head;
    const sign = async () => append([fact('signed', { head: await head(), meaning: 'I was there.' }, 0)]);
    const [refused] = await sign();
    expect(refused?.missing?.some(({ says }) => says.includes('20 % over'))).toBe(true);
    const open = new Set(refused?.missing?.flatMap(({ item }) => item.match(/^explain:([^:]+)/)?.[1] ?? []));
    await append([...open].map((of) => fact('deviation-explained', { of, why: 'Pump set by the old order.' }, -5)));
    expect(outcomes(await sign())).toEqual(['kept']);
    expect((await floor()).sessions[0]?.isSigned).toBe(true);
  });
});

describe('an override before the dose', () => {
  const item = 'fasting';
  const fasting = readinessChecklist.value.find(({ item }) => item === 'fasting')?.says;
  const says = `${fasting} Overridden, but not by a prescriber: it does not count.`;
  const overridden = (by: Person, atMin: number) =>
    fact('checklist-item', { item, state: 'overridden', reason: 'A sip of water.' }, atMin, { by: by.practitionerId });
  const rolesOf = (of: Person, roles: Role[]) => inClinic(of.ctx, (tx) => saveRoles(tx, of.practitionerId, roles));
  const startNow = () => ({ ...start('intent'), measuredAt: new Date(nowMs).toISOString() });
  const beforeNow = () => append([fact('reading', normal, -2)]);

  test('by a nurse is kept as a fact, and the point still stops the dose; a prescriber’s opens it', async () => {
    expect(outcomes(await append([...settled(), overridden(nurse, -122)]))).not.toContain('refused');
    await beforeNow();
    const [refused] = await append([startNow()]);
    expect(refused).toMatchObject({ outcome: 'refused', why: 'blocked', missing: [{ item, says }] });
    await append([overridden(prescriber, -121)], prescriber);
    expect(outcomes(await append([startNow()]))).toEqual(['kept']);
  });

  test('counts by the role of its author when it was written: one given later makes nothing of it', async () => {
    await append([...settled(), overridden(nurse, -122)]);
    await rolesOf(nurse, ['nurse', 'prescriber']);
    await beforeNow();
    expect(await append([startNow()])).toMatchObject([{ missing: [{ item, says }] }]);
  });

  test('stands when its author is a prescriber no more, and the floor says until when they were', async () => {
    await append([...settled()]);
    await append([overridden(prescriber, -121)], prescriber);
    await rolesOf(prescriber, ['nurse']);
    await beforeNow();
    expect(outcomes(await append([startNow()]))).toEqual(['kept']);
    const held = (await floor()).prescribers;
    expect(held).toMatchObject(
      Array(2).fill({ id: prescriber.practitionerId, fromMs: null, untilMs: expect.any(Number) }),
    );
    expect(held[0]?.untilMs).toBeGreaterThan(nowMs);
  });
});

test('pounds written as kilograms are kept as they came, and the dose can’t start before somebody has weighed again', async () => {
  const weighed = (value: number, more: object = {}) => fact('weight', { given: { value, unit: 'kg' }, ...more }, -123);
  const slip = weighed(154.3);
  expect(outcomes(await append([...settled(), slip]))).not.toContain('malformed');
  const [refused] = await append([start('intent')]);
  expect(refused).toMatchObject({ outcome: 'refused', says: 'The dose can’t start: one point is not settled.' });
  expect(refused?.missing).toEqual([
    {
      item: 'weight',
      says: 'The weight is taken. 154.3 kg (340.2 lb) is 120 % away from the last weight, 70.0 kg (154.3 lb). Weigh again, and check that it is not pounds.',
    },
  ]);
  await append([weighed(70, { second: { value: 70, unit: 'kg' } })]);
  expect(outcomes(await append([start('intent')]))).toEqual(['kept']);
});

test('a set moved to a patient whose session is not theirs is refused and stays where it was', async () => {
  const other = await aClinic(server.services);
  const otherNurse = await other.as('nurse');
  const { id } = await aPatient(otherNurse);
  const elsewhere = await post(otherNurse, '/api/sessions', {
    patientId: id,
    plannedAt: new Date(nowMs).toISOString(),
  });
  const wrong = fact('reading', normal, -10);
  const move = fact('correction', { of: wrong.id, change: { movesTo: elsewhere.id }, reason: 'other chair' }, -5);
  expect(outcomes(await append([wrong, move]))).toEqual(['kept', 'no-such-session']);
});

test('a set moved to another session of the clinic comes with that session’s log', async () => {
  const { id: patient } = await aPatient(nurse, { familyName: 'Right' });
  const right = await planned(patient);
  const wrong = fact('reading', normal, -10);
  const move = fact('correction', { of: wrong.id, change: { movesTo: right }, reason: 'other chair' }, -5);
  expect(outcomes(await append([wrong, move]))).toEqual(['kept', 'kept']);
  const { movedHere } = await read(
    await server.request('GET', `/api/sessions/${right}/events`, { as: nurse }),
    z.object({ movedHere: z.array(z.looseObject({ id: z.string() })) }),
  );
  expect(movedHere.map(({ id }) => id)).toEqual([wrong.id, move.id]);
});
