/**
 * How the depression of a virtual person goes: better within a day, better or not over weeks, back again or not.
 *
 * An improvement is a share of the severity before: 0.5 is half of it gone, below 0 is worse. So many people lie beyond the
 * lines of a response and of a remission as were counted; between the lines nothing is known, and it is drawn straight.
 */
import { stopOrGoOn } from '#clinical/learn/learn.ts';
import { afterRelapse, early, improvementBounds, stopsAfterInduction } from './assumed.ts';
import type { Chance } from './chance.ts';
import type { Figures, Improvement } from './figures.ts';
import { correlationOf, lineOf } from './normal.ts';
import { hazardRatioOfGoingOn } from './published.ts';
import type { SimulatedRoute } from './treatments.ts';

/** From a normal value to an improvement, along straight pieces: value, improvement. */
type Pieces = readonly (readonly [number, number])[];

export type MoodRules = {
  readonly improvement: Improvement;
  readonly early: Lines;
  readonly late: Lines;
  readonly together: number;
  readonly hold: Hold;
};

/** Lines that so many people lie above, in spreads from the middle. */
type Lines = { readonly worse: number; readonly response: number; readonly remission?: number };

const linesOf = (of: { worse: number; response: number; remission?: number }): Lines => ({
  worse: lineOf(1 - of.worse),
  response: lineOf(of.response),
  ...(of.remission === undefined ? {} : { remission: lineOf(of.remission) }),
});

/** Beyond these spreads nobody is told apart: as bad as it gets, and nothing left of it. */
const ends = { worst: -3, best: 2 };

/** Totals are whole: half a point above the half of an even one is still that half, and a response. */
const responseFrom = (before: number) => 0.5 - (before % 2 === 0 ? 0.5 / before : 0);

function piecesOf(lines: Lines, before: number, atMost: number): Pieces {
  const { worst, best } = improvementBounds.value;
  return [
    [ends.worst, worst],
    [lines.worse, -0.5 / before],
    [lines.response, responseFrom(before)],
    ...(lines.remission === undefined ? [] : [[lines.remission, 1 - (atMost + 0.5) / before] as const]),
    [ends.best, best],
  ];
}

function along(pieces: Pieces, value: number): number {
  const { worst, best } = improvementBounds.value;
  for (const [at, [to, high]] of pieces.entries()) {
    const [from, low] = pieces[at - 1] ?? [to, worst];
    if (value <= to) return value <= from ? low : low + ((high - low) * (value - from)) / (to - from);
  }
  return best;
}

export function moodRules(route: SimulatedRoute, figures: Figures): MoodRules {
  const improvement = figures.improvement[route];
  const { response, withoutEarly } = improvement;
  return {
    improvement,
    early: linesOf({ ...improvement.early, worse: early.value.worse }),
    late: linesOf(improvement),
    together:
      withoutEarly === undefined
        ? early.value.together
        : correlationOf({ first: improvement.early.response, second: response, secondWithoutFirst: withoutEarly }),
    hold: holdOf(route, figures),
  };
}

/** How long a response holds: days until a relapse, from an even number. */
type Hold = { readonly goingOn: (even: number) => number; readonly stopped: (even: number) => number };

function holdOf(route: SimulatedRoute, figures: Figures): Hold {
  if (route === 'intranasal-esketamine') {
    const halfLost = stopOrGoOn.value.daysToRelapseAfterStopping;
    const stopped = (even: number) => (halfLost * -Math.log1p(-even)) / Math.LN2;
    return { stopped, goingOn: (even) => stopped(even) / hazardRatioOfGoingOn.value };
  }
  // Through both published points: of those without treatment so many are left after these weeks (Weibull).
  const [one, two] = figures.still;
  if (one === undefined || two === undefined) throw new RangeError('two points are needed');
  const lost = (share: number) => Math.log(-Math.log(share));
  const shape = (lost(two.share) - lost(one.share)) / Math.log(two.weeks / one.weeks);
  const scale = one.weeks / (-Math.log(one.share)) ** (1 / shape);
  const stopped = (even: number) => 7 * scale * (-Math.log1p(-even)) ** (1 / shape);
  return { stopped, goingOn: stopped };
}

export type Mood = {
  /** At 24 hours, and at the end of the induction. */
  readonly early: number;
  readonly late: number;
  readonly course: 'response' | 'partial' | 'none';
  /** Whether the treatment ends with the induction though it helped. */
  readonly stops: boolean;
  /** Days from the first dose; only after a response. */
  readonly relapseOnDay?: number;
  /** What is left of the improvement after it. */
  readonly afterRelapse: number;
};

/** Two totals before the first dose. */
export type Severity = { readonly madrs: number; readonly phq9: number };

/** Below this an improvement is not even partial. @source clinical basis 1.7, 2.1 [S96b] */
const partialFrom = 0.25;

export function drawMood(
  by: Chance,
  rules: MoodRules,
  { severity, less }: { readonly severity: Severity; readonly less: number },
): Mood {
  const { scale, well } = rules.improvement;
  const first = by.normal();
  const second = rules.together * first + Math.sqrt(1 - rules.together ** 2) * by.normal();
  const late =
    along(piecesOf(rules.late, scale === 'madrs' ? severity.madrs : severity.phq9, well), second) * (1 - less);
  const isResponse = late >= 0.5;
  const stops = isResponse && by.isLikely(stopsAfterInduction.value);
  const even = by.next();
  const heldDays = stops ? rules.hold.stopped(even) : rules.hold.goingOn(even);
  const { from, to } = afterRelapse.value;
  return {
    early: along(piecesOf(rules.early, severity.madrs, rules.improvement.early.well), first) * (1 - less),
    late,
    course: isResponse ? 'response' : late >= partialFrom ? 'partial' : 'none',
    stops,
    ...(isResponse ? { relapseOnDay: rules.improvement.day + Math.ceil(heldDays) } : {}),
    afterRelapse: from + (to - from) * by.next(),
  };
}

/** Nothing in the first hours; a day; then on towards the end of the induction, fast at first. Days are fractions. */
export function improvementAt(mood: Mood, inductionDays: number, day: number): number {
  if (mood.relapseOnDay !== undefined && day >= mood.relapseOnDay) return mood.afterRelapse;
  if (day <= 1) return mood.early * Math.sqrt(Math.max(0, day));
  const way = Math.min(1, (day - 1) / (inductionDays - 1));
  return mood.early + (mood.late - mood.early) * Math.sqrt(way);
}
