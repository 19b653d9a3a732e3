/** What an act may not go on without: to start the dose, to let a patient go, to sign. */
import { orientation } from '#clinical/scales/scales.ts';
import type { Answer, LeavingFacts } from './discharge.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { type Conflict, conflictWords } from './log-conflicts.ts';
import type { SessionRecord } from './log-fold.ts';
import { type GateItem, gateOf } from './log-gate.ts';
import type { Course } from './log-leave.ts';
import { leavingOverrides } from './log-leave-overrides.ts';
import { asReadingSet, baselineOf } from './log-readings.ts';

export type Missing = {
  readonly item: string;
  readonly answer: Exclude<Answer, 'met'>;
  readonly says: string;
  /** What is written down and does not settle it, and why: an override that doesn't count, a weight that is questioned. */
  readonly but?: string | undefined;
};

export type Deviation = {
  /** The fact that deviates: what an explanation points at. */
  readonly of: string;
  readonly rule: string;
  readonly says: string;
  readonly isExplained: boolean;
};

const msPerMin = 60 * 1_000;

/** What the dose may not start without: the points of the gate that are not met. */
export const missingToStart = (
  record: SessionRecord,
  given: AgendaGiven,
  nowMs: number,
  byMs = Number.POSITIVE_INFINITY,
): Missing[] => missingOf(gateOf(record, given, nowMs, byMs));

export const missingOf = (gate: readonly GateItem[]): Missing[] =>
  gate.flatMap(({ item, answer, says, but }) =>
    answer === 'met' ? [] : [{ item, answer, says, ...(but === undefined ? {} : { but }) }],
  );

/** What is asked before somebody leaves, beside the readings. */
export const leavingItems = [
  'oriented',
  'walks-steadily',
  'no-vomiting',
  'no-new-suicidal-finding',
  'escort',
  'transport',
  'leaflet',
  'emergency-phone',
  'instructions-said-back',
  'next-contact',
] as const;
export type LeavingItem = (typeof leavingItems)[number];

const answerIn = (record: SessionRecord, item: LeavingItem, byMs: number): boolean | undefined => {
  const said = record.dischargeItems.find((one) => one.data.item === item && one.atMs <= byMs)?.data.state;
  return said === 'met' ? true : said === 'not-met' ? false : undefined;
};

const orientedIs = orientation.total.value.to;

/** By what was said last: a set, the four questions, or the answer at leaving; of two at one moment the worse. */
function isOriented(record: SessionRecord, nowMs: number): boolean | undefined {
  const said = record.dischargeItems.find(({ data }) => data.item === 'oriented');
  const answer = answerIn(record, 'oriented', nowMs);
  const all = [
    ...record.readings.map(({ atMs, data }) => ({ atMs, is: data.isOriented })),
    ...record.ratings.map(({ atMs, data: { scale, total } }) => ({
      atMs,
      is: scale === 'orientation' && total !== null ? total === orientedIs : undefined,
    })),
    ...(said === undefined ? [] : [{ atMs: said.atMs, is: answer }]),
  ].filter(({ atMs, is }) => is !== undefined && atMs <= nowMs);
  const lastMs = Math.max(...all.map(({ atMs }) => atMs));
  const last = all.filter(({ atMs }) => atMs === lastMs);
  return last.length === 0 ? undefined : last.every(({ is }) => is === true);
}

const not = (value: boolean | undefined) => (value === undefined ? undefined : !value);

/** Known symptoms make the reading of an hour later due: something that began and has not ended. */
const hasSymptoms = (record: SessionRecord, nowMs: number): boolean =>
  record.sideEffects.some(({ atMs, endedAtMs }) => atMs <= nowMs && (endedAtMs === undefined || endedAtMs > nowMs));

/** What was swallowed goes on working; where nobody said what became of a dose, it is taken for swallowed. */
export const isSymptomatic = (record: SessionRecord, nowMs: number): boolean =>
  hasSymptoms(record, nowMs) && record.mouthDoses.some(({ ended }) => ended?.how !== 'spat');

