import { guideline, sourced } from '#clinical/sources.ts';

export const likelyRange = sourced(
  'Standard errors on each side of a count that make the range in which the true one likely lies: 95 of 100 such ranges hold it',
  1.96,
  '1',
  guideline('Wilson 1927, J Am Stat Assoc 22:209'),
);

/** Per 100. */
export type Range = { readonly from: number; readonly to: number };

/** Where the true count of 100 likely lies, given that `per100` of 100 among `people` had it (Wilson's score interval). */
export function likelyOf(per100: number, people: number): Range {
  if (!(people > 0) || per100 < 0 || per100 > 100) throw new RangeError(`not a share: ${per100} of 100 in ${people}`);
  const z2 = likelyRange.value ** 2;
  const share = per100 / 100;
  const middle = share + z2 / (2 * people);
  const half = likelyRange.value * Math.sqrt((share * (1 - share) + z2 / (2 * 2 * people)) / people);
  const at = (value: number) => (100 * Math.min(1, Math.max(0, value))) / (1 + z2 / people);
  const clamp = (value: number) => Math.min(100, Math.max(0, value));
  return { from: clamp(at(middle - half)), to: clamp((100 * (middle + half)) / (1 + z2 / people)) };
}
