/** What the learning pages stand on: ranges, curves and counts, before any words are put to them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sideEffectIds, transform1 } from '#clinical/chart/chart.ts';
import { simulate } from '#clinical/kinetics/kinetics.ts';
import { comparedWays, effectSources, fourWays, learnFigures, likelyOf, literature, toldEffects } from './learn.ts';
import * as outcomes from './outcomes.ts';

const share = fc.double({ min: 0, max: 100, noNaN: true });
const size = fc.integer({ min: 1, max: 100_000 });

test('the range in which a count likely lies holds the count, and stays between 0 and 100', () => {
  fc.assert(
    fc.property(share, size, (per100, people) => {
      const { from, to } = likelyOf(per100, people);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(100);
      expect(from).toBeLessThanOrEqual(per100 + 1e-9);
      expect(to).toBeGreaterThanOrEqual(per100 - 1e-9);
    }),
  );
});

test('more people make a narrower range, and the other side has the same one mirrored', () => {
  fc.assert(
    fc.property(share, size, size, (per100, some, others) => {
      const width = (people: number) => likelyOf(per100, people).to - likelyOf(per100, people).from;
      expect(width(some + others)).toBeLessThanOrEqual(width(some) + 1e-9);
      const [one, other] = [likelyOf(per100, some), likelyOf(100 - per100, some)];
      expect(one.from).toBeCloseTo(100 - other.to, 6);
      expect(one.to).toBeCloseTo(100 - other.from, 6);
    }),
  );
});

test('71 of 131 people: likely 46 to 62 of 100; nobody in ten does not mean never', () => {
  const { from, to } = likelyOf((100 * 71) / 131, 131);
  expect([Math.round(from), Math.round(to)]).toEqual([46, 62]);
  expect(Math.round(likelyOf(0, 10).to)).toBe(28);
  expect(() => likelyOf(101, 10)).toThrow(RangeError);
  expect(() => likelyOf(50, 0)).toThrow(RangeError);
});

test('each way is drawn against its own highest point, and its half comes after it', () => {
  const ways = fourWays();
  expect(ways.map(({ name }) => name)).toEqual(['infusion', 'spray', 'injection', 'lozenge']);
  for (const { points, highestMin, halfMin } of ways) {
    expect(Math.max(...points.map((point) => point.share))).toBeGreaterThan(0.97);
    expect(points.every((point) => point.share >= 0 && point.share <= 1)).toBe(true);
    expect(halfMin).toBeGreaterThan(highestMin);
  }
});

test('an infusion is highest at its end; what the models give is what is drawn', () => {
  const [infusion] = fourWays();
  const { weightKg, ageYears, infusion: dose } = comparedWays.value;
  expect(infusion?.highestMin).toBe(dose.overMin);
  const { samples } = simulate({
    product: 'racemic',
    patient: { weightKg, ageYears },
    doses: [{ route: 'iv', atMin: 0, ...dose }],
    sampleAtMin: [dose.overMin, 80],
  });
  const [peak = 0, later = 0] = samples.map(({ ketamineNgPerMl }) => Number(ketamineNgPerMl));
  expect(infusion?.points.find(({ atMin }) => atMin === 80)?.share).toBeCloseTo(later / peak, 6);
});

test('weak evidence is marked, and blood of a vein is told from blood of an artery', () => {
  expect(fourWays().map(({ name, isRough, blood }) => [name, isRough, blood])).toEqual([
    ['infusion', false, 'vein'],
    ['spray', false, 'vein'],
    ['injection', true, 'artery'],
    ['lozenge', true, 'artery'],
  ]);
});

test('every side effect of the catalogue is told, with both groups or with none', () => {
  const told = toldEffects();
  expect(told.map(({ id }) => id)).toEqual([...sideEffectIds]);
  const dissociation = told.find(({ id }) => id === 'dissociation');
  expect(dissociation?.counted?.rows[0]).toEqual({ reaction: 'dissociation', active: 26.8, control: 3.5 });
  expect(dissociation?.counted?.people).toEqual(transform1.value.patients);
  expect(dissociation?.asked).toEqual({ from: 61, to: 84 });
  expect(told.find(({ id }) => id === 'salivation')?.counted).toBeUndefined();
  expect(told.find(({ id }) => id === 'perception')?.counted?.rows[0]?.reaction).toBe('blurred vision');
});

test('only figures that were read in their source are told to patients', () => {
  for (const { of } of effectSources().columns) expect(of.verified, of.what).toBe(true);
  for (const [name, of] of Object.entries(outcomes)) expect(of.verified, name).toBe(true);
});

test('every study is cited, by a plain address where there is one', () => {
  const cited = Object.entries(literature);
  for (const [name, { cite, url }] of cited) {
    expect(cite.length, name).toBeGreaterThan(10);
    if (url !== undefined) expect(new URL(url).protocol, name).toBe('https:');
  }
  for (const { counted } of learnFigures().effects)
    if (counted !== undefined) expect(cited.map(([name]) => name)).toContain(counted.reference);
});