/** What is known about leaving at `nowMs`; what was written of a later time doesn't count yet. */
export function leavingFacts(
  record: SessionRecord,
  { infusion, dosing, stayMin: clinicMinimumMin, leaveMs }: Course,
  given: Pick<AgendaGiven, 'prescribers'>,
  { zeroMs, nowMs }: { readonly zeroMs: number; readonly nowMs: number },
): LeavingFacts {
  const upToNow = <T extends { atMs: number }>(all: readonly T[]) => all.filter(({ atMs }) => atMs <= nowMs);
  const readings = upToNow(record.readings);
  const aldrete = upToNow(record.ratings.filter(({ data }) => data.scale === 'modified-aldrete')).at(-1)?.data.total;
  const baseline = baselineOf(record);
  const answer = (item: LeavingItem) => answerIn(record, item, nowMs);
  const since = (atMs: number | undefined) => (atMs === undefined ? undefined : (nowMs - atMs) / msPerMin);
  return {
    route: dosing.route,
    minutesSinceDose: since(dosing.startedAtMs),
    minutesSinceEnd: since(infusion.endedAtMs),
    // While more is to come nobody knows from when the stay counts.
    minutesSinceCounted: dosing.endedAtMs === undefined ? undefined : since(dosing.countedFromMs),
    countsFrom: dosing.countsFrom,
    // Whoever had an infusion and something else stays for the later of both.
    alsoStayMin:
      infusion.startedAtMs === undefined || dosing.atOnce === undefined || leaveMs === undefined
        ? undefined
        : Math.max(0, (leaveMs - nowMs) / msPerMin),
    baseline: baseline && asReadingSet(baseline, zeroMs),
    readings: readings.map((reading) => asReadingSet(reading, zeroMs)),
    ratings: upToNow(record.ratings).flatMap(({ data: { scale, total }, atMs }) =>
      total === null ? [] : [{ scale, total, atMin: (atMs - zeroMs) / msPerMin }],
    ),
    modifiedAldrete: aldrete ?? undefined,
    isOriented: isOriented(record, nowMs),
    walksSteadily: answer('walks-steadily'),
    hasUncontrolledVomiting: not(answer('no-vomiting')),
    hasNewSuicidalFinding: not(answer('no-new-suicidal-finding')),
    hasEscort: answer('escort'),
    hasTransport: answer('transport'),
    hasLeaflet: answer('leaflet'),
    hasEmergencyPhone: answer('emergency-phone'),
    hasSaidBack: answer('instructions-said-back'),
    hasNextContact: answer('next-contact'),
    overrides: leavingOverrides(record, given, nowMs),
    hasOpenEmergency: record.emergencies.some(
      ({ atMs, closed }) => atMs <= nowMs && (closed === undefined || closed.atMs > nowMs),
    ),
    clinicMinimumMin,
  };
}

export function missingToSign(
  record: SessionRecord,
  deviations: readonly Deviation[],
  conflicts: readonly Conflict[],
): Missing[] {
  const missing: Missing[] = [];
  const need = (item: string, says: string) => missing.push({ item, answer: 'not met', says });
  if (record.left === undefined) need('left', 'The patient has left.');
  for (const { of, rule, says, isExplained } of deviations)
    if (!isExplained) need(`explain:${of}:${rule}`, `Explain: ${says}`);
  for (const { id, effect, endedAtMs, handedOn } of record.sideEffects)
    if (endedAtMs === undefined && handedOn === undefined)
      need(`side-effect:${id}`, `The side effect “${effect}” has ended, or is handed on.`);
  for (const { id, card, closed } of record.emergencies)
    if (closed === undefined) need(`emergency:${id}`, `The emergency card “${card}” is closed with its outcome.`);
  for (const { id, ended } of record.mouthDoses)
    if (ended === undefined) need(`mouth:${id}`, 'It is said whether what was in the mouth was swallowed or spat out.');
  for (const { kind, ids } of conflicts) need(`conflict:${ids.join('+')}`, `Settle: ${conflictWords[kind]}`);
  for (const id of record.unclaimed) need(`claim:${id}`, 'Someone says that what the locked station took was theirs.');
  return missing;
}
