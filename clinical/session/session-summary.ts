/** One past session in a line: what was given, how far the pressure went, what happened, how it ended. */

import { givenUgOf } from './log-doses.ts';
import type { SessionRecord } from './log-fold.ts';
import { infusionOf } from './log-infusion.ts';
import type { SessionRoute } from './readings.ts';

export type SessionSummary = {
  readonly phase: SessionRecord['phase'];
  /** Undefined: nothing was given. */
  readonly route: SessionRoute | undefined;
  readonly startedMs: number | undefined;
  readonly leftMs: number | undefined;
  readonly leftHow: NonNullable<SessionRecord['left']>['data']['how'] | undefined;
  /** Whole micrograms by all routes together; an infusion by what the pump gave. */
  readonly givenUg: number;
  /** mmHg; before the first dose, and the highest systolic of the session with its diastolic. */
  readonly before: Pressure | undefined;
  readonly highest: Pressure | undefined;
  /** The highest diastolic with its systolic, where that is another pair: a narrow pressure may be the dangerous one. */
  readonly highestDiastolic: Pressure | undefined;
  readonly lowestSpo2Pct: number | undefined;
  readonly sideEffects: readonly {
    readonly effect: string;
    /** The worst grade anyone gave it; undefined: nobody did. */
    readonly grade: number | undefined;
    readonly isSerious: boolean | undefined;
    readonly hasEnded: boolean;
  }[];
  readonly emergencies: readonly string[];
  readonly openConflicts: number;
  readonly isSigned: boolean;
};

export type Pressure = { readonly systolic: number; readonly diastolic: number | undefined };

type Reading = SessionRecord['readings'][number];

const pressureOf = ({ data }: Reading): Pressure | undefined =>
  data.systolicMmHg === undefined ? undefined : { systolic: data.systolicMmHg, diastolic: data.diastolicMmHg };

const isHigherDiastolic = (one: Pressure | undefined, than: Pressure | undefined): boolean =>
  one?.diastolic !== undefined && (than?.diastolic === undefined || one.diastolic > than.diastolic);

export function summaryOf(record: SessionRecord, nowMs: number): SessionSummary {
  const { firstDose, left, readings } = record;
  const startedMs = firstDose?.atMs;
  const pressures = readings.flatMap((reading) => pressureOf(reading) ?? []);
  const before = readings.findLast(
    (reading) => reading.atMs <= (startedMs ?? nowMs) && pressureOf(reading) !== undefined,
  );
  const saturations = readings.flatMap(({ data }) => data.spo2Pct ?? []);
  const highest = pressures.length === 0 ? undefined : pressures.reduce((a, b) => (b.systolic > a.systolic ? b : a));
  const diastolic = pressures
    .filter((one) => one.diastolic !== undefined)
    .toSorted((a, b) => (b.diastolic ?? 0) - (a.diastolic ?? 0))[0];
  const atOnce = [...record.injections, ...record.devices, ...record.sprays, ...record.mouthDoses];
  return {
    phase: record.phase,
    route: firstDose?.route,
    startedMs,
    leftMs: left?.atMs,
    leftHow: left?.data.how,
    givenUg: infusionOf(record.pump, nowMs).givenUg + givenUgOf(atOnce),
    before: before && pressureOf(before),
    highest,
    highestDiastolic: isHigherDiastolic(diastolic, highest) ? diastolic : undefined,
    lowestSpo2Pct: saturations.length === 0 ? undefined : Math.min(...saturations),
    sideEffects: record.sideEffects.map(({ effect, grades, serious, endedAtMs }) => ({
      effect,
      grade: grades.length === 0 ? undefined : Math.max(...grades.map(({ grade }) => grade)),
      isSerious: serious === undefined ? undefined : serious.data.criteria.length > 0,
      hasEnded: endedAtMs !== undefined,
    })),
    emergencies: record.emergencies.map(({ card }) => card),
    openConflicts: record.conflicts.length,
    isSigned: record.signatures.length > 0,
  };
}
