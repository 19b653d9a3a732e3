import { z } from 'zod';
import { checkDea, checkNpi } from './identifiers.ts';

/** A real calendar date, ISO 8601: 2024-02-30 is refused. */
export const CalendarDate = z.iso
  .date('is a date like 1984-03-07')
  .refine((text) => text >= '1900-01-01' && text < '2200-01-01', {
    message: 'is a date between 1900 and 2199',
  });

/**
 * Control characters, line breaks, direction marks, private and broken ones, and those that show nothing at all (a
 * Hangul filler, an empty Braille cell): a name made of them could be read by nobody, or read as another.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffd]/u;

/** One line a person typed: trimmed by whoever sends it, no control or invisible characters. */
export const line = (max: number, what: string) =>
  z
    .string()
    .max(max, `has ${max} characters or fewer`)
    .refine((text) => text === text.trim(), { message: 'has no space before or after' })
    .refine((text) => !unseen.test(text), { message: `holds a character that is not part of ${what}` });

export const PersonName = line(100, 'a name').min(1, 'is needed');
export const Language = z
  .string()
  .max(35, 'has 35 characters or fewer')
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is a language tag like en or es-MX');
/** ISO 3166-2, as US-NV; or a country alone where it has no parts that license. */
export const Jurisdiction = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'is a code like US-NV');
export const TimeZone = z
  .string()
  .max(64, 'has 64 characters or fewer')
  .regex(/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/, 'is a time zone like America/Los_Angeles')
  .refine(isTimeZone, { message: 'is not a time zone that is known here' });

const commonZones = new Set(Intl.supportedValuesOf('timeZone'));

/** Asking the calendar about a zone takes a tenth of a millisecond; the usual names are known beforehand. */
function isTimeZone(zone: string): boolean {
  if (commonZones.has(zone)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const Phone = line(40, 'a telephone number').refine(
  (text) => text === '' || (/^[+(]?[0-9][0-9 ().\-/x]*$/.test(text) && text.replace(/\D/g, '').length >= 3),
  {
    message: 'is a telephone number',
  },
);
export const Email = z
  .string()
  .max(254, 'has 254 characters or fewer')
  .regex(new RegExp(`^$|${z.regexes.email.source}`), 'is an e-mail address');

/** Ten digits and a check digit. @source regulatory basis C7 */
export const isNpi = (text: string): boolean => checkNpi(text).valid;

/**
 * A person's own registration: what stands after a hyphen would name them under the number of an institution.
 *
 * @source regulatory basis C6
 */
export const isDeaNumber = (text: string): boolean => checkDea(text).valid && !text.includes('-');

export const Npi = z.string().refine(isNpi, { message: 'is not an NPI: ten digits with a check digit' });
export const DeaNumber = z.string().refine(isDeaNumber, { message: 'is not a DEA number: its check digit is wrong' });

export const PractitionerInput = z.object({
  givenName: PersonName,
  familyName: PersonName,
  credentials: line(60, 'credentials').default(''),
  email: Email.optional(),
  npi: Npi.optional(),
  deaNumber: DeaNumber.optional(),
});
export type PractitionerInput = z.infer<typeof PractitionerInput>;

export const LicenceInput = z
  .object({
    kind: line(100, 'a kind of licence').min(1, 'is needed'),
    number: line(60, 'a licence number').min(1, 'is needed'),
    place: Jurisdiction,
    scope: line(300, 'a scope').default(''),
    validFrom: CalendarDate.optional(),
    validUntil: CalendarDate.optional(),
  })
  .refine((of) => of.validFrom === undefined || of.validUntil === undefined || of.validUntil >= of.validFrom, {
    message: 'ends before it begins',
    path: ['validUntil'],
  });
export type LicenceInput = z.infer<typeof LicenceInput>;

/** Ends within this many days: said in advance. @provenance DEFAULT, unverified: a medical director may change it */
export const licenceWarningDays = 60;

/** Where a licence stands on a day. No end date is "not known", never "valid". */
export function licenceState(
  licence: { validFrom: string | null; validUntil: string | null },
  today: string,
): 'not yet valid' | 'valid' | 'ends soon' | 'expired' | 'not known' {
  if (licence.validFrom !== null && licence.validFrom > today) return 'not yet valid';
  if (licence.validUntil === null) return 'not known';
  if (licence.validUntil < today) return 'expired';
  const left = (Date.parse(licence.validUntil) - Date.parse(today)) / 86_400_000;
  return left <= licenceWarningDays ? 'ends soon' : 'valid';
}
