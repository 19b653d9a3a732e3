import { describe, expect, test } from 'vitest';
import { aldreteCirculation, type ListedScale, listedScales, scaleNames, scoreRequest } from './scales.ts';

/** The worked vectors of the clinical basis, 5.5 and 2.2, as the command answers them. `null` is a dash there. */
const _ = null;
const score = (scale: string, answers: unknown, more: object = {}) => scoreRequest({ answers, ...more }, scale);

describe('PHQ-9', () => {
  test.each([
    [[0, 0, 0, 0, 0, 0, 0, 0, 0], 0, 'minimal', [], 'no'],
    [[1, 1, 1, 1, 1, 0, 0, 0, 0], 5, 'mild', [], 'no'],
    [[2, 2, 2, 2, 1, 1, 1, 0, 0], 11, 'moderate', [], 'other'],
    [[3, 3, 2, 2, 2, 2, 2, 1, 1], 18, 'moderately severe', ['suicide-item'], 'major'],
    [[3, 3, 3, 3, 3, 3, 3, 3, 3], 27, 'severe', ['suicide-item'], 'major'],
    [[1, 0, 1, 1, 0, 0, 0, 0, 1], 4, 'minimal', ['suicide-item'], 'no'],
    [[2, 2, _, 2, 1, 1, 1, _, 0], 12, 'moderate', [], 'other'],
  ])('%j is %d, %s', (answers, total, band, flags, algorithm) => {
    expect(score('phq-9', answers)).toMatchObject({ scale: 'phq-9', total, band, flags, algorithm });
  });

  test('two missing answers are replaced by the mean of the others, and it is said', () => {
    expect(score('phq-9', [2, 2, _, 2, 1, 1, 1, _, 0])).toMatchObject({
      total: 12,
      missing: 2,
      prorated: true,
      unanswered: [3, 8],
      possible: { from: 9, to: 15 },
      algorithmOn: 'answered items only',
    });
  });

  test('with three missing there is no total, and the answer says why', () => {
    const answer = score('phq-9', [2, _, _, 2, 1, 1, 1, _, 0]);
    expect(answer).toMatchObject({ total: null, band: null, missing: 3, prorated: false, flags: [], algorithm: null });
    expect(answer).toHaveProperty('why', '3 answers missing; at most 2 may be missing. Ask again.');
  });

  test('an unanswered item 9 is never silence', () => {
    expect(score('phq-9', [0, 0, 0, 0, 0, 0, 0, 0, _])).toMatchObject({ total: 0, flags: ['suicide-item-unanswered'] });
  });
});

