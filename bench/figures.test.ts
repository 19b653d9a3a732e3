import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentile, slopeOf, sorted, spreadOf } from './figures.ts';

const some = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { minLength: 1 });

test('half of the measurements lie on each side of the median, and none outside the spread', () => {
  fc.assert(
    fc.property(some, (values) => {
      const { median, least, most } = spreadOf(values);
      expect(values.filter((value) => value < median).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > median).length).toBeLessThanOrEqual(values.length / 2);
      expect([least, most]).toEqual([Math.min(...values), Math.max(...values)]);
    }),
  );
});

test('p95 is one of the measurements, and at most a twentieth of them is slower', () => {
  fc.assert(
    fc.property(some, (values) => {
      const p95 = percentile(sorted(values), 0.95);
      expect(values).toContain(p95);
      expect(values.filter((value) => value > p95).length).toBeLessThanOrEqual(values.length * 0.05);
    }),
  );
});

test('memory that grows by 3 with every request has slope 3, steady memory 0', () => {
  expect(slopeOf([0, 1, 2, 5].map((x) => ({ x, y: 100 + 3 * x })))).toBeCloseTo(3);
  expect(slopeOf([0, 1, 2, 5].map((x) => ({ x, y: 100 })))).toBe(0);
});
