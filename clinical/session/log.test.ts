import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agenda } from './log-agenda.ts';
import { happenedAt, type SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import { infusionOf } from './log-infusion.ts';
import { kindNames } from './log-kinds.ts';
import { leavingItems } from './log-missing.ts';

const session = '01900000-0000-7000-8000-000000000001';
const elsewhere = '01900000-0000-7000-8000-000000000002';
const nurse = '01900000-0000-7000-8000-00000000000a';
const dayMs = Date.UTC(2026, 10, 25, 10);
let count = 0;
const idOf = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** A fact, `atMin` minutes after ten. */
function event(
  kind: string,
  data: Record<string, unknown>,
  atMin: number,
  given: Partial<SessionEvent> = {},
): SessionEvent {
  count += 1;
  const at = new Date(dayMs + atMin * 60_000).toISOString();
  return {
    id: idOf(0x1000 + count),
    session,
    kind,
    v: 1,
    data,
    measuredAt: at,
    enteredAt: at,
    by: nurse,
    station: idOf(0xf1),
    stationSeq: count,
    clockOffsetMs: 0,
    offsetCheckedAt: at,
    ...given,
  };
}

const start = (atMin: number, given: Record<string, unknown> = {}) =>
  event(
    'dose-started',
    { route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 60_000, as: 'fact', ...given },
    atMin,
  );
const at = (minutes: number) => dayMs + minutes * 60_000;
const given = (events: SessionEvent[], minutes: number) => infusionOf(fold(events, session).pump, at(minutes));

describe('what the pump gave', () => {
  test('60 mL/h of 1 mg/mL for 40 minutes is 40 mL and 40 mg', () => {
    const events = [start(0), event('dose-stopped', {}, 40)];
    expect(given(events, 60)).toMatchObject({ state: 'stopped', givenUl: 40_000, givenUg: 40_000 });
    expect(given(events, 20)).toMatchObject({ state: 'running', givenUl: 20_000, givenUg: 20_000 });
  });

  test('a pause gives nothing, half the rate gives half', () => {
    const events = [
      start(0),
      event('dose-paused', {}, 10),
      event('dose-resumed', {}, 20),
      event('rate-changed', { pumpRateUlPerH: 30_000 }, 30),
      event('dose-stopped', {}, 40),
    ];
    expect(given(events, 90).givenUg).toBe(25_000);
    expect(given(events, 15)).toMatchObject({ state: 'paused', givenUg: 10_000 });
  });

  test('a pump set to a volume should stop by itself when it has given it; it has ended when somebody wrote that down', () => {
    const events = [start(0, { volumeToGiveUl: 35_000 })];
    const ranOut = { givenUl: 35_000, ranOutAtMs: at(35) };
    expect(given(events, 90)).toMatchObject({ ...ranOut, state: 'run-out', endedAtMs: undefined });
    const stopped = [...events, event('dose-stopped', {}, 38)];
    expect(given(stopped, 90)).toMatchObject({ ...ranOut, state: 'stopped', endedAtMs: at(38) });
    expect(given(events, 30)).toMatchObject({ state: 'running', givenUl: 30_000 });
  });

  test('a rate changed while paused counts from when it goes on', () => {
    const events = [
      start(0),
      event('dose-paused', {}, 10),
      event('rate-changed', { pumpRateUlPerH: 30_000 }, 15),
      event('dose-resumed', {}, 20),
      event('dose-stopped', {}, 30),
    ];
    expect(given(events, 90).givenUg).toBe(15_000);
  });
});

describe('corrections', () => {
  const reading = (systolic: number, atMin: number) =>
    event('reading', { systolicMmHg: systolic, source: 'by-hand' }, atMin);
  const correction = (of: string, change: Record<string, unknown>, atMin: number) =>
    event('correction', { of, change, reason: 'typed wrong' }, atMin);
  const systolics = (events: SessionEvent[], of = session) =>
    fold(events, of).readings.map(({ data }) => data.systolicMmHg);

  test('the value as corrected stands; the first one stays to be seen', () => {
    const first = reading(216, 10);
    const events = [first, correction(first.id, { data: { systolicMmHg: 126, source: 'by-hand' } }, 12)];
    expect(systolics(events)).toEqual([126]);
    expect(fold(events, session).changed).toMatchObject([{ original: { data: { systolicMmHg: 216 } } }]);
  });

  test('a correction of a correction: the withdrawn one no longer speaks', () => {
    const first = reading(126, 10);
    const wrong = correction(first.id, { data: { systolicMmHg: 216, source: 'by-hand' } }, 12);
    const events = [first, wrong, correction(wrong.id, { retracted: true }, 14)];
    expect(systolics(events)).toEqual([126]);
  });

  test('charted on the wrong person: the set leaves one record and stands in the other, with its times', () => {
    const set = reading(126, 10);
    const events = [set, correction(set.id, { movesTo: elsewhere }, 12)];
    expect(systolics(events)).toEqual([]);
    expect(systolics(events, elsewhere)).toEqual([126]);
    expect(fold(events, elsewhere).readings[0]?.atMs).toBe(at(10));
  });

  test('a time as corrected puts the fact where it belongs', () => {
    const [a, b] = [reading(120, 10), reading(130, 20)];
    const events = [a, b, correction(a.id, { measuredAt: new Date(at(30)).toISOString() }, 40)];
    expect(systolics(events)).toEqual([130, 120]);
  });

  test('two corrections that point at each other change nothing and end', () => {
    const [a, b] = [idOf(0xaaaa), idOf(0xbbbb)];
    const events = [
      event('correction', { of: b, change: { retracted: true }, reason: 'x' }, 1, { id: a }),
      event('correction', { of: a, change: { retracted: true }, reason: 'x' }, 2, { id: b }),
      reading(120, 3),
    ];
    expect(systolics(events)).toEqual([120]);
  });
});

test('what this version can’t read is kept aside with its reason, and holds up nothing', () => {
  const events = [
    event('levitated', {}, 1),
    event('note', { text: 'x' }, 2, { v: 9 }),
    event('reading', { systolicMmHg: '120', source: 'by-hand' }, 3),
    event('note', { text: 'read' }, 4),
  ];
  const record = fold(events, session);
  expect(record.unread.map(({ why }) => why).sort()).toEqual(['malformed', 'newer-version', 'unknown-kind']);
  expect(record.notes.map(({ data }) => data.text)).toEqual(['read']);
});

test('what a locked station took is unclaimed until someone says that it was theirs', () => {
  const stopped = event('dose-stopped', {}, 20, { by: null });
  const events = [start(0), stopped];
  expect(fold(events, session).unclaimed).toEqual([stopped.id]);
  const claimed = fold([...events, event('claimed', { of: [stopped.id] }, 25)], session);
  expect(claimed.unclaimed).toEqual([]);
  expect(claimed.doseEnd?.by).toBe(nurse);
});

test('two starts are a conflict that is shown, and the first one counts', () => {
  const events = [start(0), start(5), event('dose-stopped', {}, 10)];
  const record = fold(events, session);
  expect(record.conflicts).toMatchObject([{ kind: 'two-starts' }]);
  expect(infusionOf(record.pump, at(60)).givenUg).toBe(10_000);
});

const anyData = (kind: string): fc.Arbitrary<Record<string, unknown>> => {
  const someId = fc.integer({ min: 1, max: 12 }).map((n) => idOf(0x2000 + n));
  const amounts = {
    concentrationUgPerMl: fc.constantFrom(50_000, 100_000),
    volumeUl: fc.integer({ min: 0, max: 2_000 }),
    doseUg: fc.integer({ min: 0, max: 100_000 }),
    as: fc.constantFrom('intent', 'fact'),
  };
  const known: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
    reading: fc.record({ systolicMmHg: fc.integer({ min: 0, max: 320 }), source: fc.constant('by-hand') }),
    'dose-started': fc.record({
      route: fc.constant('iv'),
      drug: fc.constant('ketamine'),
      concentrationUgPerMl: fc.constantFrom(1_000, 10_000),
      pumpRateUlPerH: fc.integer({ min: 0, max: 200_000 }),
      as: fc.constantFrom('intent', 'fact'),
    }),
    'rate-changed': fc.record({ pumpRateUlPerH: fc.integer({ min: 0, max: 200_000 }) }),
    correction: fc.record({
      of: someId,
      reason: fc.constant('wrong'),
      change: fc.oneof(
        fc.constant({ retracted: true }),
        fc.integer({ min: 1, max: 15 }).map((n) => ({ retracted: true, inFavourOf: idOf(0x2000 + n) })),
        fc.constantFrom(session, elsewhere).map((movesTo) => ({ movesTo })),
        fc.integer({ min: 0, max: 90 }).map((m) => ({ measuredAt: new Date(at(m)).toISOString() })),
        fc.constant({ data: { text: 'corrected' } }),
      ),
    }),
    note: fc.record({ text: fc.constantFrom('a', 'b') }),
    left: fc.record({ how: fc.constantFrom('let-go', 'against-advice') }),
    claimed: fc.record({ of: fc.array(someId, { minLength: 1, maxLength: 3 }) }),
    'side-effect-started': fc.record({ effect: fc.constant('nausea'), grade: fc.integer({ min: 0, max: 5 }) }),
    'side-effect-ended': fc.record({ of: someId }),
    'side-effect-serious': fc.record({ of: someId, criteria: fc.constantFrom([], ['hospitalisation']) }),
    'injection-given': fc.record({
      ...amounts,
      route: fc.constant('im'),
      site: fc.constantFrom('deltoid-left', 'ventrogluteal-right'),
      drug: fc.constant('ketamine'),
    }),
    'device-given': fc.record({
      ...{ drug: fc.constant('esketamine'), doseUg: fc.constant(28_000), lot: fc.constantFrom('A', 'B') },
      ...{ number: fc.integer({ min: 1, max: 3 }), as: fc.constantFrom('intent', 'fact') },
      item: fc.integer({ min: 1, max: 2 }).map((n) => idOf(0x4000 + n)),
    }),
    'spray-given': fc.record({ ...amounts, drug: fc.constant('ketamine') }),
    'mouth-dose-placed': fc.record({
      ...{ route: fc.constantFrom('oral', 'sublingual'), form: fc.constantFrom('tablet', 'lozenge') },
      ...{ drug: fc.constant('ketamine'), doseUg: amounts.doseUg, as: fc.constantFrom('intent', 'fact') },
    }),
    'mouth-dose-ended': fc.record({ of: someId, how: fc.constantFrom('swallowed', 'spat') }),
    'drug-drawn': fc.record({ item: someId, drawnUl: fc.constant(800), concentrationUgPerMl: fc.constant(50_000) }),
    'second-confirmed': fc.record({ of: someId, how: fc.constantFrom('pin', 'own-screen') }),
    'handover-given': fc.record({ to: fc.constantFrom(nurse, elsewhere), says: fc.constant('x') }),
    'handover-read-back': fc.record({ of: someId, says: fc.constant('x') }),
    'group-joined': fc.record({ group: someId, as: fc.constantFrom('intent', 'fact') }),
    'group-left': fc.record({ group: someId, why: fc.constant('x') }),
    'round-begun': fc.record({ group: someId, round: someId }),
    'round-skipped': fc.record({ round: someId, why: fc.constant('x') }),
    'rems-answer': fc.record({
      ...{ form: fc.constant('x'), question: fc.constantFrom('sedation', 'lot'), answer: fc.boolean() },
    }),
    'conflict-settled': fc.record({
      conflict: fc.constantFrom('dose-twice', 'device-twice', 'vial-drawn-twice'),
      of: fc.array(someId, { minLength: 1, maxLength: 3 }),
      why: fc.constant('both'),
    }),
  };
  return (
    known[kind] ?? fc.oneof(fc.constant({}), fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue(), { maxKeys: 2 }))
  );
};

