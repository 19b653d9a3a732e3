import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameName, likeness, maybeSamePerson, nearDates } from './chart.ts';

/** Any text at all, broken halves of characters included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
);
const anyDate = fc.oneof(
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  fc.constantFrom('1984-03-07', '1984-07-03', '1984-03-08', '1948-03-07'),
);
const anyPerson = fc.record({
  givenName: fc.oneof(anyText, fc.constantFrom('Jordan', 'José', 'Maria')),
  familyName: fc.oneof(anyText, fc.constantFrom('Sample', 'García-Núñez', 'Jordan')),
  birthOn: anyDate,
});

describe('how alike two names are', () => {
  test('between 0 and 1, the same both ways, 1 to itself; whatever is written', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const alike = likeness(one, other);
        expect(alike).toBeGreaterThanOrEqual(0);
        expect(alike).toBeLessThanOrEqual(1);
        expect(likeness(other, one)).toBe(alike);
        expect(likeness(one, one)).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  test('accents, case and the order of the words make no difference', () => {
    expect(likeness('José García', 'garcia JOSE')).toBe(1);
  });

  test('signs without letters are not alike because both hold no letter', () => {
    expect(likeness('-', '.')).toBe(0);
    expect(likeness('', 'Sample')).toBe(0);
  });

  test('one letter wrong is more alike than another name', () => {
    expect(likeness('Gonzalez', 'Gonzales')).toBeGreaterThan(0.75);
    expect(likeness('Gonzalez', 'Petersen')).toBeLessThan(0.2);
  });
});

describe('whether two records may be one person', () => {
  const base = { givenName: 'Jordan', familyName: 'Sample', birthOn: '1984-03-07' };
  test.each([
    ['the same in everything', {}, 'same name and birth date'],
    ['accents apart', { givenName: 'Jordán', familyName: 'SAMPLE' }, 'same name and birth date'],
    [
      'first and last name exchanged',
      { givenName: 'Sample', familyName: 'Jordan' },
      'names the other way round, same birth date',
    ],
    ['one letter missing', { familyName: 'Sampl' }, 'similar name, same birth date'],
    ['another first name', { givenName: 'Alexandrine' }, 'similar family name, same birth date'],
    ['born another day', { birthOn: '1951-11-30' }, 'same name, another birth date'],
    [
      'a letter and a digit apart',
      { familyName: 'Samples', birthOn: '1984-03-08' },
      'similar name, birth date differs in one part',
    ],
    [
      'a letter apart, day and month exchanged',
      { familyName: 'Samples', birthOn: '1984-07-03' },
      'similar name, birth date differs in one part',
    ],
    ['another family name, as after a marriage', { familyName: 'Petersen' }, 'same first name and birth date'],
    ['another person born the same day', { givenName: 'Priya', familyName: 'Raman' }, undefined],
    ['a similar name, born long before', { familyName: 'Samples', birthOn: '1951-11-30' }, undefined],
  ])('%s', (_what, changed, because) => {
    expect(maybeSamePerson(base, { ...base, ...changed })).toBe(because);
  });

  test('the answer is the same whichever record is looked at first, and never fails', () => {
    fc.assert(
      fc.property(anyPerson, anyPerson, (one, other) => {
        expect(maybeSamePerson(one, other)).toBe(maybeSamePerson(other, one));
      }),
      { numRuns: 500 },
    );
  });

  test('a record may always be the same person as itself', () => {
    fc.assert(
      fc.property(anyPerson, (one) => {
        expect(maybeSamePerson(one, { ...one })).toBe('same name and birth date');
      }),
      { numRuns: 400 },
    );
  });
});

describe('the warning of the same name', () => {
  const jose = { givenName: 'José', familyName: 'García' };
  test.each([
    [{ givenName: 'Jose', familyName: 'Garcia' }, true],
    [{ givenName: 'García', familyName: 'José' }, true],
    [{ givenName: 'Josefa', familyName: 'García' }, false],
  ])('José García and %j: %s', (other, same) => {
    expect(isSameName(jose, other)).toBe(same);
    expect(isSameName(other, jose)).toBe(same);
  });
});

describe('dates that a slip of the hand makes of a date', () => {
  test('the list leaves out no date that would count as a slip, and holds only days that the calendar has', () => {
    const [one, other] = [
      { givenName: 'Jordan', familyName: 'Samples', birthOn: '1984-03-07' },
      { givenName: 'Jordan', familyName: 'Sample' },
    ];
    fc.assert(
      fc.property(anyDate, anyDate, (typed, real) => {
        const slip = maybeSamePerson({ ...one, birthOn: typed }, { ...other, birthOn: real }) !== undefined;
        expect(nearDates(typed).includes(real)).toBe(slip || typed === real);
      }),
      { numRuns: 1_000 },
    );
    expect(nearDates('1984-03-07')).toEqual(
      expect.arrayContaining(['1984-03-07', '1984-07-03', '1984-03-17', '1948-03-07']),
    );
    expect(nearDates('2024-01-31')).not.toContain('2024-02-31');
    expect(nearDates('1984-02-29')).not.toContain('1985-02-29');
    expect(nearDates('1984-03-07').length).toBeLessThan(260);
  });
});
