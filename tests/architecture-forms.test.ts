import { expect, test } from 'vitest';
import { read, rules } from './architecture.ts';
import { type Form, importsOf } from './imports.ts';

/** Every way one file can reach for another: whoever finds a new one adds it here first. */
const forms: [text: string, form: Form, typeOnly: boolean][] = [
  ["import { x } from '#web/a.ts';", 'import', false],
  ['import { x } from "#web/a.ts";', 'import', false],
  ["  import x from '#web/a.ts'", 'import', false],
  ["import * as x from '#web/a.ts';", 'import', false],
  ["import {\n  x,\n  type Y,\n} from '#web/a.ts';", 'import', false],
  ["import x, { type Y } from '#web/a.ts';", 'import', false],
  ["import '#web/a.ts';", 'import for effect', false],
  ["import {} from '#web/a.ts';", 'import for effect', false],
  ["import type { X } from '#web/a.ts';", 'import type', true],
  ["import type X from '#web/a.ts';", 'import type', true],
  ["import type * as x from '#web/a.ts';", 'import type', true],
  ["import { type X } from '#web/a.ts';", 'inline types only', false],
  ["import { type X, type Y } from '#web/a.ts';", 'inline types only', false],
  ["export { type X } from '#web/a.ts';", 'inline types only', false],
  ["const x = await import('#web/a.ts');", 'import()', false],
  ['const x = import(`#web/a.ts`);', 'import()', false],
  ["const x = () => import('#web/a.ts').then(({ x }) => x);", 'import()', false],
  ["type X = import('#web/a.ts').X;", 'import() in a type', true],
  ["type X = typeof import('#web/a.ts');", 'import() in a type', true],
  ["import x = require('#web/a.ts');", 'import = require', false],
  ["import type x = require('#web/a.ts');", 'import = require', true],
  ["const x = require('#web/a.ts');", 'require', false],
  ["const x = require.resolve('#web/a.ts');", 'require', false],
  ["export { x } from '#web/a.ts';", 'export from', false],
  ["export { default as x } from '#web/a.ts';", 'export from', false],
  ["export * from '#web/a.ts';", 'export * from', false],
  ["export * as x from '#web/a.ts';", 'export * from', false],
  ["export type { X } from '#web/a.ts';", 'export type from', true],
  ["export type * from '#web/a.ts';", 'export type from', true],
  ["vi.mock('#web/a.ts', () => ({}));", 'mock', false],
  ["vi.mock(import('#web/a.ts'));", 'import()', false],
];

const manifest = { aliases: [], dependencies: [] };
const serverKnowsWeb = rules.filter(({ sentence }) => sentence === 'the server does not know the web');

test.each(forms)('%s', (text, form, typeOnly) => {
  const file = { path: 'server/plan/plan.actions.ts', text: `const before = 1;\n${text}\n` };
  const { arrows } = importsOf(file);
  expect(arrows).toEqual([{ from: file.path, to: 'web/a.ts', wish: '#web/a.ts', form, typeOnly }]);
  expect(serverKnowsWeb.map(({ broken }) => broken(read([file], manifest)))).toEqual([[`${file.path} → #web/a.ts`]]);
});

test.each([
  ['a sentence', "const x = `import { x } from '#web/a.ts'`;"],
  ['a remark', "// import { x } from '#web/a.ts';\n/* export * from '#web/a.ts' */"],
  ['a local export', 'export { x };\nconst x = 1;'],
])('%s is no import', (_what, text) => {
  expect(importsOf({ path: 'server/a.ts', text })).toEqual({ arrows: [], computed: [] });
});

test('an import is read in JSX and beside a broken habit of quotes', () => {
  const text = "import { x } from './x.tsx';\nexport const y = <p title=\"import 'z'\">{x}</p>;\n";
  expect(importsOf({ path: 'web/plan/plan.screen.tsx', text }).arrows.map(({ to }) => to)).toEqual(['web/plan/x.tsx']);
});

test('a path leads to the same place however it is written', () => {
  const text =
    "import '../plan/plan.ts'; import '#clinical/plan/plan.ts'; import 'zod/mini'; import '@a/b/c'; import 'node:fs';";
  const { arrows } = importsOf({ path: 'clinical/session/session.ts', text });
  expect(arrows.map(({ to }) => to)).toEqual([
    'clinical/plan/plan.ts',
    'clinical/plan/plan.ts',
    'zod',
    '@a/b',
    'node:fs',
  ]);
});

test('a file that cannot be read is not passed over', () => {
  expect(() => importsOf({ path: 'server/a.ts', text: 'import {' })).toThrow('server/a.ts cannot be read');
});
