import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  CalendarDate,
  Email,
  isDeaNumber,
  isNpi,
  Jurisdiction,
  Language,
  LicenceInput,
  licenceState,
  licenceWarningDays,
  PersonName,
  Phone,
  PractitionerInput,
  TimeZone,
} from './chart.ts';

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const says = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

describe('NPI: the check digit of regulatory-basis C7', () => {
  test.each([
    ['1234567893', true],
    ['1558598797', true],
    ['1245319599', true],
    ['2000000002', true],
    ['1000000004', true],
    ['1234567890', false],
  ])('%s: %s', (npi, right) => {
    expect(isNpi(npi)).toBe(right);
  });

  test.each(['3000000000', '123456789', '12345678931', '1234567893 ', '１２３４５６７８９３', '', '1234567893\n'])(
    'what is not ten digits that begin with 1 or 2 is no NPI: "%s"',
    (text) => {
      expect(isNpi(text)).toBe(false);
    },
  );

  test('of ten numbers that differ in the last digit, exactly one is right; one wrong digit is always found', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000_000, max: 299_999_999 }),
        fc.nat(8),
        fc.integer({ min: 1, max: 9 }),
        (nine, place, by) => {
          const right = Array.from({ length: 10 }, (_, check) => `${nine}${check}`).filter(isNpi);
          expect(right).toHaveLength(1);
          const digits = [...(right[0] ?? '')];
          digits[place] = String((Number(digits[place]) + by) % 10);
          expect(isNpi(digits.join(''))).toBe(false);
        },
      ),
    );
  });
});

describe('DEA number: the check digit of regulatory-basis C6', () => {
  test.each([
    ['AB1234563', true],
    ['F91234563', true],
    ['MJ4523761', true],
    ['MJ4523767', false],
    ['BD9087126', true],
    ['RX7751096', true],
    ['FS5602138', true],
  ])('%s: %s', (number, right) => {
    expect(isDeaNumber(number)).toBe(right);
  });

  test.each(['ab1234563', '9A1234563', 'A1234563', 'AB123456', 'AB12345633', 'AB1234563\n', ''])(
    'what is not two letters, or a letter and 9, and seven digits is no DEA number: "%s"',
    (text) => {
      expect(isDeaNumber(text)).toBe(false);
    },
  );

  test('the type letter never decides: lists of them disagree', () => {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') expect(isDeaNumber(`${letter}B1234563`)).toBe(true);
  });

  test('of ten numbers that differ in the last digit, exactly one is right', () => {
    fc.assert(
      fc.property(fc.nat(999_999), (six) => {
        const digits = String(six).padStart(6, '0');
        expect(Array.from({ length: 10 }, (_, check) => `AB${digits}${check}`).filter(isDeaNumber)).toHaveLength(1);
      }),
    );
  });
});

