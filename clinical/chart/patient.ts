import { z } from 'zod';
import { CalendarDate, Email, Language, line, PersonName, Phone, TimeZone } from './people.ts';

export const EmergencyContact = z.object({
  name: PersonName,
  relation: line(60, 'a relation').default(''),
  phone: Phone.min(1, 'is needed'),
});

/** What a clinic knows of a person apart from their health. Empty text is not known. */
export const PatientInput = z.object({
  givenName: PersonName,
  familyName: PersonName,
  preferredName: line(100, 'a name').default(''),
  birthOn: CalendarDate,
  /** HL7 "sex parameter for clinical use": what dosing and reference ranges go by. */
  sexForClinicalUse: z.enum(['female', 'male', 'specified', 'unknown']),
  language: Language,
  timeZone: TimeZone,
  phone: Phone.default(''),
  email: Email.default(''),
  address: line(300, 'an address').default(''),
  emergencyContact: EmergencyContact.nullable().default(null),
});
export type PatientInput = z.infer<typeof PatientInput>;

/** Born by now anywhere on earth: where the day has already begun counts, so nobody is refused on their birthday. */
export const isBornBy = (birthOn: string, now: Date): boolean =>
  birthOn <= new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);

const period = { startedOn: CalendarDate.nullable().default(null), endedOn: CalendarDate.nullable().default(null) };
const inOrder = (of: { startedOn: string | null; endedOn: string | null }) =>
  of.startedOn === null || of.endedOn === null || of.endedOn >= of.startedOn;
const order = { message: 'ends before it begins', path: ['endedOn'] };

export const AllergyInput = z
  .object({
    kind: z.enum(['allergy', 'intolerance', 'no-known-allergies']),
    substance: line(200, 'a substance'),
    reaction: line(300, 'a reaction').default(''),
    severity: z.enum(['mild', 'moderate', 'severe', 'unknown']).default('unknown'),
    status: z.enum(['active', 'resolved', 'entered-in-error']).default('active'),
    ...period,
  })
  .refine((of) => (of.kind === 'no-known-allergies') === (of.substance === ''), {
    message: 'names the substance; only "no known allergies" has none',
    path: ['substance'],
  })
  .refine(inOrder, order);
export type AllergyInput = z.infer<typeof AllergyInput>;

export const MedicineInput = z
  .object({
    name: line(200, 'a medicine').min(1, 'is needed'),
    dose: line(100, 'a dose').default(''),
    frequency: line(100, 'a frequency').default(''),
    status: z.enum(['active', 'stopped', 'entered-in-error']).default('active'),
    ...period,
  })
  .refine(inOrder, order);
export type MedicineInput = z.infer<typeof MedicineInput>;

export const ProblemInput = z
  .object({
    name: line(200, 'a problem').min(1, 'is needed'),
    code: z
      .string()
      .regex(/^$|^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/, 'is an ICD-10-CM code like F33.2')
      .default(''),
    status: z.enum(['active', 'resolved', 'entered-in-error']).default('active'),
    ...period,
  })
  .refine(inOrder, order);
export type ProblemInput = z.infer<typeof ProblemInput>;

/** Whether the clinic knows of allergies: three answers, and silence is the third. */
export function allergyStatement(
  rows: readonly { kind: AllergyInput['kind']; status: AllergyInput['status'] }[],
): 'has allergies' | 'no known allergies' | 'not known' {
  const active = rows.filter((row) => row.status === 'active');
  if (active.some((row) => row.kind !== 'no-known-allergies')) return 'has allergies';
  return active.length > 0 ? 'no known allergies' : 'not known';
}
