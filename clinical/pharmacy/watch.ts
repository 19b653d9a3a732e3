/** What is looked at before it is too late: a lot that expires, and something drawn that nobody has accounted for. */
import { projectDefault, sourced } from '#clinical/sources.ts';
import { isExpired } from './assign.ts';
import { daysLater } from './business-days.ts';

export const expiresSoonDays = sourced(
  'How long before its expiry a container is said to expire soon',
  30,
  'd',
  projectDefault('project default'),
);
export const unaccountedOldMin = sourced(
  'From when on something drawn and not accounted for is called old',
  60,
  'min',
  projectDefault('project default; regulatory basis C3, C4'),
);

/** @param today ISO day at the clinic */
export function expiryOf(expiresOn: string, today: string): 'expired' | 'soon' | 'good' {
  if (isExpired(expiresOn, today)) return 'expired';
  return expiresOn <= daysLater(today, expiresSoonDays.value) ? 'soon' : 'good';
}

/** Longer in somebody's hands than a dose and its waste take. */
export const isOldDraw = (ageMin: number): boolean => ageMin >= unaccountedOldMin.value;
