import { describe, expect, test } from 'vitest';
import { signed, templates } from '#clinical/plan/plan.ts';
import { type AgendaGiven, agenda } from './log-agenda.ts';
import { drugsOfLog } from './log-drugs.ts';
import { happenedAt, readFact, type SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import { givenOf } from './log-given.ts';
import { objectionTo } from './log-intents.ts';
import { type Kind, newestVersion } from './log-kinds.ts';
import { leavingItems } from './log-missing.ts';
import type { SessionOrder } from './log-order.ts';
import type { SessionRoute } from './readings.ts';

const session = '01900000-0000-7000-8000-000000000001';
const nurse = '01900000-0000-7000-8000-00000000000a';
const item = '01900000-0000-7000-8000-0000000000d1';
const tenMs = Date.UTC(2026, 10, 25, 10);
const at = (minutes: number) => tenMs + minutes * 60_000;
let count = 0;

function event(kind: Kind, data: object, atMin: number, of: Partial<SessionEvent> = {}): SessionEvent {
  count += 1;
  const moment = new Date(at(atMin)).toISOString();
  const id = `01900000-0000-7000-8000-${(0x1000 + count).toString(16).padStart(12, '0')}`;
  const made = { measuredAt: moment, enteredAt: moment, offsetCheckedAt: moment, clockOffsetMs: 0, stationSeq: count };
  return { id, session, kind, v: newestVersion(kind), data: { ...data }, by: nurse, station: nurse, ...made, ...of };
}

const common = { id: '01900000-0000-7000-8000-0000000000aa', validUntil: '2026-12-31', state: 'active' } as const;
const spray = (devices: 1 | 2 | 3): SessionOrder => ({
  ...{ ...common, drug: 'esketamine', route: 'intranasal', doseUg: devices * 28_000, devices },
  ...{ indication: 'trd', phase: 'induction' },
});
const muscle: SessionOrder = {
  ...{ ...common, drug: 'ketamine', route: 'im', doseUg: 40_000, concentrationUgPerMl: 50_000, volumeUl: 800 },
};
const tongue: SessionOrder = {
  ...{ ...common, drug: 'ketamine', route: 'sublingual', doseUg: 100_000, form: 'lozenge', holdMin: 10 },
  afterwards: 'spit',
};
const swallowed: SessionOrder = {
  ...common,
  ...{ drug: 'ketamine', route: 'oral', doseUg: 70_000, form: 'solution' },
};
const under = (order: SessionOrder, more: Partial<AgendaGiven> = {}): AgendaGiven => ({
  ...{ order, today: '2026-11-25', checklist: [], timeZone: 'UTC', ...more },
});

const normal = {
  ...{ systolicMmHg: 124, diastolicMmHg: 78, heartRatePerMin: 72, hasNewArrhythmia: false, breathsPerMin: 14 },
  ...{ spo2Pct: 98, isOnOxygen: false, moaaS: 5, rass: 0, cadss: 0, distress: 'none', painNrs: 0, anxietyNrs: 1 },
  ...{ wantsToStop: false, symptoms: [], source: 'by-hand', isOriented: true },
};
const reading = (atMin: number, values: object = {}) => event('reading', { ...normal, ...values }, atMin);
const ready = [
  event('arrived', {}, -30),
  event('identity-confirmed', { identifiers: ['name', 'birth-date'] }, -28),
  event('weight', { given: { value: 80, unit: 'kg' } }, -26),
  reading(-3),
];
const device = (number: number, atMin: number, more: object = {}) =>
  event('device-given', { drug: 'esketamine', number, doseUg: 28_000, lot: 'L1', as: 'fact', ...more }, atMin);
const shot = (atMin: number, more: object = {}, of: Partial<SessionEvent> = {}) =>
  event(
    'injection-given',
    {
      ...{ route: 'im', site: 'deltoid-left', drug: 'ketamine', concentrationUgPerMl: 50_000, volumeUl: 800 },
      ...{ doseUg: 40_000, as: 'fact', ...more },
    },
    atMin,
    of,
  );
const lozenge = (atMin: number, more: object = {}) =>
  event(
    'mouth-dose-placed',
    { route: 'sublingual', form: 'lozenge', drug: 'ketamine', doseUg: 100_000, as: 'fact', ...more },
    atMin,
  );
const see = (events: SessionEvent[], minute: number, of: AgendaGiven) => agenda(fold(events, session), of, at(minute));
const refusal = (intent: SessionEvent, before: SessionEvent[], of: AgendaGiven) => {
  const read = readFact(intent);
  if (!('fact' in read)) throw new Error(read.unread.says);
  const record = fold(before, session);
  const seen = agenda(record, of, happenedAt(read.fact));
  return objectionTo(read.fact, { record, seen, given: of, head: '' })?.missing.map((one) => one.item);
};
const sayings = (intent: SessionEvent, before: SessionEvent[], of: AgendaGiven) => {
  const read = readFact(intent);
  const record = fold(before, session);
  if (!('fact' in read)) return read.unread.says;
  const seen = agenda(record, of, happenedAt(read.fact));
  return objectionTo(read.fact, { record, seen, given: of, head: '' })
    ?.missing.map(({ says }) => says)
    .join(' ');
};
const rules = (events: SessionEvent[], minute: number, of: AgendaGiven) =>
  see(events, minute, of).deviations.map(({ rule }) => rule);

describe('esketamine, by its label', () => {
  const three = under(spray(3));

  test('the clocks: device, rest, device, rest, device, then two hours from the last', () => {
    const events = [...ready, device(1, 0), device(2, 5.4)];
    const { dosing, earliestLeaveMs, isEarliestFirm, phaseSays, todo } = see(events, 7, three);
    expect(dosing.clocks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'device-1 done',
      'rest-1 done',
      'device-2 done',
      'rest-2 running',
      'device-3 to-come',
    ]);
    const [, rest] = dosing.clocks;
    expect([(rest?.toMs ?? 0) - (rest?.fromMs ?? 0), dosing.next]).toEqual([
      324_000,
      { number: 3, opensAtMs: at(10.4) },
    ]);
    expect([earliestLeaveMs, isEarliestFirm, phaseSays]).toEqual([at(130.4), false, 'Rest before device 3']);
    expect(todo.find(({ what }) => what === 'device')).toMatchObject({ atMs: at(10.4), state: 'upcoming' });
    const whole = see([...events, device(3, 10.4)], 20, three);
    expect([whole.dosing.endedAtMs, whole.earliestLeaveMs, whole.isEarliestFirm]).toEqual([at(10.4), at(130.4), true]);
    expect([whole.phaseSays, whole.dosing.givenUg]).toEqual(['Observing', 84_000]);
  });

  test('a signed protocol may count the two hours from the first device', () => {
    const protocol = { ...templates['esketamine-trd'], countsFrom: 'first-device' as const };
    const seen = see([...ready, device(1, 0), device(2, 5)], 6, under(spray(2), { protocol }));
    expect([seen.dosing.countsFrom, seen.earliestLeaveMs]).toEqual(['first-device', at(120)]);
    expect(seen.leaving.criteria.find(({ id }) => id === 'minimum-time')?.says).toContain('from the first device');
  });

  test('a device within the rest is refused with the time from which it opens; given anyway it deviates', () => {
    const intent = device(2, 3, { as: 'intent' });
    expect(refusal(intent, [...ready, device(1, 0)], three)).toEqual(['rest']);
    expect(sayings(intent, [...ready, device(1, 0)], three)).toContain('device 2 may be given from 10:05:00');
    expect(refusal(device(2, 5, { as: 'intent' }), [...ready, device(1, 0)], three)).toBeUndefined();
    expect(rules([...ready, device(1, 0), device(2, 3)], 4, three)).toEqual(['device-too-soon']);
  });

  test.each<[string, SessionEvent[], SessionEvent, string[]]>([
    ['more than ordered', [device(1, 0), device(2, 6)], device(3, 12, { as: 'intent' }), ['devices']],
    ['out of turn', [device(1, 0)], device(3, 6, { as: 'intent' }), ['devices']],
    [
      'over red readings',
      [device(1, 0), reading(5, { systolicMmHg: 190 })],
      device(2, 6, { as: 'intent' }),
      ['readings-red'],
    ],
  ])('%s is refused', (_what, before, intent, items) => {
    expect(refusal(intent, [...ready, ...before], under(spray(2)))).toEqual(expect.arrayContaining(items));
  });

  test('29 mg is no device: it is said, and nothing else is lost', () => {
    expect(sayings(device(1, 0, { doseUg: 29_000 }), ready, three)).toBe(
      'Device given: dose in µg is 28000: each device holds 28 mg, and there is no other; this says 29000.',
    );
    expect(fold([...ready, device(1, 0, { doseUg: 29_000 }), device(1, 1)], session)).toMatchObject({
      unread: [{ why: 'malformed' }],
      devices: [{ data: { doseUg: 28_000 } }],
    });
  });

  test.each([
    [140, 90, []],
    [141, 90, ['readings-amber']],
    [140, 91, ['readings-amber']],
    [160, 90, ['baseline']],
    [180, 110, ['baseline']],
  ])(
    '%i/%i before the dose: above 140 or above 90 a prescriber decides, and no ban by itself',
    (systolic, diastolic, open) => {
      const before = [...ready.slice(0, 3), reading(-10, { systolicMmHg: systolic, diastolicMmHg: diastolic })];
      expect(see(before, -5, three).toStart.map((one) => one.item)).toEqual(open);
    },
  );

  test('pressure is due at about 40 minutes, and its absence is said when the patient leaves', () => {
    const events = [...ready, device(1, 0), device(2, 5)];
    expect(see(events, 38, under(spray(2))).due.map(({ dueAtMin, state }) => [dueAtMin, state])).toContainEqual([
      40,
      'upcoming',
    ]);
    const rulesAt = (more: SessionEvent[]) =>
      see([...events, ...more, reading(124)], 130, under(spray(2))).leaving.findings.map(({ rule }) => rule);
    expect(rulesAt([])).toContain('no-pressure-at-label-time');
    expect(rulesAt([reading(41)])).not.toContain('no-pressure-at-label-time');
  });

  test('a lapse of more than 28 days, and two sessions in a week from week 5 on, wait for a prescriber', () => {
    const protocol = signed(templates['esketamine-trd'], 'Dr A', '2026-01-01');
    const known = { ...{ atMs: at(-1), place: 'US-NV', licences: [], prescribersOnSite: [], watched: [], stock: [] } };
    const saidAfter = (...days: string[]) =>
      see(
        ready,
        -1,
        under(spray(2), { protocol, known: { ...known, earlier: days.map((on) => ({ on, doseUg: 56_000 })) } }),
      ).toStart.find((one) => one.item === 'course-days')?.says;
    expect(saidAfter('2026-11-18', '2026-11-21')).toBeUndefined();
    expect(saidAfter('2026-10-20')).toContain('36 days after the session of 2026-10-20');
    expect(saidAfter('2026-10-14', '2026-11-24')).toContain('less than 48 hours');
    const weekly = ['2026-10-12', '2026-10-15', '2026-11-10', '2026-11-23'];
    expect(saidAfter(...weekly)).toContain('one a week');
  });

  test('stopped after the first of two: nobody waits for the second, and why not all is explained', () => {
    const events = [...ready, device(1, 0), event('dose-stopped', { reason: 'Pressure red.' }, 4)];
    const { dosing, deviations, earliestLeaveMs } = see(events, 10, under(spray(2)));
    expect([dosing.next, dosing.endedAtMs, earliestLeaveMs]).toEqual([undefined, at(4), at(120)]);
    expect(deviations.map(({ rule }) => rule)).toEqual(['devices-not-all']);
  });
});

