import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aClinic, aPatient, type Person, type TestClinic } from '../../tests/builders.ts';
import { aPastSession, withEffect } from '../../tests/past-sessions.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { PatientSessions } from './patient-sessions.shapes.ts';

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
  patientId = (await aPatient(nurse)).id;
});

const sessionsOf = async (as: Person, query = '', id = patientId) =>
  read(await server.request('GET', `/api/patients/${id}/sessions${query}`, { as }), PatientSessions);

describe('the sessions of a person', () => {
  test('none yet is an empty list', async () => {
    expect(await sessionsOf(nurse)).toEqual({ sessions: [], more: false });
  });

  test('newest first, each with what was given, how far the pressure went, what happened and how it ended', async () => {
    const older = await aPastSession(nurse, { on: '2026-09-01', patientId, change: withEffect('dizziness', 2) });
    const newer = await aPastSession(nurse, { on: '2026-10-01', patientId, isSigned: false });
    const { sessions, more } = await sessionsOf(nurse);
    expect(more).toBe(false);
    expect(sessions.map(({ id }) => id)).toEqual([newer.sessionId, older.sessionId]);
    const [second, first] = sessions;
    expect(first).toMatchObject({
      plannedAt: '2026-09-01T18:00:00.000Z',
      phase: 'left',
      route: 'iv',
      leftHow: 'let-go',
      isSigned: true,
    });
    expect(first?.givenUg).toBeGreaterThan(0);
    expect(first?.highest?.systolic).toBeGreaterThanOrEqual(first?.before?.systolic ?? Number.POSITIVE_INFINITY);
    expect(first?.sideEffects).toContainEqual({ effect: 'dizziness', grade: 2, hasEnded: true });
    expect(second).toMatchObject({ isSigned: false });
  });

  test('page by page nothing is left out and nothing comes twice', async () => {
    for (let at = 0; at < 28; at += 1)
      await server.request('POST', '/api/sessions', {
        as: nurse,
        body: { patientId, plannedAt: `2026-0${1 + (at % 3)}-1${at % 9}T10:00:00Z` },
      });
    const first = await sessionsOf(nurse);
    const last = first.sessions.at(-1);
    const second = await sessionsOf(nurse, `?before=${last?.id}`);
    expect([first.sessions.length, first.more, second.sessions.length, second.more]).toEqual([25, true, 3, false]);
    expect(new Set([...first.sessions, ...second.sessions].map(({ id }) => id)).size).toBe(28);
  });

  test('what is no id is refused in a sentence; the front desk and another clinic see nothing', async () => {
    const half = await server.request('GET', `/api/patients/${patientId}/sessions?before=yesterday`, {
      as: nurse,
    });
    expect(half.status).toBe(400);
    const desk = await clinic.as('front-desk');
    expect((await server.request('GET', `/api/patients/${patientId}/sessions`, { as: desk })).status).toBe(403);
    const elsewhere = await (await aClinic(server.services)).as('nurse');
    expect((await server.request('GET', `/api/patients/${patientId}/sessions`, { as: elsewhere })).status).toBe(404);
  });
});
