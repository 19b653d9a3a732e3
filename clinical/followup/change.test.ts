import { expect, test } from 'vitest';
import { changeRequest, reliablePointsOf, spreadOfDifference } from './followup.ts';

const change = (scale: string, baseline: unknown, current: unknown, more: object = {}) =>
  changeRequest({ baseline, current, ...more }, scale);
const [y, n] = [true, false];

test.each([
  [36, 18, 50, y, n, n, y, 'substantial'],
  [36, 19, 47.2, n, n, n, y, 'substantial'],
  [24, 12, 50, y, n, y, y, 'substantial'],
  [32, 10, 68.8, y, y, y, y, 'substantial'],
  [38, 32, 15.8, n, n, n, n, 'meaningful'],
  [30, 33, -10, n, n, n, n, 'worse'],
])('MADRS %d to %d is %d per cent', (baseline, current, percentChange, response, at10, at12, mct, turkoz) => {
  expect(change('madrs', baseline, current)).toMatchObject({
    percentChange,
    response,
    remission: at10,
    remissionBy: { '≤ 10': at10, '≤ 12': at12 },
    minimalImportantChange: mct,
    class: turkoz,
  });
});

test('the change of the contract: half better, reliable, no remission', () => {
  expect(change('madrs', 36, 18)).toMatchObject({
    percentChange: 50,
    response: true,
    remission: false,
    reliable: true,
    direction: 'better',
    points: 18,
  });
});

test('a response is never rounded into being', () => {
  expect(change('qids-sr16', 27, 14)).toMatchObject({ percentChange: 48.1, response: false, partial: true });
  expect(change('phq-9', 27, 13)).toMatchObject({ percentChange: 51.9, response: true });
});

test('reliable change: PHQ-9 from 6.2 points, MADRS from 9.7, by the examples of the basis', () => {
  expect(spreadOfDifference({ sd: 6, alpha: 0.86 })).toBeCloseTo(3.17, 2);
  expect(reliablePointsOf({ sd: 6, alpha: 0.86 })).toBeCloseTo(6.2, 1);
  expect(spreadOfDifference({ sd: 9, alpha: 0.85 })).toBeCloseTo(4.93, 2);
  expect(reliablePointsOf({ sd: 9, alpha: 0.85 })).toBeCloseTo(9.7, 1);
  expect(change('phq-9', 20, 14)).toMatchObject({ reliable: false, reliableFromPoints: 6.2 });
  expect(change('phq-9', 20, 13)).toMatchObject({ reliable: true });
  expect(change('madrs', 30, 21)).toMatchObject({ reliable: false, reliableFromPoints: 9.7 });
  expect(change('madrs', 30, 20)).toMatchObject({ reliable: true });
});

test('a reliable change may be for the worse', () => {
  expect(change('madrs', 20, 30)).toMatchObject({ reliable: true, direction: 'worse', deterioration: true });
});

test('a clinic enters the spread and reliability of its own patients', () => {
  const reliability = { sd: 4, alpha: 0.9 };
  expect(change('gad-7', 15, 11)).toMatchObject({ reliable: null, why: expect.stringContaining('reliability') });
  expect(change('gad-7', 15, 11, { reliability })).toMatchObject({ reliable: true, reliableFromPoints: 3.5 });
  expect(change('gad-7', 15, 15, { reliability: { sd: 4, alpha: 1 } })).toMatchObject({ reliable: false });
});

test('a baseline of 0 has no percentage and no response, and the answer says why', () => {
  expect(change('madrs', 0, 5)).toMatchObject({
    percentChange: null,
    response: null,
    direction: 'worse',
    why: expect.stringContaining('baseline is 0'),
  });
});

test.each([
  ['phq-9', 10, 15, true],
  ['phq-9', 10, 14, false],
  ['qids-sr16', 10, 15, true],
  ['qids-sr16', 10, 14, false],
  ['madrs', 20, 26, true],
  ['madrs', 20, 25, false],
])('%s from %d to %d: a clinician the same day is %s', (scale, baseline, current, deterioration) => {
  expect(change(scale, baseline, current)).toMatchObject({ deterioration });
});

test.each([
  ['phq-9', 4, 5],
  ['gad-7', 4, 5],
  ['qids-sr16', 5, 6],
  ['ham-d17', 7, 8],
  ['ymrs', 12, 13],
])('%s: remission up to %d, none at %d', (scale, remitted, not) => {
  expect(change(scale, 15, remitted)).toMatchObject({ remission: true });
  expect(change(scale, 15, not)).toMatchObject({ remission: false });
});

test('WHO-5: more is better, and its smallest important change of 10 per cent points is 3 raw points', () => {
  expect(change('who-5', 10, 15)).toMatchObject({
    percentChange: 50,
    direction: 'better',
    response: null,
    minimalImportantChange: true,
  });
  expect(change('who-5', 10, 12)).toMatchObject({ minimalImportantChange: false });
});

test('PCL-5: 5 points are reliable, 10 meaningful', () => {
  expect(change('pcl-5', 40, 35)).toMatchObject({ reliable: true, minimalImportantChange: false });
  expect(change('pcl-5', 40, 30)).toMatchObject({ reliable: true, minimalImportantChange: true });
});

test('the smallest important change of the QIDS is an empty slot: nothing is guessed', () => {
  expect(change('qids-sr16', 20, 10)).toMatchObject({ minimalImportantChange: null, importantBy: {} });
});

test('C-SSRS: any step upwards matters', () => {
  expect(change('c-ssrs-screener', 'low', 'moderate')).toMatchObject({
    direction: 'worse',
    minimalImportantChange: true,
    percentChange: null,
  });
  expect(change('c-ssrs-screener', 'high', 'low')).toMatchObject({
    direction: 'better',
    minimalImportantChange: false,
  });
});

test('RASS has no direction of improvement', () => {
  expect(change('rass', -3, 0)).toMatchObject({ percentChange: null, direction: null, response: null });
});

test.each([
  ['madrs', { baseline: 61, current: 1 }, 'baseline', 'from 0 to 60'],
  ['madrs', { baseline: 20, current: -1 }, 'current', 'from 0 to 60'],
  ['madrs', { baseline: 20.5, current: 1 }, 'baseline', 'whole number'],
  ['madrs', { baseline: 20 }, 'current', 'whole number'],
  ['madrs', { baseline: null, current: 2 }, 'baseline', 'whole number'],
  ['who-5', { baseline: 40, current: 60 }, 'baseline', 'raw total'],
  ['madrs', { baseline: 20, current: 2, reliability: { sd: -1, alpha: 0.5 } }, 'reliability.sd', 'more than 0'],
  ['madrs', { baseline: 20, current: 2, extra: 1 }, 'extra', 'extra'],
  ['c-ssrs-screener', { baseline: 'low', current: 'terrible' }, 'current', 'is one of'],
  ['hamster', { baseline: 1, current: 1 }, 'scale', 'not known'],
  ['phq-9', 7, '', 'an object'],
])('change %s %j is refused at "%s"', (scale, input, field, words) => {
  expect(() => changeRequest(input, scale)).toThrow(
    expect.objectContaining({ name: 'BadInput', field, message: expect.stringContaining(words) }),
  );
});
