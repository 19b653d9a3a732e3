/**
 * Controlled drugs of a virtual clinic: what came, what was drawn, given and wasted, and what counts found.
 *
 * Injected ketamine and the spray are kept in the cabinet; what is swallowed or held under the tongue comes from a pharmacy
 * for one patient and is not. Amounts are whole micrograms.
 */
import { compareCount, type ExpectedLine, isRefusal, type Measure } from '#clinical/pharmacy/pharmacy.ts';
import { nasalDevice } from '#clinical/plan/plan.ts';
import { counts } from './assumed.ts';
import { type Chance, chance } from './chance.ts';
import { type Booking, byDay } from './clinic-bookings.ts';
import { addDays } from './days.ts';
import { inventId } from './numbers.ts';

type Product = 'ketamine' | 'esketamine';

const measures: Readonly<Record<Product, Measure>> = {
  ketamine: { form: 'vial', strengthUgPerMl: 10_000, volumeUl: 20_000 },
  esketamine: { form: 'device', pieceUg: nasalDevice.value.ug, pieces: 1 },
};
const contentUg: Readonly<Record<Product, number>> = { ketamine: 200_000, esketamine: nasalDevice.value.ug };
const products = ['ketamine', 'esketamine'] as const;

export type StockLine = { readonly on: string; readonly product: Product } & (
  | { readonly what: 'received'; readonly containers: number; readonly lot: string; readonly invoice: string }
  | { readonly what: 'used'; readonly opened: number; readonly givenUg: number; readonly wastedUg: number }
  | { readonly what: 'counted'; readonly expected: number; readonly counted: number; readonly differenceUg: number }
  | { readonly what: 'discrepancy'; readonly differenceUg: number; readonly foundBy: 'count' }
);

const productOf = ({ route }: Booking): Product | undefined => {
  if (route === 'intranasal-esketamine') return 'esketamine';
  return route === 'iv' || route === 'im' || route === 'sc' ? 'ketamine' : undefined;
};

/** Of one day: vials serve one after the other, and what is left of the last one at night is wasted before a witness. */
function usedOn(product: Product, booked: readonly Booking[]): { opened: number; givenUg: number; wastedUg: number } {
  const givenUg = booked
    .filter((booking) => productOf(booking) === product)
    .reduce((sum, { doseUg }) => sum + doseUg, 0);
  const opened = Math.ceil(givenUg / contentUg[product]);
  return { opened, givenUg, wastedUg: opened * contentUg[product] - givenUg };
}

/** What somebody counted who had not seen the register: mostly the same, now and then one less or one more. */
const countOf = (by: Chance, expected: number): number =>
  by.isLikely(counts.value.offShare) ? Math.max(0, expected + by.pick([-1, -1, 1])) : expected;

function difference(id: string, product: Product, expected: number, counted: number): number {
  const line: ExpectedLine = {
    productId: id,
    name: product,
    measure: measures[product],
    contentUg: contentUg[product],
    fullContainers: expected,
    openedUg: 0,
  };
  const compared = compareCount([line], [{ productId: id, fullContainers: counted }]);
  if (isRefusal(compared)) throw new RangeError(compared.says);
  return compared.lines[0]?.differenceUg ?? 0;
}

/** Deliveries come on the first day of a week and last until the next, with some to spare. */
const spare = 4;

/** Day by day. After a discrepancy the register goes on from what was counted. */
export function* stockClinic(
  seed: number,
  of: { readonly from: string; readonly until: string; readonly bookings: readonly Booking[] },
): Generator<StockLine> {
  const booked = byDay(of.bookings);
  const { everyDays } = counts.value;
  for (const product of products) {
    const id = inventId(chance(seed, 'stock-product', product), 0);
    const opened = (on: string) => usedOn(product, booked.get(on) ?? []).opened;
    let there = 0;
    for (let week = of.from, number = 1; week <= of.until; week = addDays(week, everyDays), number += 1) {
      const days = Array.from({ length: everyDays }, (_, at) => addDays(week, at));
      const needed = days.reduce((sum, on) => sum + opened(on), 0);
      if (needed === 0) continue;
      const containers = Math.max(0, needed + spare - there);
      const named = chance(seed, 'delivery', product, number);
      if (containers > 0) {
        const lot = `SYN-${named.whole(1_000, 9_999)}`;
        yield { on: week, product, what: 'received', containers, lot, invoice: `SYN-${product}-${number}` };
      }
      there += containers;
      for (const on of days) {
        const used = usedOn(product, booked.get(on) ?? []);
        if (used.opened === 0) continue;
        there -= used.opened;
        yield { on, product, what: 'used', ...used };
      }
      const on = days.at(-1) ?? week;
      const counted = countOf(named, there);
      const differenceUg = difference(id, product, there, counted);
      yield { on, product, what: 'counted', expected: there, counted, differenceUg };
      if (differenceUg !== 0) yield { on, product, what: 'discrepancy', differenceUg, foundBy: 'count' };
      there = counted;
    }
  }
}
