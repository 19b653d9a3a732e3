import { describe, expect, test } from 'vitest';
import { checkOfferedBaseline, courseOf, pinBaseline, suicideCourseOf, vigilantUntil } from './followup.ts';

const firstDoseAt = '2026-03-02T10:00:00Z';
const day = (n: number, hour = 9) => new Date(Date.UTC(2026, 2, 2 + n, hour)).toISOString();
const madrs = (totals: readonly (readonly [number, number | null])[], more: object = {}) =>
  courseOf({
    scale: 'madrs',
    firstDoseAt,
    assessments: totals.map(([on, total]) => ({ at: day(on), total })),
    ...more,
  });
const rulesOf = ({ findings }: { findings: readonly { rule: string }[] }) => findings.map(({ rule }) => rule);

describe('the baseline', () => {
  test('is the last assessment before dose 1, in whatever order they come', () => {
    const assessments = [
      { at: day(7), total: 12 },
      { at: day(-1), total: 34 },
      { at: day(-20), total: 38 },
    ];
    expect(pinBaseline({ assessments, firstDoseAt })).toEqual({ baseline: { at: day(-1), total: 34 }, findings: [] });
  });

  test('is missing when nothing was scored before dose 1: then nobody can claim a response', () => {
    const course = madrs([
      [1, 30],
      [7, 5],
    ]);
    expect(course).toMatchObject({ baseline: null, firstResponse: null, latest: null });
    expect(rulesOf(course)).toContain('baseline-missing');
  });

  test('is the one before when the last has no total, and that is said', () => {
    const { baseline, findings } = pinBaseline({
      assessments: [
        { at: day(-8), total: 35 },
        { at: day(-1), total: null },
      ],
      firstDoseAt,
    });
    expect(baseline?.total).toBe(35);
    expect(findings).toMatchObject([{ rule: 'baseline-last-not-scored' }]);
  });

  test('stays when a later one is offered: that is a finding, and the change is still from the pinned one', () => {
    const course = madrs(
      [
        [-1, 36],
        [28, 20],
        [35, 12],
      ],
      { offeredBaseline: { at: day(28), total: 20 } },
    );
    expect(course.baseline).toEqual({ at: day(-1), total: 36 });
    expect(course.latest).toMatchObject({ baseline: 36, percentChange: 66.7 });
    expect(rulesOf(course)).toContain('baseline-offered-again');
    expect(checkOfferedBaseline({ at: day(-1), total: 36 }, { at: day(-1), total: 36 })).toEqual([]);
  });
});

describe('onset', () => {
  test('time to first response is in hours from dose 1, and it began after the last look without one', () => {
    const course = madrs([
      [-1, 36],
      [1, 25],
      [2, 18],
      [3, 8],
    ]);
    expect(course.firstResponse).toEqual({ at: day(2), hours: 47, notYetAtHours: 23 });
    expect(course.firstRemission).toEqual({
      '≤ 10': { at: day(3), hours: 71, notYetAtHours: 47 },
      '≤ 12': { at: day(3), hours: 71, notYetAtHours: 47 },
      '< 10': { at: day(3), hours: 71, notYetAtHours: 47 },
    });
  });

  test('without a response there is none, and no durability', () => {
    expect(
      madrs([
        [-1, 36],
        [7, 30],
      ]),
    ).toMatchObject({ firstResponse: null, durability: null, loss: null, relapse: null });
  });

  test('an assessment without a total is said, not skipped', () => {
    expect(
      rulesOf(
        madrs([
          [-1, 36],
          [7, null],
        ]),
      ),
    ).toContain('outcome-not-scored');
  });
});

