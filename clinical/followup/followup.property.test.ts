import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInput } from '#clinical/bad-input.ts';
import { type ListedScale, listedScales, type Scale, scaleNames } from '#clinical/scales/scales.ts';
import { changeRequest, courseOf, suicideCourseOf } from './followup.ts';

/** RACEMIC_FUZZ multiplies: 50 makes the 100,000 of the big run. */
const numRuns = 2_000 * Number(process.env.RACEMIC_FUZZ ?? 1);

const names = Object.keys(listedScales).filter((name): name is ListedScale => name in listedScales);
const twoTotals = fc.constantFrom(...names).chain((name) => {
  const scale: Scale = listedScales[name];
  const total = fc.integer({ min: scale.total.value.from, max: scale.total.value.to });
  return fc.tuple(fc.constant(scale), total, total);
});

test('response is half or more of the baseline, exactly; remission by the highest line includes the lowest', () => {
  fc.assert(
    fc.property(twoTotals, ([scale, baseline, current]) => {
      const change = changeRequest({ baseline, current }, scale.name);
      if (change.response !== null) expect(change.response).toBe(2 * current <= baseline);
      const lines = Object.values(change.remissionBy);
      if (lines.length === 3) expect(!change.remissionBy['≤ 10'] || change.remissionBy['≤ 12']).toBe(true);
      if (change.response === null || change.remission === null || change.reliable === null)
        expect(change.why).toBeTypeOf('string');
    }),
    { numRuns },
  );
});

test('a lower current total of a symptom scale never loses response, remission or an important change', () => {
  fc.assert(
    fc.property(twoTotals, ([scale, baseline, current]) => {
      fc.pre(scale.more === 'worse' && current > scale.total.value.from);
      const ask = (total: number) => changeRequest({ baseline, current: total }, scale.name);
      const [higher, lower] = [ask(current), ask(current - 1)];
      expect(higher.response === true && lower.response !== true).toBe(false);
      expect(higher.remission === true && lower.remission !== true).toBe(false);
      expect(higher.minimalImportantChange === true && lower.minimalImportantChange !== true).toBe(false);
    }),
    { numRuns },
  );
});

const isAllFinite = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isAllFinite);
};

function survives(ask: () => object): void {
  try {
    const answer = ask();
    expect(isAllFinite(answer)).toBe(true);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    expect(error.message.length).toBeGreaterThan(5);
  }
}

const anything = fc.anything({ withBigInt: false, withDate: false, maxDepth: 3 });
const someName = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...scaleNames) }, fc.string());
const total = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -2, max: 62 }) }, fc.double(), anything);

test('whatever comes in, there is a change or a refusal that says why', () => {
  const near = fc.record(
    {
      baseline: total,
      current: total,
      reliability: fc.record({
        sd: fc.oneof(fc.double(), anything),
        alpha: fc.oneof(fc.double({ min: 0, max: 1 }), anything),
      }),
      anchorBase: anything,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(near, anything), someName, (input, name) => survives(() => changeRequest(input, name))),
    { numRuns },
  );
});

const moment = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.integer({ min: -40, max: 400 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day, 9)).toISOString()),
  },
  anything,
);
const assessments = fc.array(fc.record({ at: moment, total: fc.option(fc.integer({ min: 0, max: 27 })) }), {
  maxLength: 12,
});

test('whatever course comes in, there is an answer or a refusal', () => {
  const course = fc.record({
    scale: fc.oneof(fc.constantFrom('madrs', 'phq-9', 'qids-sr16'), anything),
    firstDoseAt: moment,
    assessments: fc.oneof({ weight: 9, arbitrary: assessments }, anything),
    events: fc.array(fc.record({ at: moment, kind: fc.constant('hospitalisation') }), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(course, (input) => survives(() => courseOf(input))),
    { numRuns },
  );
  const points = fc.array(
    fc.record({
      at: moment,
      answers: fc.record(
        { phq9Item9: fc.integer({ min: 0, max: 4 }), cssrs: fc.record({ q1: fc.boolean() }) },
        { requiredKeys: [] },
      ),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.record({ firstDoseAt: moment, points }), (input) => survives(() => suicideCourseOf(input))),
    { numRuns },
  );
});

const day = (n: number) => new Date(Date.UTC(2026, 2, 2 + n, 9)).toISOString();

test('what comes after dose 1 never moves the baseline', () => {
  const before = fc.array(fc.record({ at: fc.integer({ min: -30, max: -1 }), total: fc.nat(60) }), {
    minLength: 1,
    maxLength: 4,
  });
  const after = fc.array(fc.record({ at: fc.integer({ min: 0, max: 90 }), total: fc.nat(60) }), { maxLength: 8 });
  fc.assert(
    fc.property(before, after, (pre, post) => {
      const ask = (points: { at: number; total: number }[]) =>
        courseOf({
          scale: 'madrs',
          firstDoseAt: day(0),
          assessments: points.map(({ at, total: t }) => ({ at: day(at), total: t })),
        });
      expect(ask([...pre, ...post]).baseline).toEqual(ask(pre).baseline);
    }),
    { numRuns: 500 },
  );
});
