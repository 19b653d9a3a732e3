import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dutyIds, type IncidentReport } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import type { Role } from '#server/platform/may.ts';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { Incidents, OneIncident } from './incident.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let director: Person;
let nurse: Person;
let session: string;
let patientId: string;
let seq = 0;
const station = newId();
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  director = await clinic.as('medical-director');
  nurse = await clinic.as('nurse');
  ({ id: patientId } = await aPatient(nurse, {
    emergencyContact: { name: 'Kim Sample', relation: 'sister', phone: '555-0142' },
  }));
  await made(`/api/patients/${patientId}/medicines`, { name: 'sertraline', dose: '50 mg', frequency: 'daily' });
  session = await made('/api/sessions', { patientId, plannedAt: new Date().toISOString() });
});

const Made = z.object({ id: z.string() });
const Stopped = z.object({ reason: z.string(), sentence: z.string() });
const send = (method: string, path: string, body: object, as = nurse) => server.request(method, path, { as, body });
const made = async (path: string, body: object, as = nurse) =>
  (await read(await send('POST', path, body, as), Made)).id;
const list = async (as = nurse) => read(await server.request('GET', '/api/incidents', { as }), Incidents);
const one = async (id: string, as = nurse) =>
  read(await server.request('GET', `/api/incidents/${id}`, { as }), OneIncident);

async function facts(
  all: readonly (readonly [minAgo: number, kind: string, data?: object, id?: string, v?: number])[],
) {
  const events = all.map(([minAgo, kind, data = {}, id = newId(), v = 1]) => {
    seq += 1;
    const at = new Date(Date.now() - minAgo * 60_000).toISOString();
    const made = { station, stationSeq: seq, clockOffsetMs: 0, offsetCheckedAt: at, measuredAt: at, enteredAt: at };
    return { id, session, kind, v, data, by: nurse.practitionerId, ...made };
  });
  const answer = await send('POST', '/api/sessions/events', { events });
  expect(await answer.text()).not.toMatch(/refused/);
}

/** Ten minutes of anaphylaxis, with a dose given by two. */
async function anEmergency({ isClosed = true } = {}): Promise<string> {
  const of = newId();
  await facts([
    [30, 'arrived', { escort: 'sister, 555-0142' }],
    [29, 'reading', { systolicMmHg: 124, diastolicMmHg: 78, heartRatePerMin: 72, spo2Pct: 98, source: 'by-hand' }],
    [
      20,
      'dose-started',
      { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500, as: 'fact' },
    ],
    [12, 'emergency-opened', { card: 'anaphylaxis' }, of],
    [12, 'dose-stopped', {}],
    [11, 'emergency-action', { of, action: 'Call.' }],
    [11, 'reading', { systolicMmHg: 82, diastolicMmHg: 44, heartRatePerMin: 128, spo2Pct: 91, source: 'by-hand' }],
    [
      10,
      'medicine-given',
      { medicine: 'adrenaline, 1 mg/mL', doseUg: 500, route: 'im', of, secondPerson: director.practitionerId },
      newId(),
      2,
    ],
    [9, 'told', { task: `emergency:${of}`, whom: 'Emergency number', how: 'phone' }],
    [8, 'side-effect-started', { effect: 'nausea', grade: 2 }],
    ...(isClosed ? ([[2, 'emergency-closed', { of, outcome: 'To hospital by ambulance.' }]] as const) : []),
  ]);
  return of;
}

const report = (given: Partial<IncidentReport> = {}): IncidentReport => ({
  ...{
    title: 'Anaphylaxis after the infusion',
    card: null,
    harm: 'severe',
    serious: ['life-threatening', 'hospitalisation'],
  },
  ...{
    factors: ['patient-selection'],
    whatHappened: 'Hives, then low pressure.',
    immediateAction: 'Adrenaline.',
    duties: [],
  },
  ...given,
});
const record = (emergencyId: string, given: object = {}) => ({
  ...{ sessionId: session, emergencyId, ownerId: director.practitionerId, report: report() },
  ...given,
});

