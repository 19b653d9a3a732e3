/**
 * What a change from the baseline means on one scale: response, remission, reliable, important.
 *
 * The percentage is 100 × (baseline − current) / baseline, so improvement is positive also where more points are better.
 * Response is judged on the totals themselves, never on the rounded percentage.
 */

import { type Range, type Reliability, type Scale, who5 } from '#clinical/scales/scales.ts';
import { guideline, sourced } from '#clinical/sources.ts';
import { reliablePointsOf } from './reliable-change.ts';

export const partialFrom = sourced(
  'Improvement from which someone is partly better, below a response (EU-PEARL: 25 to 49 %)',
  25,
  '%',
  guideline('clinical basis 2.1 [S96b], cut-offs [K]', 'unverified'),
);

/** By the percentage, where the scale defines a response. */
export type Improvement = 'response' | 'partial' | 'little or none' | 'worse';
/** By the points, where the scale has classes (Turkoz). */
export type ChangeClass = 'substantial' | 'meaningful' | 'less than meaningful' | 'worse';

export type ChangeAnswer = {
  readonly scale: string;
  readonly baseline: number | string;
  readonly current: number | string;
  /** To one decimal; null when there is none. */
  readonly percentChange: number | null;
  readonly response: boolean | null;
  readonly remission: boolean | null;
  /** More than the scale's own noise, for better or worse. */
  readonly reliable: boolean | null;
  /** Points better; negative is worse. */
  readonly points: number | null;
  readonly direction: 'better' | 'same' | 'worse' | null;
  readonly partial: boolean | null;
  readonly improvement: Improvement | null;
  /** Each set of thresholds in use, by its name. */
  readonly remissionBy: Readonly<Record<string, boolean>>;
  readonly minimalImportantChange: boolean | null;
  readonly importantBy: Readonly<Record<string, boolean>>;
  readonly class: ChangeClass | null;
  readonly reliableFromPoints: number | null;
  /** Worse by so much that a clinician makes contact the same day. */
  readonly deterioration: boolean | null;
  /** Why something is null, in sentences. */
  readonly why?: string;
};

/** The facts of a scale that a change needs; a staging sum has no more than its range. */
export type Changing = Pick<Scale, 'name' | 'title' | 'more' | 'change'> & {
  readonly total: { readonly value: Range };
};

/** One decimal, halves away from zero. */
const toTenths = (value: number) => (Math.sign(value) * Math.round(Math.abs(value) * 10)) / 10 + 0;

/** Points better: positive is improvement. Undefined where neither direction is. */
function gainOf({ more }: Changing, baseline: number, current: number): number | null {
  if (more === 'neither') return null;
  return more === 'worse' ? baseline - current : current - baseline;
}

function improvementOf(gain: number, baseline: number, response: number): Improvement {
  if (gain < 0) return 'worse';
  const hundredfold = 100 * gain;
  if (hundredfold >= response * baseline) return 'response';
  return hundredfold >= partialFrom.value * baseline ? 'partial' : 'little or none';
}

function classOf(gain: number, classes: { meaningful: number; substantial: number }): ChangeClass {
  if (gain < 0) return 'worse';
  if (gain >= classes.substantial) return 'substantial';
  return gain >= classes.meaningful ? 'meaningful' : 'less than meaningful';
}

function reliableFromOf({ change }: Changing, given: Reliability | undefined): number | null {
  if (given !== undefined) return reliablePointsOf(given);
  if (change?.reliablePoints !== undefined) return change.reliablePoints.value;
  return change?.reliability === undefined ? null : reliablePointsOf(change.reliability.value);
}

function importantOf({ change }: Changing, gain: number | null) {
  const important = change?.important;
  if (important === undefined || !('rows' in important) || gain === null) return { first: null, by: {} };
  const worth = gain * (change?.pointWorth?.value ?? 1);
  const by = important.rows.map(({ name, points }) => [name, worth >= points] as const);
  return { first: by[0]?.[1] ?? null, by: Object.fromEntries(by) };
}

/**
 * Both totals are of one scale and inside its range; the caller has seen to that.
 *
 * `reliability` takes the place of the example that comes with a scale.
 */
export function changeOf(
  scale: Changing,
  of: { baseline: number; current: number; reliability?: Reliability | undefined },
): ChangeAnswer {
  const { baseline, current } = of;
  const { change } = scale;
  const gain = gainOf(scale, baseline, current);
  const percent = gain === null || baseline <= 0 ? null : (100 * gain) / baseline;
  const response = change?.response === undefined || gain === null || percent === null ? null : change.response.value;
  const improvement = response === null || gain === null ? null : improvementOf(gain, baseline, response);
  const remissions = (change?.remission?.rows ?? []).map(({ name, atMost }) => [name, current <= atMost] as const);
  const reliableFromPoints = reliableFromOf(scale, of.reliability);
  const important = importantOf(scale, gain);
  const classes = change?.classes;
  const deterioration = change?.deterioration;
  const why = [
    ...(scale.more === 'neither' ? [`${scale.title} has no direction in which all change is improvement.`] : []),
    ...(scale.more !== 'neither' && percent === null
      ? ['The baseline is 0: there is no percentage of nothing, and no response.']
      : []),
    ...(change?.response === undefined ? [`No response is defined for ${scale.title}.`] : []),
    ...(change?.remission === undefined ? [`No remission is defined for ${scale.title}.`] : []),
    ...(reliableFromPoints === null
      ? [`No reliable change is known for ${scale.title}: give reliability with sd and alpha of your own patients.`]
      : []),
  ];
  return {
    scale: scale.name,
    baseline,
    current,
    percentChange: percent === null ? null : toTenths(percent),
    response: improvement === null ? null : improvement === 'response',
    remission: remissions[0]?.[1] ?? null,
    reliable:
      reliableFromPoints === null ? null : baseline !== current && Math.abs(current - baseline) >= reliableFromPoints,
    points: gain,
    direction: gain === null ? null : gain > 0 ? 'better' : gain < 0 ? 'worse' : 'same',
    partial: improvement === null ? null : improvement === 'partial',
    improvement,
    remissionBy: Object.fromEntries(remissions),
    minimalImportantChange: important.first,
    importantBy: important.by,
    class: classes === undefined || gain === null ? null : classOf(gain, classes.value),
    reliableFromPoints: reliableFromPoints === null ? null : toTenths(reliableFromPoints),
    deterioration: deterioration === undefined || gain === null ? null : -gain >= deterioration.value,
    ...(why.length === 0 ? {} : { why: why.join(' ') }),
  };
}

/** WHO-5 totals are raw, 0 to 25: a percentage typed in its place is out of range, and the message says which is meant. */
export const rangeInWords = ({ name, total }: Changing): string =>
  `a whole number from ${total.value.from} to ${total.value.to}${name === who5.name ? ' (the raw total, not the per cent)' : ''}`;
