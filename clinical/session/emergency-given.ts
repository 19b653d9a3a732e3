/** What a signed dose comes to for this patient, what objects to giving it now, and when it may be given again. */
import type { SignedDose } from './emergency-signed.ts';

/** What was given of a signed row in this emergency. `doseUg` is undefined where it was written in words. */
export type GivenDose = { readonly atMs: number; readonly doseUg: number | undefined };

const ugPerMg = 1_000;
const msPerMin = 60 * 1_000;

/** Whole micrograms at one time, and in all; undefined where the row is no amount of drug, or the weight is not known. */
export type InUg = { readonly fromUg: number; readonly toUg: number; readonly mostUg: number | undefined };

/** @param weightGrams of the patient as weighed; 1 mg/kg is 1 ug/g, so nothing is rounded up */
export function inUg(dose: SignedDose, weightGrams: number | undefined): InUg | undefined {
  const factor = dose.unit === 'mg' ? ugPerMg : dose.unit === 'mg/kg' ? weightGrams : undefined;
  if (factor === undefined) return undefined;
  // 0.1 + 0.2 must not take the last microgram away.
  const whole = (value: number) => Math.floor(value * factor + 1 / ugPerMg);
  return {
    fromUg: whole(dose.from),
    toUg: whole(dose.to),
    mostUg: dose.most === undefined ? undefined : whole(dose.most),
  };
}

/** What is kept with the dose, where it was given all the same. */
export const givingObjections = ['above-signed', 'above-most', 'too-soon', 'no-second-person'] as const;
export type GivingObjection = (typeof givingObjections)[number];

/** As it stands among what is explained before anyone signs. */
export const againstSays: Readonly<Record<GivingObjection, string>> = {
  'above-signed': 'more was given at one time than the medical director signed.',
  'above-most': 'more was given in all than the medical director signed.',
  'too-soon': 'it was given again before the signed wait was over.',
  'no-second-person': 'it was given without the second person that was signed for.',
};

const mg = (ug: number) => `${ug / ugPerMg} mg`;

export function objectionsToGiving(
  dose: SignedDose,
  of: {
    readonly given: readonly GivenDose[];
    /** Undefined: written in words, so only people can judge it. */
    readonly doseUg: number | undefined;
    readonly weightGrams: number | undefined;
    readonly atMs: number;
    readonly by: string | undefined;
    readonly second: string | undefined;
  },
): { readonly rule: GivingObjection; readonly says: string }[] {
  const found: { rule: GivingObjection; says: string }[] = [];
  const limits = inUg(dose, of.weightGrams);
  const { doseUg } = of;
  if (limits !== undefined && doseUg !== undefined) {
    if (doseUg > limits.toUg)
      found.push({ rule: 'above-signed', says: `${mg(doseUg)} is more than the ${mg(limits.toUg)} that were signed.` });
    const sum = of.given.reduce((all, one) => all + (one.doseUg ?? 0), doseUg);
    if (limits.mostUg !== undefined && sum > limits.mostUg)
      found.push({ rule: 'above-most', says: `It comes to ${mg(sum)} in all; signed are ${mg(limits.mostUg)}.` });
  }
  const clock = repeatClock(dose, of.given, of.atMs);
  if (clock.state === 'wait')
    found.push({ rule: 'too-soon', says: 'The wait that was signed between two doses is not over.' });
  if (dose.needsSecond && (of.second === undefined || of.second === of.by))
    found.push({ rule: 'no-second-person', says: 'A second person, who is not the first, was signed for.' });
  return found;
}

export type RepeatClock =
  | { readonly state: 'not-given' }
  /** Given, and nothing was signed about giving it again. */
  | { readonly state: 'once' }
  /** The sum that was signed is reached. */
  | { readonly state: 'none-left' }
  | { readonly state: 'wait'; readonly nextMs: number }
  /** The signed interval has come and is not over; `untilMs` is its end. */
  | { readonly state: 'now'; readonly untilMs: number }
  /** The signed interval is over: look, and give or leave it. `sinceMs` lies in the past. */
  | { readonly state: 'overdue'; readonly sinceMs: number };

/** When a signed dose may be given again. A moment that has passed is never called the next one. */
export function repeatClock(
  dose: Pick<SignedDose, 'repeatMin' | 'unit' | 'most'>,
  given: readonly GivenDose[],
  nowMs: number,
  weightGrams?: number,
): RepeatClock {
  const last = given.reduce<number | undefined>((latest, { atMs }) => Math.max(latest ?? atMs, atMs), undefined);
  if (last === undefined) return { state: 'not-given' };
  const factor = dose.unit === 'mg' ? ugPerMg : dose.unit === 'mg/kg' ? weightGrams : undefined;
  const sum = given.reduce((all, { doseUg }) => all + (doseUg ?? 0), 0);
  if (dose.most !== undefined && factor !== undefined && sum >= dose.most * factor) return { state: 'none-left' };
  if (dose.repeatMin === undefined) return { state: 'once' };
  const nextMs = last + dose.repeatMin.from * msPerMin;
  const untilMs = last + dose.repeatMin.to * msPerMin;
  if (nowMs < nextMs) return { state: 'wait', nextMs };
  return nowMs <= untilMs ? { state: 'now', untilMs } : { state: 'overdue', sinceMs: untilMs };
}
