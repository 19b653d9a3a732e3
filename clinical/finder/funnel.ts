/**
 * Funnel: a center's share beside all others, with limits that are wide for few people and narrow for many.
 *
 * Exact binomial limits, made smooth between whole counts as in the source; the upper line is the mirror image of the
 * lower one of those who did not get better. A dot between the lines differs from the rest no more than chance would; no
 * dot says that a center is better.
 *
 * @source Spiegelhalter DJ. Stat Med 2005;24:1185-1202, doi 10.1002/sim.1970 (interface, public, E10)
 */
import { guideline, sourced } from '#clinical/sources.ts';
import { fewestShown } from './report-count.ts';

export const funnelTails = sourced(
  'Share of centers beyond the upper line, and as many beyond the lower, by chance alone: inner and outer limits',
  { inner: 0.025, outer: 0.001 },
  '1',
  guideline('Spiegelhalter 2005, doi 10.1002/sim.1970; interface, public E10', 'unverified'),
);

export type FunnelPoint = { readonly id: string; readonly count: number; readonly of: number };
export type FunnelLimits = { readonly from: number; readonly to: number };
export type Funnel = {
  /** The share of all people of all centers together. */
  readonly target: number;
  readonly points: readonly (FunnelPoint & {
    readonly share: number;
    readonly inner: FunnelLimits;
    readonly outer: FunnelLimits;
    readonly place: 'inside' | 'between' | 'outside';
  })[];
  /** The lines, from the fewest to the most people. */
  readonly lines: readonly { readonly of: number; readonly inner: FunnelLimits; readonly outer: FunnelLimits }[];
};

/** The share below which a fraction `tail` of centers with `of` people lies by chance, between whole counts by interpolation. */
function quantile(of: number, target: number, tail: number): number {
  if (target <= 0 || target >= 1) return target;
  const odds = target / (1 - target);
  const logStart = of * Math.log1p(-target);
  let logTerm = logStart;
  let below = 0;
  for (let count = 0; count <= of; count += 1) {
    const term = Math.exp(logTerm);
    if (below + term >= tail) {
      const past = (below + term - tail) / term;
      return Math.min(1, Math.max(0, (count - past) / of));
    }
    below += term;
    logTerm += Math.log((of - count) / (count + 1)) + Math.log(odds);
  }
  return 1;
}

/** Limits around a target share for so many people. */
export const funnelLimits = (of: number, target: number, tail: number): FunnelLimits => ({
  from: quantile(of, target, tail),
  to: 1 - quantile(of, 1 - target, tail),
});

const limitsAt = (of: number, target: number) => ({
  inner: funnelLimits(of, target, funnelTails.value.inner),
  outer: funnelLimits(of, target, funnelTails.value.outer),
});

const isWithin = (share: number, { from, to }: FunnelLimits) => share >= from && share <= to;
const mostLines = 60;

/**
 * The funnel of some centers. Who counts fewer than eleven people shows no share and is left out.
 *
 * @returns undefined where no center is left
 */
export function funnel(given: readonly FunnelPoint[]): Funnel | undefined {
  const points = given.filter(({ of, count }) => of >= fewestShown && count >= 0 && count <= of);
  const all = points.reduce((sum, { of }) => sum + of, 0);
  if (all === 0) return undefined;
  const target = points.reduce((sum, { count }) => sum + count, 0) / all;
  const most = Math.max(...points.map(({ of }) => of));
  const step = Math.max(1, Math.ceil((most - fewestShown) / mostLines));
  const places = Array.from({ length: Math.ceil((most - fewestShown) / step) }, (_, at) => fewestShown + at * step);
  return {
    target,
    points: points.map((point) => {
      const share = point.count / point.of;
      const limits = limitsAt(point.of, target);
      const place = isWithin(share, limits.inner) ? 'inside' : isWithin(share, limits.outer) ? 'between' : 'outside';
      return { ...point, share, ...limits, place };
    }),
    lines: [...places, most].map((of) => ({ of, ...limitsAt(of, target) })),
  };
}
