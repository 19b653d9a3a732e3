/**
 * What the monitors of a person say now, and what of it is offered for acceptance. Unconfirmed: nothing of it is charted,
 * judged or called.
 */
import { projectDefault, sourced } from '#clinical/sources.ts';
import { isPressureInOrder } from './readings.ts';

export const monitorWaits = sourced(
  'How long what a monitor says counts as now',
  {
    /** Older values are not offered any more; and a monitor that said nothing for so long is said to be silent. */
    offered: 120,
    /** Older values are not shown any more. */
    shown: 300,
    /** So long from measured to arrived, a value is marked late. */
    late: 30,
    /** A clock that is off by more is said to be. */
    clockOff: 60,
    /** Two halves of one pressure are measured within it. */
    onePressure: 5,
  },
  's',
  projectDefault('the strip of a monitor: an old number never looks current'),
);

const waits = monitorWaits.value;
const msPerS = 1_000;

/** The newest of a metric of one device. */
export type MonitorValue = {
  /** Under which it was received. */
  readonly id: string;
  readonly metric: string;
  readonly value: number | null;
  readonly state: 'measured' | 'corrected' | 'withdrawn' | 'not-measured';
  /** When it was measured, by the server's clock. */
  readonly atMs: number;
  readonly arrivedMs: number;
  readonly deviceId: string;
  readonly device: string;
  /** As received, where it was converted or its unit assumed; otherwise empty. */
  readonly received: string;
  readonly isImplausible: boolean;
  readonly isSimulated: boolean;
};

const monitorLines = ['pressure', 'heartRatePerMin', 'spo2Pct', 'breathsPerMin', 'meanMmHg', 'temperatureCel'] as const;
type MonitorLine = (typeof monitorLines)[number];

/** What the entry pad has a field for, as one tap takes it: a pressure is taken whole. */
const offeredLines = ['pressure', 'heartRatePerMin', 'spo2Pct', 'breathsPerMin'] as const;
type OfferedLine = (typeof offeredLines)[number];
const isOfferedLine = (line: MonitorLine): line is OfferedLine => offeredLines.some((one) => one === line);

export type MonitorLineSaid = {
  readonly line: MonitorLine;
  /** One value; of a pressure the systolic and the diastolic one, where they belong together. */
  readonly values: readonly MonitorValue[];
  /**
   * Offered, or why not: half a pressure or none that can be one, a pulse, breaths or saturation of 0 (a probe that is off,
   * or the worst there is: a person looks and types it), said by two monitors at once (which of them is on the patient, a
   * person knows), taken back, measured and no value, too old to be offered, too old to be shown, or a line that the pad has
   * no field for.
   */
  readonly is:
    | 'offered'
    | 'implausible'
    | 'half'
    | 'zero'
    | 'two-monitors'
    | 'withdrawn'
    | 'not-measured'
    | 'old'
    | 'gone'
    | 'shown';
  readonly atMs: number;
  readonly isLate: boolean;
};

/**
 * What stands in each line, the newest of it; where two monitors say it now, both, and neither is offered. A line of which
 * nothing was said is not there.
 */
export function monitorSays(values: readonly MonitorValue[], nowMs: number): MonitorLineSaid[] {
  return monitorLines.flatMap((line) => {
    const own = values.filter(({ metric }) => metricsOf(line).includes(metric));
    const devices = [...new Set(own.filter((one) => isStillOffered(one, nowMs)).map(({ deviceId }) => deviceId))];
    if (devices.length < 2) return saidOf(line, own, nowMs);
    return devices
      .flatMap((device) =>
        saidOf(
          line,
          own.filter(({ deviceId }) => deviceId === device),
          nowMs,
        ),
      )
      .map((one): MonitorLineSaid => (one.is === 'offered' ? { ...one, is: 'two-monitors' } : one));
  });
}

const metricsOf = (line: MonitorLine): readonly string[] =>
  line === 'pressure' ? ['systolicMmHg', 'diastolicMmHg'] : [line];

function saidOf(line: MonitorLine, values: readonly MonitorValue[], nowMs: number): MonitorLineSaid[] {
  const said = line === 'pressure' ? pressureOf(values) : newestOf(values, line);
  if (said.length === 0) return [];
  const atMs = Math.min(...said.map((one) => one.atMs));
  const isLate = said.some((one) => one.arrivedMs - one.atMs > waits.late * msPerS);
  return [{ line, values: said, is: stateOf(line, said, nowMs - atMs), atMs, isLate }];
}

const newestOf = (values: readonly MonitorValue[], metric: string): MonitorValue[] =>
  values
    .filter((one) => one.metric === metric)
    .sort((a, b) => b.atMs - a.atMs || b.arrivedMs - a.arrivedMs)
    .slice(0, 1);

/** Both halves where one device measured them together; otherwise the newer half alone. */
function pressureOf(values: readonly MonitorValue[]): MonitorValue[] {
  const [[systolic], [diastolic]] = [newestOf(values, 'systolicMmHg'), newestOf(values, 'diastolicMmHg')];
  if (systolic === undefined || diastolic === undefined)
    return [systolic ?? diastolic].filter((one) => one !== undefined);
  const isOne =
    systolic.deviceId === diastolic.deviceId && Math.abs(systolic.atMs - diastolic.atMs) <= waits.onePressure * msPerS;
  if (isOne) return [systolic, diastolic];
  return [systolic.atMs >= diastolic.atMs ? systolic : diastolic];
}

function stateOf(line: MonitorLine, values: readonly MonitorValue[], ageMs: number): MonitorLineSaid['is'] {
  if (ageMs > waits.shown * msPerS) return 'gone';
  if (values.some(({ state }) => state === 'withdrawn')) return 'withdrawn';
  if (values.some(({ value, state }) => value === null || state === 'not-measured')) return 'not-measured';
  if (values.some(({ isImplausible }) => isImplausible) || !isInOrder(values)) return 'implausible';
  if (!isOfferedLine(line)) return 'shown';
  if (values.some(({ value }) => value === 0)) return 'zero';
  if (line === 'pressure' && values.length < 2) return 'half';
  return ageMs > waits.offered * msPerS ? 'old' : 'offered';
}

const numberOf = (values: readonly MonitorValue[], metric: string) =>
  values.find((one) => one.metric === metric)?.value ?? undefined;

const isInOrder = (values: readonly MonitorValue[]) =>
  isPressureInOrder({
    systolicMmHg: numberOf(values, 'systolicMmHg'),
    diastolicMmHg: numberOf(values, 'diastolicMmHg'),
  });

/** Whether it is young enough to be offered: its age alone is looked at. */
export const isStillOffered = ({ atMs }: Pick<MonitorValue, 'atMs'>, nowMs: number): boolean =>
  nowMs - atMs <= waits.offered * msPerS;

/** Since when a monitor says nothing, where that is long enough to be said. */
export const monitorSilentSince = (heardMs: number, nowMs: number): number | undefined =>
  nowMs - heardMs > waits.offered * msPerS ? heardMs : undefined;

/** How far its clock is off, where that matters; undefined also where it is not known. */
export const monitorClockOff = (offsetMs: number | null): number | undefined =>
  offsetMs !== null && Math.abs(offsetMs) > waits.clockOff * msPerS ? offsetMs : undefined;
