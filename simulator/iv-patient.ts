/**
 * What a virtual patient shows while ketamine runs into a vein: pressure, pulse, saturation, breaths, sedation,
 * dissociation, nausea, minute by minute, from what the pump gave.
 *
 * Invented people for showing and testing the program. It predicts nothing about anybody.
 */
import { predict, racemateComposite, typical, usualKe0PerMin } from '#clinical/kinetics/kinetics.ts';
import type { Chance } from './chance.ts';
import { getsUsedTo, measuringNoise, nauseaLag, referenceInfusion } from './iv-figures.ts';
import { type IvPerson, type Vital, vitals } from './iv-person.ts';

/** The pump at one rate. Minutes from the start of the dose; mg a minute. */
export type Running = { readonly fromMin: number; readonly toMin: number; readonly mgPerMin: number };

export type IvState = Readonly<Record<Vital, number>> & {
  readonly moaaS: number;
  readonly cadss: number;
  readonly nausea: number;
  readonly anxiety: number;
  readonly isOriented: boolean;
};

/** The state at a minute from the start of the dose; before it, minutes are negative. */
export type IvCourse = (atMin: number) => IvState;

/** Six hours, minute by minute: longer than anybody stays. */
const minutes = Float64Array.from({ length: 361 }, (_, at) => at);

type Drive = { readonly body: (atMin: number) => number; readonly mind: (atMin: number) => number };

/** How strong the effect is, 1 at the peak of the reference infusion in a typical person. */
function driveOf(person: { weightKg: number; kinetics: IvPerson['kinetics'] }, given: readonly Running[]): Drive {
  const doses = given
    .filter(({ fromMin, toMin, mgPerMin }) => toMin > fromMin && mgPerMin > 0)
    .map(({ fromMin, toMin, mgPerMin }) => ({
      route: 'iv' as const,
      atMin: fromMin,
      mg: mgPerMin * (toMin - fromMin),
      overMin: toMin - fromMin,
    }));
  if (doses.length === 0) return { body: () => 0, mind: () => 0 };
  const curves = predict(
    {
      model: racemateComposite,
      person: { weightKg: person.weightKg, ancestry: 'not-used' },
      doses,
      times: minutes,
      ke0PerMin: usualKe0PerMin(),
    },
    [person.kinetics],
  );
  return {
    body: between(aboveUsual(curves.subarray(0, minutes.length))),
    mind: between(aboveUsual(curves.subarray(curves.length - minutes.length))),
  };
}

/** How far a level is above one that follows it slowly. */
function aboveUsual(level: Float64Array): Float64Array {
  let usual = 0;
  return level.map((value) => {
    usual += (Math.LN2 / getsUsedTo.value) * (value - usual);
    return Math.max(0, value - usual);
  });
}

const between = (values: Float64Array) => (atMin: number) => {
  if (atMin <= 0) return 0;
  const before = Math.floor(atMin);
  const [from = 0, to = from] = [values[before], values[before + 1]];
  return from + (to - from) * (atMin - before);
};

/** The peaks of the reference infusion, worked out once. */
let reference: { body: number; mind: number } | undefined;

function referencePeaks(): { body: number; mind: number } {
  if (reference !== undefined) return reference;
  const { mgPerKg, overMin, kg } = referenceInfusion.value;
  const drive = driveOf({ weightKg: kg, kinetics: typical }, [
    { fromMin: 0, toMin: overMin, mgPerMin: (mgPerKg * kg) / overMin },
  ]);
  const peak = (of: (atMin: number) => number) => Math.max(...Array.from(minutes, of));
  reference = { body: peak(drive.body), mind: peak(drive.mind) };
  return reference;
}

/** Anxiety is there before anything is given and goes as people get used to where they are. */
const anxietyOverMin = 60;

export function ivCourse(person: IvPerson, given: readonly Running[]): IvCourse {
  const peaks = referencePeaks();
  const drive = driveOf(person, given);
  const at = (vital: Vital, body: number) => person.before[vital] + person.change[vital] * body;
  return (atMin) => {
    const body = drive.body(atMin) / peaks.body;
    const mind = drive.mind(atMin) / peaks.mind;
    const late = drive.mind(atMin - nauseaLag.value) / peaks.mind;
    const cadss = Math.round(person.dissociation * mind);
    return {
      systolic: at('systolic', body),
      diastolic: at('diastolic', body),
      pulse: at('pulse', body),
      breaths: at('breaths', mind),
      spo2: at('spo2', mind),
      moaaS: 5 - Math.min(2, Math.max(0, Math.floor(person.sedation * mind))),
      cadss,
      nausea: Math.min(10, Math.round(person.nausea * late)),
      anxiety: Math.round(person.anxiety * Math.min(1, Math.max(0, 1 - atMin / anxietyOverMin))),
      isOriented: cadss <= 20,
    };
  };
}

/** What an instrument shows: whole numbers, never twice the same, and never impossible. */
export function measured(state: IvState, by: Chance): Readonly<Record<Vital, number>> {
  const noise = measuringNoise.value;
  const [systolic = 0, diastolic = 0, pulse = 0, breaths = 0, spo2 = 0] = vitals.map((vital) =>
    Math.round(state[vital] + noise[vital] * by.normal()),
  );
  return {
    systolic,
    diastolic: Math.min(diastolic, systolic - 15),
    pulse: Math.max(40, pulse),
    breaths: Math.max(9, breaths),
    spo2: Math.min(100, Math.max(90, spo2)),
  };
}
