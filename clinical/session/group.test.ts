import { expect, test } from 'vitest';
import { type SessionState, sessionStates } from './log-acts.ts';
import { agenda } from './log-agenda.ts';
import { readFact, type SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import { groupOf, lastRoundOf } from './log-group.ts';
import { objectionTo } from './log-intents.ts';
import { type Kind, newestVersion } from './log-kinds.ts';

const idOf = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const [session, nurse, station] = [idOf(1), idOf(0xa), idOf(0xb)];
const [mine, other] = [idOf(0xc1), idOf(0xc2)];
const tenMs = Date.UTC(2026, 10, 25, 10);
let count = 0;

function event(kind: Kind, data: Record<string, unknown>, atMin: number, of = session): SessionEvent {
  count += 1;
  const moment = new Date(tenMs + atMin * 60_000).toISOString();
  const made = { measuredAt: moment, enteredAt: moment, offsetCheckedAt: moment, clockOffsetMs: 0, stationSeq: count };
  return { id: idOf(0x1000 + count), session: of, kind, v: newestVersion(kind), data, by: nurse, station, ...made };
}

const pump = { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500, as: 'fact' };
const device = { drug: 'esketamine', number: 1, doseUg: 28_000, lot: 'SYN-11', as: 'fact' };
const lozenge = { route: 'sublingual', form: 'lozenge', drug: 'ketamine', doseUg: 100_000, as: 'fact' };
const arrived = event('arrived', {}, 0);
const started = event('dose-started', pump, 10);
const [paused, stopped] = [event('dose-paused', {}, 20), event('dose-stopped', {}, 50)];
const left = event('left', { how: 'against-advice', as: 'fact' }, 60);
const into: Record<SessionState, readonly SessionEvent[]> = {
  expected: [],
  arrived: [arrived],
  dosing: [arrived, started],
  paused: [arrived, started, paused],
  spraying: [arrived, event('device-given', device, 10)],
  holding: [arrived, event('mouth-dose-placed', lozenge, 10)],
  observing: [arrived, started, stopped],
  left: [arrived, started, stopped, left],
};

/** Whether somebody who means to join is let in, by where their own session stands. */
const joining: Record<SessionState, RegExp | undefined> = {
  expected: undefined,
  arrived: undefined,
  dosing: /^Their own dose began at 10:10:00 UTC: somebody joins a group before it, not after/,
  paused: /^Their own dose began/,
  spraying: /^Their own dose began/,
  holding: /^Their own dose began/,
  observing: /^Their own dose began/,
  left: /^The patient has left already/,
};

const join = (as: 'intent' | 'fact', group = mine, atMin = 70) => event('group-joined', { group, as }, atMin);

for (const state of sessionStates)
  test(`joining a group is ${joining[state] === undefined ? 'let in' : 'refused in words'} when a session is ${state}; done all the same it is kept`, () => {
    const given = { order: undefined, today: '2026-11-25' };
    const record = fold(into[state], session);
    expect(record.phase).toBe(state);
    const read = readFact(join('intent'));
    if (!('fact' in read)) throw new Error(read.unread.says);
    const seen = agenda(record, given, tenMs);
    const says = objectionTo(read.fact, { record, seen, given, head: '' })?.says;
    if (joining[state] === undefined) expect(says).toBeUndefined();
    else expect(says).toMatch(joining[state]);

    const after = fold([...into[state], join('fact')], session);
    expect(groupOf(null, after)).toBe(state === 'left' ? undefined : mine);
    const { deviations } = agenda(after, given, tenMs + 80 * 60_000);
    expect(deviations.some(({ says: why }) => /group joined/.test(why))).toBe(
      joining[state] !== undefined && state !== 'left',
    );
  });

const groupAfter = (openedIn: string | null, ...events: SessionEvent[]) => groupOf(openedIn, fold(events, session));
const leave = (group: string, atMin: number) => event('group-left', { group, why: 'wants to be alone' }, atMin);

test('who belongs to a group: as the session was opened, until they joined another or went on alone; never two at once', () => {
  expect(groupAfter(null)).toBeUndefined();
  expect(groupAfter(mine)).toBe(mine);
  expect(groupAfter(mine, leave(mine, 5))).toBeUndefined();
  expect(groupAfter(mine, join('intent', other, 5))).toBe(other);
  expect(groupAfter(mine, join('intent', other, 5), leave(mine, 6))).toBe(other);
  expect(groupAfter(mine, leave(mine, 5), join('intent', mine, 6))).toBe(mine);
  expect(groupAfter(mine, join('intent', mine, 6), leave(mine, 5))).toBe(mine);
});

test('a slip is taken back: who was written down as gone from the group is in it again', () => {
  const gone = leave(mine, 5);
  const back = event('correction', { of: gone.id, change: { retracted: true }, reason: 'slip' }, 6);
  expect(groupAfter(mine, gone, back)).toBe(mine);
});

const [one, two, three] = [idOf(0x21), idOf(0x22), idOf(0x23)];
const [first, second] = [idOf(0x31), idOf(0x32)];
const begun = (of: string, atMin: number, round = first, group = mine) =>
  event('round-begun', { group, round }, atMin, of);
const skipped = (of: string, atMin: number, round = first) =>
  event('round-skipped', { round, why: 'asleep, breathing seen' }, atMin, of);
const reading = (of: string, atMin: number) =>
  event('reading', { systolicMmHg: 120, diastolicMmHg: 80, source: 'by-hand' }, atMin, of);

const roundOf = (logs: Record<string, readonly SessionEvent[]>, red?: SessionEvent) =>
  lastRoundOf(
    mine,
    Object.entries(logs).map(([id, events]) => ({
      session: id,
      record: fold(events, id),
      isRed: (of) => of === red?.id,
    })),
  );

test('what became of each in a round is in the logs: read, read red, passed over with why, or still to read', () => {
  const red = reading(two, 12);
  const found = roundOf(
    {
      [one]: [reading(one, 5), begun(one, 10), reading(one, 11), reading(one, 16)],
      [two]: [begun(two, 10), red],
      [three]: [reading(three, 9), begun(three, 10), skipped(three, 13)],
      [session]: [reading(session, 9), begun(session, 10)],
    },
    red,
  );
  expect(found).toMatchObject({ id: first, begunAtMs: tenMs + 10 * 60_000 });
  expect([...(found?.done ?? [])]).toEqual([
    [one, { how: 'read', atMs: tenMs + 11 * 60_000 }],
    [two, { how: 'red', atMs: tenMs + 12 * 60_000 }],
    [three, { how: 'skipped', atMs: tenMs + 13 * 60_000, why: 'asleep, breathing seen' }],
  ]);
});

test('who was passed over and read after all was read; a new round begins with nobody; another group’s rounds are not ours', () => {
  const came = { [one]: [begun(one, 10), skipped(one, 11), reading(one, 20)] };
  expect(roundOf(came)?.done.get(one)).toMatchObject({ how: 'read' });
  const again = { [one]: [...(came[one] ?? []), begun(one, 30, second)], [two]: [begun(two, 10), skipped(two, 12)] };
  expect(roundOf(again)).toMatchObject({ id: second });
  expect(roundOf(again)?.done.size).toBe(0);
  expect(roundOf({ [one]: [begun(one, 10, first, other), skipped(one, 11)] })).toBeUndefined();
});

test('who joins when a round has begun is read in the next one; who has gone on alone holds no round up', () => {
  const came = { [one]: [begun(one, 10), reading(one, 11)], [two]: [join('fact', mine, 12), reading(two, 13)] };
  expect(roundOf(came)).toMatchObject({ order: [one] });
  expect([...(roundOf(came)?.done.keys() ?? [])]).toEqual([one]);
  const next = { ...came, [two]: [...(came[two] ?? []), begun(two, 20, second)], [three]: [begun(three, 20, second)] };
  expect(roundOf(next)).toMatchObject({ id: second, order: [two, three] });
});

test('a round that was begun on two screens at once is one: the later one, whatever the order of arrival', () => {
  const logs = [begun(one, 10), begun(one, 11, second), skipped(one, 12, second)];
  for (const events of [logs, logs.toReversed()]) {
    expect(roundOf({ [one]: events, [two]: [begun(two, 10)] })).toMatchObject({ id: second });
    expect(roundOf({ [one]: events })?.done.get(one)).toMatchObject({ how: 'skipped' });
  }
});
