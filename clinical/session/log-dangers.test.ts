import { describe, expect, test } from 'vitest';
import { climbsOf } from './escalation.ts';
import { type AgendaGiven, agenda } from './log-agenda.ts';
import type { SessionEvent } from './log-event.ts';
import { fold } from './log-fold.ts';
import type { PumpOrder } from './log-order.ts';

const session = '01900000-0000-7000-8000-000000000001';
const nurse = '01900000-0000-7000-8000-000000000002';
const zero = Date.parse('2026-11-25T10:00:00Z');
const at = (min: number) => zero + min * 60_000;
let count = 0;
function event(kind: string, data: Record<string, unknown>, atMin: number): SessionEvent {
  count += 1;
  const moment = new Date(at(atMin)).toISOString();
  return {
    ...{ id: `01900000-0000-7000-8000-${String(count).padStart(12, '0')}`, session, kind, v: 1, data },
    ...{ measuredAt: moment, enteredAt: moment, by: nurse, station: nurse, stationSeq: count },
    ...{ clockOffsetMs: 0, offsetCheckedAt: moment },
  };
}

// 33 mg at 49.5 mL/h of 1 mg/mL: 40 minutes.
const order: PumpOrder = {
  ...{ drug: 'ketamine', route: 'iv', id: '01900000-0000-7000-8000-0000000000aa', validUntil: '2026-12-31' },
  ...{ doseUg: 33_000, concentrationUgPerMl: 1_000, pumpRateUlPerH: 49_500, state: 'active' },
};
const given: AgendaGiven = { order, today: '2026-11-25', checklist: [] };
const see = (events: readonly SessionEvent[], minute: number, of = given) =>
  agenda(fold([...events], session), of, at(minute));
const start = (values: object = {}) =>
  event(
    'dose-started',
    {
      ...{ route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 49_500 },
      ...{ volumeToGiveUl: 33_000, as: 'fact', ...values },
    },
    0,
  );
const arrived = event('arrived', {}, -30);
const rate = (ulPerH: number, atMin = 22) => event('rate-changed', { pumpRateUlPerH: ulPerH }, atMin);

describe('a pump above the order', () => {
  test.each([
    ['ten times', [rate(495_000)], 'the pump is set to 495 mL/h; ordered 49.5 mL/h'],
    ['by a tenth of a millilitre', [rate(49_600)], 'the pump is set to 49.6 mL/h; ordered 49.5 mL/h'],
    ['as ordered', [rate(49_500)], undefined],
    ['half', [rate(24_750)], undefined],
    ['set back', [rate(495_000), rate(49_500, 22.5)], undefined],
    ['paused', [rate(495_000), event('dose-paused', {}, 22.5)], undefined],
    [
      'runs again',
      [rate(495_000), event('dose-paused', {}, 22.5), event('dose-resumed', {}, 22.8)],
      'the pump is set to 495 mL/h; ordered 49.5 mL/h',
    ],
    ['stopped', [rate(495_000), event('dose-stopped', {}, 22.5)], undefined],
  ])('%s', (_, events, says) => {
    const all = [arrived, start(), ...events];
    const seen = see(all, 23);
    expect(seen.dangers.map((danger) => danger.says)).toEqual(says === undefined ? [] : [says]);
    const red = climbsOf(fold(all, session), seen).filter(({ kind }) => kind === 'red');
    expect(red.map((climb) => climb.says)).toEqual(says === undefined ? [] : [says]);
  });
  test('is told until somebody has it, and stays red then', () => {
    const over = rate(495_000);
    const all = [arrived, start(), over, event('task-acknowledged', { task: `red@${over.id}` }, 22.5)];
    expect(climbsOf(fold(all, session), see(all, 23)).filter(({ kind }) => kind === 'red')).toEqual([]);
    expect(see(all, 23).dangers).toHaveLength(1);
  });
  test('without an order, against the rate it was started at', () => {
    expect(see([arrived, start(), rate(60_000)], 23, { ...given, order: undefined }).dangers).toMatchObject([
      { says: 'the pump is set to 60 mL/h; started at 49.5 mL/h' },
    ]);
  });
  test('lets nobody leave earlier', () => {
    expect(see([arrived, start()], 21).earliestLeaveMs).toBe(at(100));
    const seen = see([arrived, start(), rate(495_000)], 23);
    expect(seen.earliestLeaveMs).toBe(at(100));
    expect(seen.plannedEndMs).toBeLessThan(at(24));
    expect(see([arrived, start({ pumpRateUlPerH: 495_000 })], 1).earliestLeaveMs).toBe(at(100));
  });
});

