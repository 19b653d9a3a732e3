/**
 * The protocols that are shipped: templates, unsigned. None of them gives a dose until a medical director signs it.
 *
 * @source clinical basis 1.1 to 1.6
 */
import { BadInput } from '#clinical/bad-input.ts';
import { label, practice, projectDefault, slot, sourced, trial } from '#clinical/sources.ts';
import { esketamineDoses, highestRaise, idealFromBmi, wholeAmounts } from './bounds.ts';
import { cadences, leastStays } from './cadence.ts';
import { ivInductions, ivMaintenance, labelPhases, leastDaysBetween, otherCourses } from './courses.ts';
import { ceilings, hardStops } from './limits.ts';
import type { Protocol } from './protocol.ts';

const perKg = 'ug/kg';

export const ivDose = sourced(
  'IV racemic ketamine: start, usual range, the standard 0.5 mg/kg in 40 min, and the longest infusion',
  { start: { from: 200, to: 500 }, usual: { from: 100, to: 750 }, standard: 500, overMin: 40, longestMin: 100 },
  'ug/kg; min',
  trial('clinical basis 1.1, 1.2 [S45, S56, S60, S92]'),
);
export const raiseBelow = sourced(
  'Improvement below which a tolerated dose goes up one step: IV, and by the same rule IM and oral',
  25,
  '%',
  projectDefault('clinical basis 1.2'),
);
export const imDose = sourced(
  'IM racemic ketamine: start and usual range',
  { start: { from: 100, to: 500 }, usual: { from: 100, to: 500 } },
  perKg,
  trial('clinical basis 1.4 [S110, S111]'),
);
/** Neither trial climbed all of these: putting them together is the project's. */
export const imLadder = sourced(
  'IM racemic ketamine: the steps of two trials put together',
  [100, 200, 250, 300, 400, 500],
  perKg,
  projectDefault('clinical basis 1.4; the steps of two trials [S110, S111]'),
);
export const scDose = sourced(
  'SC racemic ketamine: start, usual range, steps, and the improvement below which the dose goes up',
  {
    start: { from: 100, to: 500 },
    usual: { from: 100, to: 900 },
    ladder: [100, 200, 300, 400, 500, 600, 750, 900],
    raiseBelowPct: 50,
  },
  perKg,
  trial('clinical basis 1.4 [S54, S54b, S111]'),
);
export const esketamineDose = sourced(
  'Nasal esketamine: day 1 and later doses in TRD; with acute suicidal ideation; steps',
  { trdStart: 56_000, siStart: 84_000, from: 56_000, to: 84_000, step: 28_000 },
  'ug',
  label('clinical basis 1.3 [S5, S12, S13]'),
);
export const oralDose = sourced(
  'Oral racemic ketamine: start, usual range, steps in one session',
  { start: { from: 500, to: 1_000 }, usual: { from: 500, to: 2_500 }, steps: { from: 100, to: 1_000 } },
  perKg,
  trial('clinical basis 1.1, 1.6 [S46, S51, S113]'),
);
export const sublingualDose = sourced(
  'Sublingual racemic ketamine: very low start, usual range; what is swallowed or spat is another dose',
  { start: { from: 10_000, to: 50_000 }, usual: { from: 10_000, to: 200_000 } },
  'ug',
  practice('clinical basis 1.1, 1.6 [S50, S138]'),
);
export const sublingualSteps = slot(
  'Sublingual racemic ketamine: steps from one session to the next',
  'ug',
  'The step of lozenge practice was not read in a source.',
  practice('clinical basis 1.6'),
);
/** A way that is described, and for which no source has a dose: it has no template, and is named with why. */
export const subcutaneousInfusion = slot(
  'SC infusion of racemic ketamine: dose, rate and ceiling',
  'ug/kg',
  'No dose, no rate and no ceiling of an infusion under the skin was read in a source; one protocol of 2 hours was read for its times of observation alone.',
  trial('clinical basis 3.2 [S54c]'),
);
const weightBasis = { usual: 'actual', fromBmi: idealFromBmi.value, basisFromBmi: 'ideal' } as const;
const perKilogram = { unit: 'ug/kg', wholeUg: wholeAmounts.value, weightBasis } as const;
const proposed = (name: keyof typeof ceilings): NonNullable<Protocol['limits']> => ({
  ceiling: ceilings[name].value,
  hardStop: hardStops[name].value,
  signed: null,
});
const common = { leastDaysBetween: leastDaysBetween.value, thresholds: {} };
const injection = { cadence: cadences.injection.value, leastStay: leastStays.other.value };
const nasal = { cadence: cadences.nasal.value, leastStay: leastStays.nasal.value };
const byMouth = { cadence: cadences.byMouth.value, leastStay: leastStays.other.value };