/** Logs of up to fifteen facts of any kind, by two stations whose clocks may be wrong by an hour. */
const anyLog = fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { maxLength: 15 }).chain((numbers) =>
  fc.tuple(
    ...numbers.map((n) =>
      fc.constantFrom(...kindNames).chain((kind) =>
        fc.record({
          id: fc.constant(idOf(0x2000 + n)),
          session: fc.constantFrom(session, session, session, elsewhere),
          kind: fc.constant<string>(kind),
          v: fc.constant(1),
          data: anyData(kind),
          measuredAt: fc.integer({ min: 0, max: 120 }).map((m) => new Date(at(m)).toISOString()),
          enteredAt: fc.integer({ min: 0, max: 120 }).map((m) => new Date(at(m)).toISOString()),
          by: fc.constantFrom(nurse, null),
          station: fc.constantFrom(idOf(0xf1), idOf(0xf2)),
          stationSeq: fc.integer({ min: 0, max: 3 }),
          clockOffsetMs: fc.constantFrom(0, 0, 3_600_000, -3_600_000),
          offsetCheckedAt: fc.constant(null),
        }),
      ),
    ),
  ),
);

/** `RACEMIC_LOGS=1000000` for a long night. */
const runs = Number(process.env.RACEMIC_LOGS ?? 400);
const timeout = 60_000 + runs * 10;