describe('the end of an infusion is what somebody wrote down', () => {
  const ran = [arrived, start()];
  test('until then it goes on, with no leave that is firm', () => {
    const seen = see(ran, 41);
    expect(seen).toMatchObject({ phase4: 2, phaseSays: 'End not recorded', isEarliestFirm: false });
    expect(seen.todo.find(({ what }) => what === 'infusion-ends')).toMatchObject({ atMs: at(40), state: 'due' });
    expect(see(ran, 120).phase4).toBe(2);
    expect(see(ran, 120).leaving.stayForMin).toBeUndefined();
    expect(see(ran, 120).todo.some(({ what }) => what === 'leave')).toBe(false);
  });
  test('a pump that was set to no volume is due when the ordered dose had been given, and then late', () => {
    const endless = [arrived, start({ volumeToGiveUl: undefined })];
    const ends = (minute: number) => see(endless, minute).todo.find(({ what }) => what === 'infusion-ends');
    expect(ends(30)).toMatchObject({ atMs: at(40), state: 'upcoming' });
    expect(ends(41)).toMatchObject({
      atMs: at(40),
      state: 'due',
      says: 'The pump should have ended: write down the stop',
    });
    expect(ends(46)).toMatchObject({ atMs: at(40), state: 'overdue' });
    expect(see(endless, 46)).toMatchObject({ phaseSays: 'End not recorded', isEarliestFirm: false });
  });
  test.each([
    ['stopped later than planned', 43.75, 103.75],
    ['stopped as planned', 40, 100],
    ['stopped early', 30, 90],
  ])('%s', (_, stop, leave) => {
    const seen = see([...ran, event('dose-stopped', {}, stop)], 50);
    expect(seen).toMatchObject({ phaseSays: 'Observing', isEarliestFirm: true, earliestLeaveMs: at(leave) });
  });
  test.each([
    [900_000, ['volume-differs']],
    [36_400, ['volume-differs']],
    [36_300, []],
    [33_000, []],
    [29_700, []],
    [29_600, ['volume-differs']],
    [0, ['volume-differs']],
    [undefined, []],
  ])('%s µL shown by the pump where 33 mL are worked out', (volumeGivenUl, rules) => {
    const stop = event('dose-stopped', volumeGivenUl === undefined ? {} : { volumeGivenUl }, 40);
    const found = see([...ran, stop], 50).deviations.filter(({ of }) => of === stop.id);
    expect(found.map(({ rule }) => rule)).toEqual(rules);
  });
  test('of little, a millilitre is no difference', () => {
    const stop = event('dose-stopped', { volumeGivenUl: 1_600 }, 1);
    expect(see([...ran, stop], 50).deviations.filter(({ of }) => of === stop.id)).toEqual([]);
  });
});

