/** What was given in a session, by whatever route: each dose with its moment, and the first of them. */
import type { Fact } from './log-event.ts';
import type { DataOf } from './log-kinds.ts';
import type { Stamp } from './log-stamp.ts';
import type { SessionRoute } from './readings.ts';

/** Kinds that are a dose by themselves; at the pump a start begins one. */
export const doseKinds = [
  'dose-started',
  'injection-given',
  'device-given',
  'spray-given',
  'mouth-dose-placed',
] as const;
export type DoseKind = (typeof doseKinds)[number];
export const isDose = <F extends Pick<Fact, 'kind'>>(fact: F): fact is Extract<F, { kind: DoseKind }> =>
  doseKinds.some((kind) => kind === fact.kind);

/** The route of a dose, as the rules of a session know routes. */
export function routeOfDose(fact: Extract<Fact, { kind: DoseKind }>): SessionRoute {
  switch (fact.kind) {
    case 'dose-started':
    case 'injection-given':
    case 'mouth-dose-placed':
      return fact.data.route;
    case 'device-given':
      return 'intranasal-esketamine';
    case 'spray-given':
      return 'intranasal-racemic';
  }
}

export type FirstDose = Stamp & { readonly kind: DoseKind; readonly route: SessionRoute };

/** A dose in the mouth, and what became of it; `heldMs` is undefined while nobody has said that it ended. */
export type MouthDose = Stamp & {
  readonly data: DataOf<'mouth-dose-placed'>;
  readonly ended: (Stamp & { readonly how: 'swallowed' | 'spat' }) | undefined;
  readonly heldMs: number | undefined;
};

/** Whole micrograms of what was given at once: the pump’s own is `infusionOf`. */
export const givenUgOf = (doses: readonly { readonly data: { readonly doseUg: number } }[]): number =>
  doses.reduce((sum, { data }) => sum + data.doseUg, 0);
