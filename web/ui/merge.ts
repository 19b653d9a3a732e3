/** One field, or one part of a field: what this person typed, where they typed anything; else what is saved. */
type Parts = Readonly<Record<string, unknown>>;

/**
 * Three sides of one form: as it was read, as this person has it, as it is saved meanwhile. `both` names the fields
 * that the two people changed differently: only they need a person's decision, and `values` holds mine of them.
 */
export type Merged<Values> = { values: Values; both: string[] };

/**
 * Puts two people's changes together. What only they changed is theirs, what only I changed is mine; a set (roles)
 * takes both people's additions and removals. Spaces around what was typed are no change.
 */
export function merge<Values extends object>(base: Values, mine: Values, saved: Values): Merged<Values> {
  const [before, here, there] = [base, mine, saved] as unknown as [Parts, Parts, Parts];
  const fields = Object.keys(here);
  const changed = (side: Parts, field: string) => !same(side[field], before[field]);
  const differs = (field: string) => !same(here[field], there[field]);
  return {
    values: mergedParts(before, here, there) as Values,
    both: fields.filter((field) => changed(here, field) && changed(there, field) && differs(field)),
  };
}

const mergedParts = (base: Parts, mine: Parts, saved: Parts): Parts =>
  Object.fromEntries(Object.keys(mine).map((field) => [field, merged(base[field], mine[field], saved[field])]));

function merged(base: unknown, mine: unknown, saved: unknown): unknown {
  if (isParts(base) && isParts(mine) && isParts(saved)) return mergedParts(base, mine, saved);
  if (isSet(base) && isSet(mine) && isSet(saved))
    return [
      ...saved.filter((one) => mine.includes(one) || !base.includes(one)),
      ...mine.filter((one) => !base.includes(one) && !saved.includes(one)),
    ];
  return same(mine, base) ? saved : mine;
}

const isSet = (value: unknown): value is unknown[] => Array.isArray(value);
const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null && !isSet(value);

/** Equal as the record would keep it. The order of a set is no difference. */
export function same(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one.trim() === other.trim();
  if (isSet(one) && isSet(other))
    return one.length === other.length && one.every((item) => other.some((there) => same(item, there)));
  if (isParts(one) && isParts(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((part) => same(one[part], other[part]));
  return Object.is(one, other);
}
