/** The course of one scale over a course of treatment: onset, response, remission, loss of benefit, how long it holds. */
import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { type Finding, inOrder, overrides } from '#clinical/findings.ts';
import { type ListedScale, listedScales, type Scale } from '#clinical/scales/scales.ts';
import { basisOf } from '#clinical/sources.ts';
import { Assessment, type Baseline, baselineRule, checkOfferedBaseline, inTime, pinBaseline } from './baseline.ts';
import { type ChangeAnswer, changeOf, rangeInWords } from './change.ts';
import { findLoss, findRelapse, type Loss, lossRule, type Relapse, relapseEvents, relapseRule } from './relapse.ts';
import { daysBetween, hoursBetween, isBefore, Moment } from './time.ts';

/** The scales on which a response is defined. */
export const outcomeScales = [
  'phq-9',
  'gad-7',
  'qids-sr16',
  'madrs',
  'ham-d17',
] as const satisfies readonly ListedScale[];

export const Course = z.strictObject({
  scale: z.enum(outcomeScales, `is one of ${outcomeScales.join(', ')}`),
  firstDoseAt: Moment,
  assessments: z.array(Assessment, 'is a list of assessments').max(10_000, 'has too many assessments'),
  /** A baseline somebody would rather use. It does not replace the pinned one. */
  offeredBaseline: z.strictObject({ at: Moment, total: z.int('is a whole number') }).optional(),
  events: z
    .array(z.strictObject({ at: Moment, kind: z.enum(relapseEvents, `is one of ${relapseEvents.join(', ')}`) }))
    .max(10_000)
    .optional(),
});
export type Course = z.infer<typeof Course>;

/** First seen at `hours`; not there yet at `notYetAtHours`. It began somewhere between. */
export type Reached = { readonly at: string; readonly hours: number; readonly notYetAtHours: number };

export type CourseAnswer = {
  readonly scale: ListedScale;
  readonly baseline: Baseline | null;
  readonly points: readonly { readonly at: string; readonly hours: number; readonly change: ChangeAnswer }[];
  readonly firstResponse: Reached | null;
  /** By each set of thresholds of the scale. */
  readonly firstRemission: Readonly<Record<string, Reached | null>>;
  readonly latest: ChangeAnswer | null;
  readonly loss: Loss | null;
  readonly relapse: Relapse | null;
  /** How long the response was seen to hold. Still held: it lasts at least so long. */
  readonly durability: { readonly days: number; readonly isStillHeld: boolean; readonly until: string } | null;
  readonly findings: readonly Finding[];
};

type Point = CourseAnswer['points'][number];

function reached(points: readonly Point[], is: (change: ChangeAnswer) => boolean): Reached | null {
  const index = points.findIndex(({ change }) => is(change));
  const point = points[index];
  return point === undefined
    ? null
    : { at: point.at, hours: point.hours, notYetAtHours: points[index - 1]?.hours ?? 0 };
}

/** The first day on which the response is known to have gone, else the last day somebody looked. */
function durabilityOf(first: Reached | null, points: readonly Point[], ends: readonly (string | undefined)[]) {
  if (first === null) return null;
  const [end] = ends.filter((at) => at !== undefined).sort((a, b) => Date.parse(a) - Date.parse(b));
  const until = end ?? points.at(-1)?.at ?? first.at;
  return { days: daysBetween(first.at, until), isStillHeld: end === undefined, until };
}

type Seen = { scale: Scale; latest: Point | undefined; loss: Loss | undefined; relapse: Relapse | undefined };

