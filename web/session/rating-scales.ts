/** Which scales are rated at the chair, what their points mean in our words, and how they add up. */
import { type Answer, type ListedScale, moaaSAnchors, rass, scoreRequest } from '#clinical/scales/scales.ts';
import { t } from '#web/platform/text.ts';

/** In the order in which they are asked for at the chair; the Aldrete score has its place with leaving. */
export const chairScales = [
  'cadss-6',
  'cadss',
  'moaa-s',
  'rass',
  'nrs-pain',
  'nrs-nausea',
] as const satisfies readonly ListedScale[];
export type ChairScale = (typeof chairScales)[number];

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
      return '';
  }
}

export function scoredAs(name: ChairScale, answers: readonly Answer[]): { total: number | null; band: string | null } {
  if (answers.every((answer) => answer === null)) return { total: null, band: null };
  const score = scoreRequest({ answers: [...answers] }, name);
  return 'total' in score && 'band' in score && (typeof score.total === 'number' || score.total === null)
    ? { total: score.total, band: typeof score.band === 'string' ? score.band : null }
    : { total: null, band: null };
}
