import { fold, words } from './names.ts';

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
  if (sameBirth && likeness(one.givenName, other.givenName) === 1) return 'same first name and birth date';
  if (alikeness === 1) return 'same name, another birth date';
  if (alikeness >= 0.75 && nearDate(one.birthOn, other.birthOn)) return 'similar name, birth date differs in one part';
  return undefined;
}

/** One name as it is compared: "José  María" and "jose maria" are the same. */
const comparable = (text: string): string => words(text).join(' ');

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

const twoDigits = (number: number) => String(number).padStart(2, '0');
const upTo = (most: number) => Array.from({ length: most }, (_, at) => twoDigits(at + 1));

/** The date itself and every date that a slip makes of it, so that a search can ask for all of them: about 250. */
export function nearDates(date: string): string[] {
  const [year = '', month = '', day = ''] = date.split('-');
  const made = [
    ...upTo(31).map((other) => `${year}-${month}-${other}`),
    ...upTo(12).map((other) => `${year}-${other}-${day}`),
    ...Array.from({ length: 200 }, (_, at) => `${1900 + at}-${month}-${day}`),
    `${year}-${day}-${month}`,
  ];
  return [...new Set(made)].filter(
    (text) => text.length === 10 && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text,
  );
}
