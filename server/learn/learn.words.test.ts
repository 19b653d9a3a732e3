/** Words of the learning pages: how easy they are, what they never say, and that no number in them is typed. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { unitedStates } from '#server/public/crisis-lines.ts';
import { type Language, languages } from '#server/public/language.ts';
import { parse } from '../../tests/imports.ts';
import { fleschKincaid, spanishSyllables, szigrisztPazos } from '../../tests/readability.ts';
import { articleOf, contentsOf } from './learn.page.ts';
import { learnPages } from './pages.ts';

const pages = learnPages();

const plain = (markup: string) =>
  markup
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', '’')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();

/**
 * What a person reads: paragraphs and lines of lists. Headings are no sentences; pictures, tables, sources and their
 * citations are left out on every page alike. Names of medicines and studies count as the words they are.
 */
async function proseOf(body: unknown): Promise<string[]> {
  const markup = String(await body)
    .replaceAll(/<(svg|table|aside|details)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<p class="(?:source|crumbs|state[^"]*|picture-name|of-100|learn-step-when)"[\s\S]*?<\/p>/g, ' ')
    .replaceAll(/<section id="sources"[\s\S]*?<\/section>/g, ' ');
  return [...markup.matchAll(/<(p|li)\b[^>]*>([\s\S]*?)<\/\1>/g)]
    .map(([, , inside = '']) => plain(inside))
    .filter(Boolean);
}

const bodies = (language: Language) =>
  [contentsOf(pages, language), ...pages.map((page, at) => articleOf(page, pages[at + 1], language))].map(
    ({ path, body }) => ({ path, body }),
  );

test('syllables of Spanish are counted as they are spoken', () => {
  const said = {
    ketamina: 4,
    quien: 1,
    guía: 2,
    presión: 2,
    oído: 3,
    aéreo: 4,
    muy: 1,
    vergüenza: 3,
    día: 2,
    cuidado: 3,
  };
  for (const [word, count] of Object.entries(said)) expect(spanishSyllables(word), word).toBe(count);
});

test('every English page can be read after eight years of school', async () => {
  const grades = await Promise.all(
    bodies('en').map(
      async ({ path, body }) => [path, Math.round(10 * fleschKincaid(await proseOf(body))) / 10] as const,
    ),
  );
  expect(grades.length).toBe(16);
  expect(
    grades.filter(([, grade]) => grade > 8),
    JSON.stringify(grades),
  ).toEqual([]);
});

test('every Spanish page is of normal ease or easier', async () => {
  const scores = await Promise.all(
    bodies('es').map(async ({ path, body }) => [path, Math.round(szigrisztPazos(await proseOf(body)))] as const),
  );
  expect(
    scores.filter(([, score]) => score < 55),
    JSON.stringify(scores),
  ).toEqual([]);
});

const selling: Readonly<Record<Language, RegExp>> = {
  en: /\b(cure[sd]?|miracle|amazing|journey|relief|breakthrough|simply|just|life-changing|guaranteed|best in|success)\b|!/i,
  es: /\b(cura[rn]?|curación|milagro|increíble|alivio total|revolucionari[oa]|simplemente|garantizad[oa]|éxito)\b|!/i,
};

test.each(languages)('nothing sells, and nothing promises (%s)', async (language) => {
  for (const { path, body } of bodies(language)) {
    const text = plain(String(await body).replaceAll(/<section id="sources"[\s\S]*?<\/section>/g, ' '));
    expect(text.match(selling[language])?.[0], path).toBeUndefined();
  }
});

/** The base of every count; numbers to call; names of studies. Whatever else has a digit comes from sourced data. */
const mayBeTyped = [
  /\b(?:of|in|de|en|cada|other|otras) 100\b/g,
  /\b(?:100) (?:people|personas)\b/g,
  new RegExp(`\\b(?:${unitedStates.call}|${unitedStates.emergency})\\b`, 'g'),
  /\b(?:TRANSFORM|SUSTAIN)-\d\b/g,
  /\bKARMA-Dep 2\b/g,
  /\boprima 2\b/g,
  /\b(?:and|y) 100 (?:with|con)\b/g,
];

const files = globSync(['*.text.ts', '*.words.ts', '*-words.ts', 'curves.ts', 'effect-list.ts'], {
  cwd: import.meta.dirname,
})
  .filter((name) => !name.endsWith('.test.ts'))
  .map((name) => ({ path: name, text: readFileSync(join(import.meta.dirname, name), 'utf8') }));

/** Words that a page shows: strings under `en` and `es`. */
function shownWords(file: { path: string; text: string }): string[] {
  const shown: { start: number; end: number }[] = [];
  const strings: { start: number; end: number; text: string }[] = [];
  new Visitor({
    Property(node) {
      if (node.key.type === 'Identifier' && ['en', 'es'].includes(node.key.name)) shown.push(node.value);
    },
    Literal(node) {
      if (typeof node.value === 'string') strings.push({ start: node.start, end: node.end, text: node.value });
    },
    TemplateElement(node) {
      strings.push({ start: node.start, end: node.end, text: node.value.raw });
    },
  }).visit(parse(file).program);
  return strings
    .filter(({ start, end }) => shown.some((span) => span.start <= start && end <= span.end))
    .map(({ text }) => text);
}

const typedDigits = (file: { path: string; text: string }): string[] =>
  shownWords(file)
    .map((text) => mayBeTyped.reduce((rest, allowed) => rest.replaceAll(allowed, ''), text))
    .filter((text) => /\d/.test(text))
    .map((text) => `${file.path}: ${text}`);

test('no number in the prose is typed: each comes from sourced data', () => {
  expect(files.length).toBeGreaterThan(15);
  expect(files.flatMap(typedDigits)).toEqual([]);
});

/** Written as a word, a number is for what stands on the page: two forms, three moments. What was measured has digits. */
const measured =
  /\b(?:two|three|four|five|six|seven|eight|nine|twice|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b(?: (?:or|o|to|a) \w+)? (?:hours?|minutes?|days?|weeks?|months?|times?|people|horas?|minutos?|d[ií]as?|semanas?|meses|veces|personas)\b/gi;

test('no measured number hides in a word', () => {
  expect(files.flatMap(shownWords).flatMap((text) => text.match(measured) ?? [])).toEqual([]);
});

test('a planted number is found', () => {
  const planted = (text: string) => typedDigits({ path: 'planted.text.ts', text: `export const a = { en: ${text} };` });
  expect(planted("'57 of 100 are better'")).toHaveLength(1);
  expect(planted("'about so many of 100, after 4 weeks'")).toHaveLength(1);
  expect(planted("'of 100 people, call 988'")).toEqual([]);
});
