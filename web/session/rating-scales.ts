/** Which scales are rated at the chair, what their points mean in our words, and how they add up. */
import { type Answer, type ListedScale, moaaSAnchors, rass, scoreRequest } from '#clinical/scales/scales.ts';
import type { DueRating, SessionRecord } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import type { SessionInHand } from './session-data.ts';

/** In the order in which they are asked for at the chair; the Aldrete score has its place with leaving. */
export const chairScales = [
  'cadss-6',
  'cadss',
  'moaa-s',
  'rass',
  'nrs-pain',
  'nrs-nausea',
  'nrs-anxiety',
  'orientation',
] as const satisfies readonly ListedScale[];
export type ChairScale = (typeof chairScales)[number];

/** Which scale answers what the protocol asks for. */
const scaleFor: Readonly<Record<DueRating['open'][number], ChairScale>> = {
  'moaa-s': 'moaa-s',
  dissociation: 'cadss-6',
  'cadss-6': 'cadss-6',
  nausea: 'nrs-nausea',
  pain: 'nrs-pain',
  anxiety: 'nrs-anxiety',
  orientation: 'orientation',
  rass: 'rass',
};

/** Since when each scale is due that is due now, ms since 1970: the time that has waited longest. */
export function dueScales({ agenda: { dueRatings, dosing } }: SessionInHand): ReadonlyMap<ChairScale, number> {
  const due = new Map<ChairScale, number>();
  for (const { dueAtMin, state, open } of dueRatings)
    for (const rating of open) {
      const name = scaleFor[rating];
      if (state !== 'upcoming' && dosing.startedAtMs !== undefined && !due.has(name))
        due.set(name, dosing.startedAtMs + dueAtMin * 60_000);
    }
  return due;
}

/** What a set of readings asks by the same scale. */
const inReadings = {
  cadss: 'cadss',
  'moaa-s': 'moaaS',
  rass: 'rass',
  'nrs-pain': 'painNrs',
  'nrs-nausea': 'nauseaNrs',
  'nrs-anxiety': 'anxietyNrs',
} as const;
const isInReadings = (scale: ChairScale): scale is keyof typeof inReadings => Object.hasOwn(inReadings, scale);

type LastRated = { readonly total: number | null; readonly atMs: number; readonly isOfSet: boolean };

/** The newest word by this scale: rated item by item, or said in a set of readings. */
export function lastRated({ ratings, readings }: Pick<SessionRecord, 'ratings' | 'readings'>, scale: ChairScale) {
  const rated = ratings.findLast(({ data }) => data.scale === scale);
  const name = isInReadings(scale) ? inReadings[scale] : undefined;
  const set = name === undefined ? undefined : readings.findLast(({ data }) => data[name] !== undefined);
  const total = name === undefined ? undefined : set?.data[name];
  if (set !== undefined && total !== undefined && (rated === undefined || set.atMs > rated.atMs))
    return { total, atMs: set.atMs, isOfSet: true } satisfies LastRated;
  return rated === undefined
    ? undefined
    : ({ total: rated.data.total, atMs: rated.atMs, isOfSet: false } satisfies LastRated);
}

const bandsOf = (of: typeof rass) => (of.bands !== undefined && 'rows' in of.bands ? of.bands.rows : []);
const cadssPoints = [0, 1, 2, 3, 4] as const;

/** A few words for a number of points; nothing where the scale has none. */
export function anchorOf(name: ChairScale, points: number): string {
  switch (name) {
    case 'moaa-s':
      return moaaSAnchors.rows.find(({ rating }) => rating === points)?.means ?? '';
    case 'rass':
      return bandsOf(rass).find(({ from, to }) => from <= points && points <= to)?.band ?? '';
    case 'cadss':
    case 'cadss-6': {
      const known = cadssPoints.find((of) => of === points);
      return known === undefined ? '' : t(`rating.cadss.${known}`);
    }
    case 'nrs-pain':
    case 'nrs-nausea':
    case 'nrs-anxiety':
      return '';
    case 'orientation':
      return t(points === 1 ? 'rating.right' : 'rating.wrong');
  }
}

export function scoredAs(name: ChairScale, answers: readonly Answer[]): { total: number | null; band: string | null } {
  if (answers.every((answer) => answer === null)) return { total: null, band: null };
  const score = scoreRequest({ answers: [...answers] }, name);
  return 'total' in score && 'band' in score && (typeof score.total === 'number' || score.total === null)
    ? { total: score.total, band: typeof score.band === 'string' ? score.band : null }
    : { total: null, band: null };
}