function findingsOf({ scale, latest, loss, relapse }: Seen): Finding[] {
  const found: Finding[] = [];
  const { deterioration } = scale.change ?? {};
  if (latest?.change.deterioration === true && deterioration !== undefined)
    found.push({
      rule: 'outcome-deterioration',
      strength: 'relative',
      says: `${scale.title} is ${latest.change.current}, worse than the baseline of ${latest.change.baseline} by ${deterioration.value} or more: a clinician makes contact the same day.`,
      facts: { baseline: latest.change.baseline, current: latest.change.current, at: latest.at, clock: 'same day' },
      ...basisOf(deterioration),
      override: overrides.prescriber,
    });
  if (relapse !== undefined)
    found.push({
      rule: 'outcome-relapse',
      strength: 'relative',
      says: `Relapse: ${relapse.because}.`,
      facts: { at: relapse.at, because: relapse.because },
      ...basisOf(relapseRule),
      override: overrides.prescriber,
    });
  if (loss !== undefined)
    found.push({
      rule: loss.status === 'confirmed' ? 'outcome-loss-of-benefit' : 'outcome-loss-to-confirm',
      strength: loss.status === 'confirmed' ? 'relative' : 'missing',
      says:
        loss.status === 'confirmed'
          ? `Benefit is being lost: ${loss.because.join('; ')}. A second assessment confirms it.`
          : `Benefit may be being lost: ${loss.because.join('; ')}. Assess again by ${loss.confirmBy}.`,
      facts: { at: loss.at, confirm_by: loss.confirmBy, because: loss.because },
      ...basisOf(lossRule),
      override: overrides.prescriber,
    });
  return found;
}

function checkTotals(scale: Scale, course: Course): void {
  const { from, to } = scale.total.value;
  const refuse = (field: string, total: number | null) => {
    if (total !== null && (total < from || total > to))
      throw new BadInput(field, `${field}: is ${rangeInWords(scale)}`);
  };
  for (const [index, { total }] of course.assessments.entries()) refuse(`assessments[${index}].total`, total);
  refuse('offeredBaseline.total', course.offeredBaseline?.total ?? null);
}

/** An assessment after dose 1 that gave no total says nothing about the outcome, and that is said. */
function notScored(course: Course): Finding[] {
  const at = course.assessments
    .filter((one) => one.total === null && !isBefore(one.at, course.firstDoseAt))
    .map((one) => one.at);
  if (at.length === 0) return [];
  return [
    {
      rule: 'outcome-not-scored',
      strength: 'missing',
      says: `${at.length} of the assessments since dose 1 gave no total: nothing is known of those days.`,
      facts: { at },
      ...basisOf(baselineRule),
      override: overrides.clinician,
    },
  ];
}

/** @throws BadInput that names the field */
export function courseOf(input: unknown): CourseAnswer {
  const course = readInput(Course, input);
  const scale: Scale = listedScales[course.scale];
  checkTotals(scale, course);
  const { baseline, findings } = pinBaseline(course);
  const offered = course.offeredBaseline;
  const none = { firstResponse: null, firstRemission: {}, latest: null, loss: null, relapse: null, durability: null };
  const silent = notScored(course);
  if (baseline === undefined) {
    const said = inOrder([...findings, ...silent]);
    return { scale: course.scale, baseline: null, points: [], ...none, findings: said };
  }
  const since = inTime(course.assessments).flatMap(({ at, total }) =>
    total === null || isBefore(at, course.firstDoseAt) ? [] : [{ at, total }],
  );
  const points = since.map(({ at, total }) => ({
    at,
    hours: hoursBetween(course.firstDoseAt, at),
    change: changeOf(scale, { baseline: baseline.total, current: total }),
  }));
  const firstResponse = reached(points, ({ response }) => response === true);
  const names = (scale.change?.remission?.rows ?? []).map(({ name }) => name);
  const firstRemission = Object.fromEntries(
    names.map((name) => [name, reached(points, ({ remissionBy }) => remissionBy[name] === true)]),
  );
  const respondedAt = firstResponse?.at;
  const after = respondedAt === undefined ? [] : since.filter(({ at }) => !isBefore(at, respondedAt));
  const loss = findLoss({ scale: course.scale, baseline: baseline.total, after });
  const relapse =
    respondedAt === undefined
      ? undefined
      : findRelapse({ scale: course.scale, after, events: course.events ?? [], respondedAt });
  return {
    scale: course.scale,
    baseline,
    points,
    firstResponse,
    firstRemission,
    latest: points.at(-1)?.change ?? null,
    loss: loss ?? null,
    relapse: relapse ?? null,
    durability: durabilityOf(firstResponse, points, [loss?.at, relapse?.at]),
    findings: inOrder([
      ...findings,
      ...silent,
      ...(offered === undefined ? [] : checkOfferedBaseline(baseline, offered)),
      ...findingsOf({ scale, latest: points.at(-1), loss, relapse }),
    ]),
  };
}
