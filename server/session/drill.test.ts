import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defaultIntervals, dueOf, kitItems } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import { aClinic, type Person, type TestClinic } from '../../tests/builders.ts';
import { read } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { Drills, FollowUps, Kit, OneDrill } from './emergency.shapes.ts';
import { FloorAnswer } from './floor.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let director: Person;
let nurse: Person;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  clinic = await aClinic(server.services);
  director = await clinic.as('medical-director');
  nurse = await clinic.as('nurse');
});

const Made = z.object({ id: z.string() });
const Stopped = z.object({ sentence: z.string() });
const post = (path: string, body: object, as = nurse) => server.request('POST', path, { as, body });
const made = async (path: string, body: object, as = nurse) => (await read(await post(path, body, as), Made)).id;
const drills = async () => read(await server.request('GET', '/api/drills', { as: nurse }), Drills);
const one = async (id: string) => read(await server.request('GET', `/api/drills/${id}`, { as: nurse }), OneDrill);
const kit = async () => read(await server.request('GET', '/api/emergency-kit', { as: nurse }), Kit);
const step = (says: string) => ({ id: newId(), what: 'step', says, at: new Date().toISOString() });

describe('a drill', () => {
  test('is planned, run with times per step, ended and talked over; the card is in date then, and no patient is in it', async () => {
    const before = (await drills()).cards.find(({ card }) => card === 'anaphylaxis');
    expect(before).toEqual({ card: 'anaphylaxis', lastOn: null, state: 'never', dueOn: null });
    const id = await made('/api/drills', { card: 'anaphylaxis', plannedOn: '2026-12-01', scenario: 'chair 2' });
    expect((await post(`/api/drills/${id}/steps`, { steps: [step('Call.')] })).status).toBe(422);
    const people = [nurse.practitionerId, director.practitionerId];
    expect((await post(`/api/drills/${id}/start`, { people })).status).toBe(200);
    const called = step('Call.');
    expect((await post(`/api/drills/${id}/steps`, { steps: [called, step('Oxygen.')] })).status).toBe(200);
    expect((await post(`/api/drills/${id}/steps`, { steps: [called] })).status).toBe(200);
    expect((await post(`/api/drills/${id}/end`, { how: 'done', outcome: 'all steps in 4 min' })).status).toBe(200);
    const debrief = { heldAt: new Date().toISOString(), people, wentWell: 'fast' };
    const toChange = [{ what: 'label the drawer', ownerId: nurse.practitionerId, dueOn: '2026-12-24' }];
    await made(`/api/drills/${id}/debriefs`, { ...debrief, toChange });
    const { drill, steps, debriefs } = await one(id);
    expect(drill).toMatchObject({ state: 'done', people });
    expect(steps.map(({ says, by }) => [says, by])).toEqual([
      ['Call.', nurse.practitionerId],
      ['Oxygen.', nurse.practitionerId],
    ]);
    expect(debriefs).toMatchObject([{ wentWell: 'fast', followUps: [{ what: 'label the drawer', doneAt: null }] }]);
    const after = (await drills()).cards.find(({ card }) => card === 'anaphylaxis');
    expect(after?.state).toBe('in-date');
    expect((await post(`/api/drills/${id}/steps`, { steps: [step('Late.')] })).status).toBe(422);
  });

  test('names people of this clinic only, and begins once', async () => {
    const id = await made('/api/drills', { card: 'seizure', plannedOn: '2026-12-01', scenario: '' });
    const stranger = await (await aClinic(server.services, 'Elsewhere')).as('nurse');
    expect((await post(`/api/drills/${id}/start`, { people: [stranger.practitionerId] })).status).toBe(404);
    expect((await server.request('GET', `/api/drills/${id}`, { as: stranger })).status).toBe(404);
    expect((await post(`/api/drills/${id}/start`, { people: [nurse.practitionerId] })).status).toBe(200);
    expect((await post(`/api/drills/${id}/start`, { people: [nurse.practitionerId] })).status).toBe(409);
    expect((await post(`/api/drills/${id}/end`, { how: 'cancelled', outcome: '' })).status).toBe(422);
  });

  test('is due by the project’s interval, said as such, until a director sets the clinic’s own', async () => {
    expect((await drills()).intervals).toEqual({ ...defaultIntervals, version: 0, isOwn: false });
    const own = { drillDays: 90, kitDays: 14, version: 0, reason: 'new team' };
    expect((await post('/api/emergency-intervals', own)).status).toBe(403);
    expect((await post('/api/emergency-intervals', own, director)).status).toBe(201);
    expect((await post('/api/emergency-intervals', own, director)).status).toBe(409);
    expect((await drills()).intervals).toEqual({ drillDays: 90, kitDays: 14, version: 1, isOwn: true });
    expect((await post('/api/emergency-intervals', { ...own, version: 1, kitDays: 60 }, director)).status).toBe(400);
  });
});

