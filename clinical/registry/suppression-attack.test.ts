import { describe, expect, test } from 'vitest';
import { type Count, checkReport, noFigures, Report, reportRoutes } from '#clinical/finder/finder.ts';
import { aHalfYear, aReport, chance } from '../../tests/a-report.ts';
import { knowledge } from '../../tests/an-attacker.ts';
import { attack, type Noted } from '../../tests/read-reports.ts';
import { publish, type Tallies, tallyPeople, tallySessions } from './registry.ts';

/**
 * The promise: every count of 1 to 10 that is not shown could be any number from 1 to 10, given all reports of all
 * half-years, replaced and withdrawn ones too.
 */
const clinics = 200;
const halfYears = Array.from({ length: 8 }, (_, at) => {
  const year = 2022 + Math.floor(at / 2);
  return at % 2 === 0 ? { from: `${year}-01-01`, to: `${year}-06-30` } : { from: `${year}-07-01`, to: `${year}-12-31` };
});

type Version = { report: Report; truth: Map<string, number> };

/** Every count of the record behind a report, by the names that the attacker uses, and the rests between them. */
function truthOf({ people, sessions }: Tallies): Map<string, number> {
  const total = sessions.total.count;
  return new Map([
    ['people', people.began],
    ['asked', people.asked],
    ['noScoreBefore', people.began - people.asked],
    ...people.weeks.flatMap(({ week, answered, muchBetter, inRemission }): [string, number][] => [
      [`answered ${week}`, answered],
      [`notAnswered ${week}`, people.asked - answered],
      [`muchBetter ${week}`, muchBetter],
      [`notBetter ${week}`, answered - muchBetter],
      [`inRemission ${week}`, inRemission],
      [`betterOnly ${week}`, muchBetter - inRemission],
    ]),
    ['waiting', people.waiting.people],
    ['notWaiting', people.began - people.waiting.people],
    ['sessions', total],
    ...Object.entries(sessions.byRoute).map(([route, { count }]): [string, number] => [`route ${route}`, count]),
    ...Object.entries(sessions.byEffect).flatMap(([effect, grades]): [string, number][] => [
      ...Object.entries(grades).map(([grade, { count }]): [string, number] => [`${effect} ${grade}`, count]),
      [`without ${effect}`, total - Object.values(grades).reduce((sum, { count }) => sum + count, 0)],
    ]),
    ['transfers', sessions.transfers.count],
    ['notTransferred', total - sessions.transfers.count],
    ['due', sessions.readings.due],
    ['late', sessions.readings.late.count],
    ['onTime', sessions.readings.due - sessions.readings.late.count],
  ]);
}

let made = 0;
const newReportId = () => {
  made += 1;
  return `0199a0b2-0000-7000-8000-${String(made).padStart(12, '0')}`;
};

/** A clinic over four years: it grows or shrinks, releases, finds late entries, replaces, takes back. */
function aClinicsReports(seed: number): Version[][] {
  const next = chance(seed);
  const size = Math.exp(next() * 5.2);
  const answers = 0.6 + next() * 0.4;
  const before: ReturnType<typeof aHalfYear> = { sessions: [], people: [] };
  return halfYears.map((period, at) => {
    const people = Math.floor(size * (0.5 + next()));
    const half = aHalfYear({ people, seed: seed * 100 + at, from: period.from, answers });
    const versions: Version[] = [];
    // Sessions of people who began late in a half-year lie in the next one.
    const rows = () => ({ sessions: [...before.sessions, ...half.sessions], people: half.people });
    const release = (withdrawn = false) => {
      const { sessions, people: persons } = rows();
      const tallies = { people: tallyPeople(persons, period), sessions: tallySessions(sessions, period) };
      const released = versions.map(({ report }) => report);
      const report = aReport({
        id: newReportId(),
        period,
        figures: withdrawn ? noFigures('Taken back.') : publish(tallies, {}, released).figures,
        replaces: released.at(-1)?.id ?? null,
        withdrawn: withdrawn ? { why: 'A station kept the wrong time.' } : null,
        releasedBy: { name: 'A', role: 'medical director', at: '2026-09-14T09:30:00Z' },
      });
      versions.push({ report, truth: truthOf(tallies) });
    };
    release();
    for (let again = 0; again < 3 && next() < 0.35; again += 1) {
      // Nothing changed, an answer or a side effect came late, or a person was missing altogether.
      const kind = next();
      const [known] = half.sessions;
      const late = aHalfYear({ people: 1, seed: seed * 100 + 50 + again, from: period.from });
      if (kind > 0.6) {
        half.people.push(...late.people);
        half.sessions.push(...late.sessions);
      } else if (kind > 0.3 && known !== undefined)
        half.sessions.push({ ...known, effects: [{ effect: 'dissociation', worst: '2' }] });
      release(next() < 0.15);
    }
    before.sessions.push(...half.sessions);
    return versions;
  });
}