test('settled for either side at the same moment, both stand again until somebody settles it anew', () => {
  const [one, other] = [start(0), start(2, { pumpRateUlPerH: 30_000 })];
  const correction = (of: string, change: Record<string, unknown>, atMin: number) =>
    event('correction', { of, change, reason: 'read off the pump' }, atMin);
  const favour = (of: SessionEvent, kept: SessionEvent, atMin: number) =>
    correction(of.id, { retracted: true, inFavourOf: kept.id }, atMin);
  const [forOne, forOther] = [favour(other, one, 5), favour(one, other, 5)];
  const log = [one, other, forOne];
  expect(fold(log, session)).toMatchObject({ conflicts: [], doseStart: { id: one.id } });
  const both = fold([...log, forOther], session);
  expect(both.conflicts).toEqual([{ kind: 'two-starts', ids: [one.id, other.id] }]);
  const anew = [...log, forOther, correction(forOne.id, { retracted: true }, 7), favour(one, other, 7)];
  expect(fold(anew, session)).toMatchObject({ conflicts: [], doseStart: { id: other.id } });
});

test('any order and any repetition of the same facts is the same record, and no log breaks the fold', {
  timeout,
}, () => {
  fc.assert(
    fc.property(anyLog, fc.infiniteStream(fc.nat()), (events, dice) => {
      const record = fold(events, session);
      const drawn = [...events, ...events.filter((_, at2) => at2 % 2 === 0)]
        .map((one) => ({ one, by: dice.next().value ?? 0 }))
        .sort((a, b) => a.by - b.by)
        .map(({ one }) => one);
      expect(fold(drawn, session)).toEqual(record);
      const infusion = infusionOf(record.pump, at(500));
      expect(Number.isSafeInteger(infusion.givenUg) && infusion.givenUg >= 0).toBe(true);
    }),
    { numRuns: runs },
  );
});

