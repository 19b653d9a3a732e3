/** Drills of the emergency cards and checks of the emergency kit: how often, and when the next one is due. */
import { z } from 'zod';
import { daysBetween, daysLater } from '#clinical/plan/plan.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import { emergencyKit } from './setting.ts';
import { typedText } from './typed-text.ts';

export const drillEvery = sourced(
  'Each emergency card is drilled at least every so many days',
  180,
  'd',
  projectDefault('clinical basis 3.5: drills'),
);

export const kitEvery = sourced(
  'The emergency kit is checked at least every so many days: monthly',
  31,
  'd',
  projectDefault('clinical basis 3.5: monthly check log'),
);

const dueSoon = sourced(
  'A drill or a check is called due so many days before its day',
  7,
  'd',
  projectDefault('clinical basis 3.5: drills'),
);

const most = sourced('The longest interval a clinic may set', 366, 'd', projectDefault('clinical basis 3.5: drills'));

/** A director may check the kit more often than monthly, never less. */
export const EmergencyIntervals = z.strictObject({
  drillDays: z.int('is a whole number of days').min(7, 'is 7 days or more').max(most.value, 'is a year or less'),
  kitDays: z
    .int('is a whole number of days')
    .min(1, 'is a day or more')
    .max(kitEvery.value, `is ${kitEvery.value} days or less: the kit is checked monthly`),
});
export type EmergencyIntervals = z.infer<typeof EmergencyIntervals>;

export const defaultIntervals: EmergencyIntervals = { drillDays: drillEvery.value, kitDays: kitEvery.value };

export type Due = {
  readonly state: 'never' | 'in-date' | 'due' | 'overdue';
  /** ISO date; undefined where it was never done: it is due now. */
  readonly dueOn: string | undefined;
};

/** @param lastOn ISO date on which it was last done; undefined: never */
export function dueOf(lastOn: string | undefined, everyDays: number, today: string): Due {
  if (lastOn === undefined) return { state: 'never', dueOn: undefined };
  const dueOn = daysLater(lastOn, everyDays);
  const left = daysBetween(today, dueOn);
  if (left < 0) return { state: 'overdue', dueOn };
  return { state: left <= Math.min(dueSoon.value, everyDays - 1) ? 'due' : 'in-date', dueOn };
}

export const kitItems = emergencyKit.value;
export const kitStates = ['there', 'missing', 'expired'] as const;

/** What somebody says of each item. */
export const KitCheck = z
  .array(
    z.strictObject({
      item: z.enum(kitItems, 'is an item of the kit'),
      state: z.enum(kitStates, 'is there, missing or expired'),
      note: typedText(500),
    }),
  )
  .min(1, 'is not empty')
  .max(100, 'has 100 items or fewer');
export type KitCheck = z.infer<typeof KitCheck>;

/** Every item is looked at once; what is missing or expired says what is done about it. Empty: a whole check. */
export function kitFaults(items: KitCheck): string[] {
  const faults: string[] = [];
  for (const item of kitItems) {
    const looks = items.filter((one) => one.item === item);
    if (looks.length !== 1) faults.push(`Every item is looked at once: ${item}.`);
  }
  for (const { item, state, note } of items)
    if (state !== 'there' && note.length <= 2) faults.push(`Say what is done about it: ${item} is ${state}.`);
  return faults;
}
