import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boxAround,
  countStates,
  type Evidence,
  evidenceKinds,
  factGroups,
  factNames,
  factsIn,
  fromLetters,
  milesBetween,
  stateOf,
  statesOf,
  sumOf,
  toLetters,
} from './finder.ts';

const today = '2026-11-30';
const evidence = (given: Partial<Evidence>): Evidence => ({
  fact: 'rems',
  kind: 'claim',
  words: 'Certified.',
  source: 'its website',
  foundOn: '2026-06-01',
  expiresOn: '2027-06-01',
  ...given,
});

test('there are 24 facts, 5 about who they are, 10 about safety, 9 about openness', () => {
  expect(factGroups.map((group) => factsIn(group).length)).toEqual([5, 10, 9]);
  expect(new Set(factNames).size).toBe(24);
});

test('nobody has told us is not known, and counts nothing', () => {
  expect(stateOf([], today)).toEqual({ state: 'not-known', by: undefined });
  expect(sumOf(countStates(statesOf([], today)))).toBe(0);
});

test('a signed report documents a fact and never verifies it', () => {
  expect(stateOf([evidence({ kind: 'signed-report' })], today).state).toBe('documented');
});

test('a fact about which nobody outside keeps a list is documented at most', () => {
  expect(stateOf([evidence({ fact: 'refunds', kind: 'registry' })], today).state).toBe('documented');
  expect(stateOf([evidence({ fact: 'rems', kind: 'registry' })], today).state).toBe('verified');
});

test('the strongest thing that still counts decides; what ran out is expired only where nothing else is left', () => {
  const old = evidence({ kind: 'registry', expiresOn: '2026-11-29' });
  expect(stateOf([old], today).state).toBe('expired');
  expect(stateOf([old, evidence({})], today).state).toBe('claimed');
  expect(stateOf([{ ...old, expiresOn: today }, evidence({})], today).state).toBe('verified');
});

test('a disagreement outweighs everything and does not heal with time', () => {
  const disagree = evidence({ kind: 'contradiction', foundOn: '2020-01-01', expiresOn: '2021-01-01' });
  expect(stateOf([disagree, evidence({ kind: 'registry' })], today)).toEqual({ state: 'contradicted', by: disagree });
});

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const anyEvidence = fc
  .record({
    fact: fc.constantFrom(...factNames),
    kind: fc.constantFrom(...evidenceKinds),
    foundOn: day,
    expiresOn: day,
  })
  .map(({ foundOn, expiresOn, ...rest }) =>
    evidence({ ...rest, foundOn: foundOn.toISOString().slice(0, 10), expiresOn: expiresOn.toISOString().slice(0, 10) }),
  );

test('the order in which sources speak changes no state', () => {
  fc.assert(
    fc.property(fc.array(anyEvidence), (all) => {
      expect(statesOf(all.toReversed(), today)).toEqual(statesOf(all, today));
    }),
  );
});

test('letters of states come back as they went', () => {
  fc.assert(
    fc.property(fc.array(anyEvidence), (all) => {
      const states = statesOf(all, today);
      expect(fromLetters(toLetters(states))).toEqual(states);
      expect(Object.values(countStates(states)).reduce((a, b) => a + b)).toBe(factNames.length);
    }),
  );
  expect(() => fromLetters('vz')).toThrow(RangeError);
});

test('the sum: verified three, documented two, claimed one, contradicted minus three', () => {
  const counts = { verified: 4, documented: 15, claimed: 1, 'not-known': 2, expired: 1, contradicted: 1 };
  expect(sumOf(counts)).toBe(4 * 3 + 15 * 2 + 1 - 3);
});

test('a degree of latitude is 69.09 miles, and Reno to Las Vegas about 345', () => {
  expect(milesBetween({ latitude: 39, longitude: -119 }, { latitude: 40, longitude: -119 })).toBeCloseTo(69.0934, 3);
  const [reno, vegas] = [
    { latitude: 39.5296, longitude: -119.8138 },
    { latitude: 36.1699, longitude: -115.1398 },
  ];
  expect(milesBetween(reno, vegas)).toBeGreaterThan(343);
  expect(milesBetween(reno, vegas)).toBeLessThan(347);
});

const point = fc.record({
  latitude: fc.double({ min: -89, max: 89, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test('distance is the same both ways, nothing to itself, and never more than half around', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      const miles = milesBetween(a, b);
      expect(miles).toBeCloseTo(milesBetween(b, a), 6);
      expect(milesBetween(a, a)).toBe(0);
      expect(miles).toBeLessThanOrEqual(12_437.1);
    }),
  );
});

test('whatever lies within a distance lies in the box around it', () => {
  fc.assert(
    fc.property(
      fc.record({
        latitude: fc.double({ min: -70, max: 72, noNaN: true }),
        longitude: fc.double({ min: -170, max: 170, noNaN: true }),
      }),
      fc.double({ min: 0.1, max: 300, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 360, noNaN: true }),
      (from, miles, share, bearing) => {
        const angle = (miles * share) / 3958.7613;
        const [lat, turn] = [(from.latitude * Math.PI) / 180, (bearing * Math.PI) / 180];
        const latitude = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(turn));
        const east = Math.atan2(
          Math.sin(turn) * Math.sin(angle) * Math.cos(lat),
          Math.cos(angle) - Math.sin(lat) * Math.sin(latitude),
        );
        const [y, x] = [(latitude * 180) / Math.PI, from.longitude + (east * 180) / Math.PI];
        const box = boxAround(from, miles);
        expect(y).toBeGreaterThanOrEqual(box.south - 1e-9);
        expect(y).toBeLessThanOrEqual(box.north + 1e-9);
        expect(x).toBeGreaterThanOrEqual(box.west - 1e-9);
        expect(x).toBeLessThanOrEqual(box.east + 1e-9);
      },
    ),
  );
});
