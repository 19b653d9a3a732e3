import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AgendaGiven, agenda } from './log-agenda.ts';
import type { SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import { leavingItems } from './log-missing.ts';
import type { PumpOrder } from './log-order.ts';

const session = '01900000-0000-7000-8000-000000000001';
const nurse = '01900000-0000-7000-8000-00000000000a';
const tenMs = Date.UTC(2026, 10, 25, 10);
const at = (minutes: number) => tenMs + minutes * 60_000;
let count = 0;
function event(kind: string, data: Record<string, unknown>, atMin: number): SessionEvent {
  count += 1;
  const moment = new Date(at(atMin)).toISOString();
  return {
    id: `01900000-0000-7000-8000-${(0x1000 + count).toString(16).padStart(12, '0')}`,
    session,
    kind,
    v: 1,
    data,
    measuredAt: moment,
    enteredAt: moment,
    by: nurse,
    station: nurse,
    stationSeq: count,
    clockOffsetMs: 0,
    offsetCheckedAt: moment,
  };
}

const order: PumpOrder = {
  drug: 'ketamine',
  route: 'iv',
  id: '01900000-0000-7000-8000-0000000000aa',
  doseUg: 35_000,
  concentrationUgPerMl: 1_000,
  pumpRateUlPerH: 52_500,
  validUntil: '2026-12-31',
  state: 'active',
};
const given: AgendaGiven = {
  order,
  today: '2026-11-25',
  checklist: [{ item: 'escort-named', says: 'An escort is named.' }],
};
const normal = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRatePerMin: 72,
  hasNewArrhythmia: false,
  breathsPerMin: 14,
  spo2Pct: 98,
  isOnOxygen: false,
  moaaS: 5,
  rass: 0,
  cadss: 0,
  distress: 'none',
  painNrs: 0,
  anxietyNrs: 1,
  wantsToStop: false,
  symptoms: [],
  source: 'by-hand',
};
const reading = (atMin: number, values: object = {}) => event('reading', { ...normal, ...values }, atMin);
const ready = [
  event('arrived', {}, -30),
  event('identity-confirmed', { identifiers: ['name', 'birth-date'] }, -28),
  event('weight', { given: { value: 70, unit: 'kg' } }, -26),
  event('checklist-item', { item: 'escort-named', state: 'met' }, -20),
  reading(-15),
];
const start = (values: object = {}) =>
  event(
    'dose-started',
    {
      route: 'iv',
      drug: 'ketamine',
      concentrationUgPerMl: 1_000,
      pumpRateUlPerH: 52_500,
      volumeToGiveUl: 35_000,
      as: 'intent',
      ...values,
    },
    0,
  );
const course = [0, 10, 20, 30, 40, 55, 70, 85].map((minute) =>
  reading(minute, minute === 40 ? { systolicMmHg: 146, diastolicMmHg: 86 } : {}),
);
const leavingAnswers = leavingItems.map((item) => event('discharge-item', { item, state: 'met' }, 98));
const aldrete = event('rating', { scale: 'modified-aldrete', answers: [2, 2, 2, 2, 2], total: 10 }, 98);
const see = (events: SessionEvent[], minute: number, of: AgendaGiven = given) =>
  agenda(fold(events, session), of, at(minute));
const items = (missing: readonly { item: string }[]) => missing.map(({ item }) => item);

describe('before the dose', () => {
  test('an empty session says all that is missing', () => {
    expect(items(see([], 0).toStart)).toEqual(['arrived', 'identity', 'weight', 'baseline', 'escort-named']);
  });
  test('with everything there nothing is missing', () => {
    expect(see(ready, -5).toStart).toEqual([]);
  });
  test.each([
    ['none', undefined],
    ['withdrawn', { ...order, state: 'withdrawn' as const }],
    ['out of date', { ...order, validUntil: '2026-11-24' }],
  ])('an order that is %s is missing', (_what, of) => {
    expect(items(see(ready, -5, { ...given, order: of }).toStart)).toEqual(['order']);
  });
});

