/**
 * An amount of drug in its two measures: whole micrograms, which are counted, and whole microlitres, which are measured.
 *
 * Micrograms lead: at every strength of this field a microgram is the finer of the two, so that sums close exactly.
 */

/** How a container says what it holds: a liquid by strength, devices and tablets by the piece. */
export type Measure =
  | { readonly form: 'vial'; readonly strengthUgPerMl: number; readonly volumeUl: number }
  | { readonly form: 'device' | 'pack'; readonly pieceUg: number; readonly pieces: number };

/** What a person measured: a volume of liquid, or whole pieces. */
export type Measured = { readonly ul: number } | { readonly pieces: number };

/** Something that can't be done, in one sentence. */
export type Refusal = { readonly says: string };
export const isRefusal = (of: object): of is Refusal => 'says' in of;

const exactUg = (ul: number, strengthUgPerMl: number): number => (ul * strengthUgPerMl) / 1_000;

/** The volume that holds so much, to the nearest microlitre; a piece has none. */
export const ulOf = (ug: number, measure: Measure): number =>
  measure.form === 'vial' ? Math.round((ug * 1_000) / measure.strengthUgPerMl) : 0;

/** The finest that is measured: 0.01 mL of a liquid, or one piece. */
export const stepUgOf = (measure: Measure): number =>
  measure.form === 'vial' ? exactUg(stepUl, measure.strengthUgPerMl) : measure.pieceUg;
const stepUl = 10;

/** What a full container holds. */
export const contentUg = (measure: Measure): number =>
  measure.form === 'vial'
    ? Math.round(exactUg(measure.volumeUl, measure.strengthUgPerMl))
    : measure.pieceUg * measure.pieces;

/** The micrograms of what was measured; refused where it is no whole number of them, or measured in the wrong way. */
export function ugOf(measured: Measured, measure: Measure): { readonly ug: number } | Refusal {
  if ('ul' in measured) {
    if (measure.form !== 'vial') return { says: `A ${measure.form} is counted in pieces, not measured in mL.` };
    const ug = exactUg(measured.ul, measure.strengthUgPerMl);
    return Number.isInteger(ug)
      ? { ug }
      : {
          says: `${mlInWords(measured.ul)} of ${strengthInWords(measure)} is no whole number of micrograms. Give the volume to 0.01 mL.`,
        };
  }
  if (measure.form === 'vial') return { says: 'A vial is measured in mL, not counted in pieces.' };
  return { ug: measured.pieces * measure.pieceUg };
}

/** The same for something that happened: where it is no whole number, the nearest. */
export const nearestUg = (measured: Measured, measure: Measure): number => {
  if ('ul' in measured) return measure.form === 'vial' ? Math.round(exactUg(measured.ul, measure.strengthUgPerMl)) : 0;
  return measure.form === 'vial' ? 0 : measured.pieces * measure.pieceUg;
};

export const mgInWords = (ug: number): string => `${ug / 1_000} mg`;
export const mlInWords = (ul: number): string => `${ul / 1_000} mL`;
export const strengthInWords = (measure: Measure): string =>
  measure.form === 'vial' ? `${measure.strengthUgPerMl / 1_000} mg/mL` : `${mgInWords(measure.pieceUg)} each`;

/** `0.7 mL (35 mg)`; `2 pieces (56 mg)`, where they are whole. */
export function amountInWords(ug: number, measure: Measure): string {
  if (measure.form === 'vial') return `${mlInWords(ulOf(ug, measure))} (${mgInWords(ug)})`;
  const pieces = ug / measure.pieceUg;
  if (!Number.isInteger(pieces)) return mgInWords(ug);
  return `${pieces} ${pieces === 1 ? 'piece' : 'pieces'} (${mgInWords(ug)})`;
}
