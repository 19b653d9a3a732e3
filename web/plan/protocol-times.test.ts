import { describe, expect, test } from 'vitest';
import { type Protocol, templates } from '#clinical/plan/plan.ts';
import { type TimeValues, timeErrors, typedMinutes, withTimes } from './protocol-times.ts';

const iv: Protocol = templates.iv;
const spray: Protocol = templates['esketamine-trd'];
const typed = (values: TimeValues, base: Protocol = iv) => {
  const { protocol, errors } = withTimes(base, values);
  return { protocol, errors: { ...timeErrors(protocol), ...errors } };
};

test('minutes are read in any order, each once; what is no whole minute is not guessed', () => {
  expect(typedMinutes('40, 20;20 -15 −5')).toEqual([-15, -5, 20, 40]);
  for (const wrong of ['ten', '10.5', '1-2', '10 min', '99999']) expect(typedMinutes(wrong)).toBeUndefined();
});

test('nothing typed is the template as it is', () => {
  expect(typed({})).toEqual({ protocol: iv, errors: {} });
  expect(typed({}, spray)).toEqual({ protocol: spray, errors: {} });
});

describe('stricter is taken', () => {
  test.each<[string, Protocol, TimeValues, object]>([
    ['a longer stay', iv, { leastStay: '90' }, { leastStay: { fromEndMin: 90 } }],
    ['a longer stay after the spray', spray, { leastStay: '150' }, { leastStay: { fromDoseMin: 150 } }],
    ['closer while it runs', iv, { duringEvery: '5' }, { cadence: { duringEveryMin: 5 } }],
    [
      'more readings',
      spray,
      { readings: '-15, 20, 40, 60, 90, 120' },
      { cadence: { readingsAtMin: [-15, 20, 40, 60, 90, 120] } },
    ],
    ['a rating at more minutes', iv, { 'rating.cadss-6': '20, 40, 100' }, {}],
    [
      'watched for longer without a break',
      templates.im,
      { watched: '90' },
      { cadence: { continuous: 'until-minute', continuousUntilMin: 90 } },
    ],
    [
      'watched without a break where the project does not ask for it',
      spray,
      { watched: '40' },
      { cadence: { continuous: 'until-minute', continuousUntilMin: 40 } },
    ],
    ['sedation at more minutes', spray, { sedation: '20, 40, 60, 90, 120' }, {}],
  ])('%s', (_what, base, values, like) => {
    const { protocol, errors } = typed(values, base);
    expect(errors).toEqual({});
    expect(protocol).toMatchObject(like);
  });

  test('a rating that nobody asks for is none, and the others stay', () => {
    const { protocol, errors } = typed({ 'rating.rass': 'none', 'rating.cadss-6': '30' });
    expect(errors).toEqual({});
    const names = protocol.cadence.ratings?.map(({ rating, atMin }) => `${rating} ${atMin.join(' ')}`);
    expect(names).toContain('cadss-6 30');
    expect(names?.some((name) => name.startsWith('rass'))).toBe(false);
    expect(names?.some((name) => name.startsWith('nausea'))).toBe(true);
  });
});

test.each<[string, Protocol, TimeValues, string]>([
  ['a shorter stay', iv, { leastStay: '59' }, 'This is at least 60.'],
  ['a shorter stay after the spray', spray, { leastStay: '119' }, 'This is at least 120.'],
  ['watched for a shorter time', templates.im, { watched: '59' }, 'This is at least 60.'],
  ['readings further apart', iv, { duringEvery: '15' }, 'This is at most 10 min.'],
  ['readings after it further apart', iv, { afterEvery: '16' }, 'This is at most 15 min.'],
  [
    'the label’s pressure at 40 minutes left out',
    spray,
    { readings: '-15, 60, 90, 120' },
    'This keeps each reading of the project: 40 min is left out.',
  ],
  [
    'sedation not rated at the end',
    spray,
    { sedation: '40, 60, 90' },
    'This keeps sedation and dissociation at each minute of the project: 120 is left out.',
  ],
  ['a rating before the dose', iv, { 'rating.nausea': '-5, 40' }, 'This goes up from each to the next.'],
  ['words', iv, { readings: 'often' }, 'Whole minutes, set apart by commas.'],
  ['two stays', iv, { leastStay: '60, 90' }, 'One whole number of minutes.'],
])('%s is refused in words, beside its field', (_what, base, values, says) => {
  const [field] = Object.keys(values);
  expect(typed(values, base).errors).toEqual({ [field ?? '']: says });
});
