import { describe, expect, test } from 'vitest';
import { atClinic } from './clinic-time.ts';
import { chairMark, chairWords, minutesWords, nextOf, shortName, stopwatch, whenWords } from './floor-words.ts';

const at = Date.UTC(2026, 10, 23, 10, 42);
const inMin = (minutes: number) => at + minutes * 60_000;
const todo = (id: string, state: 'upcoming' | 'due' | 'overdue' | 'escalate', minutes: number) =>
  ({ id, what: 'reading', atMs: inMin(minutes), state, says: id, acknowledged: undefined }) as const;

describe('what the floor says', () => {
  test('minutes are minutes under 100, then hours and minutes', () => {
    expect(minutesWords(99.9)).toBe('99 min');
    expect(minutesWords(134)).toBe('2 h 14 min');
  });

  test('a clock of an hour and more says its hours', () => {
    expect(stopwatch(33 * 60_000 + 12_000)).toBe('33:12');
    expect(stopwatch(93 * 60_000 + 12_000)).toBe('1:33:12');
  });

  test('a task says when it is: ahead, now, or how late', () => {
    expect(whenWords(todo('a', 'upcoming', 10), at)).toBe('in 10 min');
    expect(whenWords(todo('a', 'due', 0), at)).toBe('due now');
    expect(whenWords(todo('a', 'overdue', -12), at)).toBe('overdue 12 min');
  });

  test('what is late is next, also when something else stands before it', () => {
    expect(nextOf([todo('due', 'due', -13), todo('late', 'overdue', -12)])?.id).toBe('late');
    expect(nextOf([todo('first', 'upcoming', 2), todo('second', 'upcoming', 3)])?.id).toBe('first');
  });

  test('a chair is named as the clinic names it, and marked by what fits', () => {
    expect([chairWords('3'), chairWords('Chair 3'), chairWords('Window')]).toEqual(['Chair 3', 'Chair 3', 'Window']);
    expect([chairMark('3', 3), chairMark('Chair 3', 3), chairMark('By the window', 4)]).toEqual(['3', '3', '4']);
  });

  test('people of the clinic are named short, with their title', () => {
    expect(shortName({ name: 'Tomas Beck' })).toBe('T. Beck');
    expect(shortName({ name: 'Dr Mara Okafor' })).toBe('Dr Okafor');
  });
});

test('a planned time is that of the clinic’s wall, also on the day the clock changes', () => {
  expect(atClinic('2026-11-23', '11:15', 'America/New_York')).toBe('2026-11-23T16:15:00.000Z');
  expect(atClinic('2026-11-01', '11:15', 'America/New_York')).toBe('2026-11-01T16:15:00.000Z');
});
