/// <reference types="node" />
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { en } from './text.en.ts';
import { t } from './text.ts';

const web = join(import.meta.dirname, '..');
const files = globSync('**/*.{ts,tsx}', { cwd: web }).filter(
  (file) => !file.startsWith('dist/') && !/\.(test|d)\.tsx?$/.test(file) && !file.endsWith('text.en.ts'),
);

/** Attributes whose value a person reads or hears. */
const said = new Set([
  'title',
  'label',
  'placeholder',
  'description',
  'alt',
  'aria-label',
  'aria-description',
  'error',
]);
const hasLetters = (text: string) => /\p{L}{2,}/u.test(text);

type Node = { type: string } & Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';

/** Every node of a parsed file, parents first. */
function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const inner of Object.values(node).flat()) if (isNode(inner)) yield* nodesOf(inner);
}

const textOf = (value: unknown): string => {
  const text: unknown = isNode(value) && value.type === 'Literal' ? value.value : undefined;
  return typeof text === 'string' ? text : '';
};

/** What is written straight into a page instead of the dictionary, and every text that could be a key. */
function read(path: string, source: string) {
  const raw: string[] = [];
  const texts = new Set<string>();
  const beginnings = new Set<string>();
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0 || !isNode(program)) throw new Error(`${path} can't be read: ${errors[0]?.message}`);
  for (const node of nodesOf(program)) {
    if (node.type === 'JSXText' && hasLetters(String(node.value))) raw.push(String(node.value).trim());
    if (node.type === 'JSXAttribute' && isNode(node.name) && said.has(String(node.name.name)))
      raw.push(...[textOf(node.value)].filter(hasLetters));
    if (node.type === 'Literal') texts.add(textOf(node));
    if (node.type === 'TemplateLiteral') {
      const [, beginning] = /^`([a-zA-Z]+[.\w-]*\.)\$\{/.exec(source.slice(Number(node.start), Number(node.end))) ?? [];
      if (beginning !== undefined) beginnings.add(beginning);
    }
  }
  return { raw, texts, beginnings };
}

const pages = files.map((file) => ({ file, ...read(file, readFileSync(join(web, file), 'utf8')) }));

test('every word on a page comes from the dictionary, so that all of it can be translated', () => {
  expect(pages.flatMap(({ file, raw }) => raw.map((text) => `${file}: ${text}`))).toEqual([]);
});

test('a word written straight into a page or its label is found', () => {
  const planted = read('planted.tsx', 'export const A = () => <p title="Hello there">Good morning {1}</p>;');
  expect(planted.raw).toEqual(['Hello there', 'Good morning']);
});

test('every key of the dictionary stands in one file: a second would take the place of the first in silence', () => {
  const counts = new Map<string, number>();
  for (const file of globSync('**/*text.en.ts', { cwd: web }).filter((path) => !path.startsWith('dist/')))
    for (const [, key = ''] of readFileSync(join(web, file), 'utf8').matchAll(/^ {2}'([^']+)':/gm))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  expect(counts.size).toBe(Object.keys(en).length);
  expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
});

test('every key of the dictionary is used somewhere', () => {
  const texts = new Set(pages.flatMap((page) => [...page.texts]));
  const beginnings = new Set(pages.flatMap((page) => [...page.beginnings]));
  const isUsed = (key: string) => texts.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning));
  expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([]);
});

test('all pages were really read', () => {
  expect(pages.length).toBeGreaterThan(80);
  expect(new Set(pages.flatMap((page) => [...page.texts])).size).toBeGreaterThan(500);
});

test('what is said to people is calm: no exclamation mark, no loose space, no double mark', () => {
  const words = Object.values(en).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)));
  expect(words.filter((text) => /!|^\s|\s$| {2}|\.\.|,,/.test(text))).toEqual([]);
});

test('a sentence says one and many by their number', () => {
  expect(t('patients.found', { count: 1 })).toBe('1 found');
  expect(t('time.daysAgo', { count: 1 })).toBe('1 day ago');
  expect(t('time.daysAgo', { count: 3 })).toBe('3 days ago');
});
