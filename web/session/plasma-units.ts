/**
 * The curve by a short way. What one unit of each dose makes of the people of the band is worked out once, beside the
 * page and ahead of time; another rate then only adds such parts up, a millisecond that the page does itself, in the
 * frame in which the rate changes.
 */
import {
  type Dose,
  type DoseKind,
  fromUnits,
  kindOf,
  nameOfKind,
  quantilesOf,
  type UnitCurve,
} from '#clinical/kinetics/kinetics.ts';
import { type Asked, type CurveDose, drawn, inOrder, type Plasma } from './plasma-curve.ts';

export type Units = {
  /** Of the questions that they answer. */
  readonly shape: string;
  readonly untilMin: number;
  readonly people: number;
  readonly curves: ReadonlyMap<string, UnitCurve>;
  readonly model: Plasma['model'];
};

const doseOf = ({ route, atMin, mg, overMin, device }: CurveDose): Dose => ({
  ...{ route, atMin, mg },
  ...(overMin === undefined ? {} : { overMin }),
  ...(device === undefined ? {} : { device }),
});

const kindOfDose = (dose: CurveDose): DoseKind => kindOf(doseOf(dose));

/** Each once. */
export const kindsOf = (asked: Asked): DoseKind[] => [
  ...new Map(inOrder(asked).map((dose) => [nameOfKind(kindOfDose(dose)), kindOfDose(dose)])).values(),
];

/**
 * What decides which model answers, and whether one does: the person, and the doses in their order without mg and
 * minutes. However often a pump changes its rate, its stretches count once.
 */
export function shapeOf(asked: Asked): string {
  const { product, weightKg, ageYears } = asked;
  const kinds = inOrder(asked).map(kindOfDose);
  const single = kinds.filter(({ isOver }, at) => !isOver || kinds.findIndex((kind) => kind.isOver) === at);
  return [product, weightKg, ageYears, ...single.map(nameOfKind)].join(', ');
}

/** The same numbers as the whole way, to nine digits; undefined: the parts do not answer this. */
export function curveFromUnits(asked: Asked, units: Units): Plasma | undefined {
  if (units.shape !== shapeOf(asked) || units.untilMin < asked.toMin) return undefined;
  let isWhole = true;
  const plasma = drawn(asked, units.model, (doses, minutes) => {
    const values = fromUnits(doses.map(doseOf), minutes, units);
    isWhole &&= values !== undefined;
    return quantilesOf(values ?? new Float64Array(0), units.people).map(({ p05, p50, p95 }, at) => ({
      min: minutes[at] ?? 0,
      low: p05,
      middle: p50,
      high: p95,
    }));
  });
  return isWhole ? plasma : undefined;
}
