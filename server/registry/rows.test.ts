import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SessionEvent } from '#clinical/session/session.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, type Person } from '../../tests/builders.ts';
import { aPastSession, withEffect } from '../../tests/past-sessions.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { tallyHalfYear } from './rows.ts';

/** What is counted in the record before anything is hidden. */
let server: TestServer;
let nurse: Person;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  nurse = await (await aClinic(server.services)).as('nurse');
});

const period = { from: '2026-01-01', to: '2026-06-30' };
const counted = () => inClinic(nurse.ctx, (tx) => tallyHalfYear(tx, period, 'America/Los_Angeles'));
const without = (kind: string) => (events: SessionEvent[]) => events.filter((event) => event.kind !== kind);

test('a session counts on the day of its dose at the clinic, not on the day of the database', async () => {
  // Half past ten in the evening of June 30 in Los Angeles is July 1 in Greenwich.
  const lateEvening = (events: SessionEvent[]) =>
    events.map((event) => ({
      ...event,
      measuredAt: new Date(Date.parse(event.measuredAt) + 11 * 3_600_000).toISOString(),
    }));
  await aPastSession(nurse, { on: '2026-06-30', isSigned: false, change: lateEvening });
  await aPastSession(nurse, { on: '2025-12-31' });
  expect((await counted()).tallies.sessions.total).toEqual({ count: 1, people: 1 });
});

test('a person began with their first dose: not again after a break, and not by a dose that was withdrawn as a mistake', async () => {
  const { patientId } = await aPastSession(nurse, { on: '2025-11-01' });
  await aPastSession(nurse, { on: '2026-02-01', patientId });
  const mistaken = await aPastSession(nurse, {
    on: '2025-10-01',
    isSigned: false,
    change: (events) => {
      const dose = events.find(({ kind }) => kind === 'dose-started');
      const note = events.find(({ kind }) => kind === 'correction');
      if (dose === undefined || note === undefined) throw new Error('no dose');
      const taken = { of: dose.id, change: { retracted: true }, reason: 'wrong chair' };
      return [...events.filter(({ id }) => id !== note.id), { ...note, data: taken }];
    },
  });
  await aPastSession(nurse, { on: '2026-02-02', patientId: mistaken.patientId });
  const { tallies } = await counted();
  expect(tallies.people.began).toBe(1);
  expect(tallies.sessions.total).toEqual({ count: 2, people: 2 });
});

test('a session without a dose is none, and one without a signature is told', async () => {
  await aPastSession(nurse, { on: '2026-03-01', isSigned: false, change: without('dose-started') });
  await aPastSession(nurse, { on: '2026-03-02', isSigned: false });
  expect(await counted()).toMatchObject({ unsigned: 1, tallies: { sessions: { total: { count: 1 } } } });
});

test('side effects count once for each session, by their worst grade; an unknown name counts as other', async () => {
  const twice = (events: SessionEvent[]) => withEffect('dissociation', 3)(withEffect('dissociation', 1)(events));
  await aPastSession(nurse, { on: '2026-03-01', change: twice });
  await aPastSession(nurse, { on: '2026-03-02', change: withEffect('dissociation', 0) });
  const { byEffect } = (await counted()).tallies.sessions;
  expect(byEffect.dissociation['3'].count).toBe(1);
  expect(byEffect.dissociation['1'].count).toBe(0);
  // "nausea" of the written record is no name of the catalogue.
  expect(byEffect.other['1']).toEqual({ count: 2, people: 2 });
});

test('a reading that was not taken is late, and a person taken to a hospital is counted', async () => {
  let passed = 0;
  const skipping = (events: SessionEvent[]) =>
    events
      .filter((event) => {
        if (event.kind !== 'reading') return true;
        passed += 1;
        return passed !== 5 && passed !== 6;
      })
      .filter(
        ({ kind, data }) => kind !== 'correction' || !('change' in data && JSON.stringify(data).includes('systolic')),
      )
      .map((event) => (event.kind === 'left' ? { ...event, data: { how: 'to-hospital', as: 'fact' } } : event));
  await aPastSession(nurse, { on: '2026-03-01' });
  const whole = (await counted()).tallies.sessions;
  expect(whole.readings).toEqual({ due: 13, late: { count: 0, people: 0 } });
  await aPastSession(nurse, { on: '2026-03-02', isSigned: false, change: skipping });
  const { readings, transfers } = (await counted()).tallies.sessions;
  expect(readings.due).toBe(26);
  expect(readings.late).toEqual({ count: 2, people: 1 });
  expect(transfers).toEqual({ count: 1, people: 1 });
});
