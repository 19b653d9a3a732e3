import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkReport, fewestSessions, figureFaults, isSmall, type ReportFigures } from '#clinical/finder/finder.ts';
import { aHalfYear, aReport, firstHalf } from '../../tests/a-report.ts';
import { type PeopleTally, publish, type Tallies, tallyPeople, tallySessions } from './registry.ts';
import { besides, publishPeople, publishSessions } from './suppress.ts';

/**
 * The promise, tried on every case there is up to a size: all records that lead to the same publication are gathered,
 * and each small count of one of them takes every value from 1 to 10 among them. Whoever knows the method, and reads
 * what is published, can rule out none. Cases at the edge of the trial fill up what others of their kind need.
 */
function everySmallCountIsOneOfTen(
  cases: Iterable<{ published: unknown; counts: Record<string, number>; isAtEdge?: boolean }>,
): number {
  const seen = new Map<string, Map<string, Set<number>>>();
  const inside = new Set<string>();
  for (const { published, counts, isAtEdge = false } of cases) {
    const key = JSON.stringify(published);
    if (!isAtEdge) inside.add(key);
    const values = seen.get(key) ?? new Map<string, Set<number>>();
    seen.set(key, values);
    for (const [name, count] of Object.entries(counts)) values.set(name, (values.get(name) ?? new Set()).add(count));
  }
  for (const [published, values] of seen)
    for (const [name, counts] of values) {
      const small = [...counts].filter(isSmall);
      if (small.length > 0 && inside.has(published))
        expect([published, name, small.sort((a, b) => a - b)]).toEqual([
          published,
          name,
          [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        ]);
    }
  return seen.size;
}

const cells = (...counts: number[]) => counts.map((count) => ({ count, people: count }));

describe('parts of a whole', () => {
  test('one part and the rest: no small one is ever known closer than 1 to 10', () => {
    function* all() {
      for (let whole = 11; whole <= 60; whole += 1)
        for (let part = 0; part <= whole; part += 1)
          yield { published: [whole, besides(whole, cells(part))], counts: { part, rest: whole - part } };
    }
    expect(everySmallCountIsOneOfTen(all())).toBeGreaterThan(100);
  });

  test('two parts and the rest; and two parts that are the whole', () => {
    function* all(isWhole: boolean) {
      for (let whole = 22; whole <= 46; whole += 1)
        for (let a = 0; a <= whole; a += 1)
          for (let b = isWhole ? whole - a : 0; b <= whole - a; b += 1)
            yield { published: [whole, besides(whole, cells(a, b))], counts: { a, b, rest: whole - a - b } };
    }
    everySmallCountIsOneOfTen(all(false));
    everySmallCountIsOneOfTen(all(true));
  });

  test('of many sessions by few people nothing is told', () => {
    expect(besides(400, [{ count: 40, people: 3 }])).toEqual([{ hidden: 'kept-back' }]);
    expect(besides(400, [{ count: 40, people: 11 }])).toEqual([{ shown: 40 }]);
  });
});

describe('the people of a half-year', () => {
  const week = (at: number, answered: number, muchBetter = 0, inRemission = 0) => ({
    week: at,
    answered,
    muchBetter,
    inRemission,
  });
  const tally = (asked: number, weeks: PeopleTally['weeks'], without = 0): PeopleTally => ({
    began: asked + without,
    asked,
    weeks,
    waiting: { people: 0, medianDays: null },
  });

  test('who has a score before, and who answered at two weeks of the same people', () => {
    function* all() {
      for (let asked = 0; asked <= 44; asked += 1)
        for (let without = 0; without <= 24; without += 1)
          for (let a = 0; a <= asked; a += 1)
            for (let b = 0; b <= asked; b += 1)
              yield {
                published: publishPeople(tally(asked, [week(4, a), week(8, b)], without)),
                isAtEdge: asked > 24 || without > 12,
                counts: { asked, without, began: asked + without, a, b, notA: asked - a, notB: asked - b },
              };
    }
    expect(everySmallCountIsOneOfTen(all())).toBeGreaterThan(200);
  });

  test('beside the number of sessions, of which everyone who began had one', () => {
    const nothing = tallySessions([], firstHalf);
    function* all() {
      for (let held = 11; held <= 42; held += 1)
        for (let asked = 0; asked <= held; asked += 1)
          for (let without = 0; without <= held - asked; without += 1)
            for (let a = 0; a <= asked; a += 1) {
              const people = publishPeople(tally(asked, [week(4, a)], without));
              const of = { ...nothing, total: { count: held, people: held } };
              const { sessions } = publishSessions(of, fewestSessions(people));
              yield {
                published: [people.people, people.completeness, 'total' in sessions ? sessions.total : sessions],
                isAtEdge: held > 31,
                counts: { asked, without, began: asked + without, a, notA: asked - a },
              };
            }
    }
    expect(everySmallCountIsOneOfTen(all())).toBeGreaterThan(500);
  });

  test('how many are much better, and of them in remission', () => {
    function* all() {
      for (let answered = 11; answered <= 70; answered += 1)
        for (let better = 0; better <= answered; better += 1)
          for (let gone = 0; gone <= better; gone += 1)
            yield {
              published: publishPeople(tally(answered, [week(4, answered, better, gone)])).outcomes,
              counts: { better, gone, betterOnly: better - gone, notBetter: answered - better },
            };
    }
    expect(everySmallCountIsOneOfTen(all())).toBeGreaterThan(300);
  });

  test('how many said how long they waited', () => {
    function* all() {
      for (let asked = 11; asked <= 60; asked += 1)
        for (let people = 0; people <= asked; people += 1) {
          const of = { ...tally(asked, [week(4, asked), week(8, asked)]), waiting: { people, medianDays: 9 } };
          const { waiting, ...others } = publishPeople(of);
          yield {
            published: [others, 'people' in waiting ? waiting.people : waiting],
            counts: { people, others: asked - people },
          };
        }
    }
    everySmallCountIsOneOfTen(all());
  });

  test('with 4 of 150 who did not answer: those who answered are shown, those who were asked are not', () => {
    const { people, completeness } = publishPeople(tally(150, [week(4, 146), week(8, 120)], 20));
    expect(people).toEqual({ began: { hidden: 'kept-back' } });
    expect(completeness).toMatchObject({
      noScoreBefore: { shown: 20 },
      asked: { hidden: 'kept-back' },
      weeks: [
        { answered: { shown: 146 }, notAnswered: { hidden: '1-10' } },
        { answered: { hidden: 'kept-back' }, notAnswered: { hidden: 'kept-back' } },
      ],
    });
  });
});

describe('a whole report', () => {
  const tallied = (people: number, seed: number, answers = 0.9): Tallies => {
    const half = aHalfYear({ people, seed, answers });
    return { people: tallyPeople(half.people, firstHalf), sessions: tallySessions(half.sessions, firstHalf) };
  };
  const anyClinic = fc
    .tuple(
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
    )
    .map(([people, seed, answers]) => tallied(people, seed, answers));

  test('by this method passes the check of the finder, whatever the clinic', () => {
    fc.assert(
      fc.property(anyClinic, (tallies) => {
        expect(figureFaults(publish(tallies, {}, []).figures)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('that replaces another, or a third, passes beside all of them, and says what it kept back', () => {
    fc.assert(
      fc.property(fc.array(anyClinic, { minLength: 2, maxLength: 4 }), (versions) => {
        const released: ReturnType<typeof aReport>[] = [];
        for (const tallies of versions) {
          const { figures } = publish(tallies, {}, released);
          const id = `0199a0b2-0000-7000-8000-00000000000${released.length}`;
          const report = aReport({ id, figures, replaces: released.at(-1)?.id ?? null });
          expect(checkReport(report, { knownReports: released, now: new Date('2027-01-01') })).toEqual([]);
          released.push(report);
        }
      }),
      { numRuns: 150 },
    );
    const first = publish(tallied(148, 1), {}, []);
    const again = publish(tallied(148, 1), {}, [first]);
    expect(again).toEqual({ ...first, keptBack: [] });
    expect(publish(tallied(149, 1), {}, [first]).keptBack).toEqual(['people', 'sessions']);
  });

  test('of ten people or fewer shows no number at all, and of nobody shows zero', () => {
    const shows = (figures: ReportFigures) => JSON.stringify(figures).match(/"shown":\d+/g) ?? [];
    expect(shows(publish(tallied(9, 3), {}, []).figures)).toEqual([]);
    expect(new Set(shows(publish(tallied(0, 3), {}, []).figures))).toEqual(new Set(['"shown":0']));
  });

  test('says what the record does not hold, in words, where the figure would stand', () => {
    const { figures } = publish(tallied(60, 2), { outcomes: 'Scores after the session are not kept yet.' }, []);
    expect(figures.outcomes).toEqual({ absent: 'Scores after the session are not kept yet.' });
  });
});

describe('what is counted', () => {
  const scores = (...given: [string, number][]) => given.map(([on, total]) => ({ on, total }));
  const person = (beganOn: string, ...given: [string, number][]) => ({
    person: beganOn,
    beganOn,
    scores: scores(...given),
  });

  test('a person counts in the half-year in which they began, once, with the score nearest to the week', () => {
    const people = [
      person('2026-01-05', ['2026-01-01', 20], ['2026-01-05', 18], ['2026-01-29', 12], ['2026-02-03', 8]),
      person('2026-06-30', ['2026-06-30', 18], ['2026-07-27', 3], ['2026-08-25', 12]),
      person('2026-07-01', ['2026-07-01', 18], ['2026-07-29', 3]),
      person('2026-03-01', ['2026-03-29', 3]),
      person('2026-03-02', ['2026-03-02', 20], ['2026-03-20', 3]),
    ];
    expect(tallyPeople(people, firstHalf)).toMatchObject({
      began: 4,
      asked: 3,
      weeks: [
        { week: 4, answered: 2, muchBetter: 2, inRemission: 1 },
        { week: 8, answered: 1, muchBetter: 0, inRemission: 0 },
      ],
    });
  });
});
