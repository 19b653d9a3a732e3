/** What is to be asked about the weight of a session: pounds taken for kilograms must never pass in silence. */
import { checkWeight, gramsOf, type WeightGiven, weightInWords } from '#clinical/chart/chart.ts';
import { g, type Quantity } from '#clinical/units.ts';
import type { SessionRecord } from './log-fold.ts';
import { type SessionOrder, weightOfOrder } from './log-order.ts';

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
  if (second !== undefined && gramsOf(second) !== gramsOf(given))
    return `The two readings differ: ${weightInWords(gramsOf(given))} and ${weightInWords(gramsOf(second))}. Weigh again.`;
  const weight = weightOfOrder(order);
  const ordered = weight === undefined ? undefined : g(weight.workedFrom?.actualGrams ?? weight.grams);
  const last = before === undefined ? ordered : gramsOf(before.data.given);
  const question = questionOf(given, last);
  if (second === undefined) return question;
  // A scale set to the other unit says the same number every time: reading it twice settles a change, not a mix-up.
  const inOtherUnit = { ...given, unit: given.unit === 'kg' ? 'lb' : 'kg' } as const;
  return [ordered, last].some((of) => questionOf(given, of) !== undefined && questionOf(inOtherUnit, of) === undefined)
    ? `${given.value} was read twice, and in ${inOtherUnit.unit} it would fit the weight known before. Look at the unit of the scale.`
    : undefined;
}

const questionOf = (given: WeightGiven, last: Quantity<'g'> | undefined): string | undefined =>
  checkWeight({ given, last }).find(({ strength }) => strength === 'relative')?.says;
