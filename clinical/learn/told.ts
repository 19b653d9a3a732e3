/**
 * A side effect as a patient reads it: how often in people of 100, with the spray and with an empty one, and when.
 *
 * The count is that of the first of these studies that has both groups; where none has, how often is not known.
 */
import {
  aspire2,
  type RateColumn,
  ratesByScale,
  type SideEffectId,
  sideEffect,
  sideEffectIds,
  sustain1,
  transform1,
} from '#clinical/chart/chart.ts';
import type { Sourced } from '#clinical/sources.ts';
import type { Range } from './interval.ts';
import type { Reference } from './literature.ts';

export type Counted = {
  readonly study: string;
  readonly reference: Reference;
  readonly people?: { readonly active: number; readonly control: number };
  /** The first is drawn. */
  readonly rows: readonly { readonly reaction: string; readonly active: number; readonly control: number }[];
};

export type Told = {
  readonly id: SideEffectId;
  /** Undefined: how often is not known. */
  readonly counted: Counted | undefined;
  /** Minutes from the start of the dose; undefined: over days, weeks, or at any time. */
  readonly time: { readonly onset: Range; readonly offset: Range | undefined } | undefined;
  /** How many of 100 say yes when they are asked with a checklist. */
  readonly asked: Range | undefined;
};

export type EffectSources = {
  readonly columns: readonly { readonly of: Sourced<RateColumn>; readonly reference: Reference }[];
  readonly byScale: typeof ratesByScale;
  /** Which reaction stands for an effect that was counted as several, where it is not the first. */
  readonly drawn: Partial<Record<SideEffectId, string>>;
};

export const effectSources = (): EffectSources => ({
  columns: [
    { of: transform1, reference: 'transform1' },
    { of: sustain1, reference: 'sustain1' },
    { of: aspire2, reference: 'aspire2' },
  ],
  byScale: ratesByScale,
  drawn: { perception: 'blurred vision' },
});

function countedIn(id: SideEffectId, { columns, drawn }: EffectSources): Counted | undefined {
  for (const { of, reference } of columns) {
    const { study, patients, rates } = of.value;
    const rows = rates.flatMap(({ event, reaction, activePct, controlPct }) =>
      event === id && controlPct !== undefined ? [{ reaction, active: activePct, control: controlPct }] : [],
    );
    const standsFor = ({ reaction }: { reaction: string }) => Number(reaction === drawn[id]);
    if (rows.length > 0)
      return {
        study,
        reference,
        rows: rows.sort((a, b) => standsFor(b) - standsFor(a)),
        ...(patients?.control === undefined ? {} : { people: { active: patients.active, control: patients.control } }),
      };
  }
  return undefined;
}

function askedOf(id: SideEffectId, { byScale }: EffectSources): Range | undefined {
  if (id === 'dissociation') return byScale.value.dissociationPct;
  return id === 'sedation' ? byScale.value.sedationPct : undefined;
}

/** Every side effect of the catalogue, in its order. */
export function toldEffects(sources: EffectSources = effectSources()): readonly Told[] {
  return sideEffectIds.map((id) => {
    const { onsetMin, offsetMin } = sideEffect(id).course;
    return {
      id,
      counted: countedIn(id, sources),
      time: onsetMin === undefined ? undefined : { onset: onsetMin, offset: offsetMin },
      asked: askedOf(id, sources),
    };
  });
}
