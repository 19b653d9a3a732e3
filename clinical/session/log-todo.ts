/** What comes next in a session, in order of time: the list beside the chart, and the block on a chair's tile. */
import { lateReading } from '#clinical/plan/plan.ts';
import type { DueReading } from './cadence.ts';
import type { Interpretation } from './interpret.ts';
import { type Conflict, conflictHeads } from './log-conflicts.ts';
import type { Danger } from './log-dangers.ts';
import type { Dosing } from './log-dosing.ts';
import type { SessionRecord } from './log-fold.ts';
import type { Infusion } from './log-infusion.ts';
import type { Deviation, Missing } from './log-missing.ts';
import { type DueRating, ratingWords } from './log-ratings.ts';
import type { Thresholds } from './thresholds.ts';

export type Todo = {
  /** Stable: what an acknowledgement points at. */
  readonly id: string;
  readonly what:
    | 'arrive'
    | 'identity'
    | 'gate'
    | 'reading'
    | 'repeat'
    | 'ratings'
    | 'infusion-ends'
    | 'device'
    | 'mouth'
    | 'handover'
    | 'explain'
    | 'leave'
    | 'sign'
    | 'claim'
    | 'conflict';
  /** Undefined: as soon as someone can. */
  readonly atMs: number | undefined;
  readonly state: 'upcoming' | 'due' | 'overdue' | 'escalate';
  readonly says: string;
  readonly acknowledged: { readonly by: string | null; readonly atMs: number } | undefined;
};

const endMissingSays = 'The pump should have ended: write down the stop';

const msPerMin = 60 * 1_000;

type Latest = { readonly id: string; readonly atMs: number; readonly judged: Interpretation };

const stateAt = (atMs: number, nowMs: number): Todo['state'] => {
  const lateMin = (nowMs - atMs) / msPerMin;
  if (lateMin < 0) return 'upcoming';
  if (lateMin > lateReading.value.escalateAfterMin) return 'escalate';
  return lateMin > lateReading.value.overdueAfterMin ? 'overdue' : 'due';
};

