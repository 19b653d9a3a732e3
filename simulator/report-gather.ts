/** Counting over any number of virtual people without keeping them: shares, means, and how many have fallen back by a day. */
import { likelyOf, likelyRange, type Range } from '#clinical/learn/learn.ts';
import type { TreatedPerson } from './whole-person.ts';

export type Gathered = { readonly value: number; readonly interval: Range; readonly people: number };

export type Gather = {
  see(person: TreatedPerson): void;
  /** Undefined when nobody was counted. */
  result(): Gathered | undefined;
};

/** Per cent of those who are counted; undefined leaves somebody out. */
export function share(has: (person: TreatedPerson) => boolean | undefined): Gather {
  let [people, count] = [0, 0];
  return {
    see: (person) => {
      const answer = has(person);
      if (answer === undefined) return;
      people += 1;
      if (answer) count += 1;
    },
    result: () => {
      if (people === 0) return undefined;
      const value = (100 * count) / people;
      return { value, interval: likelyOf(value, people), people };
    },
  };
}

/** The mean over people, each counted once. */
export function mean(of: (person: TreatedPerson) => number | undefined): Gather {
  let [people, sum, squares] = [0, 0, 0];
  return {
    see: (person) => {
      const value = of(person);
      if (value === undefined) return;
      people += 1;
      sum += value;
      squares += value ** 2;
    },
    result: () => {
      if (people < 2) return undefined;
      const value = sum / people;
      const sd = Math.sqrt(Math.max(0, squares - people * value ** 2) / (people - 1));
      const half = (likelyRange.value * sd) / Math.sqrt(people);
      return { value, interval: { from: value - half, to: value + half }, people };
    },
  };
}

/** Whoever is seen until a day, and whether it happened on that day. */
export type Watched = { readonly days: number; readonly happened: boolean };

/**
 * Per cent to whom it has happened by a day. Who leaves before is counted as long as they were there (Kaplan and Meier,
 * with the interval of Greenwood).
 */
export function happenedBy(day: number, of: (person: TreatedPerson) => Watched | undefined): Gather {
  const [events, leavers] = [new Map<number, number>(), new Map<number, number>()];
  let people = 0;
  return {
    see: (person) => {
      const watched = of(person);
      if (watched === undefined) return;
      people += 1;
      const counted = watched.happened ? events : leavers;
      counted.set(watched.days, (counted.get(watched.days) ?? 0) + 1);
    },
    result: () => {
      let [there, left, variance] = [people, 1, 0];
      for (let at = 0; at <= day; at += 1) {
        const now = events.get(at) ?? 0;
        if (there > now) {
          left *= 1 - now / there;
          variance += now / (there * (there - now));
        }
        there -= now + (leavers.get(at) ?? 0);
      }
      if (people === 0) return undefined;
      const value = 100 * (1 - left);
      const half = 100 * likelyRange.value * left * Math.sqrt(variance);
      return { value, interval: { from: value - half, to: value + half }, people };
    },
  };
}