describe('the weight before the dose', () => {
  const weighed = (data: Record<string, unknown>, atMin = -6) => event('weight', data, atMin);
  const kg = (value: number) => ({ value, unit: 'kg' });
  const ordered = { ...given, order: { ...order, weight: { grams: 70_000 } } };
  const asked = (events: readonly SessionEvent[]) =>
    see([...ready, ...events], -5, ordered).toStart.map(({ but }) => but);
  test('in pounds written as kilograms stops the dose and says so; read off the scale twice alike it stands', () => {
    expect(asked([weighed({ given: kg(154) })])).toEqual([
      '154.0 kg (339.5 lb) is 120 % away from the last weight, 70.0 kg (154.3 lb). Weigh again, and check that it is not pounds.',
    ]);
    expect(asked([weighed({ given: { value: 154, unit: 'lb' } })])).toEqual([]);
    expect(asked([weighed({ given: kg(80), second: kg(80) })])).toEqual([]);
    expect(asked([weighed({ given: kg(80), second: kg(70) })])).toEqual([
      'The two readings differ: 80.0 kg (176.4 lb) and 70.0 kg (154.3 lb). Weigh again.',
    ]);
  });
  test('in the other unit stays a question however often it is read', () => {
    const first = ready.filter(({ kind }) => kind !== 'weight');
    const seen = see([...first, weighed({ given: kg(154.3), second: kg(154.3) })], -5, ordered);
    expect(seen.toStart).toMatchObject([{ item: 'weight', answer: 'not met' }]);
    expect(asked([weighed({ given: kg(154.3), second: kg(154.3) })])).toEqual([
      '154.3 was read twice, and in lb it would fit the weight known before. Look at the unit of the scale.',
    ]);
  });
  test('against an order of another weight is questioned also where it is the first here', () => {
    const first = ready.filter(({ kind }) => kind !== 'weight');
    const seen = see([...first, weighed({ given: kg(32) })], -5, ordered);
    expect(seen.toStart).toMatchObject([{ item: 'weight', answer: 'not met' }]);
  });
});

describe('an item before the dose', () => {
  const prescriber = '01900000-0000-7000-8000-00000000000b';
  const always = { fromMs: null, untilMs: null };
  const said = (data: object, by = prescriber) => ({
    ...event('checklist-item', { item: 'consent', state: 'overridden', reason: 'Seen at the chair.', ...data }, -10),
    by,
  });
  const gate = (
    events: readonly SessionEvent[],
    of: { override?: 'prescriber' | 'nobody'; prescribers?: AgendaGiven['prescribers'] } = {},
  ) => {
    const { override = 'prescriber', prescribers = [{ id: prescriber, ...always }] } = of;
    const checklist = [{ item: 'consent', says: 'Consent is valid.', override }];
    return see([...ready, ...events], -5, { ...given, checklist, prescribers }).toStart;
  };
  const notByPrescriber = 'Overridden, but not by a prescriber: it does not count.';
  test('is settled by a prescriber’s override with a reason, and stays open without one', () => {
    expect(gate([said({})])).toEqual([]);
    expect(gate([said({ reason: undefined })])).toMatchObject([
      { item: 'consent', answer: 'not met', but: 'Overridden without a reason: it does not count.' },
    ]);
  });
  test('that nobody may override stays open, whatever is written', () => {
    expect(gate([said({})], { override: 'nobody' })).toMatchObject([
      { item: 'consent', but: 'Overridden, but nobody may override this: it does not count.' },
    ]);
  });
  test('overridden by anybody else stays open, and says why; so it does where nobody knows who prescribes', () => {
    const open = { item: 'consent', answer: 'not met', says: 'Consent is valid.', but: notByPrescriber };
    expect(gate([said({}, nurse)])).toEqual([open]);
    expect(gate([{ ...said({}), by: null }])).toEqual([open]);
    expect(gate([said({})], { prescribers: [] })).toEqual([open]);
  });
  test('counts by what its author was when it was written, not by what they were before or became later', () => {
    const held = (fromMin: number | null, untilMin: number | null) => [
      { id: prescriber, fromMs: fromMin && at(fromMin), untilMs: untilMin && at(untilMin) },
    ];
    expect(gate([said({})], { prescribers: held(-60, -9) })).toEqual([]);
    expect(gate([said({})], { prescribers: held(null, -11) })).toMatchObject([{ but: notByPrescriber }]);
    expect(gate([said({})], { prescribers: held(-9, null) })).toMatchObject([{ but: notByPrescriber }]);
  });
  test('is not overridden by a nurse who changes the words of a prescriber, nor those of their correction', () => {
    const answer = said({ state: 'not-met', reason: undefined });
    const change = (of: string, data: object, by: string) => ({
      ...event('correction', { of, change: { data }, reason: 'typed wrong' }, -8),
      by,
    });
    const overridden = { item: 'consent', state: 'overridden', reason: 'no time' };
    expect(gate([answer, change(answer.id, overridden, prescriber)])).toEqual([]);
    expect(gate([answer, change(answer.id, overridden, nurse)])).toMatchObject([{ but: notByPrescriber }]);
    const own = change(answer.id, { item: 'consent', state: 'met' }, prescriber);
    const twice = change(own.id, { of: answer.id, change: { data: overridden }, reason: 'again' }, nurse);
    expect(gate([answer, own, twice])).toMatchObject([{ but: notByPrescriber }]);
  });
  test('overridden by somebody else before the dose was given: a deviation says so', () => {
    const checklist = [{ item: 'consent', says: 'Consent is valid.', override: 'prescriber' as const }];
    const { deviations } = see([...ready, said({}, nurse), start()], 10, { ...given, checklist, prescribers: [] });
    expect(deviations.map(({ says }) => says)).toEqual([
      `The dose was started while this was not met: Consent is valid. ${notByPrescriber}`,
    ]);
  });
});

