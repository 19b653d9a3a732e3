/** The sessions of a virtual person: booked by the plan of the route, kept or not, given or put off, and what each did. */
import { thresholds } from '#clinical/session/session.ts';
import { toHigherDose } from './assumed.ts';
import type { Chance } from './chance.ts';
import {
  drawEffects,
  drawPressure,
  drawUsualPressure,
  type EffectRules,
  type Pressure,
  type ReportedEffect,
  risen,
} from './session-effects.ts';
import type { ByKind } from './traits.ts';
import { doseUgOf, plans, type SimulatedRoute } from './treatments.ts';

export type SimulatedSession = {
  readonly number: number;
  /** Days from the first dose. */
  readonly day: number;
} & (
  | { readonly state: 'no-show' }
  | { readonly state: 'postponed'; readonly before: Pressure }
  | {
      readonly state: 'given';
      readonly doseUg: number;
      readonly devices?: number;
      readonly before: Pressure;
      /** Above 140/90 before the dose a prescriber decided. */
      readonly decided?: true;
      readonly peak: Pressure;
      readonly cadss: number;
      readonly moaaS: number;
      readonly effects: readonly ReportedEffect[];
    }
);

export type Person = {
  readonly route: SimulatedRoute;
  readonly weightKg: number;
  readonly ageYears: number;
  readonly traits: ByKind;
  readonly takesPressor: boolean;
};

const isFrom = (of: Pressure, line: Pressure) => of.systolic >= line.systolic || of.diastolic >= line.diastolic;
const isAbove = (of: Pressure, line: Pressure) => of.systolic > line.systolic || of.diastolic > line.diastolic;

/** On the days of the plan until the person leaves. The first one is always kept: before it nobody is treated. */
export function drawSessions(
  by: Chance,
  person: Person,
  of: { rules: EffectRules; noShow: number; days: readonly number[] },
): SimulatedSession[] {
  const usual = drawUsualPressure(by);
  const { decisionAbove, postponeFrom } = thresholds;
  const higher = by.isLikely(toHigherDose.value) ? 3 : 2;
  return of.days.map((day, at): SimulatedSession => {
    const number = at + 1;
    if (at > 0 && by.isLikely(of.noShow)) return { number, day, state: 'no-show' };
    const before = drawPressure(by, usual);
    if (isFrom(before, postponeFrom.value)) return { number, day, state: 'postponed', before };
    const devices = at === 0 ? 2 : higher;
    const { rise, cadss, moaaS, reported } = drawEffects(by, of.rules, person);
    return {
      number,
      day,
      state: 'given',
      doseUg: doseUgOf(person.route, { weightKg: person.weightKg, devices }),
      ...('devices' in plans[person.route].value.dose ? { devices } : {}),
      before,
      ...(isAbove(before, decisionAbove.value) ? { decided: true } : {}),
      peak: risen(before, rise),
      cadss,
      moaaS,
      effects: reported,
    };
  });
}