describe('an injection', () => {
  test('is over when it is given: readings of its own list, and two hours from it', () => {
    const { dosing, due, earliestLeaveMs, phaseSays } = see([...ready, shot(0)], 3, under(muscle));
    expect([dosing.endedAtMs, earliestLeaveMs, phaseSays]).toEqual([at(0), at(120), 'Observing']);
    expect(due.map(({ dueAtMin }) => dueAtMin)).toEqual([0, 5, 10, 15, 30, 45, 60, 90, 120]);
  });
  test.each<[string, object, string[]]>([
    ['more than ordered', { volumeUl: 1_000, doseUg: 50_000 }, ['dose']],
    ['another strength', { concentrationUgPerMl: 100_000, volumeUl: 400 }, ['concentration']],
    ['a volume that is not the dose', { volumeUl: 700 }, ['volume']],
    ['under the skin', { route: 'sc', site: 'abdomen-left' }, ['route']],
  ])('%s is refused, and done anyway it deviates', (_what, more, items) => {
    expect(refusal(shot(0, { ...more, as: 'intent' }), ready, under(muscle))).toEqual(expect.arrayContaining(items));
    expect(rules([...ready, shot(0, more)], 5, under(muscle)).length).toBeGreaterThan(0);
  });
  test('split over two sites it is one dose; the same dose at two stations is a conflict that somebody settles', () => {
    const half = { volumeUl: 400, doseUg: 20_000 };
    const split = [...ready, shot(0, half), shot(1, { ...half, site: 'deltoid-right' })];
    expect([rules(split, 5, under(muscle)), fold(split, session).conflicts]).toEqual([[], []]);
    const [one, other] = [shot(0), shot(1, {}, { station: item })];
    const twice = [...ready, one, other];
    expect(fold(twice, session).conflicts).toEqual([{ kind: 'dose-twice', ids: [one.id, other.id] }]);
    const both = event(
      'conflict-settled',
      { conflict: 'dose-twice', of: [one.id, other.id], why: 'Both were given.' },
      9,
    );
    expect(fold([...twice, both], session).conflicts).toEqual([]);
    expect(rules([...twice, both], 9, under(muscle))).toEqual(['dose-above-order']);
  });
  test('a site of another kind of injection is no site', () => {
    expect(sayings(shot(0, { site: 'abdomen-left' }), ready, under(muscle))).toBe(
      'Injection given: site is no site for this kind of injection; this says “abdomen-left”.',
    );
  });
  test('given after its order had ended it is shown until somebody says what of it', () => {
    const ended = under({ ...muscle, state: 'withdrawn', endedAt: new Date(at(-5)).toISOString() });
    const given = shot(0);
    expect(see([...ready, given], 5, ended).conflicts).toEqual([
      { kind: 'order-withdrawn-meanwhile', ids: [given.id] },
    ]);
    const settled = event(
      'conflict-settled',
      { conflict: 'order-withdrawn-meanwhile', of: [given.id], why: 'Offline.' },
      8,
    );
    expect(see([...ready, given, settled], 9, ended).conflicts).toEqual([]);
  });
});

