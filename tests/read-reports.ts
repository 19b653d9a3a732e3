/** What an attacker writes down of published reports before reasoning: every count, and what the method says of them. */
import type { Report } from '#clinical/finder/finder.ts';
import { type Knowledge, knowledge } from './an-attacker.ts';

type Written = { readonly shown: number } | { readonly hidden: string };
/** Each count of a report by a name, as the attacker's unknown. */
export type Noted = ReadonlyMap<string, number>;

const most = 1e7;

function note(known: Knowledge, written: Written | undefined): number {
  if (written === undefined) return known.unknown(0, most);
  if ('shown' in written) return known.unknown(written.shown, written.shown);
  return written.hidden === '1-10' ? known.unknown(1, 10) : known.unknown(0, most);
}

const here = <Part extends object>(of: Part | { absent: string }): Part | undefined =>
  'absent' in of ? undefined : of;

/** One report: its counts, the rests that follow from them, and the sums that the method states. */
export function readReport(known: Knowledge, { figures }: Pick<Report, 'figures'>): Map<string, number> {
  const noted = new Map<string, number>();
  const add = (name: string, written?: Written): number => {
    const at = note(known, written);
    noted.set(name, at);
    return at;
  };
  const completeness = here(figures.completeness);
  const people = add('people', here(figures.people)?.began);
  const asked = add('asked', completeness?.asked);
  known.sum(people, asked, add('noScoreBefore', completeness?.noScoreBefore));
  for (const { week, answered, notAnswered } of completeness?.weeks ?? []) {
    const some = add(`answered ${week}`, answered);
    known.sum(asked, some, add(`notAnswered ${week}`, notAnswered));
    const outcome = here(figures.outcomes)?.weeks.find((of) => of.week === week);
    const again = note(known, outcome?.answered);
    known.sum(again, some);
    const better = add(`muchBetter ${week}`, outcome?.muchBetter);
    known.sum(some, better, add(`notBetter ${week}`));
    known.sum(better, add(`inRemission ${week}`, outcome?.inRemission), add(`betterOnly ${week}`));
  }
  const waiting = here(figures.waiting);
  known.sum(people, add('waiting', waiting?.people), add('notWaiting'));
  const sessions = here(figures.sessions);
  const total = add('sessions', sessions?.total);
  if (sessions !== undefined)
    known.sum(total, ...sessions.byRoute.map(({ route, sessions: held }) => add(`route ${route}`, held)));
  known.atMost(people, total);
  const effects = here(figures.sideEffects);
  known.sum(note(known, effects?.sessions), total);
  for (const { effect, grades } of effects?.effects ?? []) {
    const parts = grades.map(({ grade, sessions: held }) => add(`${effect} ${grade}`, held));
    known.sum(total, ...parts, add(`without ${effect}`));
  }
  const transfers = here(figures.transfers);
  known.sum(total, add('transfers', transfers?.unplanned), add('notTransferred'));
  const readings = here(figures.readings);
  known.sum(add('due', readings?.due), add('late', readings?.late), add('onTime'));
  return noted;
}

/** Versions of one report: where nothing contradicts it, the record behind them is taken to be the same, or to have grown. */
export function tieVersions(known: Knowledge, before: Noted, after: Noted, how: 'same' | 'grown'): void {
  for (const [name, first] of before) {
    const second = after.get(name);
    if (second === undefined) continue;
    if (how === 'same') known.sum(first, second);
    else known.atMost(first, second);
  }
}

/** What can be concluded from all half-years of one center, with every version of each. */
export function attack(
  halfYears: readonly (readonly Pick<Report, 'figures'>[])[],
  how: 'alone' | 'same' | 'grown',
  also: (known: Knowledge, noted: readonly (readonly Noted[])[]) => void = () => undefined,
): { known: Knowledge; noted: Noted[][]; holds: boolean } {
  const known = knowledge();
  const noted = halfYears.map((versions) => versions.map((report) => readReport(known, report)));
  const began: number[] = [];
  for (const [at, versions] of noted.entries()) {
    for (const [place, after] of versions.entries()) {
      const before = versions[place - 1];
      if (before !== undefined && how !== 'alone') tieVersions(known, before, after, how);
    }
    const last = versions.at(-1);
    const people = last?.get('people');
    if (people !== undefined) began.push(people);
    // Sessions are told only where eleven people or more had them, and each of them began then or before.
    const total = halfYears[at]?.at(-1)?.figures.sessions;
    const isTold = total !== undefined && !('absent' in total) && 'shown' in total.total && total.total.shown > 0;
    if (isTold) known.sum(known.unknown(11, most), ...began);
  }
  also(known, noted);
  return { known, noted, holds: known.settle() };
}
