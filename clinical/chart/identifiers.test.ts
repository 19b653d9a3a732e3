import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput } from '#clinical/bad-input.ts';
import { checkDea, checkNpi, checkRequest, isDeaNumber } from './chart.ts';

const runs = 2_000 * Number(process.env.RACEMIC_FUZZ ?? 1);

describe('a wrong number is refused with the reason', () => {
  test.each([
    ['1234567893', { valid: true }],
    ['1558598797', { valid: true }],
    ['1245319599', { valid: true }],
    ['2000000002', { valid: true }],
    ['1000000004', { valid: true }],
    ['1234567890', { valid: false, why: 'The check digit is wrong: the last digit would be 3, and it is 0.' }],
    ['3000000000', { valid: false, why: 'An NPI begins with 1 or 2; this begins with 3.' }],
    ['123456789', { valid: false, why: 'An NPI has 10 digits; this has 9.' }],
    ['123456789X', { valid: false, why: 'An NPI has only the digits 0 to 9, without spaces or signs.' }],
    ['１２３４５６７８９３', { valid: false, why: 'An NPI has only the digits 0 to 9, without spaces or signs.' }],
    ['', { valid: false, why: 'It is empty.' }],
  ])('NPI %s', (text, answer) => {
    expect(checkNpi(text)).toEqual(answer);
  });

  const shape = 'A DEA number has two characters, and then seven digits.';
  test.each([
    ['AB1234563', { valid: true }],
    ['F91234563', { valid: true }],
    ['MJ4523761', { valid: true }],
    ['BD9087126', { valid: true }],
    ['RX7751096', { valid: true }],
    ['FS5602138', { valid: true }],
    ['AB1234563-A12', { valid: true }],
    ['MJ4523767', { valid: false, why: 'The check digit is wrong: the seventh digit would be 1, and it is 7.' }],
    ['MJ4523767-A12', { valid: false, why: 'The check digit is wrong: the seventh digit would be 1, and it is 7.' }],
    ['ab1234563', { valid: false, why: 'The letters of a DEA number are capitals.' }],
    ['9A1234563', { valid: false, why: 'A DEA number begins with a capital letter.' }],
    ['A1234563', { valid: false, why: 'The second character of a DEA number is a capital letter or 9.' }],
    ['AB123456', { valid: false, why: shape }],
    ['AB12345633', { valid: false, why: shape }],
    ['AB1234563-', { valid: false, why: 'What stands after the hyphen has only capital letters and digits.' }],
    ['AB1234563\n', { valid: false, why: 'A DEA number has no spaces.' }],
    ['', { valid: false, why: 'It is empty.' }],
  ])('DEA number %j', (text, answer) => {
    expect(checkDea(text)).toEqual(answer);
  });
});

test('Luhn misses one swap, 09 for 90: known, and no proof of anything', () => {
  const right =
    Array.from({ length: 10 }, (_, check) => `120900000${check}`).find((text) => checkNpi(text).valid) ?? '';
  expect(checkNpi(right.replace('1209', '1290')).valid).toBe(true);
});

test('a DEA check digit misses a change of five in an even place: known too', () => {
  expect(checkDea('AB1234563').valid).toBe(true);
  expect(checkDea('AB1734563').valid).toBe(true);
});

test('a second letter that is not the first of the name is a note, never a refusal', () => {
  expect(checkDea('AB1234563', { name: 'Baker' })).toEqual({ valid: true });
  expect(checkDea('AB1234563', { name: 'Stone' })).toEqual({
    valid: true,
    notes: ['The second letter is B, and the name begins with S. A former or a business name may be why.'],
  });
  expect(checkDea('F91234563', { name: 'Stone' })).toEqual({ valid: true });
  expect(checkDea('AB1234563', { name: '王' })).toEqual({ valid: true });
});

test('who works under the number of an institution has no DEA number of their own', () => {
  expect(isDeaNumber('AB1234563')).toBe(true);
  expect(isDeaNumber('AB1234563-A12')).toBe(false);
});

test('what is asked in another shape names the field', () => {
  const field = (input: unknown, args: string[] = []) => {
    try {
      return checkRequest('npi', input, args);
    } catch (error) {
      return error instanceof BadInput ? error.field : error;
    }
  };
  expect(field({ value: 1234567893 })).toBe('value');
  expect(field({})).toBe('value');
  expect(field({ value: '1', extra: 1 })).toBe('extra');
  expect(field(undefined, ['1234567893', '1'])).toBe('value');
  expect(field(undefined, ['1234567893'])).toEqual({ valid: true });
  expect(field(undefined)).toBe('');
});

test('any text, and any JSON, gets an answer with a reason or names its field', () => {
  const near = fc.stringMatching(/^[A-Z9a-z]{0,2}[0-9]{5,11}(-[A-Z0-9]{0,3})?$/);
  const input = fc.oneof(
    fc.string({ unit: 'binary' }).map((value) => ({ value })),
    near.map((value) => ({ value })),
    fc.record({ value: near, name: fc.string({ unit: 'grapheme' }) }),
    fc.anything(),
  );
  fc.assert(
    fc.property(input, fc.constantFrom('npi' as const, 'dea' as const), (asked, kind) => {
      try {
        const answer = checkRequest(kind, asked);
        expect(answer.valid || answer.why.length > 5).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(BadInput);
      }
    }),
    { numRuns: runs },
  );
});
