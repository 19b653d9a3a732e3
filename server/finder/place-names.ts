/** Names of towns and states as people type them. */
import { postalStates } from '#clinical/states.ts';

/** As towns are written in full: "St. Louis" and "Saint Louis", "N Las Vegas" and "North Las Vegas". */
const inFull: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  ft: 'fort',
  mt: 'mount',
  n: 'north',
  s: 'south',
  e: 'east',
  w: 'west',
};

/** The letters of a name of a town, so that two ways of writing it are one; empty when it has none. */
export const placeWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|['’.]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => inFull[word] ?? word)
    .join('');

const byName = new Map(Object.entries(postalStates).map(([code, name]) => [placeWords(name), code]));

/** "nv", "Nevada", " n.m. ": the two letters, or undefined. */
export function stateCode(text: string): string | undefined {
  const letters = text.replace(/[^\p{L}]/gu, '').toUpperCase();
  return letters in postalStates ? letters : byName.get(placeWords(text));
}
