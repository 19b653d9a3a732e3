import { isDeaNumber, isNpi } from '#clinical/chart/chart.ts';
import type { Chance } from './chance.ts';

const digits = (by: Chance, count: number) => Array.from({ length: count }, () => by.whole(0, 9)).join('');

/** The text with the one last digit that makes its check digit right. */
function checked(text: string, isRight: (text: string) => boolean): string {
  for (let last = 0; last <= 9; last += 1) if (isRight(`${text}${last}`)) return `${text}${last}`;
  throw new RangeError(`No last digit makes ${text} right.`);
}

/** Right in form, and nobody's: numbers given out so far begin with 1; 2 is only provided for. */
export const inventNpi = (by: Chance): string => checked(`2${digits(by, 8)}`, isNpi);

/** Right in form; Z is not a letter that the DEA gives to a kind of registrant. */
export const inventDeaNumber = (by: Chance, familyName: string): string => {
  const letter =
    familyName
      .normalize('NFKD')
      .toUpperCase()
      .replace(/[^A-Z]/g, '')[0] ?? '9';
  return checked(`Z${letter}${digits(by, 6)}`, isDeaNumber);
};

/** 555-0100 to 555-0199 are kept for invented telephone numbers in North America. */
export const inventPhone = (by: Chance): string =>
  `${by.pick(['702', '775', '725'])}-555-01${String(by.whole(0, 99)).padStart(2, '0')}`;

/** An id as a station makes them (UUIDv7: the time, then chance), the same for the same chance and time. */
export function inventId(by: Chance, atMs: number): string {
  const hex = (count: number) => Array.from({ length: count }, () => by.whole(0, 15).toString(16)).join('');
  const time = Math.max(0, Math.trunc(atMs)).toString(16).padStart(12, '0').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${by.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
}
