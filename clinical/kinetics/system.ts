/**
 * What a model comes down to between events: compartments in mg, constant rates between them (per minute), doses that
 * enter at a moment or over a time, and the compartments that are measured.
 */

/** A dose as it reaches one compartment. Over 0 min it is there at once. */
export type Entry = { readonly state: number; readonly mg: number; readonly atMin: number; readonly overMin: number };

/** A concentration in ng/mL is so many times the mg in that compartment. */
export type Output = { readonly state: number; readonly ngPerMlPerMg: number };

export type System = {
  readonly size: number;
  /** Row by row: `a[to * size + from]` per minute. Off the diagonal nothing is negative. */
  readonly a: readonly number[];
  readonly entries: readonly Entry[];
  /** In the order of the model's analytes. */
  readonly outputs: readonly Output[];
};

export type Rates = { readonly size: number; readonly a: number[] };

export const compartments = (size: number): Rates => ({ size, a: new Array<number>(size * size).fill(0) });

const add = ({ size, a }: Rates, to: number, from: number, rate: number): void => {
  const at = to * size + from;
  a[at] = (a[at] ?? 0) + rate;
};

/** Out of the body, per minute. */
export const loses = (rates: Rates, from: number, rate: number): void => add(rates, from, from, -rate);

/** From one compartment into another, per minute. */
export function flows(rates: Rates, from: number, to: number, rate: number): void {
  loses(rates, from, rate);
  add(rates, to, from, rate);
}

/** To and fro between two volumes (L), at a flow in L/min. */
export function exchanges(
  rates: Rates,
  one: { state: number; volume: number },
  other: { state: number; volume: number },
  flow: number,
): void {
  flows(rates, one.state, other.state, flow / one.volume);
  flows(rates, other.state, one.state, flow / other.volume);
}

/** mg in litres to ng/mL. */
export const inVolume = (state: number, litres: number): Output => ({ state, ngPerMlPerMg: 1_000 / litres });

/**
 * The same system with one more compartment, which follows the first analyte: dCe/dt = ke0 · (C − Ce). It takes nothing
 * out of the body. Its concentration is the last output.
 */
export function withEffectSite(of: System, ke0PerMin: number): System {
  const [plasma] = of.outputs;
  if (plasma === undefined) return of;
  const size = of.size + 1;
  const rates = compartments(size);
  for (let to = 0; to < of.size; to++)
    for (let from = 0; from < of.size; from++) rates.a[to * size + from] = of.a[to * of.size + from] ?? 0;
  rates.a[of.size * size + plasma.state] = ke0PerMin;
  loses(rates, of.size, ke0PerMin);
  const outputs = [...of.outputs, { state: of.size, ngPerMlPerMg: plasma.ngPerMlPerMg }];
  return { size, a: rates.a, entries: of.entries, outputs };
}