describe('the emergency kit', () => {
  const items = (given: Record<string, { state: string; note: string }> = {}) =>
    kitItems.map((item) => ({ item, state: 'there', note: '', ...given[item] }));

  test('was never checked, is checked item by item, and what is missing stands beside the floor', async () => {
    expect((await kit()).due).toMatchObject({ state: 'never', isOwn: false, open: [] });
    const suction = { suction: { state: 'missing', note: 'ordered, here on Friday' } };
    await made('/api/emergency-kit', { items: items(suction) });
    const { due, checks } = await kit();
    expect(due).toMatchObject({ state: 'in-date', open: ['suction'] });
    expect(checks).toHaveLength(1);
    const floor = await read(await server.request('GET', '/api/floor', { as: nurse }), FloorAnswer);
    expect(floor.emergency?.kit.open).toEqual(['suction']);
  });

  test('half a check is none, and what is missing says what is done about it', async () => {
    const half = await post('/api/emergency-kit', { items: items().slice(1) });
    expect([half.status, Stopped.parse(await half.json()).sentence]).toEqual([
      422,
      expect.stringContaining('Every item'),
    ]);
    const silent = await post('/api/emergency-kit', { items: items({ AED: { state: 'expired', note: '' } }) });
    expect([silent.status, Stopped.parse(await silent.json()).sentence]).toEqual([
      422,
      expect.stringContaining('Say what is done about it: AED is expired'),
    ]);
  });

  test.each([
    [undefined, 'never'],
    ['2026-11-30', 'in-date'],
    ['2026-11-06', 'due'],
    ['2026-10-30', 'due'],
    ['2026-10-29', 'overdue'],
  ] as const)('last checked %s, monthly: %s on 30 November', (last, state) => {
    expect(dueOf(last, 31, '2026-11-30').state).toBe(state);
  });
});

test('a follow-up is done once, by whoever says so', async () => {
  const id = await made('/api/drills', { card: 'syncope', plannedOn: '2026-12-01', scenario: '' });
  const people = [nurse.practitionerId];
  await post(`/api/drills/${id}/start`, { people });
  await post(`/api/drills/${id}/end`, { how: 'done', outcome: '' });
  const toChange = [{ what: 'a second stool', ownerId: nurse.practitionerId, dueOn: '2026-12-24' }];
  await made(`/api/drills/${id}/debriefs`, { heldAt: new Date().toISOString(), people, wentWell: '', toChange });
  const list = async () =>
    (await read(await server.request('GET', '/api/follow-ups', { as: nurse }), FollowUps)).followUps;
  const [open] = await list();
  expect(open).toMatchObject({ what: 'a second stool', card: 'syncope', doneAt: null });
  const done = { version: open?.version, note: 'bought' };
  expect((await post(`/api/follow-ups/${open?.id}/done`, done)).status).toBe(200);
  expect((await post(`/api/follow-ups/${open?.id}/done`, done)).status).toBe(409);
  expect(await list()).toMatchObject([{ doneBy: nurse.practitionerId, doneNote: 'bought' }]);
});
