import type { AllergyInput } from './patient.ts';

type Statement = Pick<AllergyInput, 'kind' | 'status'>;

const saysNone = ({ kind, status }: Statement) => status === 'active' && kind === 'no-known-allergies';
const saysSome = ({ kind, status }: Statement) => status === 'active' && kind !== 'no-known-allergies';

/**
 * "No known allergies" and an active allergy can't both be true. Whoever writes an allergy or intolerance down ends the
 * statement that there is none; whoever says that there is none while one is active has to look again.
 */
export function againstOthers<Row extends Statement>(
  row: Statement,
  others: readonly Row[],
): { contradicts: boolean; ends: Row[] } {
  return {
    contradicts: saysNone(row) && others.some(saysSome),
    ends: saysSome(row) ? others.filter(saysNone) : [],
  };
}
