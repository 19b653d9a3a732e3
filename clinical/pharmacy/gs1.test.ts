import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigitOf, gtinOfNdc, isGtin, ndc11Of, ndcsOfGtin, readScan } from './pharmacy.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
const gtin = digits(13).map((body) => body + checkDigitOf(body));
/** What GS1 allows in a lot or serial, without the brackets of the typed form. */
const word = fc
  .array(fc.constantFrom(...'ABCXYZ0123456789-/.+_!"%&'), { minLength: 1, maxLength: 20 })
  .map((all) => all.join(''));
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const yymmdd = (iso: string) => iso.slice(2).replaceAll('-', '');
const separator = '\u001d';

describe('a code of a vial', () => {
  test('says the same strung together, with a separator and brackets, in whatever order its parts stand', () => {
    fc.assert(
      fc.property(gtin, day, word, word, fc.boolean(), (code, expiresOn, lot, serial, serialFirst) => {
        const fixed = `01${code}17${yymmdd(expiresOn)}`;
        const [a, b] = serialFirst ? [`21${serial}`, `10${lot}`] : [`10${lot}`, `21${serial}`];
        const expected = { gtin: code, expiresOn, lot, serial };
        for (const text of [
          `${fixed}${a}${separator}${b}`,
          `]d2${fixed}${a}${separator}${b}`,
          `${separator}${fixed}${a}${separator}${b}`,
          `${a}${separator}${b}${separator}${fixed}`,
          `(01)${code}(17)${yymmdd(expiresOn)}(10)${lot}(21)${serial}`,
          ` (21)${serial} (10)${lot} (01)${code} (17)${yymmdd(expiresOn)} `,
        ])
          expect(readScan(text), text).toEqual(expected);
      }),
    );
  });

  test('with one digit of its product code changed is no code', () => {
    fc.assert(
      fc.property(gtin, fc.nat(13), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const changed = [...code];
        changed[at] = String((Number(code[at]) + by) % 10);
        expect(isGtin(changed.join(''))).toBe(false);
        expect(readScan(`01${changed.join('')}`)).toHaveProperty('says');
      }),
    );
  });

  test('of any text is read, or refused in a sentence, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), digits(20)), (text) => {
        const read = readScan(text);
        if ('says' in read) expect(read.says).toMatch(/\.$/);
        else expect(read.gtin ?? read.ndc).toBeDefined();
      }),
    );
  });

  test('that names only the month of its expiry is good until its last day', () => {
    expect(readScan('(01)00301439508106(17)280200')).toMatchObject({ expiresOn: '2028-02-29' });
    expect(readScan('(01)00301439508106(17)281231')).toMatchObject({ expiresOn: '2028-12-31' });
    for (const expiry of ['280230', '281300', '280001', '280132'])
      expect(readScan(`(01)00301439508106(17)${expiry}`), expiry).toEqual({
        says: `The code gives ${expiry} as expiry, which is no day. Read it from the label.`,
      });
  });

  test('that is cut off, or says two things, is scanned again', () => {
    expect(readScan('0100301439508106172812')).toEqual({
      says: 'The code is cut off or damaged at (17). Scan it again.',
    });
    expect(readScan('(10)A(10)B(01)00301439508106')).toEqual({
      says: 'The code says two things at (10). Scan it again.',
    });
    expect(readScan('(10)A')).toEqual({
      says: 'The code names no product. Scan the code of the vial or device.',
    });
  });

  test('in a plain bar code of 12, 13 or 14 digits is its product alone', () => {
    for (const text of ['301439508106', '0301439508106', '00301439508106'])
      expect(readScan(text)).toEqual({ gtin: '00301439508106' });
  });
});

describe('a drug code', () => {
  const written = fc
    .constantFrom([4, 4, 2], [5, 3, 2], [5, 4, 1])
    .chain(([labeler = 0, product = 0, pack = 0]) =>
      fc.tuple(digits(labeler), digits(product), digits(pack)).map((parts) => parts.join('-')),
    );

  test('of each of the three forms of a label has eleven digits, and is found again in its product code', () => {
    expect(ndc11Of('0143-9508-10')).toBe('00143950810');
    expect(ndc11Of('50458-028-02')).toBe('50458002802');
    expect(ndc11Of('12345-6789-1')).toBe('12345678901');
    fc.assert(
      fc.property(written, (ndc) => {
        const eleven = ndc11Of(ndc) ?? '';
        const code = gtinOfNdc(ndc) ?? '';
        expect(eleven).toMatch(/^\d{11}$/);
        expect(isGtin(code)).toBe(true);
        expect(ndcsOfGtin(code)).toContain(eleven);
        expect(ndc11Of(eleven)).toBe(eleven);
      }),
    );
  });

  test('of ten digits without hyphens could be three, and is not guessed', () => {
    expect(ndc11Of('0143950810')).toBeUndefined();
    expect(ndc11Of('0143-950-810')).toBeUndefined();
    expect(ndc11Of('')).toBeUndefined();
  });

  test('is not read from the product code of something that is no drug', () => {
    const body = '0076123456789';
    expect(ndcsOfGtin(body + checkDigitOf(body))).toEqual([]);
  });
});