export function todoOf(of: {
  record: SessionRecord;
  infusion: Infusion;
  dosing: Dosing;
  conflicts: readonly Conflict[];
  due: readonly DueReading[];
  dueRatings: readonly DueRating[];
  latest: Latest | undefined;
  /** Before the dose: the last set is too old to start from. */
  isBaselineStale: boolean;
  toStart: readonly Missing[];
  toSign: readonly Missing[];
  deviations: readonly Deviation[];
  dangers: readonly Danger[];
  lines: Thresholds;
  plannedEndMs: number | undefined;
  earliestLeaveMs: number | undefined;
  plannedAtMs: number | undefined;
  nowMs: number;
}): Todo[] {
  const { record, infusion, dosing, nowMs } = of;
  const found: Todo[] = [];
  const add = (
    id: string,
    what: Todo['what'],
    says: string,
    atMs?: number,
    state: Todo['state'] = atMs === undefined ? 'due' : stateAt(atMs, nowMs),
  ) => {
    const said = record.acknowledged.findLast(({ data }) => data.task === id);
    found.push({ id, what, atMs, state, says, acknowledged: said && { by: said.by, atMs: said.atMs } });
  };
  /** Before the dose a raised pressure is taken again after a rest; everything else, and all after the start, soon. */
  const repeatAfter = (latest: Latest | undefined) => {
    if (latest === undefined || (latest.judged.state !== 'amber' && latest.judged.state !== 'red')) return;
    const rests =
      dosing.startedAtMs === undefined &&
      latest.judged.judgements.some(
        ({ parameter, state }) => parameter === 'blood-pressure' && (state === 'amber' || state === 'red'),
      );
    const afterMin = rests ? of.lines.restMin.value.from : of.lines.repeatMin.value;
    add(
      `repeat@${latest.id}`,
      'repeat',
      `Repeat: the last readings are ${latest.judged.state}`,
      latest.atMs + afterMin * msPerMin,
    );
  };
  for (const { kind, ids } of of.conflicts)
    add(`conflict:${ids.join('+')}`, 'conflict', `${conflictHeads[kind]}: settle`);
  for (const { id, atMs, readBack } of record.handovers)
    if (readBack === undefined) add(`handover:${id}`, 'handover', 'Handed over, and not read back yet', atMs);
  if (record.unclaimed.length > 0)
    add(
      'claim',
      'claim',
      record.unclaimed.length === 1
        ? 'One fact of the locked station: whose is it?'
        : `${record.unclaimed.length} facts of the locked station: whose are they?`,
    );
  for (const { id, kind, short, atMs, sinceMs } of of.dangers)
    if (kind !== 'rate' && !record.readings.some((reading) => reading.atMs >= atMs))
      add(`reading@now:${id}`, 'reading', `Readings now: ${kind === 'rating' ? short : short.toLowerCase()}`, sinceMs);
  if (record.phase === 'left') {
    const open = of.deviations.filter(({ isExplained }) => !isExplained).length;
    if (open > 0) add('explain', 'explain', `Explain ${open === 1 ? 'one deviation' : `${open} deviations`}`);
    if (record.signatures.length === 0) add('sign', 'sign', 'Sign the record');
    else if (record.afterSigning.length > 0) add('sign', 'sign', 'Sign again: facts came after the signature');
    return found;
  }
  if (dosing.startedAtMs === undefined) {
    if (record.arrived === undefined) add('arrive', 'arrive', 'Patient arrives', of.plannedAtMs);
    else {
      if (record.identity === undefined) add('identity', 'identity', 'Confirm identity by two identifiers');
      if (record.readings.length === 0) add('reading@baseline', 'reading', 'Readings before the dose');
      else if (of.isBaselineStale) add('reading@baseline', 'reading', 'Readings before the dose: the last are too old');
      else repeatAfter(of.latest);
      const left = of.toStart.length;
      add('gate', 'gate', left === 0 ? 'Ready: start the dose' : `Before the dose: ${left} not settled`);
    }
    return found;
  }
  const zeroMs = dosing.startedAtMs;
  for (const { dueAtMin, state } of of.due)
    if (state !== 'taken' && state !== 'missed' && dueAtMin >= 0)
      add(`reading@${dueAtMin}`, 'reading', `${dueAtMin}-min readings`, zeroMs + dueAtMin * msPerMin, state);
  for (const { dueAtMin, state, open } of of.dueRatings)
    if (state !== 'taken' && state !== 'missed')
      add(
        `ratings@${dueAtMin}`,
        'ratings',
        `${dueAtMin}-min ratings: ${open.map((name) => ratingWords[name]).join(', ')}`,
        zeroMs + dueAtMin * msPerMin,
        state,
      );
  // Whatever made a set before the dose red has not gone because the dose was started.
  if (of.latest !== undefined && (of.latest.atMs >= zeroMs || of.latest.judged.state === 'red')) repeatAfter(of.latest);
  if (infusion.state === 'running' && of.plannedEndMs !== undefined)
    add('infusion-ends', 'infusion-ends', of.plannedEndMs < nowMs ? endMissingSays : 'Infusion ends', of.plannedEndMs);
  else if (infusion.state === 'run-out' && record.doseEnd === undefined)
    add('infusion-ends', 'infusion-ends', endMissingSays, infusion.ranOutAtMs);
  const { next } = dosing;
  if (next !== undefined) add(`device@${next.number}`, 'device', `Device ${next.number}`, next.opensAtMs);
  for (const { id, atMs, data, ended } of record.mouthDoses)
    if (ended === undefined && atMs <= nowMs) {
      const toMs = dosing.clocks.find(({ what, fromMs }) => what === 'held' && fromMs === atMs)?.toMs;
      const says = data.route === 'oral' ? 'Swallowed? Write it down' : 'Swallow or spit out, and write down which';
      add(`mouth:${id}`, 'mouth', says, toMs ?? atMs);
    }
  // While no end is written down nobody can leave, whatever the plan says.
  if (of.earliestLeaveMs !== undefined && (of.earliestLeaveMs > nowMs || dosing.endedAtMs !== undefined))
    add(
      'leave',
      'leave',
      'Earliest leave, if all criteria are met',
      of.earliestLeaveMs,
      of.earliestLeaveMs > nowMs ? 'upcoming' : 'due',
    );
  return found.sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0));
}
