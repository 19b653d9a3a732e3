import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** docs/security.md speaks of things that are there, and leaves out none of OWASP ASVS 5.0.0, levels 1 and 2. */

const root = join(import.meta.dirname, '..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = textOf('docs/security.md');

/** By chapter, level 1 | level 2; `2.6-9` in chapter 1 is 1.2.6 to 1.2.9. @source OWASP ASVS 5.0.0, checked 2026-11-25 */
const required = [
  '2.1-5 3.1-2 5.1 | 1.1-2 2.6-9 3.3-11 4.1-3 5.2',
  '1.1 2.1-2 3.1 | 1.2-3 2.3 3.2-4 4.1',
  '2.1-2 3.1 4.1-2 5.1-3 | 3.2-4 4.3-6 5.4-5 7.1-2',
  '1.1 4.1 | 1.2-3 2.1 3.1-2 4.2-4',
  '2.1-2 3.1-2 | 1.1 2.3 4.1-3',
  '1.1 2.1-8 3.1-2 4.1-2 | 1.2-3 2.9-12 3.3-4 4.3-4 5.1-5 6.1-3 8.1-4',
  '2.1-4 4.1-2 | 1.1-3 3.1-2 4.3-5 5.1-2 6.1-2',
  '1.1 2.1-2 3.1 | 1.2 2.3 4.1',
  '1.1-3 2.1 | 2.2-4',
  '4.1-5 | 1.1-2 2.1-2 3.1-4 4.6-11 5.1-5 6.1-2 7.1-3',
  '3.1-2 4.1 | 1.1-2 2.1-3 3.3 4.2-4 5.1 6.1',
  '1.1 2.1-2 | 1.2-3 3.1-4',
  '4.1 | 1.1 2.1-5 3.1-2 4.2-5',
  '2.1 3.1 | 1.1-2 2.2-4 3.2-3',
  '1.1 2.1 3.1 | 1.2-3 2.2-3 3.2-7',
  ' | 1.1 2.1-5 3.1-4 4.1-3 5.1-3',
  ' | 1.1 2.1-4 3.1-2',
];
const levels = new Map<string, 1 | 2>();
for (const [index, line] of required.entries())
  for (const [at, part] of line.split('|').entries())
    for (const [, section, first, last = first] of part.matchAll(/(\d+)\.(\d+)(?:-(\d+))?/g))
      for (let number = Number(first); number <= Number(last); number += 1)
        levels.set(`${index + 1}.${section}.${number}`, at === 0 ? 1 : 2);

type Row = { id: string; state: string; how: string; shown: string };

const rowsOf = (text: string): Row[] =>
  [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, id = '', , state = '', how = '', shown = '']) => ({ id, state, how, shown }),
  );
/** Chapters that say of themselves that they do not apply. */
const notApplying = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/^### V(\d+) .*\n\nThe whole chapter does not apply: ./gm)].map(([, number = '']) => number),
  );
const chapterOf = (id: string): string => id.split('.')[0] ?? '';

