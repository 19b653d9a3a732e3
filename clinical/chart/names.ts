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