describe('an incident', () => {
  test('is asked for once the log knows an emergency, and its record holds what people add, not the log', async () => {
    const of = await anEmergency();
    expect((await list()).toRecord).toMatchObject([{ emergencyId: of, card: 'anaphylaxis' }]);
    const id = await made('/api/incidents', record(of));
    expect((await list()).toRecord).toEqual([]);
    const { incident, fromLog, isSerious } = await one(id);
    expect(incident).toMatchObject({ kind: 'emergency', state: 'open', patientId, report: { card: 'anaphylaxis' } });
    expect(fromLog?.lines.map(({ says }) => says)).toEqual([
      'dose stopped',
      'Call.',
      'Given: adrenaline, 1 mg/mL 0.5 mg, im',
    ]);
    expect(isSerious).toBe(true);
    const twice = await send('POST', '/api/incidents', record(of));
    expect([twice.status, Stopped.parse(await twice.json()).reason]).toEqual([409, 'already-there']);
  });

  test('an emergency that was taken back is none, and one of another session is not found', async () => {
    const of = await anEmergency({ isClosed: false });
    await facts([[0, 'correction', { of, change: { retracted: true }, reason: 'wrong chair' }]]);
    expect((await list()).toRecord).toEqual([]);
    expect((await send('POST', '/api/incidents', record(of))).status).toBe(404);
    expect((await send('POST', '/api/incidents', record(newId()))).status).toBe(404);
  });

  test('goes from open to reviewed to closed only with what each step asks for; duties of a serious one are decided', async () => {
    const of = await anEmergency();
    const id = await made(
      '/api/incidents',
      record(of, { ownerId: null, report: report({ harm: null, serious: null }) }),
    );
    const move = (version: number, to: string, as = director) =>
      send('POST', `/api/incidents/${id}/state`, { version, to }, as);
    const early = await move(1, 'reviewed');
    expect([early.status, Stopped.parse(await early.json()).sentence]).toEqual([
      422,
      expect.stringMatching(/Nobody owns it.*level of harm.*serious is not said/),
    ]);
    const change = (version: number, of: IncidentReport) =>
      send('PUT', `/api/incidents/${id}`, { version, ownerId: director.practitionerId, report: of });
    expect((await change(1, report())).status).toBe(200);
    expect((await move(2, 'closed')).status).toBe(422);
    expect((await move(2, 'reviewed', nurse)).status).toBe(403);
    expect((await move(2, 'reviewed')).status).toBe(200);
    const open = await move(3, 'closed');
    expect(Stopped.parse(await open.json()).sentence).toMatch(/No debrief.*Not decided: MedWatch/);
    await made(`/api/incidents/${id}/debriefs`, {
      ...{ heldAt: new Date().toISOString(), people: [nurse.practitionerId], wentWell: 'quick call' },
      toChange: [{ what: 'ask about latex', ownerId: nurse.practitionerId, dueOn: '2026-12-24' }],
    });
    const duties = dutyIds.map((duty) => ({ duty, state: 'does-not-apply' as const, note: 'looked up' }));
    expect((await change(3, report({ duties }))).status).toBe(200);
    expect((await one(id)).incident.state).toBe('reviewed');
    expect((await move(4, 'closed')).status).toBe(200);
    expect((await change(5, report())).status).toBe(422);
    expect((await one(id)).incident).toMatchObject({ state: 'closed', closedBy: director.practitionerId });
  });

  test('that was reviewed and is changed is open again', async () => {
    const id = await made('/api/incidents', record(await anEmergency()));
    await send('POST', `/api/incidents/${id}/state`, { version: 1, to: 'reviewed' }, director);
    const ownerId = director.practitionerId;
    await send('PUT', `/api/incidents/${id}`, { version: 2, ownerId, report: report({ harm: 'death' }) });
    expect((await one(id)).incident).toMatchObject({ state: 'open', reviewedBy: null });
  });

  test('whose emergency still goes on is not reviewed', async () => {
    const id = await made('/api/incidents', record(await anEmergency({ isClosed: false })));
    const answer = await send('POST', `/api/incidents/${id}/state`, { version: 1, to: 'reviewed' }, director);
    expect(Stopped.parse(await answer.json()).sentence).toMatch(/still open in the session/);
  });

  test('may be a near miss without any session; it needs when', async () => {
    const near = { ownerId: null, report: report({ title: 'Wrong syringe, seen in time', harm: 'none', serious: [] }) };
    expect((await send('POST', '/api/incidents', near)).status).toBe(400);
    const id = await made('/api/incidents', { ...near, happenedAt: new Date(Date.now() - 60_000).toISOString() });
    expect((await one(id)).incident).toMatchObject({ kind: 'near-miss', patientId: null, sessionId: null });
    const future = new Date(Date.now() + 86_400_000).toISOString();
    expect((await send('POST', '/api/incidents', { ...near, happenedAt: future })).status).toBe(422);
  });

  test('of a closed chart is there only for its care team and those who oversee', async () => {
    const id = await made('/api/incidents', record(await anEmergency()));
    await send(
      'PUT',
      `/api/patients/${patientId}/restriction`,
      { version: 1, restricted: true, reason: 'asked for it' },
      director,
    );
    expect((await list()).incidents).toEqual([]);
    expect((await server.request('GET', `/api/incidents/${id}`, { as: nurse })).status).toBe(403);
    expect((await list(await clinic.as('compliance'))).incidents).toHaveLength(1);
    const elsewhere = await (await aClinic(server.services, 'Elsewhere')).as('medical-director');
    expect((await server.request('GET', `/api/incidents/${id}`, { as: elsewhere })).status).toBe(404);
  });

  test.each([
    ['owner', 403, 403],
    ['front-desk', 403, 403],
    ['auditor', 200, 403],
    ['compliance', 200, 201],
    ['prescriber', 200, 201],
  ] as const)('%s reads with %i and records with %i', async (role: Role, reads, records) => {
    const person = await clinic.as(role);
    expect((await server.request('GET', '/api/incidents', { as: person })).status).toBe(reads);
    const near = { ownerId: null, happenedAt: new Date(0).toISOString(), report: report() };
    expect((await send('POST', '/api/incidents', near, person)).status).toBe(records);
  });
});

