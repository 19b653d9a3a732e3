/** How awake and how dissociated somebody is: by a set of readings or by a scale that was rated beside it. */
import { listedScales } from '#clinical/scales/scales.ts';
import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import { type Shown, shownOf } from './last-values.ts';

type Rated = 'cadss' | 'cadss-6' | 'moaa-s';

/** No line judges the total of a scale: it is shown, and neither green nor red. */
function ratedOf(record: SessionRecord, scale: Rated): Shown | undefined {
  const last = record.ratings.findLast(({ data }) => data.scale === scale && data.total !== null);
  if (last === undefined || last.data.total === null) return undefined;
  return {
    value: last.data.total,
    atMs: last.atMs,
    by: last.by,
    state: 'unjudged',
    isCorrected: last.isCorrected,
  };
}

/** Of two at the same minute the set: that one is judged. */
const newer = (set: Shown | undefined, rated: Shown | undefined): Shown | undefined =>
  set === undefined || (rated !== undefined && rated.atMs > set.atMs) ? rated : set;

export const sedationOf = (record: SessionRecord, agenda: Agenda): Shown | undefined =>
  newer(shownOf(record, agenda, 'moaaS'), ratedOf(record, 'moaa-s'));

export type Dissociation = Shown & { readonly scale: 'grade' | 'cadss' | 'cadss-6'; readonly most: number };

const mostGrade = 4;
const mostOf = (scale: 'cadss' | 'cadss-6'): number => listedScales[scale].total.value.to;

/** The newest of each scale with its own range, the newest first: 6 of 24 is no 6 of 92, and none stands for another. */
export function dissociationsOf(record: SessionRecord, agenda: Agenda): Dissociation[] {
  const grade = shownOf(record, agenda, 'dissociationGrade');
  const cadss = newer(shownOf(record, agenda, 'cadss'), ratedOf(record, 'cadss'));
  const six = ratedOf(record, 'cadss-6');
  return [
    ...(grade === undefined ? [] : [{ ...grade, scale: 'grade' as const, most: mostGrade }]),
    ...(cadss === undefined ? [] : [{ ...cadss, scale: 'cadss' as const, most: mostOf('cadss') }]),
    ...(six === undefined ? [] : [{ ...six, scale: 'cadss-6' as const, most: mostOf('cadss-6') }]),
  ].sort((a, b) => b.atMs - a.atMs);
}
