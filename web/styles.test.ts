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

/** A list of selectors, apart at its own commas; a selector, apart at its own spaces and signs. */
function apart(text: string, at: RegExp): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    depth += Number(sign === '(') - Number(sign === ')');
    if (depth === 0 && at.test(sign)) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** What is styled because of something elsewhere, and is told only by its place: for that a browser looks at everything. */
function onlyByPlace(rule: string): string[] {
  return apart(rule, /,/).filter((selector) => {
    const steps = apart(selector, /[\s>+~]/);
    const last = steps.at(-1) ?? '';
    return steps.slice(0, -1).some((step) => step.includes(':has(')) && !/^[a-z]|^[^(]*[.#[]|:is\(/i.test(last);
  });
}

// One such rule, and each mark that comes or goes has the browser style the whole page anew.
test('what is styled by what stands elsewhere has a name: a class, an element or an attribute', () => {
  const found = globSync('web/**/*.css')
    .filter((path) => !path.startsWith('web/dist/'))
    .flatMap((path) => {
      const text = readFileSync(path, 'utf8').replace(/\/\*.*?\*\//gs, '');
      const rules = [...text.matchAll(/([^{}]+)\{/g)].map(([, rule = '']) => rule.trim());
      return rules.flatMap(onlyByPlace).map((selector) => `${path}: ${selector}`);
    });
  expect(found).toEqual([]);
  expect(onlyByPlace('body:has(.a > b) .c > :first-child, .d:has(.e, .f) > *')).toHaveLength(2);
  expect(onlyByPlace('.a:has(.b) > :is(div, span):nth-child(2), .a:has(.b) p:last-child, .a > :first-child')).toEqual(
    [],
  );
});
