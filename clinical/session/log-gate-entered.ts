/** What was entered at the gate with its day, where the product holds nothing of it: whether it is in date. */
import { IsoDay, monthsLater } from '#clinical/plan/plan.ts';
import { entered } from './readiness.ts';

const months: Readonly<Record<string, number>> = entered.value;

/** @returns why this day does not settle it; undefined: nothing objects, or no day was said */
export function objectionToDay(item: string, value: string | undefined, today: string): string | undefined {
  const validFor = months[item];
  if (validFor === undefined || value === undefined || !IsoDay.safeParse(value).success) return undefined;
  if (value > today) return `Its day, ${value}, is still to come.`;
  const until = monthsLater(value, validFor);
  return until < today ? `From ${value}: it was in date until ${until}, ${validFor} months.` : undefined;
}
