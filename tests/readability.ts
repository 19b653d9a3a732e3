/**
 * How hard a text is to read.
 *
 * English: Flesch-Kincaid grade (Kincaid 1975). Spanish: the index of Szigriszt-Pazos (1993), read on the INFLESZ scale
 * (Barrio-Cantalejo 2008, An Sist Sanit Navar 31:135): 55 to 65 is what most people read with ease.
 */
import { syllable } from 'syllable';

/** Words, of letters or digits. A number counts as one syllable: it is read as a sign. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu) ?? [];
const isNumber = (word: string) => /^\d/.test(word);

export const sentencesOf = (blocks: readonly string[]): string[] =>
  blocks.flatMap((block) => block.split(/[.!?…]+(?=\s|$)/)).filter((sentence) => wordsOf(sentence).length > 0);

function measured(blocks: readonly string[], syllablesOf: (word: string) => number) {
  const sentences = sentencesOf(blocks);
  const words = sentences.flatMap(wordsOf);
  const syllables = words.reduce((sum, word) => sum + (isNumber(word) ? 1 : Math.max(1, syllablesOf(word))), 0);
  return { perSentence: words.length / sentences.length, perWord: syllables / words.length };
}

/** Grade of a US school. */
export function fleschKincaid(blocks: readonly string[]): number {
  const { perSentence, perWord } = measured(blocks, syllable);
  return 0.39 * perSentence + 11.8 * perWord - 15.59;
}

const silentU = /([gq])u(?=[eéií])/g;

/** Vowels that stand together are one syllable, unless both are strong or a weak one carries the accent. */
export function spanishSyllables(word: string): number {
  const text = word
    .toLowerCase()
    .replaceAll(silentU, '$1')
    .replace(/y$/, 'i')
    .replaceAll(/[^a-záéíóúüñ]/g, '');
  let count = 0;
  let before = '';
  for (const letter of text) {
    if (/[aeoáéóíú]/.test(letter) || /[iuü]/.test(letter)) {
      const isJoined =
        before !== '' &&
        ((/[iuü]/.test(letter) && /[aeoáéóiuü]/.test(before)) || (/[iuü]/.test(before) && /[aeoáéó]/.test(letter)));
      if (!isJoined) count++;
      before = letter;
    } else before = '';
  }
  return count;
}

/** 0 is hardest, 100 is easiest. */
export function szigrisztPazos(blocks: readonly string[]): number {
  const { perSentence, perWord } = measured(blocks, spanishSyllables);
  return 206.835 - 62.3 * perWord - perSentence;
}
