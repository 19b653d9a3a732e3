import fc from 'fast-check';
import { expect, test } from 'vitest';
import { milesBetween } from '#clinical/finder/finder.ts';
import { type NearRow, type NearRows, noRows, replaceRows } from './near-rows.ts';
import { countIn, type Near, nearIn } from './near-walk.ts';
import { insurances, spoken, treatments, ways } from './search.ts';

const id = (number: number) => `018f0000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
/** Few of each, so that places lie on one another, at the pole, and on both sides of the date line. */
const latitude = fc.oneof(fc.constantFrom(39.5, 40, 40.7, 89.99, -90), fc.double({ min: 38, max: 42, noNaN: true }));
const longitude = fc.oneof(
  fc.constantFrom(-74, -119.8, 180, -180, 179.9),
  fc.double({ min: -76, max: -72, noNaN: true }),
);
const offers = [
  ...insurances.map((value) => `insurance:${value}`),
  ...spoken.map((value) => `language:${value}`),
  ...ways.map((value) => `access:${value}`),
  'new-patients:yes',
];
const said = fc.subarray([...offers, 'language:en', 'new-patients:no', 'parking:free']);
const given = fc.subarray([...treatments, 'lozenge-by-mail', 'tea']);

const places = fc.array(fc.record({ latitude, longitude }), { minLength: 1, maxLength: 3 });
const center = fc.record({
  places,
  sum: fc.integer({ min: -24, max: 72 }),
  priceCents: fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: null }),
  treatments: given,
  offers: said,
});
type Center = typeof center extends fc.Arbitrary<infer One> ? One : never;

const rowsOf = ({ places: at, ...shared }: Center, number: number): NearRow[] =>
  at.map((place, nth) => ({ ...shared, ...place, centerId: id(number), locationId: id(1_000 + number * 3 + nth) }));

const near: fc.Arbitrary<Near> = fc.record({
  point: fc.record({ latitude, longitude }),
  miles: fc.constantFrom(10, 35, 100, 250, 3_000, 13_000),
  filters: fc.record({
    treatment: fc.option(fc.constantFrom(...treatments), { nil: undefined }),
    mostCents: fc.option(fc.constantFrom(40_000, 100_000), { nil: undefined }),
    offers: fc.subarray(offers, { maxLength: 3 }),
  }),
  order: fc.constantFrom('nearest', 'most-checked'),
  withUnknown: fc.boolean(),
  most: fc.constantFrom(1, 3, 20),
  after: fc.constantFrom(0, 1, 20),
});

const kindOf = (offer: string) => offer.split(':')[0] ?? '';

/** The same question as it reads: every place looked at, none left out. */
function scan(rows: readonly NearRow[], of: Near) {
  const { treatment, mostCents, offers: asked } = of.filters;
  const fits = (row: NearRow) =>
    (treatment === undefined ||
      row.treatments.some((name) => name === treatment || name === `${treatment}-by-mail`) ||
      (of.withUnknown === true && row.treatments.length === 0)) &&
    (mostCents === undefined || (row.priceCents === null ? of.withUnknown === true : row.priceCents <= mostCents)) &&
    asked.every(
      (offer) =>
        row.offers.includes(offer) ||
        (of.withUnknown === true && !row.offers.some((one) => kindOf(one) === kindOf(offer))),
    );
  const byId = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const inside = rows
    .filter(fits)
    .map(({ centerId, locationId, sum, ...place }) => ({
      centerId,
      locationId,
      sum,
      miles: milesBetween(of.point, place),
    }))
    .filter(({ miles }) => miles <= of.miles)
    .sort((a, b) => a.miles - b.miles || byId(a.locationId, b.locationId));
  const nearest = [...new Map(inside.toReversed().map((one) => [one.centerId, one])).values()];
  const ordered = nearest.sort(
    (a, b) => (of.order === 'nearest' ? 0 : b.sum - a.sum) || a.miles - b.miles || byId(a.centerId, b.centerId),
  );
  return {
    total: ordered.length,
    page: ordered
      .slice(of.after, of.after + of.most)
      .map(({ centerId, locationId, miles }) => ({ centerId, locationId, miles })),
  };
}

const heldOf = (centers: readonly Center[]): NearRows => {
  const rows = centers.flatMap(rowsOf);
  return replaceRows(noRows, [...new Set(rows.map(({ centerId }) => centerId))], rows);
};

test('a search finds what a look at every place finds: same centers, same order, same distance', () => {
  fc.assert(
    fc.property(fc.array(center, { maxLength: 60 }), near, (centers, of) => {
      const [held, expected] = [heldOf(centers), scan(centers.flatMap(rowsOf), of)];
      expect(nearIn(held, of)).toEqual(expected);
      expect(countIn(held, of)).toBe(expected.total);
    }),
    { numRuns: 500 },
  );
});

test('however centers change, come and go, the search is the one over what is there now', () => {
  const change = fc.array(fc.tuple(fc.nat({ max: 29 }), fc.option(center, { nil: undefined })), { maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(center, { maxLength: 30 }),
      fc.array(change, { maxLength: 5 }),
      near,
      (centers, changes, of) => {
        const now = new Map(centers.map((one, number) => [number, rowsOf(one, number)]));
        let held = heldOf(centers);
        for (const some of changes) {
          for (const [number, changed] of some) now.set(number, changed === undefined ? [] : rowsOf(changed, number));
          const ids = [...new Set(some.map(([number]) => number))];
          held = replaceRows(
            held,
            ids.map(id),
            ids.flatMap((number) => now.get(number) ?? []),
          );
          expect(nearIn(held, of)).toEqual(scan([...now.values()].flat(), of));
        }
        expect(held.count).toBe([...now.values()].flat().length);
        expect(held.centers).toBe([...now.values()].filter((rows) => rows.length > 0).length);
      },
    ),
    { numRuns: 300 },
  );
});
