/** Answers to rating scales that a virtual person gives, from how severe it is. What is not answered is null, never 0. */
import { type Answer, type CssrsAnswers, madrs, phq9, type Scale } from '#clinical/scales/scales.ts';
import type { Chance } from './chance.ts';

/** Points spread over items by chance, until they add up; no item goes beyond its highest answer. */
function spread(by: Chance, items: readonly { readonly to: number }[], points: number): number[] {
  const answers = items.map(() => 0);
  let left = Math.min(
    points,
    items.reduce((sum, { to }) => sum + to, 0),
  );
  while (left > 0) {
    const at = by.whole(0, items.length - 1);
    if ((answers[at] ?? 0) >= (items[at]?.to ?? 0)) continue;
    answers[at] = (answers[at] ?? 0) + 1;
    left -= 1;
  }
  return answers;
}

const leftOut = (by: Chance, answers: readonly number[], share: number): Answer[] =>
  answers.map((answer) => (by.isLikely(share) ? null : answer));

/** Thoughts of suicide, by the answer to item 9 of the PHQ-9 that they lead to. */
export type Thoughts = 0 | 1 | 2 | 3;

/** The last item asks for such thoughts: they stay also when everything else has gone. */
function answersOf(by: Chance, scale: Scale, of: { total: number; last: number; missing: number }): Answer[] {
  const { to } = scale.total.value;
  const total = Math.min(to, Math.max(of.last, Math.round(of.total)));
  return leftOut(by, [...spread(by, scale.items.rows.slice(0, -1), total - of.last), of.last], of.missing);
}

export function phq9Answers(by: Chance, of: { total: number; thoughts: Thoughts; missing: number }): Answer[] {
  return answersOf(by, phq9, { ...of, last: of.thoughts });
}

/** Item 10 goes from 0 to 6: fleeting thoughts are 2, active ones 4, plans 5. */
const item10: Readonly<Record<Thoughts, number>> = { 0: 0, 1: 2, 2: 4, 3: 5 };

export function madrsAnswers(by: Chance, of: { total: number; thoughts: Thoughts; missing: number }): Answer[] {
  return answersOf(by, madrs, { ...of, last: item10[of.thoughts] });
}

/** Asked on: the questions after the second only when the second is answered with yes. */
export function cssrsAnswers(by: Chance, of: { thoughts: Thoughts; attempt: boolean }): CssrsAnswers {
  const q2 = of.thoughts >= 2;
  const severe = of.thoughts === 3;
  return {
    q1: of.thoughts >= 1,
    q2,
    ...(q2 ? { q3: severe || by.isLikely(0.3), q4: severe && by.isLikely(0.3), q5: severe && by.isLikely(0.1) } : {}),
    q6Lifetime: of.attempt,
    ...(of.attempt ? { q6ThreeMonths: false } : {}),
  };
}
