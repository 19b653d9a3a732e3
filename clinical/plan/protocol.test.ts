import { expect, test } from 'vitest';
import { readInput } from '#clinical/bad-input.ts';
import { CheckedProtocol, type Protocol, signed, templateNames, templates } from './plan.ts';

const refused = (protocol: unknown): string => {
  try {
    readInput(CheckedProtocol, protocol);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown';
  }
};
const iv: Protocol = templates.iv;
const ivLimits = { ceiling: { ugPerKg: 1_000, ug: 100_000 }, hardStop: { ugPerKg: 1_500 }, signed: null };

const timed = (more: object, of: Protocol = templates.iv) => ({ ...of, cadence: { ...of.cadence, ...more } });
const rated = (...atMin: number[]) => ({ rating: 'cadss-6', atMin });

test.each(templateNames.map((name) => [name]))(
  'the template %s keeps to the bounds, and nobody has signed it',
  (name) => {
    const template = Object.entries(templates).find(([of]) => of === name)?.[1];
    expect(readInput(CheckedProtocol, template)).toEqual(template);
    expect(template?.limits?.signed ?? null).toBeNull();
  },
);

test.each<[string, unknown, string]>([
  [
    'a hard stop above the project’s',
    { ...iv, limits: { ...ivLimits, hardStop: { ugPerKg: 1_501 } } },
    'limits.hardStop.ugPerKg',
  ],
  ['a ceiling above the project’s', { ...iv, limits: { ...ivLimits, ceiling: { ugPerKg: 1_000, ug: 100_001 } } }, 'ug'],
  ['a ceiling without its milligrams', { ...iv, limits: { ...ivLimits, ceiling: { ugPerKg: 900 } } }, 'ceiling.ug'],
  [
    'a ceiling above its own hard stop',
    { ...iv, limits: { ...ivLimits, ceiling: { ugPerKg: 900, ug: 100_000 }, hardStop: { ugPerKg: 800 } } },
    'limits.ceiling.ugPerKg',
  ],
  [
    'leaving an hour after nasal esketamine',
    { ...templates['esketamine-trd'], leastStay: { fromDoseMin: 119 } },
    'fromDoseMin',
  ],
  ['leaving an hour after the start of an infusion', { ...iv, leastStay: { fromDoseMin: 60 } }, 'leastStay.fromEndMin'],
  ['sessions on days that follow each other', { ...iv, leastDaysBetween: 1 }, 'leastDaysBetween'],
  [
    'a dose in mg with a limit by weight, and no weight to work from',
    {
      ...templates.oral,
      dose: { ...templates.sublingual.dose, usual: { from: 10_000, to: 100_000 } },
      limits: { ...templates.oral.limits, ceiling: { ugPerKg: 2_500, ug: 200_000 } },
    },
    'dose.weightBasis',
  ],
  [
    'three sessions a week for three weeks',
    { ...iv, inductions: { A: { name: 'A', gapsDays: [2], mostPer7Days: 3, forDays: 21 } } },
    'inductions.A.forDays',
  ],
  [
    'nasal esketamine three times a week',
    { ...templates['esketamine-trd'], after: [{ name: 'more', gapsDays: [2], mostPer7Days: 3 }] },
    'after[0].mostPer7Days',
  ],
  [
    'a nasal dose that no device holds',
    { ...templates['esketamine-trd'], dose: { ...templates['esketamine-trd'].dose, only: [42_000] } },
    'dose.only',
  ],
  ['steps of 0.2 mg/kg', { ...iv, dose: { ...iv.dose, steps: { by: { from: 100, to: 200 } } } }, 'dose.steps.by.to'],
  ['an infusion in one minute', { ...iv, infusion: { overMin: 40, fromMin: 1, toMin: 100 } }, 'infusion.fromMin'],
  [
    'a dose of compounded nasal ketamine',
    { ...templates['intranasal-racemic'], dose: templates.sublingual.dose },
    'dose',
  ],
  ['a dose rounded to whole milligrams', { ...iv, dose: { ...iv.dose, wholeUg: 101 } }, 'dose.wholeUg'],
  [
    'a swallowed dose rounded to whole tablets',
    { ...templates.oral, dose: { ...templates.oral.dose, wholeUg: 25_000 } },
    'dose.wholeUg',
  ],
  [
    'the actual weight up to a body mass index of 31',
    { ...iv, dose: { ...iv.dose, weightBasis: { usual: 'actual', fromBmi: 31, basisFromBmi: 'ideal' } } },
    'dose.weightBasis.fromBmi',
  ],
  [
    'no reading before the dose',
    { ...iv, cadence: { ...iv.cadence, readingsAtMin: [1, 10, 20] } },
    'cadence.readingsAtMin',
  ],
  ['a reading of the project left out', timed({ readingsAtMin: [-15, 0, 10, 20, 40, 55] }), 'cadence.readingsAtMin'],
  ['readings further apart while it runs', timed({ duringEveryMin: 11 }), 'cadence.duringEveryMin'],
  ['readings that end with the infusion', timed({ afterEveryMin: undefined }), 'cadence.afterEveryMin'],
  ['saturation watched less', timed({ continuous: 'when-sedated' }), 'cadence.continuous'],
  ['a rating twice', timed({ ratings: [rated(40), rated(60)] }), 'cadence.ratings'],
  ['ratings in no order', timed({ ratings: [rated(60, 40)] }), 'cadence.ratings[0].atMin'],
  ['a rating before the dose', timed({ ratings: [rated(0, 40)] }), 'cadence.ratings[0].atMin'],
  [
    'nasal esketamine without a rating of sedation and dissociation at 90 minutes',
    timed({ ratingsAtMin: [40, 60, 120] }, templates['esketamine-trd']),
    'cadence.ratingsAtMin',
  ],
  [
    'an injection watched for half an hour',
    timed({ continuousUntilMin: 30 }, templates.im),
    'cadence.continuousUntilMin',
  ],
  ['a field nobody knows', { ...iv, colour: 'blue' }, 'colour'],
])('%s is no protocol', (_what, protocol, field) => {
  expect(refused(protocol)).toContain(field);
});

test('a stricter protocol is taken', () => {
  expect(
    refused({
      ...iv,
      limits: { ceiling: { ugPerKg: 800, ug: 80_000 }, hardStop: { ugPerKg: 1_000, ug: 90_000 }, signed: null },
    }),
  ).toBe('taken');
  expect(refused({ ...iv, leastStay: { fromEndMin: 90 } })).toBe('taken');
  const closer = { readingsAtMin: [-15, 0, 5, 10, 20, 30, 40, 55, 70, 85, 100], duringEveryMin: 5, afterEveryMin: 10 };
  expect(refused(timed(closer))).toBe('taken');
});

test('which ratings are taken, and when, is the clinic’s to sign: none, another, or at more minutes', () => {
  for (const ratings of [undefined, [], [rated(20, 40, 100)], [{ rating: 'rass', atMin: [40] }]])
    expect(refused(timed({ ratings }))).toBe('taken');
});

test('a medical director signs a ceiling; where there is none, there is nothing to sign', () => {
  expect(signed(templates.iv, 'Dr A. Example', '2026-11-01').limits?.signed).toEqual({
    by: 'Dr A. Example',
    on: '2026-11-01',
  });
  expect(() => signed(templates['intranasal-racemic'], 'Dr A. Example', '2026-11-01')).toThrow('no ceiling to sign');
});
