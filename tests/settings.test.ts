import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Settings } from '#server/platform/config.ts';

const lines = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8').split('\n');
const settings = lines.flatMap((line, at) => {
  const [, name, value = ''] = /^#?([A-Z][A-Z_]*)=(.*)$/.exec(line) ?? [];
  return name === undefined ? [] : [{ name, value, explained: /^# ./.test(lines[at - 1] ?? '') }];
});

test('.env.example names every setting there is, and no other', () => {
  expect(settings.map(({ name }) => name).sort()).toEqual(Object.keys(Settings.shape).sort());
});

test('every setting in .env.example is explained in the line above it', () => {
  expect(settings.filter(({ explained }) => !explained)).toEqual([]);
});

test('a value in .env.example is the one that holds without it', () => {
  const holds: Record<string, unknown> = Settings.parse({});
  const shown = settings.filter(({ name, value }) => value !== '' && name !== 'DATA_DIR');
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.map(({ name, value }) => [name, value])).toEqual(shown.map(({ name }) => [name, String(holds[name])]));
});
