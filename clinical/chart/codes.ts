import { practice, sourced } from '#clinical/sources.ts';
import { luhnDigit } from './identifiers.ts';

/**
 * Check digits of the code systems that have one: LOINC (mod 10) and SNOMED CT (Verhoeff).
 *
 * A right one says that a code was typed right; what the code stands for is looked up in a licensed browser. MedDRA,
 * CTCAE and ICD-10-CM have none.
 */
export const verhoeff = sourced(
  'How the Verhoeff check moves a digit at each step, and how many steps until it repeats',
  { move: [1, 5, 7, 6, 2, 8, 3, 0, 9, 4], steps: 8, half: 5 },
  '1',
  practice('Verhoeff 1969, as SNOMED CT uses it for its identifiers', 'unverified'),
);

/** Two moves of a pentagon, one after the other: 0 to 4 turn it, 5 to 9 turn it over. */
function compose(a: number, b: number): number {
  const { half } = verhoeff.value;
  const turn = a < half ? a + (b % half) : (a % half) - (b % half) + half;
  const isOver = a < half !== b < half;
  return (turn % half) + (isOver ? half : 0);
}

const moved = (digit: number, times: number): number =>
  times === 0 ? digit : moved(verhoeff.value.move[digit] ?? 0, times - 1);

/** The last digit is the check. Shape: 6 to 18 digits, and a concept's identifier ends in 00 or 10 before the check. */
export function isSnomedCode(text: string): boolean {
  if (!/^[1-9]\d{2,14}[01]0\d$/.test(text)) return false;
  const digits = [...text].reverse().map(Number);
  return digits.reduce((sum, digit, place) => compose(sum, moved(digit, place % verhoeff.value.steps)), 0) === 0;
}

/** One to seven digits, a hyphen, and the Luhn digit of what stands before it. */
export function isLoincCode(text: string): boolean {
  const match = /^(\d{1,7})-(\d)$/.exec(text);
  return match !== null && String(luhnDigit(match[1] ?? '')) === match[2];
}

/** Shape only. */
export const isMedDraCode = (text: string): boolean => /^10\d{6}$/.test(text);
/** Shape only: a letter, a digit, a digit or letter, and up to four more after the point. */
export const isIcd10CmCode = (text: string): boolean => /^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(text);
