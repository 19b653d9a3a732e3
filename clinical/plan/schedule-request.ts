/** `racemic schedule`: protocol, start and calendar in; planned days with reasons, review points and warnings out. */
import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { type Finding, inOrder, overrides } from '#clinical/findings.ts';
import { type Basis, basisOf } from '#clinical/sources.ts';
import { Calendar } from './calendar.ts';
import { labelPhases, leastDaysBetween, needReview } from './courses.ts';
import { daysBetween, daysLater, IsoDay, monthsLater, weekOf } from './dates.ts';
import { checkSessions, type Given, isParenteral, lapse, secondOpinionOn, yearLimit } from './frequency.ts';
import { emptyLimits } from './limits.ts';
import { lapsedDays, lapsedFinding, missedRules } from './missed.ts';
import { deterioration, labelDecision, reviewAfter, reviewPoints } from './nonresponse.ts';
import type { Phase, Protocol } from './protocol.ts';
import { protocolAsked, protocolFields } from './protocol-asked.ts';
import { say } from './say.ts';
import { type Planned, schedule, scheduleBounds } from './schedule.ts';

const most = scheduleBounds.value;
const count = (upTo: number) => z.int('is a whole number').positive('is 1 or more').max(upTo, `is at most ${upTo}`);

export const ScheduleRequest = z.strictObject({
  ...protocolFields,
  /** The first dose; with `given`, the day from which the rest is planned. */
  start: IsoDay,
  calendar: Calendar.default({ closedWeekdays: [], holidays: [], closures: [] }),
  induction: z.string('is the name of an induction').max(60, 'is too long').optional(),
  maintenance: z
    .union(
      [z.enum(['weekly', 'every-2-weeks']), z.strictObject({ everyDays: count(most.days) })],
      'is weekly, every-2-weeks or {"everyDays": 21}',
    )
    .optional(),
  /** After a lapse: how a prescriber has chosen to go on. */
  resume: z.enum(['induction', 'maintenance'], 'is induction or maintenance').optional(),
  until: IsoDay.optional(),
  sessions: count(most.sessions).optional(),
  given: z
    .array(
      z.strictObject({
        on: IsoDay,
        doseMg: z.number('is a number').positive('is more than 0').max(10_000, 'is at most 10000').optional(),
        deviceGapMin: z.number('is a number').min(0, 'is 0 or more').max(1_000, 'is at most 1000').optional(),
        note: z.string('is text').trim().min(1, 'is not empty').max(2_000, 'is too long').optional(),
      }),
      'is a list of sessions',
    )
    .max(most.sessions, `has at most ${most.sessions} sessions`)
    .refine((all) => all.every(({ on }, at) => at === 0 || on > (all[at - 1]?.on ?? '')), 'is in order, one a day')
    .default([]),
  sessionsInLast12Months: z.int('is a whole number').min(0, 'is 0 or more').max(1_000, 'is at most 1000').default(0),
});
type Request = z.infer<typeof ScheduleRequest>;

/** The phases of the course that was asked for. @throws BadInput on an induction the protocol does not have */
function phasesOf(protocol: Protocol, { induction: asked, maintenance, until, sessions }: Request): Phase[] {
  const name = asked ?? protocol.induction;
  if (name === null) return [];
  const induction = Object.hasOwn(protocol.inductions, name) ? protocol.inductions[name] : undefined;
  if (induction === undefined) {
    const known = Object.keys(protocol.inductions);
    throw new BadInput(
      'induction',
      `induction: ${known.length === 0 ? 'this protocol has none' : `is one of ${known.join(', ')}`}`,
    );
  }
  // Past its induction a course goes on because someone decided it; the label's phases follow by the label.
  const goesOn = until !== undefined || sessions !== undefined || maintenance !== undefined;
  const isLabel = induction.fromWeek !== undefined;
  const after = goesOn || isLabel ? protocol.after : [];
  return [induction, ...maintained(after, maintenance)];
}

function maintained(after: readonly Phase[], maintenance: Request['maintenance']): Phase[] {
  const last = after.at(-1);
  if (maintenance === undefined || last === undefined) return [...after];
  const gap =
    maintenance === 'weekly'
      ? labelPhases.stillWeekly.value.gapsDays
      : maintenance === 'every-2-weeks'
        ? labelPhases.everyTwoWeeks.value.gapsDays
        : [maintenance.everyDays];
  return [...after.slice(0, -1), { ...last, gapsDays: gap }];
}

