import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonPassphrases, commonWords } from './common-passphrases.ts';
import { type About, checkPassphrase } from './passphrase.ts';

const about: About = {
  email: 'maria.okafor@harbor.example',
  names: ['Maria', 'Okafor'],
  clinicName: 'Harbor Street Clinic',
};

test.each([
  ['fourteen chars', /15 characters or more/],
  ['x'.repeat(200), /at most 128/],
  ['aaaaaaaaaaaaaaaaaaaa', /repeats itself/],
  ['walnut walnut walnut', /repeats itself/],
  ['abcdefghijklmnopqrstuvwxyz', /follows the keyboard/],
  ['qwertyuiop asdfghjkl', /follows the keyboard/],
  ['1qaz2wsx3edc4rfv', /follows the keyboard/],
  ['Correct Horse Battery Staple', /Many people use/],
  ['c0rrect-h0rse-battery-staple', /Many people use/],
  ['To be, or not to be!', /Many people use/],
  ['Password123Password!', /words that many people use|repeats/],
  ['Summer2026!Welcome1', /words that many people use/],
  ['P4$$w0rd Dr4g0n 2026', /words that many people use/],
  ['Maria Okafor 1987-03', /mostly your name/],
  ['harbor-street-clinic-42', /mostly your name/],
  ['racemic.ketamine.2026', /mostly your name/],
])('%s is refused with the reason', (passphrase, reason) => {
  expect(() => checkPassphrase(passphrase, about)).toThrow(reason);
});

test.each([
  'anchor velvet teapot glacier',
  'quilt raven summit thistle',
  'der Regen trommelt aufs Blech',
  'una tortuga lee novelas',
  '雨が屋根を叩いて夜が更けていく道',
  'Harbor lights make my uncle sneeze',
])('%s is accepted', (passphrase) => {
  expect(() => checkPassphrase(passphrase, about)).not.toThrow();
});

test('the same letters written in two ways by two keyboards are one passphrase', () => {
  const composed = 'café à la crème brûlée';
  expect(() => checkPassphrase(composed.normalize('NFD'))).not.toThrow();
  expect(() => checkPassphrase('é'.normalize('NFD').repeat(14))).toThrow(/15 characters/);
});

test('whatever is typed is accepted or refused with a sentence, at once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 140 }), (text) => {
      const from = performance.now();
      try {
        checkPassphrase(text, about);
      } catch (error) {
        expect(error).toMatchObject({ reason: 'blocked', sentence: expect.stringMatching(/\.$/) });
      }
      expect(performance.now() - from).toBeLessThan(200);
    }),
  );
});

test('the lists are clean: long enough to matter, lower case, no doubles', () => {
  for (const phrase of commonPassphrases) expect(phrase).toMatch(/^[a-z0-9]{10,}$/);
  expect(new Set(commonWords).size).toBe(commonWords.length);
});
