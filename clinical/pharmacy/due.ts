/** Which counts are due at a place, and by when all controlled stock is counted again for the record. */
import { guideline, projectDefault, sourced } from '#clinical/sources.ts';
import { daysLater } from './business-days.ts';

export const inventoryYears = sourced(
  'All controlled stock is counted again (biennial inventory) within',
  2,
  'a',
  guideline('21 U.S.C. 827(a), 21 CFR 1304.11; regulatory basis C2 [S111][S121]'),
);
export const inventorySoonDays = sourced(
  'How long before its last day an inventory is said to be due soon',
  60,
  'd',
  projectDefault('project default'),
);

/** `never`: the first one is taken on the day on which the place begins to hold stock, also where it is nothing yet. */
export type InventoryDue =
  | { readonly state: 'never' }
  /** Overdue: its last day lies before today. */
  | { readonly state: 'overdue' | 'soon' | 'good'; readonly lastOn: string; readonly by: string };

/** The same day so many years later; of a leap day the day before, which is never too late. */
function yearsLater(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years);
  const same = `${year}${day.slice(4)}`;
  return new Date(same).toISOString().startsWith(same) ? same : daysLater(`${year}-03-01`, -1);
}

/** @param lastOn ISO day of the newest one, at the clinic */
export function inventoryDue(lastOn: string | undefined, today: string): InventoryDue {
  if (lastOn === undefined) return { state: 'never' };
  const by = yearsLater(lastOn, inventoryYears.value);
  if (by < today) return { state: 'overdue', lastOn, by };
  return { state: by <= daysLater(today, inventorySoonDays.value) ? 'soon' : 'good', lastOn, by };
}

export type DailyDue = { readonly isDone: boolean; readonly lastOn: string | undefined };
export type CountsDue = { readonly opening: DailyDue; readonly closing: DailyDue; readonly inventory: InventoryDue };

/** @param last the newest count of each kind at one place, with its day at the clinic */
export function countsDue(last: readonly { readonly kind: string; readonly on: string }[], today: string): CountsDue {
  const newest = (kind: string) =>
    last.flatMap((one) => (one.kind === kind ? [one.on] : [])).reduce<string | undefined>(later, undefined);
  const daily = (kind: string): DailyDue => ({ isDone: newest(kind) === today, lastOn: newest(kind) });
  return { opening: daily('opening'), closing: daily('closing'), inventory: inventoryDue(newest('inventory'), today) };
}

const later = (one: string | undefined, other: string): string => (one === undefined || other > one ? other : one);