function horizon(
  phases: readonly Phase[],
  { start, until, sessions, maintenance }: Request,
): { until: string; sessions: number } {
  const farthest = daysLater(start, most.days);
  if (until !== undefined) {
    if (until < start) throw new BadInput('until', 'until: is not before start');
    if (until > farthest) throw new BadInput('until', `until: is at most ${most.days} days after start`);
  }
  const isOpen = phases.some((phase) => phase.sessions === undefined);
  const review = monthsLater(start, needReview.value);
  const byItself = sessions === undefined && (isOpen || maintenance !== undefined) ? review : farthest;
  return { until: until ?? byItself, sessions: sessions ?? most.sessions };
}

type Review = Basis & {
  readonly on: string;
  readonly kind: 'early' | 'decision' | 'need';
  readonly afterSession?: number;
  readonly afterWeek?: number;
  readonly says: string;
};

/** Where the response is looked at, and every three months whether treatment is still needed. */
function reviewsOf(protocol: Protocol, first: string, all: readonly string[]): Review[] {
  const last = all.at(-1) ?? first;
  const early = 'Review dose, benzodiazepines and diagnosis when the response is small. No reason to stop yet.';
  const decision = 'Decide with the patient, before the next session, whether to go on.';
  const points = reviewPoints(protocol).flatMap((point): Review[] => {
    const says = point.kind === 'early' ? early : decision;
    if ('afterSession' in point) {
      const on = all[point.afterSession - 1];
      return on === undefined
        ? []
        : [{ on, kind: point.kind, afterSession: point.afterSession, says, ...basisOf(reviewAfter) }];
    }
    const end = daysLater(first, point.afterWeek * 7 - 1);
    if (last < daysLater(end, -7)) return [];
    const on = all.findLast((date) => weekOf(first, date) === point.afterWeek) ?? end;
    const by = point.kind === 'decision' ? labelDecision : reviewAfter;
    return [{ on, kind: point.kind, afterWeek: point.afterWeek, says, ...basisOf(by) }];
  });
  const need: Review[] = [];
  for (
    let on = monthsLater(first, needReview.value), at = 1;
    on <= last;
    at++, on = monthsLater(first, needReview.value * at)
  )
    need.push({
      on,
      kind: 'need',
      says: 'Is treatment still needed, at the longest interval that holds?',
      ...basisOf(needReview),
    });
  return [...points, ...need].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function protocolFindings(protocol: Protocol, phases: readonly Phase[]): Finding[] {
  const { id, title, limits } = protocol;
  const facts = { protocol: id };
  if (phases.length === 0)
    return [
      say({
        rule: 'no-course',
        strength: 'missing',
        says: `${title}: no source has a course for it, so no days are planned.`,
        facts,
        by: emptyLimits.nasalRacemic,
      }),
    ];
  if (limits?.signed !== null) return [];
  return [
    say({
      rule: 'ceiling-not-signed',
      strength: 'absolute',
      says: `${title}: days can be planned, but no dose is given before a medical director has signed its ceiling.`,
      facts,
      by: emptyLimits.parenteralHardStop,
      override: overrides.director,
    }),
  ];
}

/** Fewer sessions than asked for are no mistake of the calendar: the course has no more. */
function shorter({ sessions, until }: Request, held: number): Finding[] {
  if (sessions === undefined || until !== undefined || held >= sessions) return [];
  return [
    say({
      rule: 'course-is-shorter',
      strength: 'information',
      says: `The course of this protocol has ${held} sessions, fewer than the ${sessions} asked for. Going on is a new decision.`,
      facts: { sessions_asked: sessions, sessions_planned: held },
      by: needReview,
    }),
  ];
}

function planFindings(protocol: Protocol, planned: Planned): Finding[] {
  return planned.unplaced.map(({ wouldBeOn, phase, why }) =>
    say({
      rule: 'session-not-planned',
      strength: 'relative',
      says: `${phase}: there is no day for the session of ${wouldBeOn} (${why}). The course goes on without it; a prescriber decides whether that is enough.`,
      facts: { would_be_on: wouldBeOn, phase, why },
      by: protocol.product === 'esketamine' ? missedRules : leastDaysBetween,
    }),
  );
}

const worseningInWords = `QIDS or PHQ-9 up by ${deterioration.value.qidsOrPhq9} or more, MADRS up by ${deterioration.value.madrs} or more, or a new C-SSRS 4, 5 or behaviour: a clinician contacts the patient on the same day.`;
const missedInWords = `A missed session in weeks 1 to ${missedRules.value.scheduleGoesOnToWeek}: the schedule goes on. Later, when the depression is worse: by clinical judgement back to the schedule before. More than ${lapse.value} days without a session: the label does not say; a prescriber decides.`;

/** What holds while the course runs, in words. */
const standingRules = (protocol: Protocol) => [
  ...(protocol.product === 'esketamine'
    ? [{ rule: 'missed-session', says: missedInWords, ...basisOf(missedRules) }]
    : []),
  {
    rule: 'days-between',
    says: `At least ${protocol.leastDaysBetween} days from one session to the next, at the same time of day.`,
    ...basisOf(leastDaysBetween),
  },
  { rule: 'worsening', says: worseningInWords, ...basisOf(deterioration) },
];

/** One a week is what the caps leave for as long as one likes. @throws BadInput */
function checkMaintenance(protocol: Protocol, { maintenance }: Request): void {
  if (typeof maintenance !== 'object') return;
  const isCapped = protocol.product === 'esketamine' || isParenteral(protocol);
  const least = isCapped ? 7 : protocol.leastDaysBetween;
  if (maintenance.everyDays < least)
    throw new BadInput('maintenance.everyDays', `maintenance.everyDays: is at least ${least}`);
}

/** Again from its first day, or the maintenance alone: both counted from `start`. */
function resumedPhases(protocol: Protocol, request: Request): Phase[] {
  if (request.resume !== 'maintenance') return phasesOf(protocol, request);
  const last = maintained(protocol.after, request.maintenance).at(-1);
  if (last === undefined) throw new BadInput('resume', 'resume: this protocol has no maintenance');
  const { fromWeek: _from, toWeek: _to, ...phase } = last;
  return [phase];
}

/** One request, one answer. @throws BadInput naming the field */
export function scheduleRequest(input: unknown) {
  const request = readInput(ScheduleRequest, input);
  const protocol = protocolAsked(request.protocol, request.signed);
  const { start, calendar, sessionsInLast12Months } = request;
  const given: readonly Given[] = request.given.map(({ doseMg, ...session }) => ({
    ...session,
    doseUg: doseMg === undefined ? undefined : Math.round(doseMg * 1_000),
  }));
  const givenOn = given.map(({ on }) => on);
  const lastGiven = givenOn.at(-1);
  if (lastGiven !== undefined && start <= lastGiven)
    throw new BadInput('start', 'start: is after the last session that was given');
  const [firstGiven = start] = givenOn;
  if (daysBetween(firstGiven, start) > most.days)
    throw new BadInput('given', `given: begins at most ${most.days} days before start`);
  checkMaintenance(protocol, request);
  const every = typeof request.maintenance === 'object' ? request.maintenance.everyDays : 0;
  const gap = lastGiven === undefined ? undefined : lapsedDays(lastGiven, start, every);
  if (gap === undefined && request.resume !== undefined)
    throw new BadInput('resume', `resume: is for a course without a session for more than ${lapse.value} days`);
  const phases = resumedPhases(protocol, request);
  const isWaiting = gap !== undefined && request.resume === undefined;
  const planned: Planned =
    phases.length === 0 || isWaiting
      ? { dates: [], unplaced: [] }
      : schedule({
          phases,
          start,
          calendar,
          leastDaysBetween: protocol.leastDaysBetween,
          given: gap === undefined ? givenOn : [],
          ...horizon(phases, request),
        });
  // A course that begins again is reviewed from its own first dose.
  const before = request.resume === 'induction' ? [] : givenOn;
  const all = [...givenOn, ...planned.dates.map(({ on }) => on)];
  const course = [...before, ...planned.dates.map(({ on }) => on)];
  const [first = start] = course;
  const reviews = reviewsOf(protocol, first, course);
  return {
    protocol: protocol.id,
    start,
    dates: planned.dates,
    reviews,
    rules: standingRules(protocol),
    warnings: inOrder([
      ...protocolFindings(protocol, phases),
      ...planFindings(protocol, planned),
      ...(isWaiting ? [lapsedFinding(start, gap)] : []),
      ...(phases.length === 0 || isWaiting
        ? []
        : shorter(request, gap === undefined ? all.length : planned.dates.length)),
      ...checkSessions(protocol, [...given, ...planned.dates.map(({ on }) => ({ on }))]),
      ...yearFindings(protocol, all, sessionsInLast12Months),
    ]),
  };
}

/** Sessions before this course count too. */
function yearFindings(protocol: Protocol, dates: readonly string[], before: number): Finding[] {
  const limit = yearLimit(protocol);
  if (limit === undefined || before === 0 || secondOpinionOn(protocol, dates) !== undefined) return [];
  const on = secondOpinionOn(protocol, dates, before);
  if (on === undefined) return [];
  return [
    say({
      rule: 'second-opinion',
      strength: 'relative',
      says: `${on}: with ${before} sessions before this course, more than ${limit.value} in 12 months. Ask for a second opinion.`,
      facts: { on, sessions_before: before },
      by: limit,
    }),
  ];
}
