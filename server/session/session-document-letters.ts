/**
 * The letters of the printed record. The document takes one font per alphabet and picks per character; what none of them
 * has is printed as its code, so that nothing is left out in silence.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Font } from '@react-pdf/renderer';
import { unpackWoff } from './session-document-woff.ts';

const alphabets = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const;
const weights = [400, 600] as const;

/** In the order in which they are asked for a letter. */
export const families: string[] = alphabets.map((alphabet) => `Inter ${alphabet}`);

const sourceOf = (alphabet: string, weight: number) => {
  const file = fileURLToPath(import.meta.resolve(`@fontsource/inter/files/inter-${alphabet}-${weight}-normal.woff`));
  return `data:font/ttf;base64,${unpackWoff(readFileSync(file)).toString('base64')}`;
};

for (const alphabet of alphabets)
  Font.register({
    family: `Inter ${alphabet}`,
    fonts: weights.map((fontWeight) => ({ src: sourceOf(alphabet, fontWeight), fontWeight })),
  });
/** Words are never divided: a hyphen in the name of a medicine would be read as part of it. */
Font.registerHyphenationCallback((word) => [word]);

let isLoaded = false;
export async function loadLetters(): Promise<void> {
  if (isLoaded) return;
  for (const fontFamily of families)
    for (const fontWeight of weights) {
      await Font.load({ fontFamily, fontWeight });
      introduce(fontFamily, fontWeight);
    }
  isLoaded = true;
}

/**
 * A font remembers a shape by what it was first asked for. “ is made of two ’: writing the first document asks for that
 * part without saying which letter it is, and in the next document ’ could no longer be copied or searched for. So each
 * shape is asked for by its letter before anything is written; where two letters share one, the modifier letter (U+02BC
 * for ’) comes last.
 */
function introduce(fontFamily: string, fontWeight: number): void {
  const font = Font.getFont({ fontFamily, fontWeight }).data;
  const letters = [...(font?.characterSet ?? [])];
  const isModifier = (codePoint: number) => codePoint >= 0x2b0 && codePoint < 0x370;
  for (const codePoint of [...letters.filter((one) => !isModifier(one)), ...letters.filter(isModifier)])
    font?.glyphForCodePoint(codePoint);
}

/** Signs that these fonts lack and that have a plain way to be written. */
const plainly: Readonly<Record<string, string>> = {
  '≥': 'at least ',
  '≤': 'at most ',
  '₂': '2',
  '⁻': '-',
  '→': '->',
  '←': '<-',
  '✓': 'yes',
  '\t': ' ',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '‑': '-',
};

const known = new Map<number, boolean>([[10, true]]);
function isPrintable(codePoint: number): boolean {
  const before = known.get(codePoint);
  if (before !== undefined) return before;
  const has = families.some(
    (fontFamily) => Font.getFont({ fontFamily, fontWeight: 400 }).data?.hasGlyphForCodePoint(codePoint) === true,
  );
  known.set(codePoint, has);
  return has;
}

const codeOf = (letter: string) => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** What can be printed of a text; a letter without a shape stands as its code: `[U+674E]`. */
export const printable = (text: string): string =>
  Array.from(text.normalize('NFC'), (letter) =>
    isPrintable(letter.codePointAt(0) ?? 0) ? letter : (plainly[letter] ?? codeOf(letter)),
  ).join('');

/** Whether something in these texts is printed as a code. */
export const hasCodes = (text: string): boolean =>
  Array.from(text.normalize('NFC')).some(
    (letter) => !isPrintable(letter.codePointAt(0) ?? 0) && plainly[letter] === undefined,
  );
