import { expect, test } from 'vitest';
import { hashPassphrase, verifyPassphrase } from './scrypt.ts';

test('a passphrase is known again in either way of writing its letters, and no other is', async () => {
  const hash = await hashPassphrase('café à la crème brûlée');
  expect(hash).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await verifyPassphrase(hash, 'café à la crème brûlée'.normalize('NFD'))).toBe(true);
  expect(await verifyPassphrase(hash, 'cafe a la creme brulee')).toBe(false);
});

test('two people with the same passphrase have different hashes', async () => {
  const [one, other] = [await hashPassphrase('anchor velvet teapot'), await hashPassphrase('anchor velvet teapot')];
  expect(one).not.toBe(other);
});

test('a damaged hash opens nothing', async () => {
  for (const hash of ['', 'scrypt', 'bcrypt$1$2$3$4$5', 'scrypt$8$8$1$AAAA$', 'scrypt$8$8$1$$'])
    expect(await verifyPassphrase(hash, 'anchor velvet teapot')).toBe(false);
});

test('when many sign in at once each still gets the right answer', async () => {
  const cheap = 'scrypt$8$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAA';
  const answers = await Promise.all(Array.from({ length: 40 }, () => verifyPassphrase(cheap, 'anchor velvet teapot')));
  expect(answers.every((right) => right === false)).toBe(true);
});
