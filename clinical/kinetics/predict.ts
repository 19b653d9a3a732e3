import type { Dose, Effects, Model, Person } from './model.ts';
import { propagate } from './propagator.ts';
import { withEffectSite } from './system.ts';

export type Course = {
  readonly model: Model;
  readonly person: Person;
  readonly doses: readonly Dose[];
  /** Ascending minutes. */
  readonly times: Float64Array;
  readonly ke0PerMin?: number | undefined;
};

/**
 * Concentrations in ng/mL for people who differ by these effects: analyte by analyte (the effect site last), time by
 * time, person by person. Where a model has several systems, their concentrations add up.
 */
export function predict({ model, person, doses, times, ke0PerMin }: Course, people: readonly Effects[]): Float64Array {
  const built = people.map((effects) => model.build(person, doses, effects));
  const curves = (built[0] ?? []).map((_, part) =>
    propagate(
      built.flatMap((systems) => {
        const system = systems[part];
        if (system === undefined) return [];
        return [ke0PerMin === undefined ? system : withEffectSite(system, ke0PerMin)];
      }),
      times,
    ),
  );
  const [total = new Float64Array(0), ...rest] = curves;
  for (const curve of rest) for (let at = 0; at < total.length; at++) total[at] = (total[at] ?? 0) + (curve[at] ?? 0);
  return total;
}
