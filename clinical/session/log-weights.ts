/** What is to be asked about the weight of a session: pounds taken for kilograms must never pass in silence. */
import { checkWeight, gramsOf, weightInWords } from '#clinical/chart/chart.ts';
import { g } from '#clinical/units.ts';
import type { SessionOrder } from './log-agenda.ts';
import type { SessionRecord } from './log-fold.ts';

/**
 * The newest weight against the one before it, or against that of the order; read off the scale twice and alike, it stands.
 *
 * @returns the question; undefined when there is none
 */
export function weightQuestion(
  record: SessionRecord,
  order: SessionOrder | undefined,
  byMs: number,
): string | undefined {
  const [newest, before] = record.weights.filter(({ atMs }) => atMs <= byMs).reverse();
  if (newest === undefined) return undefined;
  const { given, second } = newest.data;
  if (second !== undefined)
    return gramsOf(second) === gramsOf(given)
      ? undefined
      : `The two readings differ: ${weightInWords(gramsOf(given))} and ${weightInWords(gramsOf(second))}. Weigh again.`;
  const ordered =
    order?.weight === undefined ? undefined : g(order.weight.workedFrom?.actualGrams ?? order.weight.grams);
  const last = before === undefined ? ordered : gramsOf(before.data.given);
  return checkWeight({ given, last }).find(({ strength }) => strength === 'relative')?.says;
}
