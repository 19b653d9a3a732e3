import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, initialsOf, searchPrefixes, searchTokens, words } from './chart.ts';

/** Any text at all, broken halves of characters included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
);
const patient = (given: Partial<Parameters<typeof searchTokens>[0]> = {}) => ({
  givenName: 'Jordan',
  familyName: 'Sample',
  preferredName: '',
  number: '00042',
  birthOn: '1984-03-07',
  ...given,
});
/** What the database does: each typed prefix begins some token. */
const finds = (query: string, of: Parameters<typeof searchTokens>[0]): boolean => {
  const prefixes = searchPrefixes(query);
  return prefixes.length > 0 && prefixes.every((prefix) => searchTokens(of).some((token) => token.startsWith(prefix)));
};

describe('a name is found however it is typed', () => {
  test.each([
    ['garcia', 'García'],
    ['GARCIA', 'garcía'],
    ['Müller', 'Mu\u0308ller'],
    ["o'neil", 'O’Neil'],
    ['oneil', 'O´Neil'],
    ['oneil', 'OʼNeil'],
    ['strasse', 'Straße'],
    ['strasse', 'STRASSE'],
    ['soren', 'Søren'],
    ['lukasz', 'Łukasz'],
    ['yildiz', 'Yıldız'],
    ['dordevic', 'Đorđević'],
    ['thordur', 'Þórður'],
    ['istanbul', 'İstanbul'],
    ['fiona', 'ﬁona'],
    ['smith', 'Ｓｍｉｔｈ'],
  ])('"%s" and "%s" fold to the same', (typed, written) => {
    expect(fold(written)).toBe(fold(typed));
  });

  test.each([
    ['García-Núñez', ['garcia', 'nunez']],
    ['van der Berg', ['van', 'der', 'berg']],
    ['  Mary   Ann ', ['mary', 'ann']],
    ['Nguyễn Thị Minh', ['nguyen', 'thi', 'minh']],
    ['王小明', ['王小明']],
    ['J.R.', ['jr']],
    ['---', []],
  ])('"%s" has the words %j', (name, parts) => {
    expect(words(name)).toEqual(parts);
  });

  test('folding never throws, and folding twice changes nothing more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(words(words(text).join(' '))).toEqual(words(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('searching as a person types', () => {
  const accented = patient({ givenName: 'José María', familyName: 'García-Núñez', preferredName: 'Pepe' });
  test.each([
    'g',
    'garc',
    'García',
    'GARCIA',
    'nunez',
    'núñ',
    'jose garcia',
    'garcia jose',
    'mar gar nu',
    'pepe',
    'garcia-nunez',
    '00042',
    '42',
    '00042 garcia',
    '1984-03-07',
    '1984/3/7',
    '03/07/1984',
    '3/7/1984',
    '07.03.1984',
    '7.3.1984',
    '3/7/84',
    '1984',
    '1984-03',
    '19840307',
    '03071984',
    'garcia 1984-03-07',
    '1984-03-07 gar',
  ])('"%s" finds José María García-Núñez, called Pepe, number 00042, born 1984-03-07', (query) => {
    expect(finds(query, accented)).toBe(true);
  });

  test.each(['arcia', 'garcia smith', '1984-03-08', '1985', '43', '0042', 'garcia 1984-04'])(
    '"%s" does not find them',
    (query) => {
      expect(finds(query, accented)).toBe(false);
    },
  );

  test.each(["O'Neil", 'O’Neil', 'oneil', 'neil', "o'n", 'O´NEIL'])('"%s" finds Sinéad O’Neil', (query) => {
    expect(finds(query, patient({ givenName: 'Sinéad', familyName: 'O’Neil' }))).toBe(true);
  });

  test('every part of every name, cut off anywhere, finds its patient', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), fc.nat(), (givenName, familyName, which, cut) => {
        const of = patient({ givenName, familyName });
        const parts = [...words(givenName), ...words(familyName)];
        const word = [...(parts[which % Math.max(1, parts.length)] ?? '')];
        const typed = word.slice(0, 1 + (cut % Math.max(1, word.length))).join('');
        fc.pre(words(typed).length === 1);
        expect(finds(typed, of)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('nothing typed is nothing to look for, and no text breaks the search', () => {
    expect(searchPrefixes('')).toEqual([]);
    expect(searchPrefixes('  -  ')).toEqual([]);
    fc.assert(
      fc.property(anyText, (text) => {
        const prefixes = searchPrefixes(text);
        expect(prefixes.length).toBeLessThanOrEqual(6);
        expect(prefixes).not.toContain('');
        expect(searchTokens(patient({ givenName: text, familyName: text, preferredName: text }))).not.toContain('');
      }),
      { numRuns: 400 },
    );
  });

  test('no token is longer than an index can hold, even for a hundred letters that each stand for a word', () => {
    const longest = Math.max(
      ...['㌖', '㍿', 'ﷺ', '𐐀', 'ß', '㌀'].map((letter) =>
        Math.max(
          ...searchTokens(patient({ familyName: letter.repeat(100) })).map(
            (token) => new TextEncoder().encode(token).length,
          ),
        ),
      ),
    );
    expect(longest).toBeLessThan(2_500);
  });
});

describe('initials on a chair', () => {
  test.each([
    ['Jordan', 'Sample', 'J.S.'],
    ['élise', 'o’Neil', 'É.O.'],
    ['e\u0301lise', 'roy', 'É.R.'],
    ['𐐨ne', 'x', '𐐀.X.'],
    ['小明', '王', '小.王.'],
  ])('%s %s is %s', (given, family, initials) => {
    expect(initialsOf(given, family)).toBe(initials);
  });

  test('no name breaks them', () => {
    fc.assert(fc.property(anyText, anyText, (given, family) => typeof initialsOf(given, family) === 'string'));
  });
});
