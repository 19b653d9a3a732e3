/**
 * What is read at the chair.
 *
 * Everything is optional: what nobody measured or asked is not known, and not known is never normal. The limits of entry
 * are those of a form: they catch a slip of the hand, and let every real extreme through.
 */
import { z } from 'zod';
import { label, projectDefault, sourced } from '#clinical/sources.ts';

const entry = 'limit of entry on the form, no clinical line; scales by clinical basis 3.3';

/** What may be typed at all. Outside, it is asked again. */
export const entryLimits = sourced(
  'What may be entered as a reading: outside it is a slip of the hand',
  {
    systolicMmHg: { from: 30, to: 300 },
    diastolicMmHg: { from: 10, to: 200 },
    heartRatePerMin: { from: 0, to: 300 },
    breathsPerMin: { from: 0, to: 80 },
    spo2Pct: { from: 0, to: 100 },
    moaaS: { from: 0, to: 5 },
    rass: { from: -5, to: 4 },
    cadss: { from: 0, to: 92 },
    dissociationGrade: { from: 0, to: 4 },
    painNrs: { from: 0, to: 10 },
    anxietyNrs: { from: 0, to: 10 },
    /** Minutes from the start of the dose; before it they are negative. */
    atMin: { from: -1_440, to: 2_880 },
  },
  '1',
  projectDefault(entry),
);

/** With a raised pressure, any of these is an emergency. @source clinical basis 3.3; EU leaflet [S99] */
export const warningSymptoms = sourced(
  'Symptoms that make any blood pressure an emergency',
  [
    'chest-pain',
    'shortness-of-breath',
    'sudden-severe-headache',
    'change-in-vision',
    'seizure',
    'neurological-deficit',
  ],
  '1',
  label('clinical basis 3.3, EU leaflet [S99]'),
);
export type WarningSymptom = (typeof warningSymptoms.value)[number];

const limits = entryLimits.value;
const between = ({ from, to }: { from: number; to: number }) =>
  z.number('is a number').min(from, `is ${from} or more`).max(to, `is ${to} or less`).optional();
const whole = ({ from, to }: { from: number; to: number }) =>
  z
    .int(`is a whole number from ${from} to ${to}`)
    .min(from, `is ${from} or more`)
    .max(to, `is ${to} or less`)
    .optional();

/** The two halves of a pressure changed over are a slip of the hand; the pad says so before it keeps anything. */
export const isPressureInOrder = (of: { systolicMmHg?: number | undefined; diastolicMmHg?: number | undefined }) =>
  of.systolicMmHg === undefined || of.diastolicMmHg === undefined || of.diastolicMmHg < of.systolicMmHg;
export const pressureInOrder = { message: 'is below the systolic pressure', path: ['diastolicMmHg'] };

/** mmHg, per minute and per cent, as the names say. */
export const ReadingSet = z
  .strictObject({
    atMin: z
      .number('is in minutes from the start of the dose')
      .min(limits.atMin.from, 'is within a day before the dose')
      .max(limits.atMin.to, 'is within two days after the dose'),
    systolicMmHg: between(limits.systolicMmHg),
    diastolicMmHg: between(limits.diastolicMmHg),
    heartRatePerMin: between(limits.heartRatePerMin),
    hasNewArrhythmia: z.boolean('is true or false').optional(),
    breathsPerMin: between(limits.breathsPerMin),
    spo2Pct: between(limits.spo2Pct),
    /** The lines are those of room air: on oxygen a good number says little. */
    isOnOxygen: z.boolean('is true or false').optional(),
    moaaS: whole(limits.moaaS),
    rass: whole(limits.rass),
    cadss: whole(limits.cadss),
    /** The project's own scale: one tap where a whole CADSS takes too long. It stands beside CADSS, never in its place. */
    dissociationGrade: whole(limits.dissociationGrade),
    distress: z.enum(['none', 'present', 'needs-drug'], 'is none, present or needs-drug').optional(),
    painNrs: whole(limits.painNrs),
    anxietyNrs: whole(limits.anxietyNrs),
    wantsToStop: z.boolean('is true or false').optional(),
    /** Asked and none: an empty list. Not asked: absent. */
    symptoms: z.array(z.enum(warningSymptoms.value, 'is a warning symptom')).max(20, 'are 20 or fewer').optional(),
  })
  .refine(isPressureInOrder, pressureInOrder);
export type ReadingSet = z.infer<typeof ReadingSet>;

export const phases = ['before', 'during', 'after'] as const;
export type Phase = (typeof phases)[number];

/** As care is given here; pumps run on the intravenous route, and on the subcutaneous one where it is an infusion. */
export const sessionRoutes = [
  'iv',
  'im',
  'sc',
  'intranasal-esketamine',
  'intranasal-racemic',
  'oral',
  'sublingual',
] as const;
export type SessionRoute = (typeof sessionRoutes)[number];