test.each([
  ['gad-7', [0, 0, 0, 0, 0, 0, 0], 0, 'minimal'],
  ['gad-7', [1, 1, 1, 1, 1, 0, 0], 5, 'mild'],
  ['gad-7', [2, 2, 2, 1, 1, 1, 1], 10, 'moderate'],
  ['gad-7', [3, 3, 3, 2, 2, 2, 1], 16, 'severe'],
  ['gad-7', [3, 3, 3, 3, 3, 3, 3], 21, 'severe'],
  ['madrs', [0, 0, 0, 1, 0, 0, 1, 0, 0, 0], 2, 'normal'],
  ['madrs', [2, 2, 1, 2, 1, 2, 1, 1, 2, 1], 15, 'mild'],
  ['madrs', [3, 4, 3, 3, 2, 4, 4, 4, 3, 2], 32, 'moderate'],
  ['madrs', [5, 5, 4, 4, 3, 5, 5, 4, 4, 4], 43, 'severe'],
  ['madrs', [6, 6, 6, 6, 6, 6, 6, 6, 6, 6], 60, 'severe'],
  ['ham-d17', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0, 'normal'],
  ['ham-d17', [1, 1, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0], 7, 'normal'],
  ['ham-d17', [2, 1, 1, 1, 1, 0, 2, 1, 0, 2, 1, 1, 1, 0, 1, 0, 0], 15, 'moderate'],
  ['ham-d17', [3, 2, 2, 2, 1, 1, 3, 1, 1, 2, 2, 1, 2, 1, 1, 1, 0], 26, 'very severe'],
  ['ham-d17', [4, 4, 4, 2, 2, 2, 4, 4, 4, 4, 4, 2, 2, 2, 4, 2, 2], 52, 'very severe'],
  ['cadss-6', [0, 0, 0, 0, 0, 0], 0, null],
  ['cadss-6', [1, 1, 0, 1, 0, 0], 3, null],
  ['cadss-6', [3, 2, 3, 2, 1, 1], 12, null],
  ['who-5', [0, 0, 0, 0, 0], 0, 'likely depression'],
  ['who-5', [2, 3, 2, 1, 2], 10, 'poor'],
  ['who-5', [5, 5, 5, 5, 5], 25, 'adequate'],
  ['who-5', [1, 1, 1, 1, 2], 6, 'likely depression'],
  ['dast-10', [0, 0, 1, 0, 0, 0, 0, 0, 0, 0], 0, 'none'],
  ['dast-10', [1, 0, 1, 0, 0, 0, 0, 0, 0, 0], 1, 'low'],
  ['dast-10', [1, 1, 0, 1, 1, 0, 0, 0, 0, 0], 5, 'moderate'],
  ['dast-10', [1, 1, 0, 1, 1, 1, 1, 1, 1, 1], 10, 'severe'],
  ['modified-aldrete', [2, 2, 2, 2, 2], 10, 'meets'],
  ['modified-aldrete', [2, 2, 1, 2, 2], 9, 'meets'],
  ['modified-aldrete', [2, 2, 1, 1, 2], 8, 'not ready'],
  ['modified-aldrete', [1, 2, 1, 1, 1], 6, 'not ready'],
  ['asrm', [1, 0, 1, 0, 0], 2, 'negative'],
  ['asrm', [2, 1, 1, 1, 1], 6, 'suggestive'],
  ['asrm', [1, 2, 1, 2, 1], 7, 'suggestive'],
  ['icsi', [0, 0, 0, 0], 0, null],
  ['icsi', [2, 2, 1, 2], 7, null],
  ['icsi', [5, 5, 5, 5], 20, null],
  ['moaa-s', [5], 5, 'alert'],
  ['moaa-s', [4], 4, 'sedation'],
  ['rass', [0], 0, 'alert calm'],
  ['rass', [-5], -5, 'unarousable'],
])('%s %j is %d, %s', (scale, answers, total, band) => {
  expect(score(scale, answers)).toMatchObject({ scale, total, band, missing: 0, prorated: false });
});

const nine = (...points: number[]) => {
  const names = [
    'sleep',
    'mood',
    'appetite or weight',
    'concentration',
    'self',
    'suicidal thoughts',
    'interest',
    'energy',
    'psychomotor',
  ];
  return Object.fromEntries(names.map((name, index) => [name, points[index]]));
};

test.each([
  [[0, 0, 0, 0, 0, 0, _, 0, _, 0, 0, 0, 0, 0, 0, 0], nine(0, 0, 0, 0, 0, 0, 0, 0, 0), 0, 'none'],
  [[3, 1, 0, 0, 0, 0, _, 0, _, 0, 0, 0, 0, 0, 0, 0], nine(3, 0, 0, 0, 0, 0, 0, 0, 0), 3, 'none'],
  [[1, 2, 1, 0, 1, 1, _, _, 2, 1, 1, 0, 1, 1, 0, 1], nine(2, 1, 2, 1, 1, 0, 1, 1, 1), 10, 'mild'],
  [[3, 2, 3, 1, 2, 2, _, 3, _, 2, 2, 1, 2, 2, 1, 2], nine(3, 2, 3, 2, 2, 1, 2, 2, 2), 19, 'severe'],
  [[3, 3, 3, 3, 3, 3, _, 3, _, 3, 3, 3, 3, 3, 3, 3], nine(3, 3, 3, 3, 3, 3, 3, 3, 3), 27, 'very severe'],
  [[2, 1, 0, 3, 2, _, 1, _, 1, 2, 3, 2, 3, 2, 2, 1], nine(3, 2, 1, 2, 3, 2, 3, 2, 2), 20, 'severe'],
])('QIDS-SR16 %j: the highest answer of each domain counts', (answers, domains, total, band) => {
  expect(score('qids-sr16', answers)).toMatchObject({ total, band, domains, missing: 0, prorated: false });
});

