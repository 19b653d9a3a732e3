import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { AllergyInput, allergyStatement, isBornBy, MedicineInput, PatientInput, ProblemInput } from './chart.ts';

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const says = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

describe('what a clinic says about allergies', () => {
  const row = (
    kind: 'allergy' | 'intolerance' | 'no-known-allergies',
    status: 'active' | 'resolved' | 'entered-in-error' = 'active',
  ) => ({ kind, status });
  test.each([
    ['nothing was ever asked', [], 'not known'],
    ['an allergy', [row('allergy')], 'has allergies'],
    ['an intolerance', [row('intolerance')], 'has allergies'],
    ['asked, and there is none', [row('no-known-allergies')], 'no known allergies'],
    ['an allergy beside an old "none"', [row('no-known-allergies'), row('allergy')], 'has allergies'],
    ['an allergy that has gone', [row('allergy', 'resolved')], 'not known'],
    ['an allergy written down by mistake', [row('allergy', 'entered-in-error')], 'not known'],
    ['a "none" written down by mistake', [row('no-known-allergies', 'entered-in-error')], 'not known'],
    [
      'a mistake beside a "none"',
      [row('allergy', 'entered-in-error'), row('no-known-allergies')],
      'no known allergies',
    ],
  ] as const)('%s: %j is "%s"', (_what, rows, statement) => {
    expect(allergyStatement(rows)).toBe(statement);
  });

  test('silence is never "no known allergies": someone must have said so', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom('allergy' as const, 'intolerance' as const, 'no-known-allergies' as const),
            status: fc.constantFrom('active' as const, 'resolved' as const, 'entered-in-error' as const),
          }),
        ),
        (rows) => {
          const said = allergyStatement(rows);
          const active = rows.filter((of) => of.status === 'active');
          if (said === 'no known allergies')
            expect(active.every((of) => of.kind === 'no-known-allergies') && active.length > 0).toBe(true);
          if (said === 'not known') expect(active).toEqual([]);
          if (active.some((of) => of.kind !== 'no-known-allergies')) expect(said).toBe('has allergies');
        },
      ),
    );
  });
});

describe('allergies, medicines, problems', () => {
  test('an allergy names its substance; only "no known allergies" has none', () => {
    expect(takes(AllergyInput, { kind: 'allergy', substance: 'latex' })).toBe(true);
    expect(takes(AllergyInput, { kind: 'no-known-allergies', substance: '' })).toBe(true);
    expect(says(AllergyInput, { kind: 'allergy', substance: '' })).toMatch(/^names the substance/);
    expect(says(AllergyInput, { kind: 'no-known-allergies', substance: 'latex' })).toMatch(/^names the substance/);
  });

  test('severity that nobody gave is unknown, never mild', () => {
    expect(AllergyInput.parse({ kind: 'allergy', substance: 'latex' }).severity).toBe('unknown');
  });

  test.each([
    ['an allergy', AllergyInput, { kind: 'allergy', substance: 'latex' }],
    ['a medicine', MedicineInput, { name: 'sertraline' }],
    ['a problem', ProblemInput, { name: 'depression' }],
  ])('%s may have no dates, or one; it does not end before it begins', (_what, schema, base) => {
    expect(schema.parse(base)).toMatchObject({ startedOn: null, endedOn: null, status: 'active' });
    expect(takes(schema, { ...base, startedOn: '2026-01-02', endedOn: '2026-01-02' })).toBe(true);
    expect(takes(schema, { ...base, endedOn: '2026-01-02' })).toBe(true);
    expect(says(schema, { ...base, startedOn: '2026-01-02', endedOn: '2026-01-01' })).toBe('ends before it begins');
    expect(says(schema, { ...base, startedOn: '2026-02-30' })).toMatch(/^is a date/);
  });

  test.each(['', 'F33', 'F33.2', 'F32.A', 'Z79.899', 'T45.515A'])('the code "%s" is taken', (code) =>
    expect(takes(ProblemInput, { name: 'x', code })).toBe(true),
  );
  test.each(['f33.2', 'F33.', '33.2', 'F33.22222', "F33'; drop", 'F33.2\n'])(
    'the code "%s" is refused with a sentence',
    (code) => expect(says(ProblemInput, { name: 'x', code })).toBe('is an ICD-10-CM code like F33.2'),
  );
});

describe('what is known of a patient', () => {
  const known = {
    givenName: 'Jordan',
    familyName: 'Sample',
    birthOn: '1984-03-07',
    sexForClinicalUse: 'unknown',
    language: 'en',
    timeZone: 'America/Los_Angeles',
  };
  test('what nobody gave is empty, and no emergency contact is null', () => {
    expect(PatientInput.parse(known)).toEqual({
      ...known,
      preferredName: '',
      phone: '',
      email: '',
      address: '',
      emergencyContact: null,
    });
  });
  test('an emergency contact has a name and a number to call', () => {
    const contact = { name: 'Sam Sample', relation: 'brother', phone: '+1 702 555 0100' };
    expect(PatientInput.parse({ ...known, emergencyContact: contact }).emergencyContact).toEqual(contact);
    expect(takes(PatientInput, { ...known, emergencyContact: { ...contact, phone: '' } })).toBe(false);
    expect(takes(PatientInput, { ...known, emergencyContact: { ...contact, name: '' } })).toBe(false);
  });
  test.each(['givenName', 'familyName', 'birthOn', 'sexForClinicalUse', 'language', 'timeZone'])(
    '%s is needed',
    (field) => {
      expect(takes(PatientInput, { ...known, [field]: undefined })).toBe(false);
      expect(takes(PatientInput, { ...known, [field]: null })).toBe(false);
      expect(takes(PatientInput, { ...known, [field]: 7 })).toBe(false);
    },
  );

  test('nobody is born tomorrow, and nobody is refused on the day of their birth, wherever it is', () => {
    const noon = new Date('2026-11-25T12:00:00Z');
    expect(isBornBy('2026-11-25', noon)).toBe(true);
    expect(isBornBy('2026-11-26', noon)).toBe(true);
    expect(isBornBy('2026-11-27', noon)).toBe(false);
    expect(isBornBy('2026-11-26', new Date('2026-11-25T09:59:00Z'))).toBe(false);
    expect(isBornBy('1984-03-07', noon)).toBe(true);
  });
});
