import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexTowns, slipsBetween, townSlips } from './town-slips.ts';
import { zipPoints } from './zip-points.ts';

const names = [
  ...new Set(
    zipPoints().all.flatMap((zip) => {
      const at = zipPoints().find(zip);
      return at.is === 'found' ? [at.point.city.toLowerCase().replaceAll(/[^a-z]/g, '')] : [];
    }),
  ),
];
const towns = names.map((city) => [city, [{ city, state: 'NV', zips: ['1'], latitude: 0, longitude: 0 }]] as const);
const index = indexTowns(towns);

test.each([
  ['reno', 'reno', 0],
  ['renno', 'reno', 1],
  ['rneo', 'reno', 1],
  ['ren', 'reno', 1],
  ['remo', 'reno', 1],
  ['rmno', 'reno', 1],
  ['nero', 'reno', 2],
  ['elko', 'reno', 3],
])('%s is %s after %i slips', (a, b, slips) => expect(slipsBetween(a, b, 3)).toBe(slips));

/** A name of a town after some slips, or anything. */
const typed = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...names),
      fc.array(fc.tuple(fc.nat(30), fc.constantFrom('', 'e', 'rr', 'ñ', '7')), { maxLength: 3 }),
    )
    .map(([name, slips]) => slips.reduce((text, [at, by]) => text.slice(0, at) + by + text.slice(at + 1), name)),
  fc.string({ maxLength: 60 }),
);

test('looking only where letters and length allow it finds the same as holding a text against every town', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const most = text.length < 5 ? 1 : 2;
      const all = names
        .map((name) => ({ name, slips: slipsBetween(text, name, most) }))
        .filter(({ slips }) => slips <= most)
        .sort((a, b) => a.slips - b.slips || (a.name < b.name ? -1 : 1));
      expect(townSlips(text, index).map(({ city }) => city)).toEqual(all.slice(0, 5).map(({ name }) => name));
    }),
    { numRuns: 200 },
  );
});

test('a long text, and then a short one, are counted right', () => {
  const long = 'x'.repeat(300);
  expect(slipsBetween(long, `${long}y`)).toBe(1);
  expect(slipsBetween('reno', 'remo')).toBe(1);
});
