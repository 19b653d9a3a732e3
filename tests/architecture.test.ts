import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { read, rules } from './architecture.ts';
import { floorOf, floors } from './places.ts';

const root = join(import.meta.dirname, '..');
const sources = globSync(`{${floors.join(',')}}/**/*.{ts,tsx,mjs}`, { cwd: root })
  .filter((path) => !path.includes('node_modules/') && !path.includes('/dist/'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const names = z.record(z.string(), z.string());
const packageJson = z
  .object({ imports: names, dependencies: names })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const architecture = read(sources, {
  aliases: Object.keys(packageJson.imports),
  dependencies: Object.keys(packageJson.dependencies),
});

test.each(rules.map((rule) => [rule.sentence, rule.broken] as const))('%s', (_sentence, broken) =>
  expect(broken(architecture)).toEqual([]),
);

test('the imports were really read', () => {
  const { arrows } = architecture;
  expect(sources.length).toBeGreaterThan(150);
  expect(arrows.length).toBeGreaterThan(600);
  for (const floor of floors)
    expect(arrows.filter(({ from }) => floorOf(from) === floor).length, floor).toBeGreaterThan(0);
  const ours = arrows.filter(({ to }) => floorOf(to) !== undefined);
  expect(ours.length).toBeGreaterThan(300);
  expect(ours.filter(({ to }) => !existsSync(join(root, to))).map(({ from, wish }) => `${from} → ${wish}`)).toEqual([]);
});
