/** What there is to say about an order that no pump gives: what is drawn, devices, tablets, and how long one is held. */
import { type Finding, overrides } from '#clinical/findings.ts';
import { practice, sourced } from '#clinical/sources.ts';
import { lowStart } from './dose-cautions.ts';
import type {
  EsketamineOrder,
  InjectionOrder,
  NasalKetamineOrder,
  OralOrder,
  OrderedFor,
  SublingualOrder,
} from './order.ts';
import { blockOrder, orderRules } from './order-block.ts';
import { nasalDevice } from './preparation.ts';
import type { Phase, Protocol } from './protocol.ts';
import { mgInWords, say, thousandths } from './say.ts';

export const holdMinutes = sourced(
  'Under the tongue: minutes for which it is held; shorter at a very low dose, longer in lozenge practice',
  { from: 5, to: 15 },
  'min',
  practice('clinical basis 1.6 [S50]; lozenge practice', 'unverified'),
);

/** The volume is the dose at this concentration, down to a whole microlitre. */
export function volumeFindings(order: InjectionOrder | NasalKetamineOrder): Finding[] {
  const { doseUg, concentrationUgPerMl, volumeUl } = order;
  const exact = Math.floor((doseUg * 1_000) / concentrationUgPerMl);
  if (exact === volumeUl) return [];
  return [
    blockOrder(
      exact === 0 ? 'volume-below-one-microlitre' : 'volume-not-the-dose',
      exact === 0
        ? 'The dose is less than one microlitre of this concentration.'
        : `${mgInWords(doseUg)} of ${thousandths(concentrationUgPerMl)} mg/mL is ${thousandths(exact)} mL; the order has ${thousandths(volumeUl)} mL.`,
      { dose_ug: doseUg, concentration_ug_per_ml: concentrationUgPerMl, volume_ul: volumeUl },
    ),
  ];
}

const phasesOf = ({ inductions, after }: Pick<Protocol, 'inductions' | 'after'>): readonly Phase[] => [
  ...Object.values(inductions),
  ...after,
];

/** Whole devices, in the phase and the weeks that the label has for this indication. */
export function deviceFindings(order: EsketamineOrder, protocol: Protocol, { ageYears }: OrderedFor): Finding[] {
  const { doseUg, devices, indication, phase: name, week } = order;
  const facts = { dose_ug: doseUg, devices, indication, phase: name, week, age_years: ageYears };
  const found: Finding[] = [];
  const held = devices * nasalDevice.value.ug;
  if (held !== doseUg)
    found.push(
      blockOrder(
        'devices-not-the-dose',
        `${devices === 1 ? 'One device holds' : `${devices} devices hold`} ${mgInWords(held)}; the order has ${mgInWords(doseUg)}.`,
        facts,
      ),
    );
  if (protocol.indication !== indication)
    found.push(
      blockOrder(
        'order-of-another-indication',
        `${protocol.title} is for another indication than this order: sign it under the protocol of its own.`,
        facts,
      ),
    );
  const { fromAgeYears, mg } = lowStart.value;
  if (doseUg === mg * 1_000 && ageYears !== undefined && ageYears < fromAgeYears)
    found.push(
      say({
        rule: 'nasal-28-mg-below-age',
        strength: 'absolute',
        says: `${mg} mg is described only as a start from ${fromAgeYears} years on, outside the US. The doses are 56 and 84 mg.`,
        facts,
        by: lowStart,
      }),
    );
  const phase = phasesOf(protocol).find((one) => one.name === name);
  const names = phasesOf(protocol).map((one) => one.name);
  if (phase === undefined)
    found.push(
      blockOrder('phase-not-in-protocol', `“${name}” is no phase of ${protocol.title}: ${names.join(', ')}.`, facts),
    );
  else if (week !== undefined && !isInWeeks(phase, week))
    found.push(
      blockOrder('week-not-in-phase', `Week ${week} is not in the phase “${name}”: ${weeksInWords(phase)}.`, facts),
    );
  return found;
}

const isInWeeks = ({ fromWeek = 1, toWeek = Number.POSITIVE_INFINITY }: Phase, week: number): boolean =>
  week >= fromWeek && week <= toWeek;

const weeksInWords = ({ fromWeek = 1, toWeek }: Phase): string =>
  toWeek === undefined ? `from week ${fromWeek} on` : `weeks ${fromWeek} to ${toWeek}`;

/** Whole tablets or lozenges hold at most the dose; what they hold less is said. */
export function unitFindings({ doseUg, unitUg, units }: OralOrder | SublingualOrder): Finding[] {
  if (unitUg === undefined && units === undefined) return [];
  const facts = { dose_ug: doseUg, unit_ug: unitUg, units };
  if (unitUg === undefined || units === undefined)
    return [blockOrder('units-without-strength', 'Enter how many there are, and the strength of one.', facts)];
  const held = unitUg * units;
  const says = `${units} of ${mgInWords(unitUg)} hold ${mgInWords(held)}; the order has ${mgInWords(doseUg)}.`;
  if (held > doseUg || held + unitUg <= doseUg) return [blockOrder('units-not-the-dose', says, facts)];
  if (held === doseUg) return [];
  const override = overrides.clinician;
  return [say({ rule: 'units-below-the-dose', strength: 'caution', says, facts, by: orderRules, override })];
}

export function holdFindings({ holdMin, afterwards }: SublingualOrder): Finding[] {
  const { from, to } = holdMinutes.value;
  if (holdMin >= from && holdMin <= to) return [];
  return [
    say({
      rule: 'hold-outside-practice',
      strength: 'relative',
      says: `Held for ${holdMin} minutes; what is described is ${from} to ${to} minutes. Enter the reason.`,
      facts: { hold_min: holdMin, afterwards },
      by: holdMinutes,
    }),
  ];
}
