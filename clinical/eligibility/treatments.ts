/** What is to be given, and how: the columns that the tables of the basis know. */
import { type Strength, strengths } from '#clinical/findings.ts';

export const products = ['esketamine', 'ketamine'] as const;
export type Product = (typeof products)[number];

export const routes = ['iv', 'im', 'sc', 'intranasal', 'oral', 'sublingual'] as const;
export type Route = (typeof routes)[number];

/** Where two labels differ, the place decides; where we have read none, the stricter one counts. */
export const jurisdictions = ['US', 'EU', 'UK', 'CH', 'CA', 'AU', 'other'] as const;
export type Jurisdiction = (typeof jurisdictions)[number];

/** Where a label speaks for one place only. Nobody said: the United States. */
export const placeOf = (of: { readonly jurisdiction?: Jurisdiction | undefined }): Jurisdiction =>
  of.jurisdiction ?? 'US';

export type Treatment = { readonly product: Product; readonly route: Route };

/** The one treatment here that a label describes for depression. */
export const isNasalSpray = ({ product, route }: Treatment): boolean =>
  product === 'esketamine' && route === 'intranasal';

export const isParenteral = (route: Route): boolean => route === 'iv' || route === 'im' || route === 'sc';

/** Tablets, lozenges, solutions: what is swallowed in whole or in part. */
export const isByMouth = (route: Route): boolean => route === 'oral' || route === 'sublingual';

/**
 * The columns of the basis that apply. Its esketamine column is about the nasal spray; esketamine by another route has
 * none of its own, so both columns are read and the stricter cell counts.
 */
export function columnsOf(treatment: Treatment): readonly Product[] {
  if (treatment.product === 'ketamine') return ['ketamine'];
  return isNasalSpray(treatment) ? ['esketamine'] : ['esketamine', 'ketamine'];
}

/** The cell with the strongest word; of two alike, the first. */
export function strictest<Cell extends { readonly strength: Strength }>(cells: readonly Cell[]): Cell | undefined {
  const inOrder = [...cells].sort((a, b) => strengths.indexOf(a.strength) - strengths.indexOf(b.strength));
  return inOrder[0];
}
