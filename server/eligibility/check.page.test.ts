/** The private check as the server sends it: whole in both languages, easy to read, and taking no answer. */
import { expect, test } from 'vitest';
import { type CheckAnswers, checkAnswers, checkQuestions, checkTopics } from '#clinical/eligibility/eligibility.ts';
import { type Language, languages } from '#server/public/language.ts';
import { page } from '#server/public/page.ts';
import { wrongInHtml } from '../../tests/care.ts';
import { fleschKincaid, szigrisztPazos } from '../../tests/readability.ts';
import { checkPage } from './check.page.ts';
import { helpAfter, helpSays, helpWords } from './check-help.text.ts';
import { moreTopics } from './check-more.text.ts';
import { questionWords } from './check-questions.text.ts';
import { sheetPage } from './check-sheet.page.ts';
import { checkSources } from './check-sources.ts';
import { topicWords } from './check-topics.text.ts';
import { words } from './check-words.ts';

const style = { text: 'body{color:#000}', hash: 'sha256-A' };
const assets = {
  styles: { find: style, learn: style, check: style },
  fonts: { inter: '/care/assets/i.woff2', serif: '/care/assets/s.woff2' },
  scripts: {
    check: { address: '/care/assets/c.js', integrity: 'sha256-A' },
    'near-me': { address: '/care/assets/n.js', integrity: 'sha256-A' },
  },
};

const whole = (language: Language, path: string, body: ReturnType<typeof checkPage>) =>
  page({ language, path, title: words.title[language], description: 'x', door: 'check', body }, assets, 'http://x');

const pages = (language: Language) => [
  whole(language, '/check', checkPage(language)),
  whole(language, '/check/sheet', sheetPage(language)),
];

test('both pages are valid HTML in both languages', async () => {
  for (const language of languages)
    for (const html of await Promise.all(pages(language))) expect(await wrongInHtml(html)).toEqual([]);
});

test('no page takes an answer: no form has an address, and none is sent by a browser without script', async () => {
  const [check = '', sheet = ''] = await Promise.all(pages('en'));
  expect(check.match(/<form[^>]*>/g)).toHaveLength(checkQuestions.length);
  for (const form of check.match(/<form[^>]*>/g) ?? []) {
    expect(form).toContain('method="dialog"');
    expect(form).not.toContain('action');
  }
  const [, outside = ''] = /^([\s\S]*?)<template/.exec(check) ?? [];
  expect(outside).not.toMatch(/<(form|input)/);
  expect(sheet).not.toMatch(/<(form|input|script)/);
});

test('the sheet asks the same ten questions with the same answers', async () => {
  for (const language of languages) {
    const sheet = String(await sheetPage(language));
    for (const question of checkQuestions) {
      const { asks, answers } = questionWords[question];
      expect(sheet).toContain(asks[language]);
      for (const [answer, label] of Object.entries(answers))
        if (answer !== 'measured')
          expect(sheet, `${question} ${answer}`).toContain(label[language].replaceAll('"', '&quot;'));
    }
  }
});

/** Each answer of each question alone, and figures of blood pressure low, usual, high and very high. */
const oneAtATime: CheckAnswers[] = [
  ...checkQuestions.flatMap((question) =>
    question === 'pressure' ? [] : checkAnswers[question].map((answer): CheckAnswers => ({ [question]: answer })),
  ),
  ...[85, 120, 150, 190].map((systolic) => ({ pressure: { systolic, diastolic: 80 } })),
];

test('whatever someone answers, the page has words for each topic that it brings', () => {
  const named: ReadonlySet<string> = new Set(Object.keys(topicWords));
  const missing = oneAtATime.flatMap((answers) => checkTopics(answers).filter(({ name }) => !named.has(name)));
  expect(missing).toEqual([]);
  const brought = new Set<string>(oneAtATime.flatMap((answers) => checkTopics(answers).map(({ name }) => name)));
  expect([...named].filter((name) => !brought.has(name))).toEqual([]);
});

const said = (language: Language): string[] => [
  ...Object.values(helpWords).flatMap((of) => Object.values(of).map((words) => words[language])),
  ...Object.values(helpSays).map((of) => of[language]),
  ...moreTopics.flatMap(({ says, asks }) => [says[language], asks[language]]),
  ...Object.values(topicWords).flatMap(({ says, asks }) => [says[language], asks[language]]),
  ...Object.values(questionWords).flatMap(({ asks, hint, reason }) => [
    asks[language],
    reason[language],
    ...(hint === undefined ? [] : [hint[language]]),
  ]),
  ...Object.values(words).map((of) => of[language]),
];
const plain = (text: string) => text.replaceAll('**', '').replaceAll('<measured>', '150 over 95');

test('it is read with ease: grade 8 or lower in English, normal or easier in Spanish', () => {
  expect(fleschKincaid(said('en').map(plain))).toBeLessThanOrEqual(8);
  expect(szigrisztPazos(said('es').map(plain))).toBeGreaterThanOrEqual(55);
});

test('it never says that someone may be treated, never scores, never presses', () => {
  const english = said('en').join(' ');
  expect(english).not.toMatch(/\b(qualify|eligible|score|points|candidate|perfect|great news|success)\b|!/i);
  expect(said('es').join(' ')).not.toMatch(/\b(califica|elegible|puntaje|puntos|candidat[oa])\b|[!¡]/i);
});

test('after thoughts of death, and after no answer, whom to call comes before every other word', async () => {
  for (const language of languages) {
    const check = String(await checkPage(language));
    for (const answer of helpAfter) {
      const [, screen = ''] = new RegExp(`<section[^>]*data-help="${answer}">([\\s\\S]*?)</section>`).exec(check) ?? [];
      const places = [
        helpWords[answer].title,
        helpSays.call,
        helpSays.text,
        helpSays.danger,
        helpWords[answer].says,
        helpSays.goOn,
      ].map((words) => screen.indexOf(words[language]));
      expect(places).not.toContain(-1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(screen).toContain('href="tel:988"');
      expect(screen).toContain('href="tel:911"');
    }
  }
  const english = helpAfter.map((answer) => `${helpWords[answer].says.en} ${helpWords[answer].first.en}`);
  expect(new Set(english).size).toBe(helpAfter.length);
  expect(helpWords.yes.first.en).toContain('ending your life');
});

test('opioids, sedatives, MAO blockers, stimulants, liver and bladder are named, each with a question', async () => {
  for (const path of [checkPage, sheetPage]) {
    const shown = String(await path('en'));
    for (const name of ['Opioids', 'lorazepam', 'MAO blockers', 'Stimulants', 'Your liver', 'Your bladder'])
      expect(shown, name).toContain(name);
  }
  for (const { asks } of moreTopics) expect(asks.en).toMatch(/\?$/);
});

test('where studies fit an answer, it is said that this does not mean that the treatment fits', () => {
  for (const name of ['diagnosis-depression', 'tries-enough'] as const) {
    expect(topicWords[name].says.en).toContain('This does not mean that it fits you.');
    expect(topicWords[name].says.es).toContain('Eso no quiere decir que le convenga.');
  }
});

test('sources have names that a person can look up; that nobody has reviewed it stands on both pages and at the end', async () => {
  for (const language of languages) {
    const [check, sheet] = [String(await checkPage(language)), String(await sheetPage(language))];
    expect(check + sheet).not.toMatch(/basis \d|\[S\d/);
    expect(check.split(words.notReviewed[language])).toHaveLength(3);
    expect(sheet).toContain(words.notReviewed[language]);
    for (const { by } of Object.values(questionWords))
      for (const name of by) expect(check).toContain(checkSources[name].cite);
  }
});
