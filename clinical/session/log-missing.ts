/** What an act may not go on without: to start the dose, to let a patient go, to sign. */
import type { Answer, LeavingFacts } from './discharge.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { amberBeforeDose, baselineAt } from './log-baseline.ts';
import { conflictWords } from './log-conflicts.ts';
import type { SessionRecord } from './log-fold.ts';
import type { Infusion } from './log-infusion.ts';
import { objectionToOverride } from './log-overrides.ts';
import { asReadingSet, baselineOf } from './log-readings.ts';
import { weightQuestion } from './log-weights.ts';

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

/** What the dose may not start without, as it stands at `nowMs` from what happened up to `byMs`. A clinic's protocol names its checklist. */
export function missingToStart(
  record: SessionRecord,
  given: AgendaGiven,
  nowMs: number,
  byMs = Number.POSITIVE_INFINITY,
): Missing[] {
  const missing: Missing[] = [];
  const ask = (item: string, answer: Answer, says: string, but?: string) => {
    if (answer !== 'met') missing.push({ item, answer, says, ...(but === undefined ? {} : { but }) });
  };
  const isThere = (of: { atMs: number } | undefined) => of !== undefined && of.atMs <= byMs;
  ask('arrived', isThere(record.arrived) ? 'met' : 'not met', 'The patient has arrived.');
  ask(
    'identity',
    isThere(record.identity) ? 'met' : 'not met',
    'Identity is confirmed by two identifiers before the dose.',
  );
  const question = weightQuestion(record, given.order, byMs);
  const isWeighed = record.weights.some(isThere);
  ask(
    'weight',
    !isWeighed ? 'not known' : question === undefined ? 'met' : 'not met',
    'The weight is taken.',
    question,
  );
  const baseline = baselineAt(record, given, byMs, nowMs);
  ask('baseline', baseline.answer, 'Readings before the dose are taken, and none stops it.', baseline.but);
  const { order } = given;
  if (order === undefined) ask('order', 'not met', 'A prescriber has signed an order.');
  else if (order.state !== 'active') ask('order', 'not met', `The order was ${order.state}.`);
  else if (order.validUntil < given.today) ask('order', 'not met', `The order was valid until ${order.validUntil}.`);
  for (const { item, says, override } of given.checklist ?? []) {
    const said = record.checklist.find((one) => one.data.item === item && isThere(one));
    const state = said?.data.state;
    const but =
      said === undefined || state !== 'overridden'
        ? undefined
        : objectionToOverride(said, { record, override, prescribers: given.prescribers });
    const isSettled = state === 'met' || (state === 'overridden' && but === undefined);
    ask(item, isSettled ? 'met' : state === undefined || state === 'not-known' ? 'not known' : 'not met', says, but);
  }
  if (baseline.amber !== undefined) {
    const { says, atMs } = baseline.amber;
    const said = record.checklist.find((one) => one.data.item === amberBeforeDose && isThere(one) && one.atMs >= atMs);
    const but =
      said?.data.state !== 'overridden'
        ? undefined
        : objectionToOverride(said, { record, override: 'prescriber', prescribers: given.prescribers });
    const isDecided = said?.data.state === 'overridden' && but === undefined;
    ask(amberBeforeDose, isDecided ? 'met' : 'not met', `Amber before the dose: ${says} A prescriber decides.`, but);
  }
  return missing;
}

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
] as const;
export type LeavingItem = (typeof leavingItems)[number];

const answerIn = (record: SessionRecord, item: LeavingItem, byMs: number): boolean | undefined => {
  const said = record.dischargeItems.find((one) => one.data.item === item && one.atMs <= byMs)?.data.state;
  return said === undefined || said === 'not-known' ? undefined : said === 'met';
};

const not = (value: boolean | undefined) => (value === undefined ? undefined : !value);

/** What is known about leaving at `nowMs`; what was written of a later time doesn't count yet. */
export function leavingFacts(
  record: SessionRecord,
  infusion: Infusion,
  zeroMs: number,
  nowMs: number,
  clinicMinimumMin: number | undefined,
): LeavingFacts {
  const upToNow = <T extends { atMs: number }>(all: readonly T[]) => all.filter(({ atMs }) => atMs <= nowMs);
  const readings = upToNow(record.readings);
  const aldrete = upToNow(record.ratings.filter(({ data }) => data.scale === 'modified-aldrete')).at(-1)?.data.total;
  const baseline = baselineOf(record);
  const lastOriented = readings.findLast(({ data }) => data.isOriented !== undefined)?.data.isOriented;
  const answer = (item: LeavingItem) => answerIn(record, item, nowMs);
  return {
    route: 'iv',
    minutesSinceDose: infusion.startedAtMs === undefined ? undefined : (nowMs - infusion.startedAtMs) / msPerMin,
    minutesSinceEnd: infusion.endedAtMs === undefined ? undefined : (nowMs - infusion.endedAtMs) / msPerMin,
    baseline: baseline && asReadingSet(baseline, zeroMs),
    readings: readings.map((reading) => asReadingSet(reading, zeroMs)),
    modifiedAldrete: aldrete ?? undefined,
    isOriented: answer('oriented') ?? lastOriented,
    walksSteadily: answer('walks-steadily'),
    hasUncontrolledVomiting: not(answer('no-vomiting')),
    hasNewSuicidalFinding: not(answer('no-new-suicidal-finding')),
    hasEscort: answer('escort'),
    hasTransport: answer('transport'),
    hasLeaflet: answer('leaflet'),
    hasEmergencyPhone: answer('emergency-phone'),
    hasOpenEmergency: record.emergencies.some(
      ({ atMs, closed }) => atMs <= nowMs && (closed === undefined || closed.atMs > nowMs),
    ),
    clinicMinimumMin,
  };
}

export function missingToSign(record: SessionRecord, deviations: readonly Deviation[]): Missing[] {
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
  for (const { kind, ids } of record.conflicts) need(`conflict:${ids.join('+')}`, `Settle: ${conflictWords[kind]}`);
  for (const id of record.unclaimed) need(`claim:${id}`, 'Someone says that what the locked station took was theirs.');
  return missing;
}
