/** What was said last about being awake, or clear: by a set of readings or by a scale that was rated beside it. */
import type { Answer } from './discharge.ts';
import { aldreteToLeave, awakeToLeave, dissociationToLeave } from './discharge-rules.ts';
import type { Baseline } from './judgement.ts';
import type { ReadingSet } from './readings.ts';
import { dissociationGradeBands } from './thresholds.ts';

/** The total of a scale that was rated, in minutes from the start of the dose. */
export type Rated = { readonly scale: string; readonly total: number; readonly atMin: number };

type Said = { readonly atMin: number; readonly isWell: boolean | undefined; readonly isRated: boolean };

/**
 * The newest word counts, and of two at the same minute the worse. A set is asked for its age elsewhere; a rating that says
 * well counts only while it is as young as a set has to be.
 */
function newest(all: readonly Said[], youngFromMin: number | undefined): Answer {
  const said = all.filter(({ isWell }) => isWell !== undefined);
  if (said.length === 0) return 'not known';
  const atMin = Math.max(...said.map((one) => one.atMin));
  const last = said.filter((one) => one.atMin === atMin);
  if (last.some(({ isWell }) => isWell === false)) return 'not met';
  const isYoung = last.some(({ isRated }) => !isRated) || (youngFromMin !== undefined && atMin >= youngFromMin);
  return isYoung ? 'met' : 'not known';
}

type Of = {
  readonly last: ReadingSet | undefined;
  readonly rated: readonly Rated[];
  readonly youngFromMin: number | undefined;
  readonly baseline: Baseline;
};

function saidBy(
  { last, rated }: Of,
  bySet: (set: ReadingSet) => boolean | undefined,
  byScale: (of: Rated) => boolean | undefined,
): Said[] {
  return [
    ...(last === undefined ? [] : [{ atMin: last.atMin, isWell: bySet(last), isRated: false }]),
    ...rated.map((of) => ({ atMin: of.atMin, isWell: byScale(of), isRated: true })),
  ];
}

export function isAwake(of: Of): Answer {
  const { value: from } = awakeToLeave;
  const all = saidBy(
    of,
    ({ moaaS }) => (moaaS === undefined ? undefined : moaaS >= from),
    ({ scale, total }) => (scale === 'moaa-s' ? total >= from : undefined),
  );
  return newest(all, of.youngFromMin);
}

/**
 * CADSS, or the grade beside it. The CADSS-6 has no published line: its six are among the 23 of the CADSS, so more points
 * than the CADSS may have are too many, and fewer say nothing.
 */
export function isClear(of: Of): Answer {
  const most = Math.max(dissociationToLeave.value, of.baseline.cadss ?? dissociationToLeave.value);
  const all = saidBy(
    of,
    ({ cadss, dissociationGrade }) => {
      const byCadss = cadss === undefined ? undefined : cadss <= most;
      const byGrade =
        dissociationGrade === undefined ? undefined : dissociationGrade <= dissociationGradeBands.value.leaveTo;
      return byCadss === false || byGrade === false ? false : (byCadss ?? byGrade);
    },
    ({ scale, total }) => {
      if (scale === 'cadss') return total <= most;
      return scale === 'cadss-6' && total > most ? false : undefined;
    },
  );
  return newest(all, of.youngFromMin);
}

export const isAldrete = (score: number | undefined): Answer =>
  score === undefined ? 'not known' : score >= aldreteToLeave.value ? 'met' : 'not met';
