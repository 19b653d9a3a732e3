import { beforeEach, expect, test } from 'vitest';
import { beginRound, endRound, goOnWith, rounds, settle } from './group-round.ts';

const group = 'one group';
const now = () => rounds.get().get(group);
beforeEach(() => beginRound(group, ['a', 'b', 'c']));

test('a round goes from one person to the next, and is over when each was read or skipped', () => {
  expect(now()?.at).toBe('a');
  settle(group, 'a', { how: 'read', atMs: 1 });
  expect(now()?.at).toBe('b');
  settle(group, 'b', { how: 'skipped', why: 'asleep' });
  settle(group, 'c', { how: 'read', atMs: 2 });
  expect(now()).toMatchObject({ at: undefined, isHeld: false });
});

test('a red reading holds the round at that person, and the others are read when somebody says so', () => {
  settle(group, 'a', { how: 'red', atMs: 1 });
  expect(now()).toMatchObject({ at: 'a', isHeld: true });
  goOnWith(group);
  expect(now()).toMatchObject({ at: 'b', isHeld: false });
});

test('who was passed over is come back to', () => {
  goOnWith(group, 'c');
  settle(group, 'c', { how: 'read', atMs: 1 });
  expect(now()?.at).toBe('a');
});

test('a round that was ended takes nothing any more', () => {
  endRound(group);
  settle(group, 'a', { how: 'read', atMs: 1 });
  expect(now()).toBeUndefined();
});
