/** A search: a walk through a band of latitude, and the first of what it finds. */
import { boxAround, milesBetween, type Point } from '#clinical/finder/finder.ts';
import { centerIdAt, compareIds, locationIdAt, type NearRows, noPrice } from './near-rows.ts';
import { asksOf, type Filters } from './near-says.ts';

export type Near = {
  point: Point;
  miles: number;
  filters: Filters;
  order: 'nearest' | 'most-checked';
  /** With those who have not said anything about a filter: not known is not no. */
  withUnknown?: boolean;
  most: number;
  after: number;
};

/** Where a search notes what it finds: used again by the next one, which begins when this one has ended. */
let found = { at: new Uint32Array(0), miles: new Float64Array(0), slot: new Uint32Array(0) };

/** Each center within the circle once, at its nearest place. @returns how many are noted in `found` */
function walk(held: NearRows, { point, miles, filters, withUnknown = false }: Omit<Near, 'order' | 'most' | 'after'>) {
  if (found.at.length < held.count)
    found = {
      at: new Uint32Array(held.count),
      miles: new Float64Array(held.count),
      slot: new Uint32Array(held.count),
    };
  const { latitude, longitude, says, cents, center } = held;
  const { south, north, west, east } = boxAround(point, miles);
  const asks = asksOf(filters);
  const mostCents = filters.mostCents ?? Number.POSITIVE_INFINITY;
  const noPriceFits = withUnknown || filters.mostCents === undefined;
  const fits = (at: number) => {
    const price = cents[at] ?? noPrice;
    if (price === noPrice ? !noPriceFits : price > mostCents) return false;
    const said = says[at] ?? 0;
    for (const ask of asks) if ((said & ask.bit) === 0 && !(withUnknown && (said & ask.said) === 0)) return false;
    return true;
  };
  const place = { latitude: 0, longitude: 0 };
  let count = 0;
  for (let at = firstFrom(latitude, south); at < held.count; at += 1) {
    place.latitude = latitude[at] ?? 0;
    if (place.latitude > north) break;
    const of = longitude[at] ?? 0;
    // Both sides of the date line, where a box goes across it.
    if (!((of >= west && of <= east) || of - wholeTurn >= west || of + wholeTurn <= east)) continue;
    if (!fits(at)) continue;
    place.longitude = of;
    const away = milesBetween(point, place);
    if (away > miles) continue;
    const number = center[at] ?? 0;
    const slot = found.slot[number] ?? 0;
    if (slot < count && center[found.at[slot] ?? 0] === number) {
      const before = found.miles[slot] ?? 0;
      if (away > before || (away === before && compareIds(held, at, found.at[slot] ?? 0) > 0)) continue;
      found.at[slot] = at;
      found.miles[slot] = away;
      continue;
    }
    found.slot[number] = count;
    found.at[count] = at;
    found.miles[count] = away;
    count += 1;
  }
  return count;
}

const wholeTurn = 360;

/** The first row that is not south of it. */
function firstFrom(latitude: Float64Array, south: number): number {
  let [low, high] = [0, latitude.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((latitude[middle] ?? 0) < south) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type NearFound = { centerId: string; locationId: string; miles: number };

/** Centers within so many miles of a point, each once, at its nearest place; ties by id, so that pages never overlap. */
export function nearIn(held: NearRows, near: Near): { total: number; page: NearFound[] } {
  const total = walk(held, near);
  const { at, miles } = found;
  const sumOf = (slot: number) => (near.order === 'nearest' ? 0 : (held.sum[at[slot] ?? 0] ?? 0));
  // More than any distance on earth, so that a higher sum is always before.
  const key = (slot: number) => (miles[slot] ?? 0) - sumOf(slot) * 100_000;
  const upTo = near.after + near.most;
  const last =
    total <= upTo
      ? Number.POSITIVE_INFINITY
      : nthSmallest(
          Float64Array.from({ length: total }, (_, slot) => key(slot)),
          upTo - 1,
        );
  const slots: number[] = [];
  for (let slot = 0; slot < total; slot += 1) if (key(slot) <= last) slots.push(slot);
  slots.sort(
    (a, b) => sumOf(b) - sumOf(a) || (miles[a] ?? 0) - (miles[b] ?? 0) || compareIds(held, at[a] ?? 0, at[b] ?? 0),
  );
  const page = slots.slice(near.after, upTo).map((slot) => {
    const row = at[slot] ?? 0;
    return { centerId: centerIdAt(held, row), locationId: locationIdAt(held, row), miles: miles[slot] ?? 0 };
  });
  return { total, page };
}

/** How many there would be. */
export const countIn = (held: NearRows, near: Omit<Near, 'order' | 'most' | 'after'>): number => walk(held, near);

/** By parting the values at one of them, again where the wanted one is (Hoare 1961): to sort all of them takes longer. */
function nthSmallest(values: Float64Array, nth: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const value = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = value;
      left += 1;
      right -= 1;
    }
    if (nth <= right) high = right;
    else if (nth >= left) low = left;
    else break;
  }
  return values[nth] ?? 0;
}
