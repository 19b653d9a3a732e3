import {
  type Interpretation,
  interpretReading,
  type Phase,
  type ReadingFact,
  type ReadingSet,
  type SessionRoute,
} from '#clinical/session/session.ts';
import type { Chance } from './chance.ts';
import type { IvState } from './iv-patient.ts';
import { measured } from './iv-patient.ts';

/** A set as it was judged when it was taken: `atMin` from the start of the dose. */
export type JudgedSet = { readonly id: string; readonly set: ReadingSet; readonly judged: Interpretation };

/** What a nurse reads at the chair: everything the set asks for. */
export function readSet(by: Chance, state: IvState): ReadingFact {
  const { systolic, diastolic, pulse, breaths, spo2 } = measured(state, by);
  return {
    systolicMmHg: systolic,
    diastolicMmHg: diastolic,
    heartRatePerMin: pulse,
    breathsPerMin: breaths,
    spo2Pct: spo2,
    moaaS: state.moaaS,
    rass: state.moaaS === 5 ? 0 : state.moaaS === 4 ? -1 : -2,
    cadss: state.cadss,
    distress: 'none',
    painNrs: by.weighted([
      [0, 8],
      [1, 2],
    ]),
    anxietyNrs: state.anxiety,
    nauseaNrs: state.nausea,
    isOriented: state.isOriented,
    symptoms: [],
    source: 'by-hand',
  };
}

/** Judged by the same rules as on the tablet: what a nurse does next follows from it. */
export function judgeSet(
  data: ReadingFact,
  of: {
    atMin: number;
    phase: Phase;
    route?: SessionRoute | undefined;
    baseline: ReadingSet | undefined;
    previous: readonly ReadingSet[];
  },
): { set: ReadingSet; judged: Interpretation } {
  const {
    source: _source,
    device: _device,
    cannot: _cannot,
    nauseaNrs: _nausea,
    isOriented: _oriented,
    ...values
  } = data;
  const set = { ...values, atMin: of.atMin };
  const judged = interpretReading({
    reading: set,
    phase: of.phase,
    route: of.route ?? 'iv',
    baseline: of.baseline,
    previous: of.previous,
  });
  return { set, judged };
}

/** How late somebody with three chairs is: mostly a minute, now and then past the line where it is overdue. Ms. */
export const lateness = (by: Chance): number =>
  1_000 *
  by.weighted([
    [by.whole(5, 80), 70],
    [by.whole(80, 230), 25],
    [by.whole(310, 420), 5],
  ]);
