import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { commonPassphrases, commonWords } from './common-passphrases.ts';
import { normal } from './scrypt.ts';

export const shortest = 15;
export const longest = 128;

/** What a stranger who knows the clinic and the person would try first. */
export type About = { email?: string; names?: readonly string[]; clinicName?: string };

const own = ['racemic', 'ketamine', 'esketamine', 'spravato', 'clinic', 'depression', 'infusion'];

/** Letters and digits only, so that spaces, dots and capitals hide nothing. */
const bare = (text: string) =>
  normal(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
/** The usual stand-ins: p4$$w0rd is password. */
const plain = (text: string) =>
  bare(
    normal(text)
      .replace(/[@4]/g, 'a')
      .replace(/3/g, 'e')
      .replace(/[1!|]/g, 'i')
      .replace(/0/g, 'o')
      .replace(/[$5]/g, 's')
      .replace(/7/g, 't'),
  );

/**
 * Length decides; what many people choose, what repeats, and what is only about the person or the clinic is refused.
 * No rules about kinds of characters, no expiry (NIST SP 800-63B-4, 3.1.1.2).
 *
 * @throws CannotProceed('blocked') with what is wrong
 */
export function checkPassphrase(given: string, about: About = {}): void {
  const text = normal(given);
  const length = [...text].length;
  const no = (sentence: string) => {
    throw new CannotProceed('blocked', sentence, { field: 'passphrase' });
  };
  if (length < shortest)
    no(
      `A passphrase has ${shortest} characters or more; four or five words that do not belong together are easy to keep.`,
    );
  if (length > longest) no(`A passphrase has at most ${longest} characters.`);
  const letters = bare(text);
  if (new Set(text.toLowerCase()).size < 6 || repeats(letters))
    no('This passphrase repeats itself. Choose one that does not.');
  if (mostlyRuns(letters))
    no('This passphrase follows the keyboard or the alphabet. Choose words that do not belong together.');
  if (commonPassphrases.has(letters) || commonPassphrases.has(plain(text)))
    no('Many people use this passphrase, so it is among the first that are tried. Choose another.');
  if (leftWithout(text, commonWords) < 6)
    no('This passphrase is made of words that many people use in passwords. Choose other words.');
  if (leftWithout(text, [...own, ...wordsAbout(about)]) < 8)
    no(
      'This passphrase is mostly your name, your address or the clinic. Choose words that have nothing to do with them.',
    );
}

/** One piece again and again: "ketamineketamine", "abcabcabcabcabc". */
const repeats = (letters: string): boolean => {
  for (let size = 1; size <= letters.length / 2; size += 1)
    if (
      letters ===
      letters
        .slice(0, size)
        .repeat(Math.ceil(letters.length / size))
        .slice(0, letters.length)
    )
      return true;
  return false;
};

const rows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
];
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(''))];

/** More than two thirds lies in pieces of four or more neighbours on a keyboard, in the alphabet or in the digits. */
function mostlyRuns(letters: string): boolean {
  let inRuns = 0;
  for (let at = 0; at < letters.length; ) {
    let size = 0;
    while (at + size < letters.length && runs.some((run) => run.includes(letters.slice(at, at + size + 1)))) size += 1;
    if (size >= 4) inRuns += size;
    at += Math.max(size, 1);
  }
  return inRuns * 3 > letters.length * 2;
}

/** How many letters stay when these words, digits and signs are taken out; the smaller count of both spellings. */
function leftWithout(text: string, words: readonly string[]): number {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const count = (spelled: string) => {
    let rest = spelled;
    for (const word of longestFirst) rest = rest.replaceAll(word, ' ');
    return [...rest.replace(/[^\p{L}]/gu, '')].length;
  };
  return Math.min(count(bare(text)), count(plain(text)));
}

const wordsAbout = ({ email = '', names = [], clinicName = '' }: About): string[] =>
  [...email.split(/[@.+_-]/), ...names.flatMap((name) => name.split(/\s+/)), ...clinicName.split(/\s+/)]
    .map(bare)
    .filter((word) => word.length >= 3);
