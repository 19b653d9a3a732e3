import { expect, test } from 'vitest';
import { shareAnswers } from './feed-shared.ts';

/** A clinic whose signals the test gives, and a database that counts what it is asked. */
function aFeed() {
  const share = shareAnswers<number>();
  const of = { turn: 1, asked: 0 };
  const live = { turn: () => of.turn };
  const look = (clinic = 'a', cursor = '7', answer: () => Promise<number> = () => Promise.resolve(of.asked)) =>
    share(live, clinic, cursor, () => {
      of.asked += 1;
      return answer();
    });
  return { of, look };
}

test('those who stand at the same place are answered by one question, also a moment after it was answered', async () => {
  const { of, look } = aFeed();
  expect(await Promise.all([look(), look(), look()])).toEqual([1, 1, 1]);
  expect(await look()).toBe(1);
  expect(of.asked).toBe(1);
});

test('after a signal it is asked anew: an answer from before it does not tell what it told', async () => {
  const { of, look } = aFeed();
  await look();
  of.turn += 1;
  expect(await look()).toBe(2);
});

test('another clinic and another place are other questions', async () => {
  const { of, look } = aFeed();
  await Promise.all([look('a', '7'), look('b', '7'), look('a', '8')]);
  expect(of.asked).toBe(3);
});

test('a question that failed is asked again', async () => {
  const { look } = aFeed();
  await expect(look('a', '7', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await look()).toBe(2);
});