describe('during and after', () => {
  test('35 mg in 40 minutes by the pump', () => {
    const { infusion, minutesSinceDose } = see([...ready, start()], 90);
    expect([infusion.givenUg, infusion.ranOutAtMs, minutesSinceDose]).toEqual([35_000, at(40), 90]);
  });
  test('readings are due by the cadence, and a late one is overdue and then escalated', () => {
    const events = [...ready, start(), reading(0)];
    const state = (minute: number) => see(events, minute).due.find(({ dueAtMin }) => dueAtMin === 10)?.state;
    expect([5, 12, 16, 21].map(state)).toEqual(['upcoming', 'due', 'overdue', 'escalate']);
  });
  test('a red reading speaks with what to do', () => {
    const { latest } = see([...ready, start(), reading(20, { systolicMmHg: 186 })], 21);
    expect(latest?.judged).toMatchObject({ state: 'red', giving: { advice: 'stop' } });
  });
});

describe('the newest values', () => {
  const halves = (values: object) => {
    const { lastValues } = see([...ready, start(), reading(20, values)], 21);
    return [lastValues.systolicMmHg?.state, lastValues.diastolicMmHg?.state];
  };
  test('only the abnormal half of a pressure is called so', () => {
    expect(halves({})).toEqual(['ok', 'ok']);
    expect(halves({ systolicMmHg: 168, diastolicMmHg: 80 })).toEqual(['amber', 'ok']);
  });
  test('are stale once a reading is overdue', () => {
    const { lastValues } = see([...ready, start(), reading(0)], 17);
    expect(lastValues.spo2Pct).toMatchObject({ value: 98, state: 'stale', ageMin: 17 });
  });
});

