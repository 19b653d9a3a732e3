/** A central volume with one or two tissues beside it: the shape of most models of ketamine given into a vein. */
import { type Dose, type Person, weightOf } from './model.ts';
import { compartments, type Entry, exchanges, inVolume, loses, type Rates, type System } from './system.ts';

export type Disposition = {
  /** L and L/min of one person. */
  readonly V1: number;
  readonly CL: number;
  readonly tissues: readonly { readonly V: number; readonly Q: number }[];
};

/** Central volume in state 0, tissues from state 1 on; `more` states stay free behind them. */
export function dispositionRates({ V1, CL, tissues }: Disposition, more = 0): Rates {
  const rates = compartments(1 + tissues.length + more);
  loses(rates, 0, CL / V1);
  tissues.forEach(({ V, Q }, at) => {
    exchanges(rates, { state: 0, volume: V1 }, { state: 1 + at, volume: V }, Q);
  });
  return rates;
}

/** Into a vein: at once, or over a time. */
export const intoVein = (doses: readonly Dose[], state = 0): Entry[] =>
  doses
    .filter(({ route }) => route === 'iv')
    .map(({ atMin, mg, overMin }) => ({ state, mg, atMin, overMin: overMin ?? 0 }));

export const mammillary = (disposition: Disposition, doses: readonly Dose[]): System => {
  const { size, a } = dispositionRates(disposition);
  return { size, a, entries: intoVein(doses), outputs: [inVolume(0, disposition.V1)] };
};

/** A published set of V1 per kg and rate constants per minute. */
type RateSet = {
  readonly V1_per_kg: number;
  readonly k10: number;
  readonly tissues: readonly { readonly out: number; readonly back: number }[];
};

/** The same model as volumes and flows: Q = out · V1, V = Q / back. Everything is linear in weight. */
export function ofRateSet({ V1_per_kg, k10, tissues }: RateSet, person: Person): Disposition {
  const V1 = V1_per_kg * weightOf(person);
  return { V1, CL: k10 * V1, tissues: tissues.map(({ out, back }) => ({ Q: out * V1, V: (out * V1) / back })) };
}