const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const isShown = (count: number | undefined, { from, to }: { from: number; to: number }) =>
  from === to && from === count;

/** Hidden counts of 1 to 10 that were narrowed, and how many there were at all. */
function narrowed(versions: readonly (readonly Version[])[], how: 'alone' | 'same' | 'grown') {
  const reports = versions.map((half) => half.map(({ report }) => report));
  const { known, noted, holds } = attack(reports, how);
  if (!holds) return { found: [], hidden: 0, holds };
  const found: string[] = [];
  let hidden = 0;
  for (const [at, half] of versions.entries())
    for (const [place, { truth }] of half.entries())
      for (const [name, which] of noted[at]?.[place] ?? new Map<string, number>()) {
        const count = truth.get(name);
        if (count === undefined || count < 1 || count > 10) continue;
        hidden += 1;
        const left = isShown(count, known.boundsOf(which))
          ? [count]
          : ten.filter((value) => known.couldBe(which, value));
        // Versions read as the same where they are not lead astray: what is ruled out wrongly tells nothing.
        if (left.length < ten.length && (how === 'alone' || left.includes(count)))
          found.push(`${name} in half-year ${at}, version ${place}: ${left.join(' ')}`);
      }
  return { found, hidden, holds };
}

describe('from everything that 200 clinics publish over 8 half-years', () => {
  const all = Array.from({ length: clinics }, (_, at) => aClinicsReports(at + 1));

  test('there is much to find: small counts, replaced reports, and figures that are shown', () => {
    const versions = all.flat(2);
    const text = JSON.stringify(versions.map(({ report }) => report.figures));
    expect(versions.length).toBeGreaterThan(1_900);
    expect(versions.filter(({ report }) => report.replaces !== null).length).toBeGreaterThan(300);
    expect(text.match(/"1-10"/g)?.length).toBeGreaterThan(2_000);
    expect(text.match(/"shown":[1-9]/g)?.length).toBeGreaterThan(8_000);
  });

  test('each report is accepted beside those before it, and says nothing outside its counts', () => {
    for (const halves of all)
      for (const half of halves)
        for (const [place, { report }] of half.entries()) {
          const earlier = half.slice(0, place).map((of) => of.report);
          expect(Report.parse(report)).toEqual(report);
          expect(checkReport(report, { knownReports: earlier, now: new Date('2026-11-30') })).toEqual([]);
        }
  });

  test.each(['alone', 'same', 'grown'] as const)(
    'no hidden count of 1 to 10 is narrowed, with versions read as %s',
    (how) => {
      let [hidden, held] = [0, 0];
      for (const [at, clinic] of all.entries()) {
        // What ties versions together is tried for each half-year, since one wrong guess spoils all that hangs on it.
        for (const half of how === 'alone' ? [clinic] : clinic.map((versions) => [versions])) {
          const answer = narrowed(half, how);
          hidden += answer.hidden;
          held += answer.holds ? 1 : 0;
          expect([at, answer.found]).toEqual([at, []]);
        }
      }
      // Where versions changed, they cannot be read as the same: the attacker learns only that.
      expect(held).toBeGreaterThanOrEqual(how === 'alone' ? clinics : clinics * 6);
      expect(hidden).toBeGreaterThan(20_000);
    },
  );
});

