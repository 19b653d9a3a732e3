import { expect, test } from 'vitest';
import { read, rules } from './architecture.ts';

type Planted = Record<string, string>;

const manifest = { aliases: ['#clinical/*', '#server/*', '#web/*'], dependencies: ['zod', 'kysely'] };

const readPlanted = (planted: Planted) =>
  read(
    Object.entries(planted).map(([path, text]) => ({ path, text })),
    manifest,
  );

const find = (sentence: string, planted: Planted) => {
  const rule = rules.find((one) => one.sentence === sentence);
  if (rule === undefined) throw new Error(`There is no rule "${sentence}".`);
  return rule.broken(readPlanted(planted));
};

/** A small Racemic in which every arrow is right. */
const sound: Planted = {
  'clinical/units.ts': 'export const kg = 1;',
  'clinical/plan/plan.ts':
    "import { z } from 'zod';\nimport { kg } from '#clinical/units.ts';\nexport * from './titration.ts';",
  'clinical/plan/titration.ts': 'export const at = (now: Date) => new Date(now.getTime() + Math.max(1, 2));',
  'clinical/session/session.ts': "import { kg } from '#clinical/plan/plan.ts';\nexport const s = Date.UTC(2026, 0);",
  'clinical/chart/chart.ts': 'export const c = 1;',
  'clinical/plan/plan.test.ts': "import { test } from 'vitest';\nimport { kg } from './plan.ts';\nMath.random();",
  'server/main.ts': "import { createApp } from './app.ts';\nimport('./demo/demo.ts');\nimport './platform/config.ts';",
  'server/app.ts': "import { planRoutes } from './plan/plan.routes.ts';\nimport { keep } from './audit/keeper.ts';",
  'server/platform/config.ts': "import { join } from 'node:path';\nimport type { X } from 'type-fest';",
  'server/audit/audit.ts': "import '#server/platform/config.ts';",
  'server/audit/keeper.ts': "import './chain.queries.ts';",
  'server/audit/chain.queries.ts': "import 'kysely';",
  'server/backup/backup.ts': "import '#server/audit/keeper.ts';\nimport '#server/audit/chain.queries.ts';",
  'server/chart/staff.queries.ts': "import '#clinical/chart/chart.ts';",
  'server/chart/staff.actions.ts': "import './staff.queries.ts';\nimport '#server/audit/audit.ts';",
  'server/identity/invitation.actions.ts': "import '#server/chart/staff.queries.ts';",
  'server/plan/plan.queries.ts': 'export const q = 1;',
  'server/plan/plan.routes.ts': "import { approve } from './plan.actions.ts';",
  'server/plan/plan.actions.ts':
    "import { findPlan } from './plan.queries.ts';\nimport '#server/chart/staff.actions.ts';",
  'server/session/session.actions.ts': "import { approve } from '#server/plan/plan.actions.ts';",
  'server/demo/demo.ts': "import { clinic } from '../../simulator/clinic.ts';\nimport '#server/plan/plan.actions.ts';",
  'web/main.tsx': "import { Plan } from './plan/plan.screen.tsx';",
  'web/ui/tile.tsx': "import '#web/platform/format.ts';\nimport 'react';",
  'web/platform/format.ts': 'export const f = 1;',
  'web/plan/plan.screen.tsx':
    "import type { planRoutes } from '#server/plan/plan.routes.ts';\nimport '#web/ui/tile.tsx';\nimport './dose.tsx';",
  'web/plan/dose.tsx': "import { kg } from '#clinical/plan/plan.ts';\nexport const d = <p>{kg}</p>;",
  'cli/backup.ts': "import '#server/backup/backup.ts';\nimport '../simulator/clinic.ts';",
  'simulator/clinic.ts': "import '#clinical/plan/plan.ts';",
  'bench/main.ts': "import '../tests/builders.ts';",
  'tests/builders.ts': "import '#server/plan/plan.queries.ts';",
  'vite.config.ts': 'export default {};',
};

test('a sound system breaks no rule', () => {
  const said = rules.map(({ sentence, broken }) => ({ sentence, broken: broken(readPlanted(sound)) }));
  expect(said.filter(({ broken }) => broken.length > 0)).toEqual([]);
});

