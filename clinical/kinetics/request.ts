/** What a simulation is asked with: the one place where it is read. */
import { z } from 'zod';
import { BadInput } from '#clinical/bad-input.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';

/** Bounds of what a simulation takes: they keep a typing error out and an answer in time. They are no clinical limits. */
export const requestBounds = sourced(
  'Bounds of a simulation request: kg, years, mg, minutes, ng/mL, counts',
  {
    weightKg: { from: 0.5, to: 1_000 },
    ageYears: { from: 0, to: 120 },
    mg: 10_000,
    minutes: 10_000_000,
    ngPerMl: 1_000_000,
    doses: 1_000,
    samples: 10_000,
    levels: 100,
    subjects: { from: 20, to: 10_000 },
    seed: 4_294_967_295,
    ke0PerMin: { from: 0.0001, to: 100 },
    cyp2b6Factor: { from: 0.37, to: 1 },
    nasalFraction: { from: 0, to: 0.54 },
    devices: 3,
    bandWork: 3_000_000,
  },
  '1',
  projectDefault('project rule: an answer in seconds'),
);

const bounds = requestBounds.value;
const number = z.number('is a number');
const between = ({ from, to }: { from: number; to: number }, unit: string) => {
  const says = `is from ${from} to ${to}${unit}`;
  return z.number(says).min(from, says).max(to, says);
};
const minute = number.min(0, 'is 0 or more minutes').max(bounds.minutes, `is at most ${bounds.minutes} minutes`);
const concentration = number.positive('is more than 0 ng/mL').max(bounds.ngPerMl, `is at most ${bounds.ngPerMl} ng/mL`);

export const Patient = z.strictObject({
  weightKg: between(bounds.weightKg, ' kg').optional(),
  ageYears: between(bounds.ageYears, ' years').optional(),
  ancestry: z.enum(['not-used', 'asian', 'japanese'], 'is not-used, asian or japanese').default('not-used'),
  /** Share of the hepatic clearance that is left when CYP2B6 is inhibited. For ashraf2018 only. */
  cyp2b6Factor: between(bounds.cyp2b6Factor, '').optional(),
});

const devices = { from: 1, to: bounds.devices };

export const Doses = z
  .array(
    z.strictObject({
      route: z.enum(
        ['iv', 'im', 'sc', 'intranasal', 'sublingual', 'oral'],
        'is iv, im, sc, intranasal, sublingual or oral',
      ),
      atMin: minute,
      mg: number.positive('is more than 0 mg').max(bounds.mg, `is at most ${bounds.mg} mg`),
      overMin: number
        .positive('is more than 0 minutes; leave it out for a bolus')
        .max(bounds.minutes, `is at most ${bounds.minutes} minutes`)
        .optional(),
      device: between(devices, '').int('is 1, 2 or 3').optional(),
    }),
    'is a list of doses',
  )
  .min(1, 'has at least one dose')
  .max(bounds.doses, `has at most ${bounds.doses} doses`);

const Level = z.strictObject({
  atMin: minute,
  ketamineNgPerMl: concentration.optional(),
  norketamineNgPerMl: concentration.optional(),
  hydroxynorketamineNgPerMl: concentration.optional(),
});

export const SimulateRequest = z.strictObject({
  model: z.string('is the name of a model').optional(),
  product: z.enum(['racemic', 'esketamine'], 'is racemic or esketamine').optional(),
  patient: Patient,
  doses: Doses,
  sampleAtMin: z
    .array(minute, 'is a list of minutes')
    .min(1, 'has at least one time')
    .max(bounds.samples, `has at most ${bounds.samples} times`),
  /** Share of a racemic nasal dose that the nose takes up: the clinic sets it. */
  nasalFraction: between(bounds.nasalFraction, '').optional(),
  ke0PerMin: between(bounds.ke0PerMin, ' per minute').optional(),
  outsideValidity: z.literal('allow', 'is "allow", or left out').optional(),
  band: z
    .strictObject({
      subjects: between(bounds.subjects, '').int('is a whole number'),
      seed: between({ from: 0, to: bounds.seed }, '').int('is a whole number'),
    })
    .optional(),
  levels: z.array(Level, 'is a list of levels').max(bounds.levels, `has at most ${bounds.levels} levels`).optional(),
});
export type SimulateRequest = z.output<typeof SimulateRequest>;

/** @throws BadInput when doses are out of order, or a thing is said of a route that it cannot mean */
export function checkDoses(doses: SimulateRequest['doses']): void {
  doses.forEach(({ route, atMin, overMin, device }, at) => {
    const before = doses[at - 1];
    if (before !== undefined && atMin < before.atMin)
      throw new BadInput(
        `doses[${at}].atMin`,
        `doses[${at}].atMin: doses stand in the order of time, and ${atMin} min comes before ${before.atMin} min`,
      );
    if (overMin !== undefined && route !== 'iv')
      throw new BadInput(`doses[${at}].overMin`, `doses[${at}].overMin: only a dose into a vein runs over a time`);
    if (device !== undefined && route !== 'intranasal')
      throw new BadInput(`doses[${at}].device`, `doses[${at}].device: only a nasal dose has a device`);
  });
}