describe('the attacker finds a leak that is planted', () => {
  const tallies = (people: number, seed = 1): Tallies => {
    const half = aHalfYear({ people, seed, answers: 0.97, from: '2022-01-01' });
    const period = halfYears[0] ?? { from: '', to: '' };
    return { people: tallyPeople(half.people, period), sessions: tallySessions(half.sessions, period) };
  };
  const version = (of: Tallies, change: (figures: Report['figures']) => void = () => undefined): Version => {
    const report = aReport({ figures: structuredClone(publish(of, {}, []).figures) });
    change(report.figures);
    return { report, truth: truthOf(of) };
  };
  const set = (of: object | undefined, given: Record<string, Count>) => Object.assign(of ?? {}, given);
  const found = (versions: Version[], how: 'alone' | 'same' | 'grown' = 'alone') => narrowed([versions], how).found;
  const of = tallies(60);
  const [first, second] = of.people.weeks;

  test('and none where none is planted', () => expect(found([version(of)])).toEqual([]));

  test('all who were asked beside those who answered', () => {
    expect(of.people.asked - (first?.answered ?? 0)).toBeLessThan(11);
    const leak = version(of, ({ completeness }) => set(completeness, { asked: { shown: of.people.asked } }));
    expect(found([leak])).toContainEqual(expect.stringMatching(/^notAnswered 4 .*: \d+$/));
  });

  test('those who answered at two weeks: they cannot be more than were asked', () => {
    const leak = version(of, ({ completeness }) => {
      if ('absent' in completeness) return;
      set(completeness.weeks[1], { answered: { shown: second?.answered ?? 0 }, notAnswered: { hidden: '1-10' } });
    });
    expect(first?.answered).not.toBe(second?.answered);
    expect(found([leak])).toContainEqual(expect.stringMatching(/^notAnswered [48] /));
  });

  test('one route hidden beside all sessions', () => {
    const others = { iv: of.sessions.total.count - 4, im: 4 };
    const leak = version(of, ({ sessions }) => {
      if ('absent' in sessions) return;
      for (const route of sessions.byRoute)
        set(route, {
          sessions: route.route === 'im' ? { hidden: '1-10' } : { shown: route.route === 'iv' ? others.iv : 0 },
        });
    });
    expect(found([{ ...leak, truth: new Map([['route im', others.im]]) }])).toEqual([
      'route im in half-year 0, version 0: 4',
    ]);
  });

  test('a second version that tells what the first kept back', () => {
    const rest = of.sessions.total.count - 3;
    const leak = (grades: (place: number) => Count) => ({
      ...version(of, ({ sideEffects }) => {
        if ('absent' in sideEffects) return;
        for (const [place, grade] of (sideEffects.effects[0]?.grades ?? []).entries())
          set(grade, { sessions: grades(place) });
      }),
      truth: new Map([['without dissociation', 3]]),
    });
    const silent = leak(() => ({ hidden: 'kept-back' }));
    const telling = leak((place) => ({ shown: place === 0 ? rest : 0 }));
    expect(found([silent, silent], 'same')).toEqual([]);
    expect(found([silent, telling], 'alone')).toHaveLength(1);
    expect(found([silent, telling], 'same')).toHaveLength(2);
    expect(found([telling, silent], 'grown')).toHaveLength(2);
  });

  test('a total over two clinics', () => {
    const known = knowledge();
    const [a, b] = [known.unknown(1, 10), known.unknown(24, 24)];
    known.sum(known.unknown(28, 28), a, b);
    expect(known.settle()).toBe(true);
    expect(ten.filter((value) => known.couldBe(a, value))).toEqual([4]);
  });

  test('fewer sessions than people who can have begun', () => {
    const leak = version(of, (figures) => {
      Object.assign(figures, noFigures('Not held.'), { people: figures.people, completeness: figures.completeness });
      const nothing = { shown: 0 } as const;
      const byRoute = reportRoutes.map((route) => ({ route, sessions: nothing }));
      const total = { shown: (first?.answered ?? 0) + 3 };
      Object.assign(figures, {
        sessions: { total, byRoute: byRoute.map((one, at) => (at === 0 ? { ...one, sessions: total } : one)) },
      });
    });
    expect(found([{ ...leak, truth: new Map([['notAnswered 4', 2]]) }])).toEqual([
      'notAnswered 4 in half-year 0, version 0: 1 2',
    ]);
  });

  test('what it notes is what is there', () => {
    const { noted, known } = attack([[version(of).report]], 'alone');
    const names: Noted = noted[0]?.[0] ?? new Map();
    expect(names.size).toBeGreaterThan(160);
    expect(known.boundsOf(names.get('sessions') ?? -1)).toEqual({
      from: of.sessions.total.count,
      to: of.sessions.total.count,
    });
  });
});