test('QIDS-SR16 with appetite down and up both answered takes the higher, and says so', () => {
  const both = [0, 0, 0, 0, 0, 1, 3, _, _, 0, 0, 0, 0, 0, 0, 0];
  expect(score('qids-sr16', both)).toMatchObject({ total: 3, warnings: [{ rule: 'qids-both-answered' }] });
});

test('QIDS-SR16 with one domain missing is scored in proportion, with two it is not', () => {
  const one = [1, 1, 1, 1, 1, 1, _, _, _, 1, 1, 1, 1, 1, _, _];
  expect(score('qids-sr16', one)).toMatchObject({ total: 9, missing: 1, prorated: true });
  expect(score('qids-sr16', one.with(4, _))).toMatchObject({ total: null, missing: 2 });
});

test('QIDS-SR16 item 12 from 2 asks for a clinician the same day', () => {
  const answers = [0, 0, 0, 0, 0, _, _, 0, _, 0, 0, 2, 0, 0, 0, 0];
  const answer = score('qids-sr16', answers);
  expect(answer).toMatchObject({ flags: ['suicide-item'], suicide: { item: 12, answer: 2 } });
  expect(JSON.stringify(answer)).toContain('same day');
});

test.each([
  [1, [], 'Nothing'],
  [2, [], 'Note it'],
  [3, [], 'Note it'],
  [4, ['suicide-item'], 'Suicide pathway'],
])('MADRS item 10 at %d', (item10, flags, action) => {
  const answer = score('madrs', [0, 0, 0, 0, 0, 0, 0, 0, 0, item10]);
  expect(answer).toMatchObject({
    flags,
    suicide: { item: 10, answer: item10, action: expect.stringContaining(action) },
  });
});

test.each([
  [0, 'none'],
  [4, 'none'],
  [5, 'present'],
  [20, 'present'],
])('CADSS with a sum of %d: dissociation %s', (sum, band) => {
  const answers = Array.from({ length: 23 }, (_item, index) => Math.min(4, Math.max(0, sum - 4 * index)));
  expect(score('cadss', answers)).toMatchObject({ total: sum, band, form: 'subjective items' });
});

test.each([
  [[0, 0, 0, 0, 0], 0],
  [[2, 3, 2, 1, 2], 40],
  [[5, 5, 5, 5, 5], 100],
  [[1, 1, 1, 1, 2], 24],
])('WHO-5 %j is %d per cent', (answers, percent) => {
  expect(score('who-5', answers)).toMatchObject({ percent });
});

test.each([
  ['female', [3, 0, 0], 3, 'positive', ['review']],
  ['male', [2, 1, 1], 4, 'positive', []],
  ['female', [1, 1, 0], 2, 'negative', []],
  ['male', [1, 1, 1], 3, 'negative', []],
  [undefined, [1, 1, 1], 3, null, []],
  [undefined, [2, 1, 1], 4, 'positive', []],
  [undefined, [1, 1, 0], 2, 'negative', []],
])('AUDIT-C %s %j', (sex, answers, total, band, flags) => {
  expect(score('audit-c', answers, sex === undefined ? {} : { sex })).toMatchObject({ total, band, flags });
});

test.each([
  [120, 140, 2],
  [120, 144, 2],
  [120, 150, 1],
  [120, 60, 1],
  [130, 200, 0],
])('Aldrete circulation, systolic %d to %d mmHg: %d', (before, now, points) => {
  expect(aldreteCirculation(before, now)).toBe(points);
});