describe('a dose in the mouth', () => {
  test('is held until somebody says what became of it; minutes held are worked out', () => {
    const placed = lozenge(0);
    const held = see([...ready, placed], 4, under(tongue));
    expect([held.phaseSays, held.dosing.endedAtMs, held.dosing.clocks[0]?.toMs]).toEqual([
      'In the mouth',
      undefined,
      at(10),
    ]);
    const spat = event('mouth-dose-ended', { of: placed.id, how: 'spat' }, 11);
    const record = fold([...ready, placed, spat], session);
    expect(record.mouthDoses).toMatchObject([{ heldMs: 660_000, ended: { how: 'spat' } }]);
    expect([rules([...ready, placed, spat], 20, under(tongue)), record.phase]).toEqual([[], 'observing']);
  });
  test('swallowed where spitting was ordered, or held shorter, is another dose: it deviates', () => {
    const placed = lozenge(0);
    const gone = event('mouth-dose-ended', { of: placed.id, how: 'swallowed' }, 5);
    expect(rules([...ready, placed, gone], 20, under(tongue))).toEqual(['afterwards-differs', 'held-shorter']);
  });
  test('nobody signs before it is said', () => {
    const placed = lozenge(0);
    expect(see([...ready, placed], 20, under(tongue)).toSign.map((one) => one.item)).toContain(`mouth:${placed.id}`);
  });
  test('swallowed with something that goes on, one more reading is due at three hours; spat, none', () => {
    const placed = event(
      'mouth-dose-placed',
      { route: 'oral', form: 'solution', drug: 'ketamine', doseUg: 70_000, as: 'fact' },
      0,
    );
    const effect = event('side-effect-started', { effect: 'nausea' }, 30);
    const due = (how: 'swallowed' | 'spat', more: SessionEvent[]) =>
      see(
        [...ready, placed, event('mouth-dose-ended', { of: placed.id, how }, 0.5), ...more],
        60,
        under(swallowed),
      ).due.map(({ dueAtMin }) => dueAtMin);
    expect([due('swallowed', [effect]).at(-1), due('swallowed', []).at(-1), due('spat', [effect]).at(-1)]).toEqual([
      180, 120, 120,
    ]);
  });
});

