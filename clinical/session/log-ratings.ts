/** What is rated beside the readings, and when: by the signed protocol version, answered by a rating or by a value of a set. */
import type { Protocol, RatingName } from '#clinical/plan/plan.ts';
import { type DueReading, dueAt } from './cadence.ts';
import type { SessionRecord } from './log-fold.ts';
import type { ReadingFact } from './log-kinds.ts';

/** At this minute after the start of the dose, with everything that is still open of it. */
export type DueRating = {
  readonly dueAtMin: number;
  readonly state: DueReading['state'];
  readonly open: readonly RatingName[];
};

const msPerMin = 60 * 1_000;

/** The total of which scale, and which value of a set, answers it. */
const answeredBy: Readonly<
  Record<RatingName, { readonly scales: readonly string[]; readonly values: readonly (keyof ReadingFact)[] }>
> = {
  'moaa-s': { scales: ['moaa-s'], values: ['moaaS'] },
  dissociation: { scales: ['cadss', 'cadss-6'], values: ['cadss', 'dissociationGrade'] },
  'cadss-6': { scales: ['cadss', 'cadss-6'], values: ['cadss'] },
  nausea: { scales: ['nrs-nausea'], values: ['nauseaNrs'] },
  pain: { scales: ['nrs-pain'], values: ['painNrs'] },
  anxiety: { scales: ['nrs-anxiety'], values: ['anxietyNrs'] },
  orientation: { scales: ['orientation'], values: ['isOriented'] },
  rass: { scales: ['rass'], values: ['rass'] },
};

export const ratingWords: Readonly<Record<RatingName, string>> = {
  'moaa-s': 'MOAA/S',
  dissociation: 'dissociation',
  'cadss-6': 'CADSS-6',
  nausea: 'nausea',
  pain: 'pain',
  anxiety: 'anxiety',
  orientation: 'orientation',
  rass: 'RASS',
};

/** When each was answered, ms since 1970. A scale without its total answers nothing. */
function answeredMs(record: SessionRecord, rating: RatingName): number[] {
  const { scales, values } = answeredBy[rating];
  const said = record.dischargeItems.find(({ data }) => data.item === 'oriented' && data.state !== 'not-known');
  return [
    ...record.readings.flatMap(({ data, atMs }) => (values.some((name) => data[name] !== undefined) ? [atMs] : [])),
    ...record.ratings.flatMap(({ data, atMs }) => (scales.includes(data.scale) && data.total !== null ? [atMs] : [])),
    ...(rating === 'orientation' && said !== undefined ? [said.atMs] : []),
  ];
}

/** A protocol of before says only when sedation and dissociation are rated. */
function timesOf({ ratingsAtMin = [], ratings = [] }: Protocol['cadence']): ReadonlyMap<RatingName, readonly number[]> {
  const all = new Map<RatingName, readonly number[]>(ratings.map(({ rating, atMin }) => [rating, atMin]));
  for (const rating of ['moaa-s', 'dissociation'] as const)
    all.set(rating, [...new Set([...ratingsAtMin, ...(all.get(rating) ?? [])])]);
  return all;
}

/** The words that count once: whoever rates the CADSS-6 has said how dissociated somebody is. */
const inOneBreath = (open: readonly RatingName[]): RatingName[] =>
  open.filter((rating) => rating !== 'dissociation' || !open.includes('cadss-6'));

/** In order of time; what was rated before the dose answers none of it, what was skipped and what is answered is not in it. */
export function dueRatings(
  record: SessionRecord,
  times: Protocol['cadence'],
  zeroMs: number,
  nowMs: number,
): DueRating[] {
  const sinceMin = (ms: number) => (ms - zeroMs) / msPerMin;
  const open = new Map<number, { state: DueReading['state']; open: RatingName[] }>();
  for (const [rating, minutes] of timesOf(times))
    for (const { dueAtMin, state } of dueAt(minutes, answeredMs(record, rating).map(sinceMin), sinceMin(nowMs), 0)) {
      // At the next time of a rating nobody can say any more how it was before.
      const isOver = minutes.some((later) => later > dueAtMin && later <= sinceMin(nowMs));
      if (state === 'taken' || state === 'missed' || isOver) continue;
      const there = open.get(dueAtMin);
      if (there === undefined) open.set(dueAtMin, { state, open: [rating] });
      else there.open.push(rating);
    }
  return [...open]
    .map(([dueAtMin, { state, open: all }]) => ({ dueAtMin, state, open: inOneBreath(all) }))
    .sort((a, b) => a.dueAtMin - b.dueAtMin);
}
