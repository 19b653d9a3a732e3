/**
 * What comes next in a session: due, overdue, blocked, cautions, and what is still missing to start, to leave, to sign.
 *
 * The same function runs on the tablet, on the server and in the printed record.
 */
import type { Finding } from '#clinical/findings.ts';
import type { Cadence } from '#clinical/plan/plan.ts';
import { type DueReading, dueReadings } from './cadence.ts';
import { type Answer, dischargeReadiness, type LeavingFacts, type Readiness } from './discharge.ts';
import { type Interpretation, interpretReading } from './interpret.ts';
import type { SessionRecord } from './log-fold.ts';
import { type Infusion, infusionOf } from './log-infusion.ts';
import type { ReadingFact } from './log-kinds.ts';
import type { ReadingSet } from './readings.ts';
import type { Thresholds } from './thresholds.ts';

/** What a prescriber signed, as far as the session needs it. Amounts in whole micrograms and microlitres per hour. */
export type SessionOrder = {
  readonly id: string;
  readonly doseUg: number;
  readonly concentrationUgPerMl: number;
  readonly pumpRateUlPerH: number;
  /** ISO date: valid to the end of this day in the clinic's zone. */
  readonly validUntil: string;
  readonly state: 'active' | 'withdrawn' | 'replaced';
};

export type Deviation = {
  /** The fact that deviates: what an explanation points at. */
  readonly of: string;
  readonly rule: string;
  readonly says: string;
  readonly isExplained: boolean;
};

export type Missing = { readonly item: string; readonly answer: Exclude<Answer, 'met'>; readonly says: string };

export type Agenda = {
  readonly minutesSinceDose: number | undefined;
  readonly infusion: Infusion;
  /** Empty before the dose: what is missing then is in `toStart`. */
  readonly due: readonly DueReading[];
  /** The newest reading, judged. */
  readonly latest: { readonly id: string; readonly atMs: number; readonly judged: Interpretation } | undefined;
  readonly toStart: readonly Missing[];
  readonly leaving: Readiness;
  readonly toSign: readonly Missing[];
  readonly deviations: readonly Deviation[];
  readonly findings: readonly Finding[];
};

const msPerMin = 60 * 1_000;

/** A set in minutes from the start of the dose, as the rules read it. */
function asReadingSet({ data, atMs }: { data: ReadingFact; atMs: number }, zeroMs: number): ReadingSet {
  const {
    cannot: _cannot,
    source: _source,
    device: _device,
    nauseaNrs: _nausea,
    isOriented: _oriented,
    ...values
  } = data;
  return { ...values, atMin: (atMs - zeroMs) / msPerMin };
}

/** The last set before the dose: what everything after is compared with. Never the one that looks best. */
function baselineOf(record: SessionRecord): SessionRecord['readings'][number] | undefined {
  const start = record.doseStart?.atMs;
  if (start === undefined) return record.readings.at(-1);
  return record.readings.filter(({ atMs }) => atMs <= start).at(-1);
}

/** What the dose may not start without. A clinic's protocol names its checklist. */
function missingToStart(record: SessionRecord, given: AgendaGiven): Missing[] {
  const missing: Missing[] = [];
  const ask = (item: string, answer: Answer, says: string) => {
    if (answer !== 'met') missing.push({ item, answer, says });
  };
  ask('arrived', record.arrived === undefined ? 'not met' : 'met', 'The patient has arrived.');
  ask('identity', record.identity === undefined ? 'not met' : 'met', 'Identity is confirmed by two identifiers.');
  ask('weight', record.weights.length === 0 ? 'not known' : 'met', 'The weight is taken.');
  ask('baseline', baselineOf(record) === undefined ? 'not known' : 'met', 'Readings before the dose are taken.');
  const { order } = given;
  if (order === undefined) ask('order', 'not met', 'A prescriber has signed an order.');
  else if (order.state !== 'active') ask('order', 'not met', `The order was ${order.state}.`);
  else if (order.validUntil < given.today) ask('order', 'not met', `The order was valid until ${order.validUntil}.`);
  for (const item of given.checklist ?? []) {
    const said = record.checklist.find(({ data }) => data.item === item)?.data.state;
    const answer: Answer =
      said === 'met' || said === 'overridden' ? 'met' : said === 'not-met' ? 'not met' : 'not known';
    ask(item, answer, `Checklist: ${item}.`);
  }
  return missing;
}