describe('leaving', () => {
  const stopped = event('dose-stopped', {}, 40);
  const whole = [...ready, start(), stopped, ...course, aldrete, ...leavingAnswers];
  test('with everything met it is possible an hour after the end, and not a minute before', () => {
    expect(see([...whole, reading(98)], 99).leaving).toMatchObject({ ready: false, stayForMin: 1 });
    expect(see([...whole, reading(98)], 100).leaving).toMatchObject({ ready: true, missing: [] });
  });
  test('what is not answered is not known, and keeps the patient here', () => {
    const without = whole.filter(({ data }) => data.item !== 'escort');
    expect(see([...without, reading(98)], 100).leaving.missing).toEqual(['Not known: An escort is there.']);
  });
  test('until two starts are settled the later leave holds, whichever of them it is', () => {
    const late = { ...start(), measuredAt: new Date(at(12)).toISOString() };
    const slow = start({ pumpRateUlPerH: 26_250 });
    expect(see([...ready, start(), late], 20).earliestLeaveMs).toBe(at(12 + 40 + 60));
    expect(see([...ready, slow, late], 20).earliestLeaveMs).toBe(at(80 + 60));
    const both = [...ready, start(), late, reading(40)];
    expect(see(both, 60).earliestLeaveMs).toBe(at(12 + 40 + 60));
    const settled = event('correction', { of: late.id, change: { retracted: true }, reason: 'twice' }, 59);
    expect(see([...both, settled], 60).earliestLeaveMs).toBe(at(40 + 60));
    // Whichever start it was: an end that is written down is the end.
    expect(see([...both, stopped], 60).earliestLeaveMs).toBe(at(40 + 60));
  });
  test('never before the minimum, whatever the facts say', () => {
    const some = fc.subarray([...ready, start(), ...course, aldrete, ...leavingAnswers, reading(60), reading(98)]);
    const stop = fc.option(fc.integer({ min: 1, max: 60 }).map((minute) => event('dose-stopped', {}, minute)));
    fc.assert(
      fc.property(some, stop, fc.integer({ min: 0, max: 200 }), (events, stopped, minute) => {
        const seen = see(stopped === null ? events : [...events, stopped], minute);
        if (!seen.leaving.ready) return;
        expect(at(minute) - (seen.infusion.endedAtMs ?? Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(60 * 60_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the readings before the dose', () => {
  const start0 = (values: object, more: readonly SessionEvent[] = []) =>
    see([...ready.slice(0, -1), reading(-5, values), ...more], 0);
  const gate = (values: object) => start0(values).toStart.map(({ item, answer }) => `${item} ${answer}`);

  test.each([
    [{ breathsPerMin: 7 }, 'red'],
    [{ spo2Pct: 89 }, 'red'],
    [{ systolicMmHg: 184 }, 'red'],
    [{ systolicMmHg: 165 }, 'a pressure that postpones'],
    [{ wantsToStop: true }, 'the patient asks to stop'],
    [{ symptoms: ['chest-pain'] }, 'a warning symptom'],
  ])('%j stop the dose: %s', (values, why) => {
    expect(gate(values), why).toEqual(['baseline not met']);
    expect(start0(values).toStart[0]?.but).toBeTruthy();
  });
  test.each(['systolicMmHg', 'heartRatePerMin', 'breathsPerMin', 'spo2Pct', 'moaaS'])(
    'without %s nobody knows what the dose starts from',
    (name) => {
      expect(gate({ [name]: undefined })).toEqual(['baseline not known']);
    },
  );
  test('too old they say nothing about now', () => {
    expect(items(see(ready, 4).toStart)).toEqual([]);
    expect(see(ready, 6).toStart).toMatchObject([{ item: 'baseline', answer: 'not known' }]);
    expect(see(ready, 6).todo.map(({ id }) => id)).toContain('reading@baseline');
  });
  test('amber is a prescriber’s to decide, with a reason, and each new amber set anew', () => {
    const amber = { systolicMmHg: 148 };
    const decided = event(
      'checklist-item',
      { item: 'readings-amber', state: 'overridden', reason: 'Usual for her.' },
      -3,
    );
    const prescribers = [{ id: nurse, fromMs: null, untilMs: null }];
    const gateOf = (events: readonly SessionEvent[], who = prescribers) =>
      items(agenda(fold([...ready.slice(0, -1), ...events], session), { ...given, prescribers: who }, at(0)).toStart);
    expect(gateOf([reading(-5, amber)])).toEqual(['readings-amber']);
    expect(gateOf([reading(-5, amber), decided])).toEqual([]);
    expect(gateOf([reading(-5, amber), decided], [])).toEqual(['readings-amber']);
    expect(gateOf([reading(-5, amber), decided, reading(-1, amber)])).toEqual(['readings-amber']);
    const met = event('checklist-item', { item: 'readings-amber', state: 'met' }, -3);
    expect(gateOf([reading(-5, amber), met])).toEqual(['readings-amber']);
  });
  test('amber or red they are taken again: a pressure after a rest, everything else soon', () => {
    const repeat = (values: object) => start0(values).todo.find(({ what }) => what === 'repeat')?.atMs;
    expect(repeat({ systolicMmHg: 165 })).toBe(at(5));
    expect(repeat({ breathsPerMin: 7 })).toBe(at(0));
    expect(repeat({})).toBeUndefined();
  });
  test('from before the patient arrived they are not those of this session', () => {
    const early = [reading(-33), ...ready.slice(0, -1)];
    expect(see(early, -20).toStart).toMatchObject([{ item: 'baseline', answer: 'not known' }]);
  });
  test('red, they stay to be taken again once the dose runs; and what is too old is grey', () => {
    const red = see([...ready.slice(0, -1), reading(-5, { breathsPerMin: 7 }), start()], 1);
    expect(red.todo.map(({ what }) => what)).toContain('repeat');
    expect(see([...ready, start()], 4).lastValues.spo2Pct?.state).toBe('ok');
    expect(see([...ready, start()], 6).lastValues.spo2Pct?.state).toBe('stale');
  });
  test('started all the same, it is a deviation that says why', () => {
    const events = [...ready.slice(0, -1), reading(-5, { breathsPerMin: 7 }), start()];
    expect(see(events, 1).deviations).toMatchObject([{ rule: 'start-without-baseline' }]);
    expect(see(events, 1).deviations[0]?.says).toContain('7 breaths per minute');
  });
});

describe('signing', () => {
  const left = event('left', { how: 'against-advice', as: 'fact' }, 105);
  const stopped = event('dose-stopped', {}, 40);
  test('a dose 20 % over the order is a fact that has to be explained', () => {
    const over = start({ pumpRateUlPerH: 63_000, volumeToGiveUl: 42_000 });
    const events = [...ready, over, stopped, left];
    expect(see(events, 110).deviations.map(({ rule }) => rule)).toEqual([
      'rate-above-order',
      'volume-above-order',
      'dose-above-order',
    ]);
    expect(items(see(events, 110).toSign)).toEqual([
      `explain:${over.id}:rate-above-order`,
      `explain:${over.id}:volume-above-order`,
      `explain:${over.id}:dose-above-order`,
    ]);
    const explained = [
      ...events,
      event('deviation-explained', { of: over.id, why: 'Pump set by the old order.' }, 108),
    ];
    expect(see(explained, 110).toSign).toEqual([]);
  });
  test('let go as a fact before the criteria are met is kept, and says what was open', () => {
    const gone = event('left', { how: 'let-go', as: 'fact' }, 70);
    const { deviations } = see([...ready, start(), stopped, gone], 110);
    expect(deviations).toMatchObject([{ of: gone.id, rule: 'left-unready', isExplained: false }]);
    expect(deviations[0]?.says).toContain('At least 60 minutes from the end of the infusion.');
  });
  test('open side effects, emergencies and conflicts keep it open', () => {
    const effect = event('side-effect-started', { effect: 'nausea', grade: 1 }, 30);
    const card = event('emergency-opened', { card: 'syncope' }, 50);
    const events = [
      ...ready,
      start(),
      stopped,
      effect,
      card,
      left,
      event('left', { how: 'to-hospital', as: 'fact' }, 106),
    ];
    expect(items(see(events, 110).toSign).map((item) => item.split(':')[0])).toEqual([
      'side-effect',
      'emergency',
      'conflict',
    ]);
  });
});

test('two thousand facts are folded and read within a screen’s patience', () => {
  const many = [...ready, start(), ...Array.from({ length: 2_000 }, (_, n) => reading(n / 20))];
  expect(see(many, 101).latest?.id).toBe(many.at(-1)?.id);
});

test('a set is judged once and not at each look, before a dose too', () => {
  const record = fold(
    [event('arrived', {}, -40), event('reading', normal, -30), event('reading', normal, -20)],
    session,
  );
  const [first, later] = [-19, -5].map((min) => agenda(record, given, at(min)).judgedReadings);
  expect(first?.size).toBe(2);
  for (const [id, judged] of first ?? []) expect(later?.get(id)).toBe(judged);
});