test('no log breaks the agenda, and none makes anyone ready to leave before the shortest stay', { timeout }, () => {
  const allThere = leavingItems.map((item, place) => ({
    ...event('discharge-item', { item, state: 'met' }, place),
    id: idOf(0x3000 + place),
  }));
  fc.assert(
    fc.property(anyLog, fc.integer({ min: 0, max: 600 }), (events, minutes) => {
      const record = fold([...events, ...allThere], session);
      const { leaving, todo, earliestLeaveMs, dosing } = agenda(
        record,
        { order: undefined, today: '2026-11-25' },
        at(minutes),
      );
      expect(todo.every(({ says }) => says !== '')).toBe(true);
      expect(Number.isSafeInteger(dosing.givenUg) && dosing.givenUg >= 0).toBe(true);
      if (leaving.ready) expect(at(minutes)).toBeGreaterThanOrEqual(earliestLeaveMs ?? Number.POSITIVE_INFINITY);
    }),
    { numRuns: runs },
  );
});

test('what the pump has given never falls as time goes on', { timeout }, () => {
  fc.assert(
    fc.property(anyLog, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (events, a, b) => {
      const { pump } = fold(events, session);
      const [early, late] = [infusionOf(pump, at(Math.min(a, b))), infusionOf(pump, at(Math.max(a, b)))];
      expect(early.givenUg).toBeLessThanOrEqual(late.givenUg);
    }),
    { numRuns: runs },
  );
});

test('a clock that is wrong by an hour is put right by its offset', () => {
  const right = event('note', { text: 'x' }, 10);
  const wrong = { ...right, measuredAt: new Date(at(70)).toISOString(), clockOffsetMs: -3_600_000 };
  expect(happenedAt(wrong)).toBe(happenedAt(right));
});