function answerIn(record: SessionRecord, item: string): boolean | undefined {
  const said = record.dischargeItems.find(({ data }) => data.item === item)?.data.state;
  return said === undefined || said === 'not-known' ? undefined : said === 'met';
}

function leavingFacts(record: SessionRecord, infusion: Infusion, zeroMs: number, nowMs: number): LeavingFacts {
  const aldrete = record.ratings.filter(({ data }) => data.scale === 'modified-aldrete').at(-1)?.data.total;
  const baseline = baselineOf(record);
  const lastOriented = record.readings.findLast(({ data }) => data.isOriented !== undefined)?.data.isOriented;
  return {
    route: 'iv',
    minutesSinceDose: infusion.startedAtMs === undefined ? undefined : (nowMs - infusion.startedAtMs) / msPerMin,
    minutesSinceEnd: infusion.endedAtMs === undefined ? undefined : (nowMs - infusion.endedAtMs) / msPerMin,
    baseline: baseline && asReadingSet(baseline, zeroMs),
    readings: record.readings.map((reading) => asReadingSet(reading, zeroMs)),
    modifiedAldrete: aldrete ?? undefined,
    isOriented: answerIn(record, 'oriented') ?? lastOriented,
    walksSteadily: answerIn(record, 'walks-steadily'),
    hasUncontrolledVomiting: not(answerIn(record, 'no-vomiting')),
    hasNewSuicidalFinding: not(answerIn(record, 'no-new-suicidal-finding')),
    hasEscort: answerIn(record, 'escort'),
    hasTransport: answerIn(record, 'transport'),
    hasLeaflet: answerIn(record, 'leaflet'),
    hasEmergencyPhone: answerIn(record, 'emergency-phone'),
  };
}

const not = (value: boolean | undefined) => (value === undefined ? undefined : !value);

/** What happened against the order or a rule: kept as a fact, marked, and explained before anyone signs. */
function deviationsOf(record: SessionRecord, infusion: Infusion, given: AgendaGiven): Deviation[] {
  const { order } = given;
  const start = record.doseStart;
  const explained = new Set(record.explained.map(({ data }) => data.of));
  const found: Deviation[] = [];
  const say = (of: string, rule: string, says: string) =>
    found.push({ of, rule, says, isExplained: explained.has(of) });
  const mg = (ug: number) => `${(ug / 1_000).toFixed(1)} mg`;
  if (start !== undefined && order === undefined)
    say(start.id, 'dose-without-order', 'The dose was started without an order.');
  if (start !== undefined && order !== undefined) {
    const { concentrationUgPerMl, pumpRateUlPerH } = start.data;
    if (concentrationUgPerMl !== order.concentrationUgPerMl)
      say(
        start.id,
        'concentration-differs',
        `Started at ${concentrationUgPerMl / 1_000} mg/mL; ordered were ${order.concentrationUgPerMl / 1_000} mg/mL.`,
      );
    if (pumpRateUlPerH > order.pumpRateUlPerH)
      say(
        start.id,
        'rate-above-order',
        `Started at ${pumpRateUlPerH / 1_000} mL/h; ordered were ${order.pumpRateUlPerH / 1_000} mL/h.`,
      );
    if (infusion.givenUg > order.doseUg)
      say(start.id, 'dose-above-order', `${mg(infusion.givenUg)} were given; ordered were ${mg(order.doseUg)}.`);
    if (order.state !== 'active')
      say(start.id, 'order-not-active', `The dose was started on an order that was ${order.state}.`);
  }
  if (start !== undefined) {
    if (record.identity === undefined || record.identity.atMs > start.atMs)
      say(start.id, 'identity-not-confirmed', 'The dose was started before identity was confirmed.');
    if (!record.readings.some(({ atMs }) => atMs <= start.atMs))
      say(start.id, 'no-baseline', 'The dose was started without readings before it.');
    if (record.left !== undefined && record.left.atMs < (infusion.endedAtMs ?? Number.POSITIVE_INFINITY))
      say(record.left.id, 'left-while-running', 'The patient left before the infusion had ended.');
  }
  return found;
}