const esketamine = (id: string, title: string, indication: 'trd' | 'mdd-si', start: number): Protocol => ({
  ...common,
  ...nasal,
  id,
  title,
  route: 'intranasal',
  product: 'esketamine',
  indication,
  dose: {
    unit: 'ug',
    start: { from: start, to: start },
    usual: { from: esketamineDose.value.from, to: esketamineDose.value.to },
    steps: { by: { from: esketamineDose.value.step, to: esketamineDose.value.step } },
    only: esketamineDoses.value,
    wholeUg: esketamineDose.value.step,
  },
  limits: proposed('esketamine'),
  inductions: { label: labelPhases.induction.value },
  induction: 'label',
  after: indication === 'trd' ? [labelPhases.weekly.value, labelPhases.everyTwoWeeks.value] : [],
});

export const templates = {
  iv: {
    ...common,
    id: 'iv',
    title: 'Racemic ketamine, IV infusion',
    route: 'iv',
    product: 'ketamine',
    dose: {
      ...perKilogram,
      start: ivDose.value.start,
      usual: ivDose.value.usual,
      steps: { by: { from: highestRaise.value, to: highestRaise.value } },
      raiseBelowPct: raiseBelow.value,
    },
    limits: proposed('iv'),
    infusion: { overMin: ivDose.value.overMin, fromMin: ivDose.value.overMin, toMin: ivDose.value.longestMin },
    inductions: {
      A: ivInductions.A.value,
      A8: ivInductions.A8.value,
      B: ivInductions.B.value,
      C: ivInductions.C.value,
    },
    induction: 'A',
    after: [ivMaintenance.weekly.value, ivMaintenance.longer.value],
    cadence: cadences.iv.value,
    leastStay: leastStays.iv.value,
  },
  im: {
    ...common,
    ...injection,
    id: 'im',
    title: 'Racemic ketamine, IM injection',
    route: 'im',
    product: 'ketamine',
    dose: {
      ...perKilogram,
      start: imDose.value.start,
      usual: imDose.value.usual,
      steps: { ladder: imLadder.value },
      raiseBelowPct: raiseBelow.value,
    },
    limits: proposed('im'),
    inductions: { usual: otherCourses.im.value },
    induction: 'usual',
    after: [],
  },
  sc: {
    ...common,
    ...injection,
    id: 'sc',
    title: 'Racemic ketamine, SC injection',
    route: 'sc',
    product: 'ketamine',
    dose: {
      ...perKilogram,
      start: scDose.value.start,
      usual: scDose.value.usual,
      steps: { ladder: scDose.value.ladder },
      raiseBelowPct: scDose.value.raiseBelowPct,
    },
    limits: proposed('sc'),
    inductions: { usual: otherCourses.sc.value },
    induction: 'usual',
    after: [],
  },
  'esketamine-trd': esketamine(
    'esketamine-trd',
    'Esketamine nasal spray, treatment-resistant depression',
    'trd',
    esketamineDose.value.trdStart,
  ),
  'esketamine-mdd-si': esketamine(
    'esketamine-mdd-si',
    'Esketamine nasal spray, depression with acute suicidal ideation or behaviour',
    'mdd-si',
    esketamineDose.value.siStart,
  ),
  'intranasal-racemic': {
    ...common,
    ...nasal,
    id: 'intranasal-racemic',
    title: 'Racemic ketamine, compounded nasal spray: record only',
    route: 'intranasal',
    product: 'ketamine',
    dose: null,
    limits: null,
    inductions: {},
    induction: null,
    after: [],
  },
  oral: {
    ...common,
    ...byMouth,
    id: 'oral',
    title: 'Racemic ketamine, swallowed under supervision',
    route: 'oral',
    product: 'ketamine',
    dose: {
      ...perKilogram,
      start: oralDose.value.start,
      usual: oralDose.value.usual,
      steps: { by: oralDose.value.steps },
      raiseBelowPct: raiseBelow.value,
    },
    limits: proposed('oral'),
    inductions: { usual: otherCourses.oral.value },
    induction: 'usual',
    after: [],
  },
  sublingual: {
    ...common,
    ...byMouth,
    id: 'sublingual',
    title: 'Racemic ketamine, lozenge or tablet under the tongue, supervised',
    route: 'sublingual',
    product: 'ketamine',
    dose: {
      unit: 'ug',
      start: sublingualDose.value.start,
      usual: sublingualDose.value.usual,
      steps: null,
      wholeUg: wholeAmounts.value,
    },
    limits: proposed('sublingual'),
    inductions: { weekly: otherCourses.sublingual.value },
    induction: 'weekly',
    after: [],
  },
} as const satisfies Record<string, Protocol>;

export type TemplateName = keyof typeof templates;
export const templateNames: readonly string[] = Object.keys(templates);
export const isTemplateName = (name: string): name is TemplateName => Object.hasOwn(templates, name);

/**
 * The protocol with a medical director's signature under its ceiling and hard stop.
 *
 * @throws BadInput where there is nothing to sign: no source has a dose
 */
export function signed(protocol: Protocol, by: string, on: string): Protocol {
  if (protocol.limits === null)
    throw new BadInput('signed', `${protocol.title}: there is no ceiling to sign, because no source has a dose.`);
  return { ...protocol, limits: { ...protocol.limits, signed: { by, on } } };
}