test.each([
  [Array.from({ length: 20 }, () => 0), 0, false, false],
  [[2, 0, 1, 2, 1, 2, 1, 2, 2, 1, 0, 1, 2, 1, 2, 2, 1, 2, 2, 1], 28, true, false],
  [[3, 2, 3, 3, 2, 3, 3, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 3, 3, 3], 54, true, true],
])('PCL-5 %j is %d', (answers, total, clusterRuleMet, cutMet) => {
  expect(score('pcl-5', answers)).toMatchObject({ total, band: null, clusterRuleMet, cutMet, cut: 31 });
});

test('PCL-5: a cluster whose missing answer decides is not known, and one that is short anyway is not met', () => {
  const answers: (number | null)[] = [2, 0, 0, 0, 0, _, 0, 2, 2, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0];
  expect(score('pcl-5', answers)).toMatchObject({ clusterRuleMet: null, clusters: { B: 2, C: 0 } });
  expect(score('pcl-5', answers.with(8, 0))).toMatchObject({ clusterRuleMet: false });
});

const cssrs = (
  q1: boolean,
  q2: boolean,
  q3: boolean,
  q4: boolean,
  q5: boolean,
  q6Lifetime: boolean,
  q6ThreeMonths: boolean,
) => ({
  q1,
  q2,
  q3,
  q4,
  q5,
  q6Lifetime,
  q6ThreeMonths,
});
const [y, n] = [true, false];

test.each([
  [cssrs(n, n, n, n, n, n, n), 'none', 'routine'],
  [cssrs(y, n, n, n, n, n, n), 'low', 'at discharge'],
  [cssrs(y, y, n, n, n, n, n), 'low', 'at discharge'],
  [cssrs(y, y, y, n, n, n, n), 'moderate', 'same day'],
  [cssrs(n, n, n, n, n, y, n), 'moderate', 'same day'],
  [cssrs(y, y, y, y, n, n, n), 'high', 'immediate'],
  [cssrs(y, y, y, n, y, n, n), 'high', 'immediate'],
  [cssrs(n, n, n, n, n, y, y), 'high', 'immediate'],
])('C-SSRS %j is %s', (answers, level, clock) => {
  expect(score('c-ssrs-screener', answers)).toMatchObject({ total: null, band: level, level, clock, missing: 0 });
});

describe('C-SSRS, questions without an answer', () => {
  const example = { q1: true, q2: false, q3: _, q4: _, q5: _, q6Lifetime: false, q6ThreeMonths: _ };
  test('what the form skips is not missing', () => {
    expect(score('c-ssrs-screener', example)).toMatchObject({ level: 'low', missing: 0, flags: ['suicide-item'] });
  });
  test.each([
    [{ ...example, q1: false, q6Lifetime: _ }, 'high', ['q6Lifetime', 'q6ThreeMonths']],
    [{ ...example, q2: true }, 'high', ['q3', 'q4', 'q5']],
    [{ ...example, q1: _ }, 'low', ['q1']],
    [{ ...example, q6Lifetime: true, q6ThreeMonths: false, q1: _ }, 'moderate', ['q1']],
    [{}, 'high', ['q1', 'q2', 'q3', 'q4', 'q5', 'q6Lifetime', 'q6ThreeMonths']],
  ])('%j counts what is not known as yes: %s', (answers, level, askAgain) => {
    expect(score('c-ssrs-screener', answers)).toMatchObject({ level, askAgain, basis: 'unknown counted as yes' });
  });
  test('a yes that contradicts the question before it counts, and is said', () => {
    expect(score('c-ssrs-screener', { ...example, q4: true })).toMatchObject({
      level: 'high',
      warnings: [{ rule: 'c-ssrs-thoughts-contradict' }],
    });
  });
});

