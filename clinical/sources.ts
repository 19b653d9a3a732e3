/**
 * A number with where it comes from.
 *
 * Nothing in the medicine is a bare figure: a threshold, a rate or a dose says who stands behind it, where that was read,
 * and whether anyone has read it there. `clinical/all-sources.ts` lists them all for a medical director to sign.
 */

/** Who stands behind a number. `DEFAULT` is the project's own proposal, for a medical director to sign. */
export const provenances = ['LABEL', 'GUIDELINE', 'TRIAL', 'PRACTICE', 'DEFAULT'] as const;
export type Provenance = (typeof provenances)[number];

/**
 * Where something comes from.
 *
 * `source` names a section of the clinical basis and the document read there, as `clinical basis 3.3; label 2.3 [S14]`.
 * `verified` is false for what was written from general knowledge and not read again: it is shown as such everywhere.
 */
export type Basis = {
  readonly provenance: Provenance;
  readonly source: string;
  /** ISO date. */
  readonly checkedOn: string;
  readonly verified: boolean;
};

/** `what` is the sentence a medical director reads beside the value; `unit` is UCUM, or '1' for a pure number. */
export type Sourced<Value = number> = Basis & { readonly what: string; readonly value: Value; readonly unit: string };

/** A number that no source we read fixes: empty until a medical director fills it and signs. It never has a default. */
export type Slot = Basis & {
  readonly what: string;
  readonly value: undefined;
  readonly unit: string;
  /** Why it is empty, in words. */
  readonly empty: string;
};

/** Rows that share a source; a row may name its own. `unit` says what the numbers of the rows are in. */
export type SourcedTable<Row extends object> = Basis & {
  readonly what: string;
  readonly unit: string;
  readonly rows: readonly (Row & Partial<Basis>)[];
};

/** The day on which the documents behind this release were last read. */
export const checkedOn = '2026-11-23';

type Mark = 'read' | 'unverified';

const basis =
  (provenance: Provenance) =>
  (source: string, mark: Mark = 'read'): Basis => ({ provenance, source, checkedOn, verified: mark === 'read' });

/** `label('clinical basis 1.3 [S14]')`; `label('clinical basis 4.1, column LB', 'unverified')` where it says [K]. */
export const label = basis('LABEL');
export const guideline = basis('GUIDELINE');
export const trial = basis('TRIAL');
export const practice = basis('PRACTICE');
/** The project's own proposal (PD): nobody has verified it until a medical director signs. */
export const projectDefault = (source: string): Basis => basis('DEFAULT')(source, 'unverified');

export const sourced = <const Value>(what: string, value: Value, unit: string, by: Basis): Sourced<Value> => ({
  what,
  value,
  unit,
  ...by,
});

export const slot = (what: string, unit: string, empty: string, by: Basis): Slot => ({
  what,
  value: undefined,
  unit,
  empty,
  ...by,
  verified: false,
});

export const table = <Row extends object>(
  what: string,
  unit: string,
  by: Basis,
  rows: readonly (Row & Partial<Basis>)[],
): SourcedTable<Row> => ({ what, unit, ...by, rows });

/** Just where it comes from, without the value: what a finding carries. */
export const basisOf = ({ provenance, source, checkedOn: on, verified }: Basis): Basis => ({
  provenance,
  source,
  checkedOn: on,
  verified,
});
