import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

/** What belongs to every page, what belongs to the chair wherever it is shown, and the public pages: another sheet. */
const isShared = (path: string) =>
  path.startsWith('web/ui/') || path.startsWith('web/care/') || basename(path) === 'chair.css';
/** A sheet that is only there on top of another one. */
const standsOn: Readonly<Record<string, string>> = { 'wall.css': 'floor.css', 'acts.css': 'session.css' };

const sheets = globSync('web/**/*.css')
  .filter((path) => !path.startsWith('web/dist/') && !isShared(path))
  .map((path) => {
    const text = readFileSync(path, 'utf8').replace(/\/\*.*?\*\//gs, '');
    const rules = [...text.matchAll(/([^{}]+)\{/g)].map(([, rule = '']) => rule.trim());
    const selectors = rules
      .filter((rule) => !rule.startsWith('@'))
      .flatMap((rule) => rule.split(',').map((of) => of.trim()));
    return {
      name: basename(path),
      /** Styled wherever it stands. */
      owns: new Set(selectors.flatMap((of) => /^\.([\w-]+)$/.exec(of)?.[1] ?? [])),
      names: new Set(selectors.flatMap((of) => [...of.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name = '']) => name))),
    };
  });

// A sheet comes with the first page that needs it and stays for the pages after it.
test('no room styles what another room has named: a page looks the same wherever people come from', () => {
  expect(sheets.length).toBeGreaterThan(8);
  const twice = sheets.flatMap((sheet) =>
    sheets
      .filter((other) => other !== sheet && standsOn[other.name] !== sheet.name)
      .flatMap((other) =>
        [...sheet.owns].filter((name) => other.names.has(name)).map((name) => `${sheet.name}, ${other.name}: .${name}`),
      ),
  );
  expect(twice).toEqual([]);
});