describe('leaving, by route', () => {
  const answers = (atMin: number) => [
    ...leavingItems.map((one) => event('discharge-item', { item: one, state: 'met' }, atMin)),
    event('rating', { scale: 'modified-aldrete', answers: [2, 2, 2, 2, 2], total: 10 }, atMin),
  ];
  const placed = lozenge(0);
  const oral = event(
    'mouth-dose-placed',
    { route: 'oral', form: 'solution', drug: 'ketamine', doseUg: 70_000, as: 'fact' },
    0,
  );
  const nasal = event(
    'spray-given',
    { drug: 'ketamine', concentrationUgPerMl: 100_000, volumeUl: 500, doseUg: 50_000, as: 'fact' },
    0,
  );
  const pump = event(
    'dose-started',
    { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 60_000, as: 'fact' },
    0,
  );
  test.each<[SessionRoute, SessionEvent[], SessionOrder | undefined, number]>([
    ['iv', [pump, event('dose-stopped', {}, 40)], undefined, 100],
    ['im', [shot(0)], muscle, 120],
    ['sc', [shot(0, { route: 'sc', site: 'thigh-left' })], undefined, 120],
    ['intranasal-esketamine', [device(1, 0), device(2, 5)], spray(2), 125],
    ['intranasal-racemic', [nasal], undefined, 120],
    ['oral', [oral, event('mouth-dose-ended', { of: oral.id, how: 'swallowed' }, 0.2)], swallowed, 120],
    ['sublingual', [placed, event('mouth-dose-ended', { of: placed.id, how: 'spat' }, 10)], tongue, 120],
  ])('%s: never before the shortest stay, and then if all is met', (route, doses, order, leaveAt) => {
    const of: AgendaGiven = { order, today: '2026-11-25', checklist: [] };
    const readings = [20, 60, leaveAt - 3].map((minute) =>
      reading(minute, minute === 20 ? { systolicMmHg: 150, diastolicMmHg: 92 } : {}),
    );
    const events = [...ready, ...doses, ...readings, ...answers(leaveAt - 2)];
    const before = see(events, leaveAt - 0.1, of);
    expect([before.dosing.route, before.leaving.ready, before.earliestLeaveMs]).toEqual([route, false, at(leaveAt)]);
    expect(see(events, leaveAt, of).leaving.missing).toEqual([]);
  });

  test('what was given beside an infusion is waited for too', () => {
    const events = [...ready, pump, event('dose-stopped', {}, 40), shot(38)];
    const seen = see(events, 101, { order: undefined, today: '2026-11-25', checklist: [] });
    expect(seen.earliestLeaveMs).toBe(at(158));
    expect(seen.leaving.criteria.find(({ id }) => id === 'minimum-time')?.answer).toBe('not met');
  });
});

