/**
 * A count in a published report, and the rule that keeps one person from being found in it.
 *
 * A count of 1 to 10 is never shown, nor a figure from which it follows. None at all is shown: it points at nobody.
 *
 * @source regulatory basis G4: cell size suppression policy of CMS, adopted by choice
 */
import { z } from 'zod';
import { guideline, sourced } from '#clinical/sources.ts';

export const smallCounts = sourced(
  'Counts of people that a published report never shows, from and to',
  { from: 1, to: 10 },
  '1',
  guideline('regulatory basis G4 [S153, S103]'),
);

/** The smallest count above none that is shown; also the fewest people of whom a share is shown. */
export const fewestShown: number = smallCounts.value.to + 1;

/**
 * `1-10` says that the count is one of these. `kept-back` says nothing of the count: it could be any number, and is left
 * out because it, or another, could be worked out from it.
 */
export const Count = z.union([
  z.strictObject({ shown: z.int('is a whole number').min(0, 'is not below zero').max(1_000_000_000, 'is too many') }),
  z.strictObject({ hidden: z.enum(['1-10', 'kept-back']) }),
]);
export type Count = z.infer<typeof Count>;

export const keptBack: Count = { hidden: 'kept-back' };
export const oneToTen: Count = { hidden: '1-10' };

export const isSmall = (count: number): boolean => count >= smallCounts.value.from && count <= smallCounts.value.to;
export const shownOf = (count: Count): number | undefined => ('shown' in count ? count.shown : undefined);
export const isKeptBack = (count: Count): boolean => 'hidden' in count && count.hidden === 'kept-back';
export const isOneToTen = (count: Count): boolean => 'hidden' in count && count.hidden === '1-10';

/**
 * Whether parts of a whole may stand beside it. What is in none of the parts follows from the whole, so it must be no
 * one at all, or so many that each hidden part can still be any of its ten values while the rest stays above them.
 *
 * @param shown sum of the parts that are shown
 * @param hidden how many parts read "1 to 10"
 */
export function leavesRoom(whole: number, shown: number, hidden: number): boolean {
  const rest = whole - shown;
  return (hidden === 0 && rest === 0) || rest >= fewestShown + hidden * smallCounts.value.to;
}