/** What tests and groups of tests call themselves in a file; what is put into a title at run time is a …. */
function titlesOf(path: string): Set<string> {
  const text = textOf(path).replace(/\$\{[^}]*\}/g, '…');
  const called = text.matchAll(/(?:\b(?:test|describe)|\))\s*\(\s*(['"`])((?:(?!\1).)+)\1\s*,/g);
  return new Set([...called].map(([, , title = '']) => title));
}

/** Everything that is wrong with the page, in sentences; nothing when it holds. */
function faultsOf(text: string): string[] {
  const rows = rowsOf(text);
  const ids = rows.map((row) => row.id);
  const left = notApplying(text);
  return [
    ...[...levels.keys()].filter((id) => !ids.includes(id) && !left.has(chapterOf(id))).map((id) => `${id} is missing`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is there twice`),
    ...ids.filter((id) => !levels.has(id)).map((id) => `${id} is no requirement of level 1 or 2`),
    ...ids.filter((id) => left.has(chapterOf(id))).map((id) => `${id} stands in a chapter that does not apply`),
    ...rows.flatMap(faultsIn),
  ];
}

function faultsIn({ id, state, how, shown }: Row): string[] {
  const files = [...`${how} ${shown}`.matchAll(/`([\w./-]+\.(?:ts|tsx|mjs|js|json|sql|md))`/g)].map(
    ([, path = '']) => path,
  );
  const absent = files.filter((path) => !existsSync(join(root, path))).map((path) => `${id} names ${path}, not there`);
  if (state === 'n/a' || state === 'not met')
    return [...absent, ...(shown === '–' && how.length > 5 ? [] : [`${id} is ${state} and gives no reason`])];
  if (state !== 'met' && state !== 'exception') return [...absent, `${id} is in no known state: ${state}`];
  if (shown === '*by reading*') return absent;
  const cited = shown.split('<br>').map((one) => /^`([^`]+)`: (.+)$/.exec(one));
  const wrong = cited.flatMap((match, at) => {
    const [, path = '', title = ''] = match ?? [];
    if (match === null) return [`${id} does not say which test shows it (${at + 1})`];
    if (!/\.(test|spec)\.ts$/.test(path) || !existsSync(join(root, path))) return [`${id} names no test file: ${path}`];
    return titlesOf(path).has(title) ? [] : [`${id} names a test that is not in ${path}: ${title}`];
  });
  return [...absent, ...wrong];
}

test('the list of requirements is the whole of both levels', () => {
  const count = (level: 1 | 2) => [...levels.values()].filter((one) => one === level).length;
  expect([count(1), count(2)]).toEqual([70, 183]);
});

test('every requirement stands on the page once, and what its row names is there', () => {
  expect(faultsOf(page)).toEqual([]);
});

test('a row that names what is not there, is missing or doubled, is found', () => {
  const already = faultsOf(page);
  const change = (find: string | RegExp, by: string) => {
    const planted = page.replace(find, by);
    expect(planted, String(find)).not.toBe(page);
    return faultsOf(planted).filter((fault) => !already.includes(fault));
  };
  const [doubled = ''] = page.match(/^\| 6\.2\.1 .*$/m) ?? [];
  expect(change('`server/identity/scrypt.ts`', '`server/identity/bcrypt.ts`').join()).toContain('bcrypt.ts, not there');
  expect(change(': an address is decoded once', ': an address is decoded twice')).toEqual([
    '1.1.1 names a test that is not in server/platform/pages.test.ts: an address is decoded twice',
  ]);
  expect(change('`server/platform/pages.test.ts`: an', '`server/platform/pages.ts`: an')).toEqual([
    '1.1.1 names no test file: server/platform/pages.ts',
  ]);
  expect(change(/^\| 1\.1\.2 .*\n/m, '')).toEqual(['1.1.2 is missing']);
  expect(change(doubled, `${doubled}\n${doubled}`)).toEqual(['6.2.1 is there twice']);
  expect(change(/^\| 6\.2\.1 /m, '| 6.2.99 ')).toEqual([
    '6.2.1 is missing',
    '6.2.99 is no requirement of level 1 or 2',
  ]);
  expect(change(/^(\| 6\.2\.1 \| [^|]+ \|) met/m, '$1 mostly')).toEqual(['6.2.1 is in no known state: mostly']);
  expect(change(/^(\| 1\.2\.6 .*) No LDAP\. /m, '$1 – ')).toEqual(['1.2.6 is n/a and gives no reason']);
  expect(change('The whole chapter does not apply: no calls', 'No calls').length).toBe(7);
});

test('the summary counts what the rows say', () => {
  const kinds: Record<string, (row: Row) => boolean> = {
    'met, with a test that shows it': ({ state, shown }) => state === 'met' && shown !== '*by reading*',
    'met, by reading alone': ({ state, shown }) => state === 'met' && shown === '*by reading*',
    'accepted exception': ({ state }) => state === 'exception',
    'not applicable': ({ state }) => state === 'n/a',
    'not met': ({ state }) => state === 'not met',
  };
  const rows = rowsOf(page);
  const left = notApplying(page);
  for (const [name, isOne] of Object.entries(kinds)) {
    const ids = rows.filter(isOne).map(({ id }) => id);
    const whole = name === 'not applicable' ? [...levels.keys()].filter((id) => left.has(chapterOf(id))) : [];
    const [one, two] = ([1, 2] as const).map(
      (level) => [...ids, ...whole].filter((id) => levels.get(id) === level).length,
    );
    expect(page).toContain(`| ${name} | ${one} | ${two} | ${ids.length + whole.length} |`);
  }
  expect(rows.filter(({ state }) => state === 'exception').map(({ id }) => id)).toEqual(['14.3.3']);
});

test('the sections that rows point to are there', () => {
  const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s+/g, '-'),
  );
  const wanted = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);
  expect(wanted.length).toBeGreaterThan(10);
  expect(wanted.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([]);
  const files = [...page.matchAll(/\]\(((?:\.\.\/)?[\w./-]+)(?:#[\w-]+)?\)/g)].map(([, path = '']) =>
    join('docs', path),
  );
  expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('limits and refused words on the page are those of the code', () => {
  const limits = [
    ...textOf('server/identity/attempts.ts').matchAll(/'([\w -]+)': \{ most: (\d+), withinMin: (\d+) \}/g),
  ];
  expect(limits.length).toBeGreaterThan(5);
  for (const [, name, most, minutes] of limits) expect(page).toContain(`| ${name} | ${most} in ${minutes} min |`);
  const passphrase = textOf('server/identity/passphrase.ts');
  const own = /const own = \[([^\]]+)\]/.exec(passphrase)?.[1]?.match(/\w+/g) ?? [];
  expect(own.length).toBeGreaterThan(3);
  expect(page).toContain(`one of: ${own.join(', ')}.`);
  const [shortest, longest] = ['shortest', 'longest'].map(
    (name) => new RegExp(`${name} = (\\d+)`).exec(passphrase)?.[1],
  );
  expect(page).toContain(`A passphrase has ${shortest} to ${longest} letters`);
});

test('every key that the program makes is on the page', () => {
  const sources = globSync('{server,cli}/**/*.ts', { cwd: root }).filter((path) => !path.endsWith('.test.ts'));
  const made = sources.flatMap((path) => [...textOf(path).matchAll(/secrets\.(key|signing)\('(\w+)'/g)]);
  const names = [...new Set(made.map(([, kind, name]) => `secrets/${name}.${kind === 'key' ? 'key' : 'pem'}`))];
  expect(names.length).toBeGreaterThan(4);
  expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});
