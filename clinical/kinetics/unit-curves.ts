/**
 * Curves from parts. The models are linear and know no clock: whatever is given, the curve of a person is the sum of what
 * 1 mg would make of them, scaled and shifted. What a stretch of a pump makes is the difference of two endless stretches
 * at 1 mg/min, one from its beginning and one from its end.
 *
 * Worked out once for some people, such parts answer another dose or another rate by adding up.
 */
import type { Dose, Effects, Model, Person } from './model.ts';
import { arithmetic } from './numerics.ts';
import { predict } from './predict.ts';

/** For whom, and how far. */
export type Unit = {
  readonly model: Model;
  readonly person: Person;
  readonly people: readonly Effects[];
  readonly untilMin: number;
};

/** ng/mL of the first analyte after 1 mg at minute 0, or at 1 mg/min from then on: time by time, person by person. */
export type UnitCurve = Float64Array<ArrayBuffer>;

/** What decides the shape of a dose’s curve; its mg and its minute do not. */
export type DoseKind = Pick<Dose, 'route' | 'device'> & { readonly isOver: boolean };

export const kindOf = ({ route, device, overMin }: Dose): DoseKind => ({
  route,
  device,
  isOver: overMin !== undefined,
});
export const nameOfKind = ({ route, device, isOver }: DoseKind): string => `${route} ${device} ${isOver}`;

const { unitsPerMin } = arithmetic.value;

/** The place of a minute on the grid of unit curves; undefined: it is beside the grid. */
function placeOf(min: number): number | undefined {
  const place = Math.round(min * unitsPerMin);
  return Math.abs(place / unitsPerMin - min) < arithmetic.value.besideGrid ? place : undefined;
}

/** Only what is drawn: other analytes follow the first and do not act on it. */
const firstAnalyte = (model: Model): Model => ({
  ...model,
  build: (person, doses, effects) =>
    model.build(person, doses, effects).map((system) => ({ ...system, outputs: system.outputs.slice(0, 1) })),
});

/** Works a few people at a time: whoever asks for the next ones may do something else in between. */
export function* unitCurve({ model, person, people, untilMin }: Unit, kind: DoseKind): Generator<void, UnitCurve> {
  const { route, device, isOver } = kind;
  const times = Float64Array.from({ length: untilMin * unitsPerMin + 1 }, (_, at) => at / unitsPerMin);
  const doses: Dose[] = isOver
    ? [{ route, device, atMin: 0, mg: 2 * untilMin, overMin: 2 * untilMin }]
    : [{ route, device, atMin: 0, mg: 1 }];
  const course = { model: firstAnalyte(model), person, doses, times };
  const values = new Float64Array(times.length * people.length);
  const { peopleAtOnce } = arithmetic.value;
  for (let from = 0; from < people.length; from += peopleAtOnce) {
    const some = people.slice(from, from + peopleAtOnce);
    const found = predict(course, some);
    for (let at = 0; at < times.length; at++)
      values.set(found.subarray(at * some.length, (at + 1) * some.length), at * people.length + from);
    yield;
  }
  return values;
}

/** So many times a unit curve, begun at a place of the grid. */
type Part = { readonly of: UnitCurve; readonly place: number; times: number };

/** One beginning for a dose at once; for a stretch its beginning and, taken away again, its end. */
function partsOf(dose: Dose, of: UnitCurve): Part[] | undefined {
  const { atMin, mg, overMin } = dose;
  const from = placeOf(atMin);
  if (from === undefined) return undefined;
  if (overMin === undefined) return [{ of, place: from, times: mg }];
  const to = placeOf(atMin + overMin);
  if (to === undefined || to === from) return undefined;
  // On the grid the stretch is as long as its places are apart: the mg stay what they are.
  const rate = (mg * unitsPerMin) / (to - from);
  return [
    { of, place: from, times: rate },
    { of, place: to, times: -rate },
  ];
}

/** Where one rate ends the next begins: of both it is one part. Undefined where one is missing. */
function allParts(doses: readonly Dose[], curves: ReadonlyMap<string, UnitCurve>): Part[] | undefined {
  const parts: Part[] = [];
  for (const dose of doses) {
    const curve = curves.get(nameOfKind(kindOf(dose)));
    const found = curve === undefined ? undefined : partsOf(dose, curve);
    if (found === undefined) return undefined;
    for (const part of found) {
      const same = parts.find(({ of, place }) => of === part.of && place === part.place);
      if (same === undefined) parts.push(part);
      else same.times += part.times;
    }
  }
  return parts;
}

function addPart({ of, place, times }: Part, sample: number, people: number, to: Float64Array, row: number): void {
  if (sample < place) return;
  const from = (sample - place) * people;
  for (let at = 0; at < people; at++) to[row + at] = (to[row + at] ?? 0) + times * (of[from + at] ?? 0);
}

/**
 * Concentrations of these doses at some minutes: time by time, person by person. Undefined where a part is missing, or
 * a time lies beside the grid or beyond the end of the parts.
 */
export function fromUnits(
  doses: readonly Dose[],
  minutes: readonly number[],
  { people, curves }: { people: number; curves: ReadonlyMap<string, UnitCurve> },
): Float64Array | undefined {
  const parts = allParts(doses, curves);
  if (parts === undefined) return undefined;
  const values = new Float64Array(minutes.length * people);
  for (const [at, min] of minutes.entries()) {
    const sample = placeOf(min);
    if (sample === undefined) return undefined;
    const row = at * people;
    for (const part of parts) {
      if ((sample - part.place + 1) * people > part.of.length) return undefined;
      addPart(part, sample, people, values, row);
    }
    // Taking away what has long left leaves a rounding, which may lie below nothing.
    for (let one = row; one < row + people; one++) if ((values[one] ?? 0) < 0) values[one] = 0;
  }
  return values;
}
