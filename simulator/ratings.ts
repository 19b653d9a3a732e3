/** What is rated of a virtual person, and when: hours, days, weeks, months from the first dose. */
import { type Answer, type CssrsAnswers, madrs, type Score, scoreOf, scorePhq9 } from '#clinical/scales/scales.ts';
import { cssrsAnswers, madrsAnswers, phq9Answers, type Thoughts } from './answers.ts';
import { fromDayToDay, thoughtsBefore } from './assumed.ts';
import type { Chance } from './chance.ts';
import type { Figures } from './figures.ts';
import { improvementAt, type Mood, type Severity } from './mood.ts';

export type Rating = {
  /** From the first dose; before it, less than 0. */
  readonly hours: number;
} & (
  | { readonly scale: 'madrs' | 'phq-9'; readonly answers: readonly Answer[] }
  | { readonly scale: 'c-ssrs-screener'; readonly answers: CssrsAnswers }
);

/** One who rates makes these at the same time. */
type Visit = { readonly hours: number; readonly scales: readonly Rating['scale'][] };

const days = (...list: number[]) => list.map((day) => 24 * day);
const all: Visit['scales'] = ['madrs', 'phq-9', 'c-ssrs-screener'];

/** Ten months: as long as half of those who stop the spray take to fall back, and a month. */
export const lastDay = 308;

const visits: readonly Visit[] = [
  { hours: -24, scales: all },
  // The PHQ-9 asks about two weeks, so hours are the MADRS's.
  ...[4, 24].map((hours): Visit => ({ hours, scales: ['madrs'] })),
  ...days(7, 14, 21, 28, 42, 56, ...Array.from({ length: 9 }, (_, at) => 84 + 28 * at)).map(
    (hours): Visit => ({ hours, scales: all }),
  ),
];

/** Who has fallen back is rated once more within 5 to 15 days, as a relapse asks. @source clinical basis 6.2 [K] */
const lookAgainAfterDays = 7;

function visitsOf({ relapseOnDay }: Mood): Visit[] {
  const seen = visits.find(({ hours }) => relapseOnDay !== undefined && hours >= 24 * relapseOnDay);
  const again: Visit[] = seen === undefined ? [] : [{ hours: seen.hours + 24 * lookAgainAfterDays, scales: ['madrs'] }];
  return [...visits, ...again].toSorted((a, b) => a.hours - b.hours);
}

/** Before treatment, and from a day after the first dose on. */
type Minds = { readonly before: Thoughts; readonly after: Thoughts };

const levels: readonly Thoughts[] = [0, 1, 2, 3];

/** Better or worse whatever becomes of the mood. @source clinical basis 6.2 [S70] */
export function drawThoughts(by: Chance, { better, worse }: Figures['thoughts']): Minds {
  const shares = thoughtsBefore.value;
  const before = by.weighted([
    [0, shares[0]],
    [1, shares[1]],
    [2, shares[2]],
    [3, shares[3]],
  ] as const);
  const place = by.next();
  const canWorsen = 1 - shares[3];
  if (before > 0 && place < better) return { before, after: levels[by.whole(0, before - 1)] ?? 0 };
  if (before < 3 && place > 1 - worse / canWorsen) return { before, after: levels[before + 1] ?? before };
  return { before, after: before };
}

export type Rated = {
  readonly severity: Severity;
  readonly mood: Mood;
  readonly minds: Minds;
  readonly attempt: boolean;
  readonly inductionDays: number;
  /** Nobody rates them after this day. */
  readonly untilDay: number;
};

export function drawRatings(by: Chance, of: Rated, missing: Figures['missing']): Rating[] {
  const { severity, mood, minds } = of;
  return visitsOf(mood)
    .filter(({ hours }) => hours / 24 <= of.untilDay)
    .flatMap(({ hours, scales }) => {
      const isFirst = hours < 0;
      if (!isFirst && by.isLikely(missing.rating)) return [];
      const improved = isFirst ? 0 : improvementAt(mood, of.inductionDays, hours / 24);
      const isBack = mood.relapseOnDay !== undefined && hours / 24 >= mood.relapseOnDay;
      const thoughts = hours < 24 || isBack ? minds.before : minds.after;
      const answered = (scale: Rating['scale']): Rating => {
        if (scale === 'c-ssrs-screener')
          return { hours, scale, answers: cssrsAnswers(by, { thoughts, attempt: of.attempt }) };
        // Before the first dose the total is the one that was drawn, and every item is answered.
        // Who is nearly well has less to go up and down.
        const left = (before: number, spread: number) =>
          (1 - improved) * (before + (isFirst ? 0 : spread * by.normal()));
        if (scale === 'madrs') {
          const total = left(severity.madrs, fromDayToDay.value.madrs);
          return { hours, scale, answers: madrsAnswers(by, { total, thoughts, missing: isFirst ? 0 : missing.madrs }) };
        }
        const total = left(severity.phq9, fromDayToDay.value.phq9);
        return { hours, scale, answers: phq9Answers(by, { total, thoughts, missing: isFirst ? 0 : missing.phq9 }) };
      };
      return scales.map(answered);
    });
}

/** As the medicine scores it: undefined where it was not rated, or where too much is not answered. */
export function totalAt(ratings: readonly Rating[], scale: 'madrs' | 'phq-9', hours: number): number | undefined {
  const rating = ratings.find((one) => one.scale === scale && one.hours === hours);
  if (rating === undefined || rating.scale === 'c-ssrs-screener') return undefined;
  return scored(rating.scale, rating.answers).total ?? undefined;
}

export const scored = (scale: 'madrs' | 'phq-9', answers: readonly Answer[]): Score =>
  scale === 'madrs' ? scoreOf(madrs, answers) : scorePhq9(answers);