const stage = (
  durationMonths: number,
  severity: string,
  antidepressantTrials: number,
  augmentation: boolean,
  ect: boolean,
) => score('maudsley', { durationMonths, severity, antidepressantTrials, augmentation, ect });

test.each([
  [stage(8, 'moderate', 2, n, n), 5, 'mild'],
  [stage(20, 'severe-without-psychosis', 4, y, n), 9, 'moderate'],
  [stage(36, 'severe-with-psychosis', 11, y, y), 15, 'severe'],
  [stage(12, 'subsyndromal', 1, n, n), 3, 'mild'],
  [stage(12.5, 'subsyndromal', 1, n, n), 4, 'mild'],
  [stage(24, 'syndromal-mild', 1, n, n), 5, 'mild'],
  [stage(25, 'mild', 10, n, n), 9, 'moderate'],
])('Maudsley %#: %j', (answer, total, band) => {
  expect(answer).toMatchObject({ total, band, missing: 0, prorated: false });
});

test('Maudsley says why it cannot stage, and between which totals it lies', () => {
  expect(
    score('maudsley', { durationMonths: 20, severity: 'mild', antidepressantTrials: 4, augmentation: _ }),
  ).toMatchObject({
    total: null,
    missing: 2,
    possible: { from: 6, to: 8 },
    why: expect.stringContaining('augmentation, ect'),
  });
  expect(stage(8, 'mild', 0, n, n)).toMatchObject({
    total: null,
    why: expect.stringContaining('No antidepressant has failed'),
  });
});

test('HAM-D17 in proportion gives the missing items no more than they can have', () => {
  const answers = [3, 4, 4, 0, _, 1, 3, 4, 1, 4, 2, 2, 0, 2, 3, 1, _];
  expect(score('ham-d17', answers)).toMatchObject({ total: 38, prorated: true, possible: { from: 34, to: 38 } });
});

test('BPRS+ keeps which anchors were used, and says when nobody said', () => {
  expect(score('bprs-plus', [0, 1, 2, 3])).toMatchObject({
    total: 6,
    anchorBase: '0-6',
    warnings: [{ rule: 'bprs-anchor-base' }],
  });
  expect(score('bprs-plus', [1, 2, 3, 7], { anchorBase: '1-7' })).toMatchObject({ total: 13, anchorBase: '1-7' });
});

test('ICSI item 4 at 1 is scored, and questioned', () => {
  expect(score('icsi', [0, 0, 0, 1])).toMatchObject({ total: 1, warnings: [{ rule: 'icsi-item-4' }] });
});

test('another recall period is kept beside the score', () => {
  expect(score('phq-9', [0, 0, 0, 0, 0, 0, 0, 0, 0], { recallDays: 7 })).toMatchObject({
    recall: { days: 7, usualDays: 14, altered: true },
  });
  expect(score('madrs', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], { recallDays: 1 })).toMatchObject({
    recall: { usualDays: null, altered: null },
  });
});

test('every scale that is asked for has a score, and the highest answers give the highest total it names', () => {
  for (const name of scaleNames) {
    if (name === 'c-ssrs-screener' || name === 'maudsley') continue;
    const scale = listedScales[name satisfies ListedScale];
    const answers = scale.items.rows.map((item) =>
      'isReversed' in item && item.isReversed === true ? item.from : item.to,
    );
    expect(score(name, answers), name).toMatchObject({ total: scale.total.value.to });
  }
});

describe('orientation and anxiety', () => {
  test.each([
    [[1, 1, 1, 1], 4, 'oriented'],
    [[1, 1, 0, 1], 3, 'not oriented'],
    [[1, 1, _, 1], null, null],
  ])('%j is %s', (answers, total, band) => {
    expect(score('orientation', answers)).toMatchObject({ total, band });
  });
  test.each([
    [3, 'green'],
    [4, 'amber'],
    [7, 'red'],
  ])('anxiety %i is %s', (points, band) =>
    expect(score('nrs-anxiety', [points])).toMatchObject({ total: points, band }),
  );
});
