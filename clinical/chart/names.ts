/** Written many ways and meant as one: O'Neil, O’Neil, OʼNeil, O´Neil. */
const apostrophes = /['’‘`´ʼʻ′＇.]/g;

/** Letters that Unicode does not take apart into a plain letter and a mark, as people type them without the key. */
const plain: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** Letters without accents, case and marks, so that "garcia" finds García and "o'neil" finds O’Neil. */
export const fold = (text: string): string =>
  text
    .replace(apostrophes, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøłæœđðþı]/g, (letter) => plain[letter] ?? letter)
    .replace(apostrophes, '');

/** The words of a name, folded. "García-Núñez" gives garcia and nunez. */
export const words = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** One name as it is compared: "José  María" and "jose maria" are the same. */
const comparable = (text: string): string => words(text).join(' ');

/** The first letters of given and family name: what shows on a chair's tile. */
export const initialsOf = (givenName: string, familyName: string): string => {
  const first = (text: string) => [...text.normalize('NFC').trim()][0]?.toUpperCase() ?? '';
  return `${first(givenName)}.${first(familyName)}.`;
};

/**
 * Everything a patient may be found by, folded: each name whole and in its parts (O'Neil by oneil and by neil), the
 * chart number with and without its zeros, the birth date in the orders in which people type it.
 */
export function searchTokens(of: {
  givenName: string;
  familyName: string;
  preferredName: string;
  number: string;
  birthOn: string;
}): string[] {
  const [year = '', month = '', day = ''] = of.birthOn.split('-');
  const names = [of.givenName, of.familyName, of.preferredName];
  return [
    ...new Set([
      ...names.flatMap(words),
      ...names.flatMap((name) => words(name.replace(apostrophes, ' '))),
      fold(of.number),
      fold(of.number).replace(/^0+(?=.)/, ''),
      `${year}${month}${day}`,
      `${month}${day}${year}`,
      `${day}${month}${year}`,
      `${month}${day}${year.slice(-2)}`,
    ]),
  ].filter((token) => token !== '');
}

/**
 * What a person typed, as prefixes to look for; all must match. A date becomes its digits, whichever order it has:
 * 03/07/1984 finds who was born on March 7 and who was born on July 3, and the list says which is which.
 */
export function searchPrefixes(query: string): string[] {
  const dates: string[] = [];
  const rest = query.replace(/\b(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\b/g, (whole, a: string, b: string, c: string) => {
    const pad = (text: string) => text.padStart(2, '0');
    if (a.length === 4 && c.length <= 2) dates.push(`${a}${pad(b)}${pad(c)}`);
    else if (a.length <= 2 && (c.length === 4 || c.length === 2)) dates.push(`${pad(a)}${pad(b)}${c}`);
    else return whole;
    return ' ';
  });
  return [...words(rest), ...dates].slice(0, 6);
}

/**
 * How alike two names are, 0 to 1: shared pairs of letters (Dice). Catches a swapped or missing letter. The order of
 * the words does not count. Names without any letter are alike only when they are the same signs.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairs(one), pairs(other)];
  if (a.length === 0 && b.length === 0) return fold(one).trim() === fold(other).trim() ? 1 : 0;
  const left = [...b];
  const shared = a.filter((pair) => {
    const at = left.indexOf(pair);
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
  return (2 * shared.length) / (a.length + b.length);
}

/** Each letter with the one after it, and with the space before and after the word. */
const pairs = (text: string): string[] =>
  words(text).flatMap((word) => {
    const letters = ` ${word} `;
    return Array.from({ length: letters.length - 1 }, (_, i) => letters.slice(i, i + 2));
  });

type Name = { givenName: string; familyName: string };
type Person = Name & { birthOn: string };

/** The same name to the eye or the ear: accents, case and which part came first do not tell two people apart. */
export const isSameName = (one: Name, other: Name): boolean => {
  const sorted = (of: Name) => words(`${of.givenName} ${of.familyName}`).sort().join(' ');
  return sorted(one) === sorted(other);
};

/** Why two records may be one person; undefined when nothing says so. */
export function maybeSamePerson(one: Person, other: Person): string | undefined {
  const sameBirth = one.birthOn === other.birthOn;
  const alikeness = likeness(`${one.givenName} ${one.familyName}`, `${other.givenName} ${other.familyName}`);
  const family = likeness(one.familyName, other.familyName);
  if (sameBirth && isTurned(one, other)) return 'names the other way round, same birth date';
  if (sameBirth && alikeness === 1) return 'same name and birth date';
  if (sameBirth && alikeness >= alike) return 'similar name, same birth date';
  if (sameBirth && family >= familyAlike) return 'similar family name, same birth date';
  if (alikeness === 1) return 'same name, another birth date';
  if (alikeness >= 0.75 && nearDate(one.birthOn, other.birthOn)) return 'similar name, birth date differs in one part';
  return undefined;
}

/** Given and family name were typed into each other's field. */
function isTurned(one: Name, other: Name): boolean {
  const [given, family] = [comparable(one.givenName), comparable(one.familyName)];
  return given !== family && given === comparable(other.familyName) && family === comparable(other.givenName);
}

/** Chosen by trying pairs of names; they decide only what a person is asked to look at. @provenance DEFAULT */
const alike = 0.55;
const familyAlike = 0.8;

/** Two of year, month and day agree, or month and day are swapped: the usual slips. */
function nearDate(one: string, other: string): boolean {
  const [y1, m1, d1] = one.split('-');
  const [y2, m2, d2] = other.split('-');
  return [y1 === y2, m1 === m2, d1 === d2].filter(Boolean).length === 2 || (y1 === y2 && m1 === d2 && d1 === m2);
}
