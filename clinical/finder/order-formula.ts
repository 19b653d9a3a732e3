/**
 * *Most checked first*: how much of a center a person can check, not how good the care is.
 *
 * Published on the page with its version. A new version is a new row; the page shows old and new side by side, because a
 * change of method moves places with no change in care (regulatory basis G3 [S90]).
 */
import { projectDefault, table } from '#clinical/sources.ts';
import type { StateCounts } from './fact-state.ts';

export type OrderFormula = {
  readonly version: number;
  readonly since: string;
  readonly weights: {
    readonly verified: number;
    readonly documented: number;
    readonly claimed: number;
    /** Taken away. */
    readonly contradicted: number;
  };
};

export const orderFormulas = table<OrderFormula>(
  'Weights of the order "most checked first"; what is not known or expired counts nothing',
  '1',
  projectDefault('interface, public 3; issue of the finder'),
  [{ version: 1, since: '2026-11-30', weights: { verified: 3, documented: 2, claimed: 1, contradicted: 3 } }],
);

/** The one in force: the last row. */
export const formulaNow: OrderFormula = orderFormulas.rows.reduce((a, b) => (b.version > a.version ? b : a));

/** @returns points; the same for the same counts, whoever the center is */
export function sumOf(counts: StateCounts, { weights }: OrderFormula = formulaNow): number {
  const shown = counts.verified * weights.verified + counts.documented * weights.documented;
  return shown + counts.claimed * weights.claimed - counts.contradicted * weights.contradicted;
}
