/**
 * National Drug Codes: 10 digits on the label in three forms (4-4-2, 5-3-2, 5-4-1), 11 (5-4-2) in records.
 *
 * Without its hyphens a 10-digit code could be any of three: it is never guessed.
 */
import { guideline, table } from '#clinical/sources.ts';
import { checkDigitOf, isGtin } from './gs1.ts';

const parts = table(
  'Forms of a National Drug Code: digits of labeler, product and package',
  '1',
  guideline('21 CFR 207.33; general knowledge', 'unverified'),
  [
    { labeler: 4, product: 4, pack: 2 },
    { labeler: 5, product: 3, pack: 2 },
    { labeler: 5, product: 4, pack: 1 },
    { labeler: 5, product: 4, pack: 2 },
  ],
);
const [, , , whole] = parts.rows;
const labelForms = parts.rows.filter((form) => form !== whole);
const longest = { labeler: whole?.labeler ?? 0, product: whole?.product ?? 0, pack: whole?.pack ?? 0 };
const digitsOf = (form: { labeler: number; product: number; pack: number }) => form.labeler + form.product + form.pack;

const padded = (labeler: string, product: string, pack: string): string =>
  labeler.padStart(longest.labeler, '0') + product.padStart(longest.product, '0') + pack.padStart(longest.pack, '0');

/** The 11 digits of a code; undefined where it is none, or could be several. */
export function ndc11Of(given: string): string | undefined {
  const text = given.trim();
  if (/^\d+$/.test(text)) return text.length === digitsOf(longest) ? text : undefined;
  const [labeler = '', product = '', pack = '', ...more] = text.split('-');
  if (more.length > 0 || ![labeler, product, pack].every((part) => /^\d+$/.test(part))) return undefined;
  const fits = parts.rows.some(
    (form) => form.labeler === labeler.length && form.product === product.length && form.pack === pack.length,
  );
  return fits ? padded(labeler, product, pack) : undefined;
}

/** In a GTIN of this country the code of a drug stands behind an indicator, 0 and 3. */
const drugGtin = /^\d03(\d{10})\d$/;

/** The codes, of 11 digits, that a GTIN can stand for: three, since it has no hyphens; none where it is no drug's. */
export function ndcsOfGtin(gtin: string): string[] {
  const [, ndc10] = drugGtin.exec(gtin) ?? [];
  if (ndc10 === undefined || !isGtin(gtin)) return [];
  return labelForms.map(({ labeler, product }) =>
    padded(ndc10.slice(0, labeler), ndc10.slice(labeler, labeler + product), ndc10.slice(labeler + product)),
  );
}

/** The GTIN of one container; undefined where the code is not the 10 digits of a label. */
export function gtinOfNdc(given: string): string | undefined {
  const digits = given.trim().replaceAll('-', '');
  if (ndc11Of(given) === undefined || labelForms.every((form) => digitsOf(form) !== digits.length)) return undefined;
  const body = `003${digits}`;
  return body + checkDigitOf(body);
}