describe('a grave side effect', () => {
  const effect = (grade: number | undefined, name = 'sedation') =>
    event('side-effect-started', { effect: name, ...(grade === undefined ? {} : { grade }) }, 30);
  const ran = [arrived, start()];
  test.each([
    [undefined, 'sedation', []],
    [2, 'sedation', []],
    [3, 'sedation', [['sedation, grade 3', 'respiratory-depression']]],
    [4, 'respiratory-depression', [['respiratory depression, grade 4', 'respiratory-depression']]],
    [3, 'syncope-and-seizure', [['syncope and seizure, grade 3', 'syncope']]],
    [3, 'allergic', [['allergic, grade 3', 'anaphylaxis']]],
    [3, 'headache', [['headache, grade 3', undefined]]],
  ])('grade %s of %s', (grade, name, dangers) => {
    const all = [...ran, effect(grade, name)];
    const seen = see(all, 31);
    expect(seen.dangers.map(({ says, card }) => [says, card])).toEqual(dangers);
    expect(seen.todo.filter(({ id }) => id.startsWith('reading@now:'))).toHaveLength(dangers.length);
    const red = climbsOf(fold(all, session), seen).filter(({ kind }) => kind === 'red');
    // A text to a telephone says nothing of how somebody is.
    expect(red.map(({ says }) => says)).toEqual(dangers.map(() => `a side effect is of grade ${grade}`));
  });
  test('is over when it has ended, is handed on, or is graded lower; a worse grade calls anew', () => {
    const one = effect(3);
    const seen = (more: SessionEvent) => see([...ran, one, more], 33).dangers.map(({ id }) => id);
    expect(seen(event('side-effect-ended', { of: one.id }, 32))).toEqual([]);
    expect(seen(event('side-effect-handed-on', { of: one.id, note: 'to the ward' }, 32))).toEqual([]);
    expect(seen(event('side-effect-changed', { of: one.id, grade: 2 }, 32))).toEqual([]);
    const worse = event('side-effect-changed', { of: one.id, grade: 4 }, 32);
    expect(seen(worse)).toEqual([worse.id]);
  });
  test('asks for readings now, until some are taken', () => {
    const now = (more: readonly SessionEvent[], minute: number) =>
      see([...ran, effect(3), ...more], minute).todo.find(({ id }) => id.startsWith('reading@now:'));
    expect(now([], 31)).toMatchObject({ says: 'Readings now: side effect, grade 3', atMs: at(30), state: 'due' });
    const reading = (atMin: number) => event('reading', { spo2Pct: 97, source: 'by-hand' }, atMin);
    expect(now([reading(29)], 31)).toBeDefined();
    expect(now([reading(31)], 31)).toBeUndefined();
  });
});

describe('a scale that was rated by itself', () => {
  const rating = (scale: string, total: number | null, atMin = 30) =>
    event('rating', { scale, answers: [], total }, atMin);
  const ran = [arrived, start()];
  test.each([
    ['moaa-s', 5, []],
    ['moaa-s', 3, [['MOAA/S 3', undefined]]],
    ['moaa-s', 1, [['MOAA/S 1', 'respiratory-depression']]],
    ['rass', 0, []],
    ['rass', 3, [['RASS +3', 'agitation']]],
    ['nrs-nausea', 10, []],
    ['cadss-6', 24, []],
    ['moaa-s', null, []],
  ])('%s %s', (scale, total, dangers) => {
    const all = [...ran, rating(scale, total)];
    const seen = see(all, 31);
    expect(seen.dangers.map(({ short, card }) => [short, card])).toEqual(dangers);
    const red = climbsOf(fold(all, session), seen).filter(({ kind }) => kind === 'red');
    expect(red.map(({ says }) => says)).toEqual(dangers.map(() => 'a rating at the chair is red'));
  });
  test('is judged as the same value in a set is', () => {
    for (const total of [0, 1, 2, 3, 4, 5]) {
      const set = event('reading', { moaaS: total, source: 'by-hand' }, 30);
      const inSet = see([...ran, set], 31).lastValues.moaaS?.state === 'red';
      expect([total, see([...ran, rating('moaa-s', total)], 31).dangers.length > 0]).toEqual([total, inSet]);
    }
  });
  test('is over when it is rated again or read, and says what to do until then', () => {
    const one = rating('moaa-s', 1);
    const seen = (more: readonly SessionEvent[]) => see([...ran, one, ...more], 33);
    expect(seen([]).dangers[0]?.says).toMatch(/^MOAA\/S 1\. Stop.*open the airway.*call the prescriber$/);
    expect(seen([]).todo.find(({ id }) => id.startsWith('reading@now:'))).toMatchObject({
      says: 'Readings now: MOAA/S 1',
    });
    expect(seen([rating('moaa-s', 5, 32)]).dangers).toEqual([]);
    expect(seen([event('reading', { moaaS: 5, source: 'by-hand' }, 32)]).dangers).toEqual([]);
    expect(seen([event('reading', { spo2Pct: 97, source: 'by-hand' }, 32)]).dangers).toHaveLength(1);
    expect(seen([rating('rass', 0, 32)]).dangers).toHaveLength(1);
  });
});