/** One violation each, and more where a rule has more than one edge. Planted in the sound system, exactly it is found. */
const violations: [sentence: string, path: string, text: string][] = [
  ['the medicine depends on nothing but zod', 'clinical/a.ts', "import 'lodash';"],
  ['the medicine depends on nothing but zod', 'clinical/a.ts', "import { join } from 'node:path';"],
  [
    'the medicine depends on nothing but zod',
    'clinical/a.ts',
    "import type { X } from '#server/plan/plan.actions.ts';",
  ],
  ['the server does not know the web', 'server/app.ts', "import type { X } from '#web/main.tsx';"],
  ['the web takes only types from the server', 'web/a.ts', "import { x } from '#server/plan/plan.actions.ts';"],
  ['the web takes only types from the server', 'web/a.ts', "import { type X } from '#server/plan/plan.actions.ts';"],
  ['nothing imports the command line', 'server/app.ts', "import '../cli/backup.ts';"],
  [
    'virtual patients come in through the demo, the command line and the measurements only',
    'server/app.ts',
    "import('../simulator/clinic.ts');",
  ],
  ['a floor calls only the floors below it', 'simulator/a.ts', "import '#web/main.tsx';"],
  ['a floor calls only the floors below it', 'cli/a.ts', "import type { X } from '#web/main.tsx';"],
  ['what runs knows no test', 'server/plan/a.ts', "import '../../tests/builders.ts';"],
  ['what runs knows no test', 'clinical/plan/a.ts', "import './plan.test.ts';"],
  ['what runs needs only what is installed to run', 'server/plan/a.ts', "import 'vitest';"],
  ['a room is entered by its front door', 'clinical/session/a.ts', "import '#clinical/plan/titration.ts';"],
  ['a room is entered by its front door', 'web/session/a.tsx', "import '#clinical/plan/titration.ts';"],
  ['a room is entered by its front door', 'server/session/a.ts', "import type { X } from '#server/plan/plan.fhir.ts';"],
  ['a room is entered by its front door', 'server/plan/a.ts', "import '#server/audit/keeper.ts';"],
  ['a room is entered by its front door', 'server/plan/a.ts', "import '#server/identity/auth.ts';"],
  ['a screen of one room is no part of another', 'web/session/a.tsx', "import '#web/plan/dose.tsx';"],
  ['the parts of a screen know no patient', 'web/ui/a.tsx', "import '#web/plan/dose.tsx';"],
  ['the parts of a screen know no patient', 'web/ui/a.tsx', "import type { P } from '#clinical/chart/chart.ts';"],
  [
    'a later room may read an earlier one, never the reverse',
    'clinical/plan/a.ts',
    "import '#clinical/session/session.ts';",
  ],
  [
    'a later room may read an earlier one, never the reverse',
    'server/plan/a.ts',
    "import type { S } from '#clinical/session/session.ts';",
  ],
  ['a later room may read an earlier one, never the reverse', 'clinical/units.ts', "import '#clinical/plan/plan.ts';"],
  [
    'a later room may read an earlier one, never the reverse',
    'clinical/chart/a.ts',
    "import '#clinical/plan/plan.ts';",
  ],
  [
    'a later room may read an earlier one, never the reverse',
    'web/plan/a.tsx',
    "import '#clinical/session/session.ts';",
  ],
  [
    'a folder of the server reads only what stands below it',
    'server/platform/a.ts',
    "import '#server/plan/plan.actions.ts';",
  ],
  [
    'a folder of the server reads only what stands below it',
    'server/platform/a.ts',
    "import type { A } from '#server/audit/audit.ts';",
  ],
  [
    'a folder of the server reads only what stands below it',
    'server/audit/a.ts',
    "import '#server/chart/staff.actions.ts';",
  ],
  [
    'a folder of the server reads only what stands below it',
    'server/chart/a.ts',
    "import '#server/identity/invitation.actions.ts';",
  ],
  [
    'a folder of the server reads only what stands below it',
    'server/backup/a.ts',
    "import '#server/chart/staff.actions.ts';",
  ],
  ['a folder of the server reads only what stands below it', 'server/plan/a.ts', "import '#server/app.ts';"],
  ['a folder of the server has its place in the order', 'server/devices/a.ts', 'export const a = 1;'],
  ['SQL is asked for in its own folder only', 'server/session/a.ts', "import '#server/plan/plan.queries.ts';"],
  ['SQL is asked for in its own folder only', 'server/main.ts', "import './plan/plan.queries.ts';"],
  ['routes are put together by the app alone', 'server/main.ts', "import './plan/plan.routes.ts';"],
  [
    'routes are put together by the app alone',
    'server/session/a.ts',
    "import type { R } from '#server/plan/plan.routes.ts';",
  ],
  [
    'an import across folders names its floor, one within a folder does not',
    'server/plan/a.ts',
    "import '../../clinical/units.ts';",
  ],
  ['an import across folders names its floor, one within a folder does not', 'server/plan/a.ts', "import '../app.ts';"],
  [
    'an import across folders names its floor, one within a folder does not',
    'web/ui/a.ts',
    "import '#web/ui/tile.tsx';",
  ],
  ['types alone are imported with `import type`', 'server/plan/a.ts', "import { type X } from './plan.actions.ts';"],
  ['our own code is never mocked', 'server/plan/plan.test.ts', "vi.mock('./plan.actions.ts');"],
  ['what is imported is known before it runs', 'server/plan/a.ts', 'const load = (name: string) => import(name);'],
  ['what is imported is known before it runs', 'server/plan/a.ts', "const load = (x: string) => import('./' + x);"],
  ['what is imported is known before it runs', 'server/plan/a.ts', 'const load = (x: string) => require(x);'],
  ['a thing has one name: no default exports', 'server/plan/a.ts', 'export default 1;'],
  ['a thing has one name: no default exports', 'server/plan/a.ts', 'const a = 1;\nexport { a as default };'],
  ['a file is called after what it holds: no index, no utils', 'server/plan/index.ts', ''],
  ['a file is called after what it holds: no index, no utils', 'server/plan/date-utils.ts', ''],
  ['a file is called after what it holds: no index, no utils', 'web/helpers/a.ts', ''],
  ['floor, room, file: no deeper', 'server/plan/approval/a.ts', ''],
];

test.each(violations)('found: %s (%s: %s)', (sentence, path, text) => {
  const planted = { ...sound, [path]: `${sound[path] ?? ''}\n${text}\n` };
  const found = find(sentence, planted);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(path);
});

test('found: an alias nobody uses', () => {
  const { 'web/main.tsx': main = '', 'web/platform/format.ts': format = '' } = sound;
  expect(find('every alias is used', { 'web/main.tsx': main, 'web/platform/format.ts': format })).toEqual(
    manifest.aliases,
  );
});

test('every rule has been seen to fail', () => {
  const seen = new Set([
    ...violations.map(([sentence]) => sentence),
    'every alias is used',
    'the medicine has no clock and no dice',
  ]);
  expect(rules.map(({ sentence }) => sentence).filter((sentence) => !seen.has(sentence))).toEqual([]);
});
