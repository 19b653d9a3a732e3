/**
 * The red and amber lines that a clinic has changed in its protocol.
 *
 * The lines themselves are the session's: it is the room that reads them. Here is their shape, so that a protocol is one
 * piece of data that a medical director signs; `linesInForce` refuses a change that loosens one.
 *
 * @source clinical basis 3.3
 */
import { z } from 'zod';

const number = z.number('is a number').min(-1_000, 'is too small').max(1_000, 'is too large');
const Pressure = z.strictObject({ systolic: number, diastolic: number });
const Span = z.strictObject({ greenFrom: number, greenTo: number, amberFrom: number, amberTo: number });

/** By the names of the session's lines; pressures in mmHg, shares in per cent. */
export const ThresholdChanges = z.strictObject({
  decisionAbove: Pressure.optional(),
  postponeFrom: Pressure.optional(),
  noDoseFrom: Pressure.optional(),
  pressureAmberFrom: Pressure.optional(),
  pressureRedFrom: Pressure.optional(),
  riseAmberFrom: Pressure.optional(),
  risePct: z.strictObject({ amberFrom: number, redAbove: number, sustainedMin: number }).optional(),
  lowSystolic: z.strictObject({ amberBelow: number, redBelow: number }).optional(),
  fallPct: z.strictObject({ amberAbove: number, redAbove: number }).optional(),
  heartRate: Span.optional(),
  breaths: Span.optional(),
  spo2: z.strictObject({ greenFrom: number, redBelow: number, fallAmberFrom: number }).optional(),
  spo2Emergency: number.optional(),
  moaaS: z.strictObject({ green: number, redTo: number, emergencyTo: number }).optional(),
  rass: Span.optional(),
  cadss: z.strictObject({ greenTo: number, amberTo: number }).optional(),
  ratingNrs: z.strictObject({ greenTo: number, amberTo: number }).optional(),
});
export type ThresholdChanges = z.infer<typeof ThresholdChanges>;

export const lineNames = ThresholdChanges.keyof().options;