test('the transfer summary is one page with who, what was given, the readings, what was done and who was called', async () => {
  await anEmergency({ isClosed: false });
  for (const [paper, width] of [
    ['a4', 595],
    ['letter', 612],
  ] as const) {
    const answer = await server.request('GET', `/api/sessions/${session}/transfer.pdf?paper=${paper}`, { as: nurse });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
    expect(document.numPages).toBe(1);
    expect(Math.round((await document.getPage(1)).view[2] ?? 0)).toBe(width);
    const { text } = await extractText(document, { mergePages: true });
    for (const said of [
      ...['Sample, Jordan', 'sertraline 50 mg daily', 'Kim Sample (sister), 555-0142', 'sister, 555-0142'],
      ...['Anaphylaxis: still open', 'Infusion of ketamine IV started at 52.5 mL/h', 'adrenaline, 1 mg/mL 0.5 mg, IM'],
      ...['82 (', 'Emergency number, by phone', 'nausea, grade 2, goes on', 'Call.'],
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(said);
  }
});

test('a night with a hundred facts still prints on one page, and says what did not fit', async () => {
  const of = await anEmergency({ isClosed: false });
  await facts(
    Array.from(
      { length: 100 },
      (_, at) => [8 - at / 20, 'emergency-action', { of, action: `Looked at the patient, ${at}` }] as const,
    ),
  );
  const answer = await server.request('GET', `/api/sessions/${session}/transfer.pdf`, { as: nurse });
  const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
  expect(document.numPages).toBe(1);
  const { text } = await extractText(document, { mergePages: true });
  expect(text).toMatch(/older lines did not fit/);
});
