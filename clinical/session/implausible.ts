/**
 * What a monitor says and nobody has: a cuff that shows 0, a probe that lies on the table. Such a value is kept as it was
 * received and told apart; it is never left out and never put right.
 *
 * A pulse, breaths or a saturation of 0 can be true, and are then the last to be called a slip of the device.
 */
import { projectDefault, sourced } from '#clinical/sources.ts';
import { entryLimits } from './readings.ts';

const { systolicMmHg, diastolicMmHg, heartRatePerMin, breathsPerMin, spo2Pct } = entryLimits.value;

/** Those of the form where it has one; a mean pressure lies between the two halves of a pressure. */
export const monitorLimits = sourced(
  'What a monitor may say: outside it is told as implausible, and kept as received',
  {
    systolicMmHg,
    diastolicMmHg,
    meanMmHg: { from: diastolicMmHg.from, to: systolicMmHg.to },
    heartRatePerMin,
    breathsPerMin,
    spo2Pct,
    temperatureCel: { from: 20, to: 45 },
  },
  '1',
  projectDefault('limits of entry on the form, no clinical line; temperature wider than any person at a chair'),
);

const limits: Partial<Record<string, { from: number; to: number }>> = monitorLimits.value;

/** Nothing measured, and what a chair has no line for, is not implausible. */
export function isImplausible(metric: string, value: number | null): boolean {
  const limit = limits[metric];
  return limit !== undefined && value !== null && (value < limit.from || value > limit.to);
}
