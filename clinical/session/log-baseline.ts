/** What was measured before the dose, and whether it lets the dose start: recent, whole, and nothing that stops it. */
import type { Answer } from './discharge.ts';
import type { Judgement, Parameter } from './judgement.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { dosingOf } from './log-dosing.ts';
import type { SessionRecord } from './log-fold.ts';
import { judgeIn, staleBeforeDoseMs } from './log-readings.ts';
import { thresholds } from './thresholds.ts';

const msPerMin = 60 * 1_000;

/** The point that a prescriber decides where a set before the dose is amber. */
export const amberBeforeDose = 'readings-amber';

/** Without these nobody knows what the dose would start from. */
const needed: readonly Parameter[] = ['blood-pressure', 'heart-rate', 'breathing', 'oxygen-saturation', 'sedation'];

/** Their bands are those of a running infusion; before it they stop nothing, unless the patient asks to stop. */
const duringInfusionOnly: readonly Parameter[] = ['pain', 'anxiety'];

export type Baseline = {
  readonly answer: Answer;
  /** Why what is written down does not settle it. */
  readonly but?: string | undefined;
  /** Amber: the prescriber decides, and no decision from before this moment counts. */
  readonly amber?: { readonly says: string; readonly atMs: number } | undefined;
};

const words = (all: readonly Judgement[]) => all.map(({ says }) => says).join(' ');
const withNext = (all: readonly Judgement[]) =>
  all.map(({ says, next }) => (next === '' ? says : `${says} ${next}`)).join(' ');

/**
 * The newest set up to `byMs`, judged as one before the dose; its age counts up to `nowMs`.
 *
 * Red, and a pressure at which the session is postponed, stop the dose until a new set is better. Amber waits for a
 * prescriber. @source clinical basis 3.3
 */
export function baselineAt(record: SessionRecord, given: AgendaGiven, byMs: number, nowMs: number): Baseline {
  const last = record.readings.findLast(({ atMs }) => atMs <= byMs);
  if (last === undefined) return { answer: 'not known' };
  if (record.arrived !== undefined && last.atMs < record.arrived.atMs)
    return { answer: 'not known', but: 'The last are from before the patient arrived: take them again.' };
  const dosing = dosingOf(record, given, last.atMs);
  const { judgements } = judgeIn(record, given, last.atMs, dosing)(last);
  const counts = ({ parameter }: Judgement) =>
    last.data.wantsToStop === true || !duringInfusionOnly.includes(parameter);
  const found = (state: Judgement['state']) => judgements.filter((one) => one.state === state && counts(one));
  const red = found('red');
  if (red.length > 0) return { answer: 'not met', but: withNext(red) };
  const { systolic, diastolic } = (given.lines ?? thresholds).postponeFrom.value;
  const isPostponed = (last.data.systolicMmHg ?? 0) >= systolic || (last.data.diastolicMmHg ?? 0) >= diastolic;
  const amber = found('amber');
  if (isPostponed) return { answer: 'not met', but: withNext(amber) };
  const ageMs = nowMs - last.atMs;
  if (ageMs > staleBeforeDoseMs(given.times, dosing.route))
    return { answer: 'not known', but: `The last are ${Math.floor(ageMs / msPerMin)} minutes old: take them again.` };
  const unknown = found('not known').filter(({ parameter }) => needed.includes(parameter));
  if (unknown.length > 0) return { answer: 'not known', but: withNext(unknown) };
  return { answer: 'met', amber: amber.length === 0 ? undefined : { says: words(amber), atMs: last.atMs } };
}
