/** One line of the report: a figure, who says so, and the limit that is stated before anything is simulated. */
import { likelyOf, type Range } from '#clinical/learn/learn.ts';
import { type Basis, basisOf, projectDefault, sourced } from '#clinical/sources.ts';
import { type Gather, type Gathered, mean, share } from './report-gather.ts';
import type { SimulatedRoute } from './treatments.ts';
import type { TreatedPerson } from './whole-person.ts';

/** How far what is simulated may lie from the figure it is held against. Points are of 100 people. */
export const limits = sourced(
  'Limits of the report: shares in points, rare and very rare ones in points, and below which share they are so, below how many people studied their interval counts, relapses in points, pressures, dissociation',
  {
    share: 3,
    rare: 1.5,
    rareBelow: 10,
    veryRare: 0.6,
    veryRareBelow: 1,
    fewBelow: 100,
    relapse: 5,
    pressure: 1.5,
    cadss: 1,
  },
  '%; mm[Hg]; {score}',
  projectDefault('no source says how well a simulation has to agree'),
);

/** What it is about, on which route, and who says so. */
type About = { readonly what: string; readonly route: SimulatedRoute; readonly by: Basis };

export type LineSpec = About & {
  readonly unit: '%' | 'mm[Hg]' | '{score}';
  /** One figure, or the two ends of a published range. */
  readonly figure: Range;
  readonly limit: Range;
  readonly gather: () => Gather;
};

const around = (figure: number, by: number): Range => ({ from: Math.max(0, figure - by), to: figure + by });
const exactly = (figure: number): Range => ({ from: figure, to: figure });

function pointsFor(pct: number): number {
  const { share: usual, rare, rareBelow, veryRare, veryRareBelow } = limits.value;
  if (pct < veryRareBelow) return veryRare;
  return pct < rareBelow ? rare : usual;
}

/** A share of people, in per cent. A study of few people does not know its own figure better than its interval. */
export function shareLine(
  about: About,
  pct: number,
  has: (person: TreatedPerson) => boolean | undefined,
  studied = Number.POSITIVE_INFINITY,
): LineSpec {
  const limit = studied < limits.value.fewBelow ? likelyOf(pct, studied) : around(pct, pointsFor(pct));
  return { ...about, unit: '%', figure: exactly(pct), limit, gather: () => share(has) };
}

/** A published range is its own limit. */
export const rangeLine = (about: About, pct: Range, has: (person: TreatedPerson) => boolean | undefined): LineSpec => ({
  ...about,
  unit: '%',
  figure: pct,
  limit: pct,
  gather: () => share(has),
});

export const relapseLine = (about: About, pct: number, gather: () => Gather): LineSpec => ({
  ...about,
  unit: '%',
  figure: exactly(pct),
  limit: around(pct, limits.value.relapse),
  gather,
});

export const meanLine = (
  about: About & Pick<LineSpec, 'unit'>,
  figure: number,
  within: number,
  of: (person: TreatedPerson) => number | undefined,
): LineSpec => ({ ...about, figure: exactly(figure), limit: around(figure, within), gather: () => mean(of) });

export type Judged = Basis & {
  readonly what: string;
  readonly route: SimulatedRoute;
  readonly unit: LineSpec['unit'];
  /** A figure of the basis, or one that the project assumes. */
  readonly against: 'basis' | 'assumption';
  readonly figure: Range;
  readonly limit: Range;
  readonly simulated: Gathered | null;
  readonly verdict: 'within' | 'outside' | 'too few';
};

/** Too few when chance alone could carry it from one end of the limit to the other: that is no agreement either. */
function verdictOf(limit: Range, simulated: Gathered | undefined): Judged['verdict'] {
  if (simulated === undefined) return 'too few';
  const { value, interval } = simulated;
  if (value < limit.from || value > limit.to) return 'outside';
  return interval.to - interval.from > limit.to - limit.from ? 'too few' : 'within';
}

export function judge(spec: LineSpec, simulated: Gathered | undefined): Judged {
  const { what, route, unit, by, figure, limit } = spec;
  return {
    what,
    route,
    unit,
    against: by.source.startsWith("project's assumption") ? 'assumption' : 'basis',
    figure,
    limit,
    simulated: simulated ?? null,
    verdict: verdictOf(limit, simulated),
    ...basisOf(by),
  };
}