function missingToSign(record: SessionRecord, deviations: readonly Deviation[]): Missing[] {
  const missing: Missing[] = [];
  const need = (item: string, says: string) => missing.push({ item, answer: 'not met', says });
  if (record.left === undefined) need('left', 'The patient has left.');
  for (const { of, says, isExplained } of deviations) if (!isExplained) need(`explain:${of}`, `Explain: ${says}`);
  for (const { id, effect, endedAtMs } of record.sideEffects)
    if (endedAtMs === undefined)
      need(`side-effect:${id}`, `The side effect “${effect}” has ended, or is said to go on.`);
  for (const { id, card, closed } of record.emergencies)
    if (closed === undefined) need(`emergency:${id}`, `The emergency card “${card}” is closed with its outcome.`);
  for (const { kind, ids } of record.conflicts) need(`conflict:${ids.join('+')}`, `Settle: ${conflictWords[kind]}`);
  for (const id of record.unclaimed) need(`claim:${id}`, 'Someone says that what the locked station took was theirs.');
  return missing;
}

const conflictWords = {
  'two-starts': 'two starts of the dose are written down.',
  'two-leavings': 'two leavings are written down.',
} as const;

export type AgendaGiven = {
  readonly order: SessionOrder | undefined;
  /** Items that the clinic's protocol wants settled before the dose. */
  readonly checklist?: readonly string[] | undefined;
  readonly lines?: Thresholds | undefined;
  /** The signed protocol’s times of readings. */
  readonly times?: Cadence | undefined;
  /** ISO date in the clinic's zone. */
  readonly today: string;
};

/** @param nowMs the server's time, ms since 1970 */
export function agenda(record: SessionRecord, given: AgendaGiven, nowMs: number): Agenda {
  const infusion = infusionOf(record.pump, nowMs);
  const zeroMs = infusion.startedAtMs ?? nowMs;
  const minutesSinceDose = infusion.startedAtMs === undefined ? undefined : (nowMs - infusion.startedAtMs) / msPerMin;
  const sets = record.readings.map((reading) => asReadingSet(reading, zeroMs));
  const newest = record.readings.at(-1);
  const newestSet = sets.at(-1);
  const baseline = baselineOf(record);
  const deviations = deviationsOf(record, infusion, given);
  const latest =
    newest && newestSet
      ? {
          id: newest.id,
          atMs: newest.atMs,
          judged: interpretReading({
            reading: newestSet,
            phase: phaseAt(infusion, newest.atMs),
            route: 'iv',
            isInfusion: true,
            baseline: baseline && baseline.id !== newest.id ? asReadingSet(baseline, zeroMs) : undefined,
            previous: sets.slice(0, -1),
            lines: given.lines,
          }),
        }
      : undefined;
  return {
    minutesSinceDose,
    infusion,
    due:
      minutesSinceDose === undefined
        ? []
        : dueReadings({
            route: 'iv',
            minutesSinceDose,
            taken: sets.map(({ atMin }) => atMin),
            endedAtMin: infusion.endedAtMs === undefined ? 'running' : (infusion.endedAtMs - zeroMs) / msPerMin,
            times: given.times,
          }),
    latest,
    toStart: infusion.startedAtMs === undefined ? missingToStart(record, given) : [],
    leaving: dischargeReadiness(leavingFacts(record, infusion, zeroMs, nowMs)),
    toSign: missingToSign(record, deviations),
    deviations,
    findings: latest?.judged.findings ?? [],
  };
}

function phaseAt(infusion: Infusion, atMs: number): 'before' | 'during' | 'after' {
  if (infusion.startedAtMs === undefined || atMs <= infusion.startedAtMs) return 'before';
  return infusion.endedAtMs !== undefined && atMs >= infusion.endedAtMs ? 'after' : 'during';
}