describe('what is lost again', () => {
  test('a response that holds lasts at least until somebody last looked', () => {
    expect(
      madrs([
        [-1, 36],
        [7, 12],
        [28, 10],
      ]),
    ).toMatchObject({ durability: { days: 21, isStillHeld: true, until: day(28) } });
  });

  test('half of the gain lost is suspected, with a date for the second look', () => {
    const course = madrs([
      [-1, 36],
      [7, 10],
      [21, 23],
    ]);
    expect(course.loss).toMatchObject({ status: 'suspected', at: day(21), confirmBy: '2026-04-06' });
    expect(course.loss?.because).toEqual(['13 of 26 points gained are lost', 'MADRS 23']);
    expect(rulesOf(course)).toContain('outcome-loss-to-confirm');
  });

  test('a second look within two weeks confirms it, and the response lasted until the first sign', () => {
    const course = madrs([
      [-1, 36],
      [7, 10],
      [21, 23],
      [28, 24],
    ]);
    expect(course).toMatchObject({
      loss: { status: 'confirmed', confirmedAt: day(28) },
      durability: { days: 14, isStillHeld: false },
    });
    expect(rulesOf(course)).toContain('outcome-loss-of-benefit');
  });

  test('a second look within two weeks clears it', () => {
    expect(
      madrs([
        [-1, 36],
        [7, 10],
        [21, 23],
        [28, 12],
      ]).loss,
    ).toBeNull();
  });

  test('a look after more than two weeks clears nothing', () => {
    expect(
      madrs([
        [-1, 36],
        [7, 10],
        [21, 23],
        [36, 12],
      ]).loss,
    ).toMatchObject({ status: 'suspected', at: day(21) });
  });

  test.each([
    [4, false],
    [5, true],
    [15, true],
    [16, false],
  ])('relapse: MADRS 22 on two assessments %d days apart is %s', (days, is) => {
    const course = madrs([
      [-1, 40],
      [7, 10],
      [30, 22],
      [30 + days, 22],
    ]);
    expect(course.relapse !== null).toBe(is);
  });

  test('relapse is also an event after the response, not one before', () => {
    const at = (on: number) => ({ events: [{ at: day(on), kind: 'suicide attempt' }] });
    expect(
      madrs(
        [
          [-1, 36],
          [7, 10],
        ],
        at(9),
      ).relapse,
    ).toEqual({ at: day(9), because: 'suicide attempt' });
    expect(
      madrs(
        [
          [-1, 36],
          [7, 10],
        ],
        at(3),
      ).relapse,
    ).toBeNull();
  });

  test('PHQ-9 at 10 and up by 5 from its best is a loss of benefit', () => {
    const phq9 = (last: number) =>
      courseOf({
        scale: 'phq-9',
        firstDoseAt,
        assessments: [
          { at: day(-1), total: 24 },
          { at: day(7), total: 5 },
          { at: day(21), total: last },
        ],
      });
    expect(phq9(10).loss).toMatchObject({ because: ['PHQ-9 10, up 5 from its best'] });
    expect(phq9(9).loss).toBeNull();
  });
});

test('worse than the baseline by the rule is a finding with its clock', () => {
  const course = madrs([
    [-1, 30],
    [7, 36],
  ]);
  expect(course.findings).toMatchObject([{ rule: 'outcome-deterioration', facts: { clock: 'same day' } }]);
});

test('a total out of range is refused by name', () => {
  expect(() =>
    madrs([
      [-1, 36],
      [7, 61],
    ]),
  ).toThrow(expect.objectContaining({ field: 'assessments[1].total' }));
});

describe('suicidal thoughts over time', () => {
  const screen = (level: 'none' | 'low' | 'high') => ({
    cssrs: {
      q1: level !== 'none',
      q2: level === 'high',
      q3: false,
      q4: level === 'high',
      q5: false,
      q6Lifetime: false,
    },
  });
  const course = (...points: [number, object][]) =>
    suicideCourseOf({ firstDoseAt, points: points.map(([on, answers]) => ({ at: day(on), answers })) });

  test('better since the baseline', () => {
    const answer = course([-1, screen('high')], [1, screen('low')], [7, screen('none')]);
    expect(answer).toMatchObject({ worst: 'high', sinceBaseline: 'better', latest: { level: 'none', hours: 167 } });
    expect(answer.findings).toEqual([]);
  });

  test('new intent since the baseline: a clinician the same day, and the immediate action of the level', () => {
    const answer = course([-1, screen('low')], [7, screen('high')]);
    expect(answer.sinceBaseline).toBe('worse');
    expect(rulesOf(answer)).toEqual(['suicide-c-ssrs', 'suicide-new-intent', 'suicide-level-rose']);
    expect(answer.latest?.triage.clock).toBe('immediate');
  });

  test('without a screener before dose 1 nothing is "not new"', () => {
    const answer = course([7, screen('high')]);
    expect(answer.sinceBaseline).toBe('not known');
    expect(rulesOf(answer)).toContain('suicide-baseline-missing');
    expect(rulesOf(answer)).toContain('suicide-new-intent');
  });

  test('vigilance stays raised for four weeks after the last dose', () => {
    expect(vigilantUntil('2026-03-02T10:00:00Z')).toBe('2026-03-30');
  });
});