describe('names are kept as they are typed', () => {
  test.each([
    'O’Neil',
    "D'Angelo",
    'García-Núñez',
    'Nguyễn',
    '王小明',
    'Björk',
    'X',
    'J. R.',
    '=cmd|calc',
    '+SUM(A1:A9)',
    'javascript:alert(1)',
    '<script>',
    'राज',
    'מרים',
    'O\u00a0Brien',
  ])('"%s"', (name) => {
    expect(PersonName.parse(name)).toBe(name);
  });

  test.each([
    ['a NUL', 'Jor\u0000dan'],
    ['a line break', 'Jordan\nSample'],
    ['a tab', 'Jordan\tSample'],
    ['an escape', '\u001b[2J'],
    ['a line separator', 'Jordan\u2028Sample'],
    ['a zero width space', 'Jor\u200bdan'],
    ['a right-to-left override', 'Jordan\u202egpj'],
    ['a byte order mark', '\ufeffJordan'],
    ['a soft hyphen', 'Jor\u00addan'],
    ['a Hangul filler that shows nothing', '\u3164'],
    ['an empty Braille cell', '\u2800'],
    ['a tag character', 'Jordan\u{e0041}'],
    ['half a character', 'Jordan\ud800'],
    ['a private character', 'Jordan\ue000'],
    ['a sign of damage', 'Jord\ufffdn'],
    ['a code that stands for no character', 'Jordan\uffff'],
  ])('%s is refused with a sentence', (_what, name) => {
    expect(says(PersonName, name)).toMatch(/^holds a character that is not part of a name$|^has no space/);
  });

  test.each([
    ['', 'is needed'],
    [' Jordan', 'has no space before or after'],
    ['Jordan ', 'has no space before or after'],
    ['x'.repeat(101), 'has 100 characters or fewer'],
  ])('"%s" %s', (name, sentence) => {
    expect(says(PersonName, name)).toBe(sentence);
  });

  test('any text is either refused, or kept and shown unchanged on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        const parsed = PersonName.safeParse(text);
        if (parsed.success) {
          expect(parsed.data).toBe(text);
          expect(text.split(/\r|\n|\u2028|\u2029|\u0085/)).toHaveLength(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('telephone numbers, addresses, codes', () => {
  test.each(['', '+1 702 555 0100', '(702) 555-0100', '702.555.0100', '702-555-0100 x12', '911', '+44 20 7946 0000'])(
    'the telephone number "%s" is taken',
    (phone) => {
      expect(takes(Phone, phone)).toBe(true);
    },
  );
  test.each([
    'call me',
    '=1+1',
    '+SUM(1)',
    'javascript:alert(1)',
    '7'.repeat(41),
    '1',
    '0-----',
    '702\n555',
    '７０２５５５０１００',
  ])('the telephone number "%s" is refused', (phone) => {
    expect(takes(Phone, phone)).toBe(false);
    expect(says(Phone, phone)).toMatch(/telephone number|characters or fewer/);
  });

  test.each(['', 'jordan@example.org', 'jordan.sample+clinic@mail.example.co.uk', "o'neil@example.org"])(
    'the e-mail address "%s" is taken',
    (email) => {
      expect(takes(Email, email)).toBe(true);
    },
  );
  test.each([
    'jordan',
    'jordan@',
    '@example.org',
    'a@b',
    'jordan@example.org\nbcc: all@example.org',
    'jordan@example.org, other@example.org',
    'Jordan <jordan@example.org>',
    'javascript:alert(1)@example.org',
    '=cmd@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('the e-mail address "%s" is refused', (email) => {
    expect(takes(Email, email)).toBe(false);
    expect(says(Email, email)).toMatch(/is an e-mail address|characters or fewer/);
  });

  test.each(['en', 'es-MX', 'zh-Hant-TW', 'sr-Latn'])('%s is a language', (tag) =>
    expect(takes(Language, tag)).toBe(true),
  );
  test.each(['', 'E', 'english language', 'EN', 'en_US', 'en-'])('"%s" is no language', (tag) =>
    expect(takes(Language, tag)).toBe(false),
  );
  test.each(['US-NV', 'US', 'DE-BY', 'PR'])('%s is a place that licenses', (code) =>
    expect(takes(Jurisdiction, code)).toBe(true),
  );
  test.each(['', 'Nevada', 'us-nv', 'US-', 'USA-NV'])('"%s" is no such place', (code) =>
    expect(takes(Jurisdiction, code)).toBe(false),
  );
  test.each(['America/Los_Angeles', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT+5', 'UTC'])(
    '%s is a time zone',
    (zone) => expect(takes(TimeZone, zone)).toBe(true),
  );
  test.each(['', 'Mars/Olympus', 'America/Los Angeles', '+05:00', '../../etc/passwd', 'America//Lima'])(
    '"%s" is no time zone, so no screen ever fails over it',
    (zone) => expect(takes(TimeZone, zone)).toBe(false),
  );
});

describe('dates', () => {
  test.each(['1984-03-07', '1900-01-01', '2199-12-31', '2024-02-29', '2000-02-29'])('%s is a date', (date) =>
    expect(takes(CalendarDate, date)).toBe(true),
  );
  test.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '1899-12-31',
    '2200-01-01',
    '1984-13-01',
    '1984-00-10',
    '1984-3-7',
    '03/07/1984',
    '1984-03-07T00:00:00Z',
    '１９８４-03-07',
    '',
    'yesterday',
  ])('"%s" is refused with a sentence', (date) => {
    expect(says(CalendarDate, date)).toMatch(/^is a date/);
  });

  test('every day of three centuries is a date, and what is taken is a day that the calendar has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), fc.nat(13), fc.nat(32), (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const real = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(text);
        expect(takes(CalendarDate, text)).toBe(exists);
      }),
      { numRuns: 500 },
    );
  });
});

describe('licences', () => {
  const licence = { kind: 'registered nurse', number: 'RN-12345', place: 'US-NV' };
  test('a licence names its kind, its number and its place; dates and scope may be unknown', () => {
    expect(LicenceInput.parse(licence)).toEqual({ ...licence, scope: '' });
    for (const lacking of ['kind', 'number', 'place'])
      expect(takes(LicenceInput, { ...licence, [lacking]: '' }), lacking).toBe(false);
  });
  test('a licence does not end before it begins', () => {
    expect(says(LicenceInput, { ...licence, validFrom: '2026-01-02', validUntil: '2026-01-01' })).toBe(
      'ends before it begins',
    );
    expect(takes(LicenceInput, { ...licence, validFrom: '2026-01-01', validUntil: '2026-01-01' })).toBe(true);
  });

  test.each([
    ['2026-01-01', '2026-11-24', 'expired'],
    ['2026-01-01', '2026-11-25', 'ends soon'],
    ['2026-01-01', '2027-01-24', 'ends soon'],
    ['2026-01-01', '2027-01-25', 'valid'],
    ['2026-11-25', '2027-11-25', 'valid'],
    ['2026-11-26', '2027-11-25', 'not yet valid'],
    ['2026-11-26', null, 'not yet valid'],
    ['2026-01-01', null, 'not known'],
    [null, null, 'not known'],
    [null, '2027-11-25', 'valid'],
    [null, '2026-11-24', 'expired'],
  ] as const)('from %s until %s, on 2026-11-25, is %s', (validFrom, validUntil, state) => {
    expect(licenceState({ validFrom, validUntil }, '2026-11-25')).toBe(state);
  });

  test('the warning comes sixty days ahead, also across a change of clocks and a leap day', () => {
    expect(licenceWarningDays).toBe(60);
    expect(licenceState({ validFrom: null, validUntil: '2028-03-01' }, '2028-01-01')).toBe('ends soon');
    expect(licenceState({ validFrom: null, validUntil: '2028-03-02' }, '2028-01-01')).toBe('valid');
  });
});

describe('people who give care', () => {
  const person = { givenName: 'Avery', familyName: 'Stone' };
  test('NPI and DEA may be unknown; a wrong one is refused with a sentence', () => {
    expect(PractitionerInput.parse(person)).toEqual({ ...person, credentials: '' });
    expect(says(PractitionerInput, { ...person, npi: '1234567890' })).toBe(
      'is not an NPI: ten digits with a check digit',
    );
    expect(says(PractitionerInput, { ...person, deaNumber: 'MJ4523767' })).toBe(
      'is not a DEA number: its check digit is wrong',
    );
  });
});