describe('two stations that knew nothing of each other', () => {
  test('one device, or one number, twice; one vial drawn twice: each is shown with its facts', () => {
    const [one, other] = [device(1, 0), device(1, 2, { item })];
    expect(fold([...ready, one, other], session).conflicts).toEqual([
      { kind: 'device-twice', ids: [one.id, other.id] },
    ]);
    const drawn = (station: string) =>
      event('drug-drawn', { item, drawnUl: 800, concentrationUgPerMl: 50_000 }, 0, { station });
    const vials = [drawn(session), drawn(nurse)];
    expect(fold(vials, session).conflicts).toEqual([{ kind: 'vial-drawn-twice', ids: vials.map(({ id }) => id) }]);
  });
});

test('a handover moves the watch only when the one it was given to says it back', () => {
  const other = '01900000-0000-7000-8000-00000000000c';
  const mine = event('watch-taken', {}, 0);
  const given = event('handover-given', { to: other, says: 'Nausea. Reading at 40.' }, 10);
  const back = (by: string) =>
    event('handover-read-back', { of: given.id, says: 'Nausea. Reading at 40.' }, 11, { by });
  const watchOf = (...events: SessionEvent[]) => fold([mine, given, ...events], session).watch?.by;
  expect([watchOf(), watchOf(back(nurse)), watchOf(back(other))]).toEqual([nurse, nurse, other]);
  expect(fold([mine, given, back(nurse)], session).misfits).toHaveLength(1);
});

test('what was drawn and given, as the pharmacy books it: corrections and withdrawals too', () => {
  const drawn = event('drug-drawn', { item, drawnUl: 1_000, concentrationUgPerMl: 50_000 }, -1);
  const given = shot(0);
  const gone = event('correction', { of: given.id, change: { retracted: true }, reason: 'not given' }, 5);
  const of = (...events: SessionEvent[]) => drugsOfLog(fold(events, session), at(60));
  expect(of(drawn, given)).toMatchObject({
    drawn: [{ eventId: drawn.id, itemId: item, ul: 1_000 }],
    given: [{ eventId: given.id, substance: 'ketamine', ug: 40_000 }],
  });
  expect(of(drawn, given, gone).given).toMatchObject([{ eventId: given.id, ug: 0 }]);
});

test('every version that was ever shipped is still read', () => {
  const old = [
    event('checklist-item', { item: 'consent', state: 'met' }, 0, { v: 1 }),
    event('side-effect-started', { effect: 'nausea', grade: 1 }, 1, { v: 1 }),
    event(
      'dose-started',
      { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 1, as: 'fact' },
      2,
      { v: 1 },
    ),
  ];
  expect(fold(old, session).unread).toEqual([]);
  expect(fold(old, session).sideEffects).toMatchObject([{ effect: 'nausea', source: undefined }]);
});

test('the agenda is given what the signed protocol of its route says', () => {
  const body = signed(templates.im, 'Dr A', '2026-11-01');
  const of = givenOf({ order: muscle, protocol: { body }, timeZone: 'UTC' }, '2026-11-25');
  expect([of.times, of.leastStay, of.checklist]).toEqual([body.cadence, body.leastStay, undefined]);
});
