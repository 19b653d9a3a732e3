/**
 * An HL7 v2 message as text: segments, fields, repetitions, components. What stands in them is read by others.
 *
 * @source HL7 v2.6 chapter 2 (encoding rules, escape sequences, table 0211 character sets)
 */

export type Separators = { field: string; component: string; repetition: string; escape: string; part: string };

export type Segment = {
  readonly name: string;
  /** From 1, in the order in which it stands in the message. */
  readonly place: number;
  readonly text: string;
  /** A field by its number in the standard: MSH-1 is the separator itself. Empty where there is none. */
  field(number: number): string;
};

export type Hl7Message = {
  readonly segments: readonly Segment[];
  readonly separators: Separators;
  /** Lines that are no segment, as they stand there. */
  readonly loose: readonly { place: number; text: string }[];
  /** Letters of one field's component, its escapes undone; from 1. */
  part(field: string, component: number, sub?: number): string;
  repetitions(field: string): string[];
};

export class NotHl7 extends Error {}

/** Table 0211, as far as monitors use it. Others are refused by name. */
const charsets: Record<string, string> = {
  ASCII: 'utf-8',
  'UNICODE UTF-8': 'utf-8',
  'UTF-8': 'utf-8',
  UNICODE: 'utf-8',
  '8859/1': 'iso-8859-1',
  '8859/2': 'iso-8859-2',
  '8859/5': 'iso-8859-5',
  '8859/7': 'iso-8859-7',
  '8859/9': 'iso-8859-9',
  '8859/15': 'iso-8859-15',
};

/**
 * @param bytes of one message, without the envelope
 * @throws NotHl7 with a sentence for whoever looks after the device
 */
export function readHl7(bytes: Uint8Array): Hl7Message {
  const text = lettersOf(bytes);
  const lines = text.split(/\r\n|\r|\n/);
  const [first = ''] = lines;
  const separators = separatorsOf(first);
  const segments: Segment[] = [];
  const loose: { place: number; text: string }[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    if (/^[A-Z][A-Z0-9]{2}$/.test(line.slice(0, 3)) && (line.length === 3 || line[3] === separators.field))
      segments.push(segmentOf(line, at + 1, separators));
    else loose.push({ place: at + 1, text: line });
  }
  return {
    segments,
    separators,
    loose,
    part: (field, component, sub = 1) => {
      const whole = field.split(separators.component)[component - 1] ?? '';
      return plain(whole.split(separators.part)[sub - 1] ?? '', separators);
    },
    repetitions: (field) => (field === '' ? [] : field.split(separators.repetition)),
  };
}

function segmentOf(text: string, place: number, { field: separator }: Separators): Segment {
  const name = text.slice(0, 3);
  const fields = text.split(separator);
  // The separator of MSH is its first field.
  const shift = name === 'MSH' ? 1 : 0;
  return {
    name,
    place,
    text,
    field: (number) => (shift === 1 && number === 1 ? separator : (fields[number - shift] ?? '')),
  };
}

/** A byte-order mark and blank lines before the message are the habit of some senders. */
function lettersOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return withoutBlank(decode(bytes.subarray(2), 'utf-16le'));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return withoutBlank(decode(bytes.subarray(2), 'utf-16be'));
  // The name of the character set is in ASCII whatever it is, so the header can be looked at before it is known.
  const header = withoutBlank(
    Buffer.from(bytes.subarray(0, 2_000))
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, ''),
  );
  const said =
    header
      .split(/[\r\n]/)[0]
      ?.split(header[3] ?? '|')[17]
      ?.split(/[~^]/)[0]
      ?.trim()
      .toUpperCase() ?? '';
  if (said !== '') {
    const charset = charsets[said];
    if (charset === undefined) throw new NotHl7(`The character set “${said}” (MSH-18) is not one that is read here.`);
    return withoutBlank(decode(bytes, charset));
  }
  try {
    return withoutBlank(decode(bytes, 'utf-8'));
  } catch {
    // Without a name, what is not UTF-8 is what older monitors send.
    return withoutBlank(decode(bytes, 'iso-8859-1'));
  }
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    throw new NotHl7(`Its letters are not ${charset}, as the message says they are.`);
  }
}

/** Blanks, a byte-order mark and bytes of nothing, before the first letter. */
function withoutBlank(text: string): string {
  let from = 0;
  while (from < text.length && (text[from] === '\0' || text[from] === '\ufeff' || text[from]?.trim() === '')) from += 1;
  return text.slice(from);
}

function separatorsOf(header: string): Separators {
  if (!header.startsWith('MSH')) throw new NotHl7('It does not begin with MSH.');
  const field = header[3] ?? '';
  const [component = '', repetition = '', back = '', part = ''] = header.slice(4).split(field)[0] ?? '';
  const found = [field, component, repetition || '~', back || '\\', part || '&'];
  if (component === '' || new Set(found).size < found.length || found.some((one) => /[\w\s]/.test(one)))
    throw new NotHl7('Its separators (MSH-1 and MSH-2) can’t be told apart.');
  return { field, component, repetition: found[2] ?? '~', escape: found[3] ?? '\\', part: found[4] ?? '&' };
}

/** Undoes the escapes; one that is not known stays as it was written. */
function plain(text: string, of: Separators): string {
  if (!text.includes(of.escape)) return text.trim();
  const known: Record<string, string> = { F: of.field, S: of.component, T: of.part, R: of.repetition, E: of.escape };
  const pieces = text.split(of.escape);
  let read = pieces[0] ?? '';
  for (let at = 1; at < pieces.length; at += 2) {
    const [code = '', after] = [pieces[at], pieces[at + 1]];
    if (after === undefined) return (read + of.escape + code).trim();
    read += escaped(code, known) ?? `${of.escape}${code}${of.escape}`;
    read += after;
  }
  return read.trim();
}

function escaped(code: string, known: Record<string, string>): string | undefined {
  if (known[code] !== undefined) return known[code];
  if (code === 'H' || code === 'N') return '';
  if (code === '.br') return '\n';
  if (/^X([0-9A-F]{2})+$/i.test(code)) return Buffer.from(code.slice(1), 'hex').toString('latin1');
  return undefined;
}
