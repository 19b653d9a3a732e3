/**
 * What a code on a vial or device says: GTIN, expiry, lot and serial from a GS1 element string, as a camera or a keyboard
 * scanner gives it or as a person types it from below the code with brackets.
 */
import { guideline, table } from '#clinical/sources.ts';

/** How a value ends: after so many characters, or at a separator and after at most so many. */
const elements = table(
  'GS1 application identifiers of health care: characters of the value',
  '1',
  guideline('GS1 General Specifications 3.2, 7.8; general knowledge', 'unverified'),
  [
    { ai: '00', fixed: 18 },
    { ai: '01', fixed: 14 },
    { ai: '02', fixed: 14 },
    { ai: '11', fixed: 6 },
    { ai: '13', fixed: 6 },
    { ai: '15', fixed: 6 },
    { ai: '16', fixed: 6 },
    { ai: '17', fixed: 6 },
    { ai: '20', fixed: 2 },
    { ai: '10', most: 20 },
    { ai: '21', most: 20 },
    { ai: '22', most: 20 },
    { ai: '30', most: 8 },
    { ai: '37', most: 8 },
    { ai: '240', most: 30 },
    { ai: '241', most: 30 },
    { ai: '250', most: 30 },
    { ai: '712', most: 20 },
    { ai: '713', most: 20 },
    { ai: '714', most: 20 },
  ] as readonly { readonly ai: string; readonly fixed?: number; readonly most?: number }[],
);

/** Between values of no fixed length a scanner sends this. */
const separator = '\u001d';
/** What some scanners send before a code, to say which kind it is. */
const symbology = /^\](?:d[12]|C1|e0|Q3|J1)/;

export type Scanned = {
  readonly gtin?: string;
  /** Typed or read as a drug code, where no GTIN was. */
  readonly ndc?: string;
  /** ISO day; a code that names only the month means its last day. */
  readonly expiresOn?: string;
  readonly lot?: string;
  readonly serial?: string;
};
type Unread = { readonly says: string };

/** The last digit of a GTIN: from the right, three times every first and once every second. */
export function checkDigitOf(body: string): string {
  const sum = [...body].reverse().reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

const hasCheckDigit = (digits: string): boolean => checkDigitOf(digits.slice(0, -1)) === digits.slice(-1);

export const isGtin = (text: string): boolean => /^\d{14}$/.test(text) && hasCheckDigit(text);

/** @returns what the code says, or in one sentence why it says nothing */
export function readScan(given: string): Scanned | Unread {
  const text = given.trim().replace(symbology, '');
  if (text === '') return { says: 'Nothing was scanned.' };
  if (/^\d{4,5}-\d{3,4}-\d{1,2}$/.test(text)) return { ndc: text };
  // A plain bar code of 8, 12, 13 or 14 digits is a GTIN alone.
  if (/^(?:\d{8}|\d{12,14})$/.test(text)) return plainCode(text);
  if (/^\d{11}$/.test(text)) return { ndc: text };
  const read = text.startsWith('(') ? bracketed(text) : strung(text.startsWith(separator) ? text.slice(1) : text);
  return 'says' in read ? read : meaningOf(read);
}

function plainCode(digits: string): Scanned | Unread {
  const gtin = digits.padStart(14, '0');
  return isGtin(gtin) ? { gtin } : { says: `${digits} is no product code: its check digit is wrong. Scan it again.` };
}

type Elements = ReadonlyMap<string, string>;

/** `(01)00301439508103(17)271231(10)A12`: brackets say where a value ends. */
function bracketed(text: string): Elements | Unread {
  const found = new Map<string, string>();
  for (const part of text.split('(').slice(1)) {
    const [ai = '', value, ...more] = part.split(')');
    const element = elements.rows.find((row) => row.ai === ai);
    if (element === undefined || value === undefined || more.length > 0) return notUnderstood(text);
    const refused = keep(found, element, value.trim());
    if (refused !== undefined) return refused;
  }
  return found;
}

function strung(text: string): Elements | Unread {
  const found = new Map<string, string>();
  for (let rest = text; rest !== ''; ) {
    const element = elements.rows.find(({ ai }) => rest.startsWith(ai));
    if (element === undefined) return notUnderstood(text);
    const { ai, fixed } = element;
    const ends = rest.indexOf(separator, ai.length);
    const end = fixed === undefined ? (ends === -1 ? rest.length : ends) : ai.length + fixed;
    const refused = keep(found, element, rest.slice(ai.length, end));
    if (refused !== undefined) return refused;
    rest = rest.slice(end);
    if (rest.startsWith(separator)) rest = rest.slice(1);
  }
  return found;
}

function keep(
  found: Map<string, string>,
  { ai, fixed, most }: { ai: string; fixed?: number; most?: number },
  value: string,
): Unread | undefined {
  const fits =
    fixed === undefined
      ? value.length > 0 && value.length <= (most ?? 0)
      : /^\d+$/.test(value) && value.length === fixed;
  if (!fits || !/^[\x21-\x7e]+$/.test(value))
    return { says: `The code is cut off or damaged at (${ai}). Scan it again.` };
  const before = found.get(ai);
  if (before !== undefined && before !== value) return { says: `The code says two things at (${ai}). Scan it again.` };
  found.set(ai, value);
  return undefined;
}

function meaningOf(found: Elements): Scanned | Unread {
  const gtin = found.get('01');
  if (gtin === undefined) return { says: 'The code names no product. Scan the code of the vial or device.' };
  if (!isGtin(gtin)) return { says: `${gtin} is no product code: its check digit is wrong. Scan it again.` };
  const [expiry, lot, serial] = [found.get('17'), found.get('10'), found.get('21')];
  const expiresOn = expiry === undefined ? undefined : dayOf(expiry);
  if (expiry !== undefined && expiresOn === undefined)
    return { says: `The code gives ${expiry} as expiry, which is no day. Read it from the label.` };
  return {
    gtin,
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...(lot === undefined ? {} : { lot }),
    ...(serial === undefined ? {} : { serial }),
  };
}

/** YYMMDD of this century; day 00 is the last of the month. */
function dayOf(yymmdd: string): string | undefined {
  const [year, month, day] = [`20${yymmdd.slice(0, 2)}`, yymmdd.slice(2, 4), yymmdd.slice(4, 6)];
  const first = new Date(Date.UTC(Number(year), Number(month) - 1, 1));
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  if (first.toISOString().slice(0, 7) !== `${year}-${month}`) return undefined;
  if (day === '00') return last;
  const on = `${year}-${month}-${day}`;
  return on <= last ? on : undefined;
}

const notUnderstood = (text: string): Unread => ({
  says: `${text.slice(0, 40).replaceAll(separator, ' ')} is no code of a vial or device. Scan it again, or type what the label says.`,
});
