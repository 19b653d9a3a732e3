/** Letters without accents, case and marks, so that "garcia" finds García and "o'neil" finds O’Neil. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/['’`´.]/g, '');

/** The words of a name, folded. "García-Núñez" gives garcia and nunez. */
export const words = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** The first letters of given and family name: what shows on a chair's tile. */
export const initialsOf = (givenName: string, familyName: string): string => {
  const first = (text: string) => [...text.normalize('NFC').trim()][0]?.toUpperCase() ?? '';
  return `${first(givenName)}.${first(familyName)}.`;
};

/** Everything a patient may be found by, folded: names, chart number, birth date as 19840307 and as typed parts. */
export function searchTokens(of: {
  givenName: string;
  familyName: string;
  preferredName: string;
  number: string;
  birthOn: string;
}): string[] {
  const [year = '', month = '', day = ''] = of.birthOn.split('-');
  return [
    ...new Set([
      ...words(of.givenName),
      ...words(of.familyName),
      ...words(of.preferredName),
      fold(of.number),
      `${year}${month}${day}`,
      `${month}${day}${year}`,
    ]),
  ];
}

/** What a person typed, as prefixes to look for. A date in either order becomes its digits; all must match. */
export function searchPrefixes(query: string): string[] {
  const dates: string[] = [];
  const rest = query.replace(/\b(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\b/g, (whole, a: string, b: string, c: string) => {
    const pad = (text: string) => text.padStart(2, '0');
    if (a.length === 4) dates.push(`${a}${pad(b)}${pad(c)}`);
    else if (c.length === 4) dates.push(`${pad(a)}${pad(b)}${c}`);
    else return whole;
    return ' ';
  });
  return [...words(rest), ...dates].slice(0, 6);
}

/** How alike two names are, 0 to 1: shared pairs of letters (Dice). Catches a swapped or missing letter. */
export function likeness(one: string, other: string): number {
  const pairs = (text: string) => {
    const letters = ` ${words(text).join(' ')} `;
    return Array.from({ length: Math.max(0, letters.length - 1) }, (_, i) => letters.slice(i, i + 2));
  };
  const [a, b] = [pairs(one), pairs(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const left = [...b];
  const shared = a.filter((pair) => {
    const at = left.indexOf(pair);
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
  return (2 * shared.length) / (a.length + b.length);
}

type Person = { givenName: string; familyName: string; birthOn: string };

/** Why two records may be one person; undefined when nothing says so. */
export function maybeSamePerson(one: Person, other: Person): string | undefined {
  const sameBirth = one.birthOn === other.birthOn;
  const straight = likeness(`${one.givenName} ${one.familyName}`, `${other.givenName} ${other.familyName}`);
  const swapped = likeness(`${one.familyName} ${one.givenName}`, `${other.givenName} ${other.familyName}`);
  const family = likeness(one.familyName, other.familyName);
  if (straight === 1 && sameBirth) return 'same name and birth date';
  if (swapped === 1 && sameBirth) return 'names the other way round, same birth date';
  if (sameBirth && Math.max(straight, swapped) >= alike) return 'similar name, same birth date';
  if (sameBirth && family >= familyAlike) return 'similar family name, same birth date';
  if (straight === 1) return 'same name, another birth date';
  if (straight >= 0.75 && nearDate(one.birthOn, other.birthOn)) return 'similar name, birth date differs in one part';
  return undefined;
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
