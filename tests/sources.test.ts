import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allSources } from '#clinical/all-sources.ts';
import { faultsOf, saysSource, sourcesIn } from '#clinical/source-list.ts';
import { sourcePage } from '#clinical/source-page.ts';
import { projectDefault, slot, sourced, table, trial } from '#clinical/sources.ts';
import { bareNumbersOf } from './bare-numbers.ts';

declare global {
  interface ImportMeta {
    /** Vite’s: every file of a pattern, imported. */
    glob(pattern: readonly string[], options: { eager: true }): Record<string, Record<string, unknown>>;
  }
}

const root = join(import.meta.dirname, '..');
const modules = import.meta.glob(['../clinical/**/*.ts', '!../clinical/**/*.test.ts', '!../clinical/all-sources.ts'], {
  eager: true,
});
const files = globSync('clinical/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Who someone is, how a name is found, whether two are one: no medicine in it. */
const isAboutPeople = ({ path }: { path: string }) =>
  /^clinical\/chart\/(names|patient|people|same-person)\.ts$/.test(path);

/** Every object among some exports that says where it comes from. */
function sourcesBelow(value: unknown, seen = new Set<unknown>()): object[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const parts = Array.isArray(value) ? value : Object.values(value);
  const below = parts.flatMap((part) => sourcesBelow(part, seen));
  return saysSource(value) ? [value, ...below] : below;
}

test('every number of the medicine says who stands behind it, where it was read, when, and whether', () => {
  const found = Object.entries(modules).flatMap(([file, exported]) =>
    sourcesBelow({ ...exported }).map((of) => ({ file, of: { ...of }, faults: faultsOf({ ...of }) })),
  );
  expect(found.length).toBeGreaterThan(500);
  expect(found.filter(({ faults }) => faults.length > 0)).toEqual([]);
});

test('what stands in any file stands on the page that is signed', () => {
  const listed = new Set(allSources.map(({ what, source, value }) => JSON.stringify([what, source, value])));
  const missing = Object.entries(modules).flatMap(([file, exported]) =>
    sourcesIn('', { ...exported })
      .filter(({ what, source, value }) => !listed.has(JSON.stringify([what, source, value])))
      .map(({ id }) => `${file}${id}`),
  );
  expect(missing).toEqual([]);
});

test('there is no bare number in the medicine', () => {
  const medicine = files.filter((file) => !isAboutPeople(file));
  expect(medicine.length).toBeGreaterThan(100);
  expect(medicine.flatMap(bareNumbersOf)).toEqual([]);
});

test('a planted bare number is found, one with its source is not', () => {
  const bare = (text: string) => bareNumbersOf({ path: 'clinical/planted.ts', text }).length;
  expect(bare('export const limit = 140;')).toBe(1);
  expect(bare('export const isHigh = (mmHg: number) => mmHg > 139.5;')).toBe(1);
  expect(bare("export const limit = sourced('Limit', 140, 'mm[Hg]', label('clinical basis 1.3'));")).toBe(0);
  expect(bare("export const model = { ...trial('pharmacokinetics 3.1'), V1: 133 };")).toBe(0);
  expect(bare('export const half = (x: number) => x / 2;')).toBe(0);
});

test('a planted number without a source, or with half of one, is found', () => {
  const whole = sourced('Limit', 140, 'mm[Hg]', trial('clinical basis 3.3'));
  expect(faultsOf(whole)).toEqual([]);
  expect(faultsOf({ ...whole, source: '' })).toEqual(['source']);
  expect(faultsOf({ ...whole, checkedOn: 'lately' })).toEqual(['checkedOn']);
  expect(faultsOf({ ...whole, unit: undefined })).toEqual(['unit']);
  expect(faultsOf({ ...whole, value: undefined })).toEqual(['empty']);
  expect(faultsOf(slot('Cut', '1', 'no source fixes it', trial('clinical basis 5.1')))).toEqual([]);
});

test('rows that name their own source are listed on their own, under the name of their table', () => {
  const rows = table('Doses', 'mg', trial('clinical basis 1.1'), [
    { route: 'iv', mg: 35 },
    { name: 'oral', mg: 70, ...projectDefault('clinical basis 1.2') },
  ]);
  expect(sourcesIn('plan', { rows }).map(({ what, value, provenance }) => ({ what, value, provenance }))).toEqual([
    { what: 'Doses', value: [{ route: 'iv', mg: 35 }], provenance: 'TRIAL' },
    { what: 'Doses: oral', value: { name: 'oral', mg: 70 }, provenance: 'DEFAULT' },
  ]);
});

test('the page in docs is the page of this medicine', () => {
  const print = createHash('sha256').update(JSON.stringify(allSources)).digest('hex').slice(0, 16);
  const kept = readFileSync(join(root, 'docs', 'clinical', 'sources.md'), 'utf8');
  expect(kept === sourcePage(allSources, print), 'docs/clinical/sources.md is stale: npm run clinical:sources').toBe(
    true,
  );
});
