import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questionedWords } from './finder.ts';

const rulesIn = (text: string) => questionedWords(text).map(({ rule }) => rule);

test.each([
  ['We cure depression.', 'cure'],
  ['Ketamine therapy cures PTSD!', 'cure'],
  ['Curamos la depresión.', 'cure'],
  ['Our FDA-approved ketamine infusions change lives.', 'fda-approved-ketamine'],
  ['Ketamine is FDA approved.', 'fda-approved-ketamine'],
  ['Feel better with no side effects.', 'no-side-effects'],
  ['Sin efectos secundarios.', 'no-side-effects'],
  ['It is 100% safe.', 'no-side-effects'],
  ['Results guaranteed.', 'guaranteed'],
  ['Relief in one session.', 'works-at-once-for-all'],
  ['It works for everyone.', 'works-at-once-for-all'],
  ['A 95% success rate.', 'success-rate-without-people'],
  ['Call for a quote.', 'price-on-request'],
  ['Price on request', 'price-on-request'],
  ['Non-addictive medicine.', 'not-addictive'],
  ['Lozenges shipped to your door.', 'at-home-by-mail'],
  ['A limited-time offer.', 'buy-today'],
])('“%s” is questioned: %s', (text, rule) => {
  expect(rulesIn(text)).toContain(rule);
});

test.each([
  'Ketamine is not a cure.',
  'There is no cure for every depression.',
  'Ketamine is not FDA approved for depression.',
  'Esketamine (Spravato) is FDA approved; ketamine infusions are off-label.',
  'Ketamine is FDA approved as an anesthetic.',
  'We can’t guarantee a result.',
  'In the study 71 of 131 people, a response rate of 54%, got much better.',
  'Side effects are common: dizziness, nausea, feeling outside yourself.',
  'Call us with questions. Our prices are on the price page.',
  'Procure and secure storage.',
])('“%s” is fair', (text) => {
  expect(questionedWords(text)).toEqual([]);
});

test('the sentence is quoted as it stands, shortened at word ends, with its place', () => {
  const text = 'Welcome. Relief in one session! Come in.';
  expect(questionedWords(text)).toEqual([{ rule: 'works-at-once-for-all', words: 'Relief in one session!', at: 9 }]);
  const long = `${'word '.repeat(60)}guaranteed ${'more '.repeat(60)}`;
  const [found] = questionedWords(long);
  expect(found?.words).toMatch(/^… (word )+guaranteed (more )+…$/);
  expect(found?.words.length).toBeLessThan(240);
});

test('any text is read without falling over, and every quotation is in it', () => {
  const plain = (text: string) => text.replaceAll(/\s+/gu, ' ');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('cure', ' no side effects ', '. ', '95% success'))),
      (parts) => {
        const text = parts.join(' ');
        for (const { words } of questionedWords(text))
          expect(plain(text)).toContain(words.replace(/^… /u, '').replace(/ …$/u, '').trim());
      },
    ),
  );
});

test('a text made to be slow is read in time that grows with its length', () => {
  for (const piece of ['FDA approved ', 'no ', 'relief in ', 'ketamine ', 'cure', '9'])
    expect(questionedWords(piece.repeat(20_000)).length).toBeLessThan(20_001);
});
