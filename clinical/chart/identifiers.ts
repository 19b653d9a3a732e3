import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { guideline, sourced } from '#clinical/sources.ts';

/**
 * Numbers that carry a check digit, and why one is wrong.
 *
 * A right check digit says that a number was typed right. It never says that the number is registered, active, or of
 * this person: that is looked up, and who looked is recorded.
 */
export type Checked = { valid: true; notes?: readonly string[] } | { valid: false; why: string };

export const npiPrefix = sourced(
  'Digits that stand before an NPI when its check digit is worked out (ISO/IEC 7812, Luhn)',
  '80840',
  '1',
  guideline('regulatory basis C7 [S43]'),
);

export const npiShape = sourced(
  'How many digits an NPI has, and what its first one may be: 1 for a person, 2 for an organisation',
  { digits: 10, first: '12' },
  '1',
  guideline('regulatory basis C7 [S43]'),
);

export const deaWeights = sourced(
  'What each of the first six digits of a DEA number counts; the last digit of their sum is the seventh',
  [1, 2, 1, 2, 1, 2],
  '1',
  guideline('regulatory basis C6 [S42]'),
);

/** Of two digits, the sum: what Luhn counts for a doubled one. */
const digitSum = (value: number): number => Math.trunc(value / 10) + (value % 10);

/** The Luhn check digit of some digits, without it: every other one is doubled, from the right. */
export function luhnDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .map(Number)
    .reduce((total, digit, place) => total + (place % 2 === 0 ? digitSum(digit * 2) : digit), 0);
  return (10 - (sum % 10)) % 10;
}

const no = (why: string): Checked => ({ valid: false, why });

/** @source regulatory basis C7 */
export function checkNpi(text: string): Checked {
  const { digits, first } = npiShape.value;
  if (text === '') return no('It is empty.');
  if (!/^[0-9]+$/.test(text)) return no('An NPI has only the digits 0 to 9, without spaces or signs.');
  if (text.length !== digits) return no(`An NPI has ${digits} digits; this has ${text.length}.`);
  if (!first.includes(text.charAt(0))) return no(`An NPI begins with 1 or 2; this begins with ${text.charAt(0)}.`);
  const expected = String(luhnDigit(npiPrefix.value + text.slice(0, -1)));
  const given = text.slice(-1);
  return given === expected
    ? { valid: true }
    : no(`The check digit is wrong: the last digit would be ${expected}, and it is ${given}.`);
}

/** Two characters, seven digits, and what may stand after a hyphen: who works under the number of an institution. */
const deaShape = /^([A-Z])([A-Z9])([0-9]{7})(?:-([A-Z0-9]+))?$/;

function deaShapeFault(text: string): string {
  if (text === '') return 'It is empty.';
  if (deaShape.test(text.toUpperCase())) return 'The letters of a DEA number are capitals.';
  if (/\s/.test(text)) return 'A DEA number has no spaces.';
  if (!/^[A-Z]/.test(text)) return 'A DEA number begins with a capital letter.';
  if (!/^.[A-Z9]/.test(text)) return 'The second character of a DEA number is a capital letter or 9.';
  const [number = '', ...suffix] = text.slice(2).split('-');
  if (!/^[0-9]{7}$/.test(number)) return 'A DEA number has two characters, and then seven digits.';
  if (suffix.length === 0) return 'A DEA number has two characters, and then seven digits.';
  return 'What stands after the hyphen has only capital letters and digits.';
}

/** The first letter of a name as a DEA number would carry it: `Ångström` gives A. */
const initialOf = (name: string): string => name.trim().normalize('NFD').replace(/\p{M}/gu, '').charAt(0).toUpperCase();

/**
 * With a name, says when the second letter is not its first: marriage and business names change it, so it is a note and
 * never a refusal. The type letter is not judged either: lists of it disagree.
 *
 * @source regulatory basis C6
 */
export function checkDea(text: string, of: { name?: string | undefined } = {}): Checked {
  const match = deaShape.exec(text);
  if (match === null) return no(deaShapeFault(text));
  const [, , second = '', number = ''] = match;
  const sum = deaWeights.value.reduce<number>((total, weight, place) => total + weight * Number(number[place]), 0);
  const expected = String(sum % 10);
  const given = number.slice(-1);
  if (given !== expected)
    return no(`The check digit is wrong: the seventh digit would be ${expected}, and it is ${given}.`);
  const initial = of.name === undefined ? '' : initialOf(of.name);
  if (!/^[A-Z]$/.test(initial) || second === '9' || second === initial) return { valid: true };
  return {
    valid: true,
    notes: [
      `The second letter is ${second}, and the name begins with ${initial}. A former or a business name may be why.`,
    ],
  };
}

const longest = 100;
const Value = z.string('is a text, like "1234567893"').max(longest, `has ${longest} characters or fewer`);
const NpiAsked = z.strictObject({ value: Value }, 'is an object like {"value":"1234567893"}');
const DeaAsked = z.strictObject(
  { value: Value, name: z.string('is a text').max(longest, `has ${longest} characters or fewer`).optional() },
  'is an object like {"value":"AB1234563"}',
);

/** What `racemic check` answers: the value as an argument, or `{"value":"…"}`. @throws BadInput naming the field */
export function checkRequest(kind: 'npi' | 'dea', input: unknown, args: readonly string[] = []): Checked {
  const [value, more] = args;
  if (more !== undefined) throw new BadInput('value', 'value: one number at a time; for many, use --ndjson.');
  const asked = input === undefined && value !== undefined ? { value } : input;
  if (kind === 'npi') return checkNpi(readInput(NpiAsked, asked).value);
  const of = readInput(DeaAsked, asked);
  return checkDea(of.value, of);
}
