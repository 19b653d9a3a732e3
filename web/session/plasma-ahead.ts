/** The parts from which the page adds up its curves, worked out a step of some milliseconds at a time. */
import { drawPeople, nameOfKind, seeded, type UnitCurve, unitCurve } from '#clinical/kinetics/kinetics.ts';
import { type Asked, crowd, modelOfAll } from './plasma-curve.ts';
import { kindsOf, shapeOf, type Units } from './plasma-units.ts';

/** Undefined where there is no curve. */
export function* unitsFor(asked: Asked, untilMin: number): Generator<void, Units | undefined> {
  const model = modelOfAll(asked);
  if ('why' in model) return undefined;
  const { variability, title, site } = model;
  const people = variability === undefined ? [{}] : drawPeople(variability, crowd.subjects, seeded(crowd.seed));
  const person = { weightKg: asked.weightKg, ageYears: asked.ageYears, ancestry: 'not-used' as const };
  const curves = new Map<string, UnitCurve>();
  for (const kind of kindsOf(asked))
    curves.set(nameOfKind(kind), yield* unitCurve({ model, person, people, untilMin }, kind));
  return { shape: shapeOf(asked), untilMin, people: people.length, curves, model: { title, site } };
}
