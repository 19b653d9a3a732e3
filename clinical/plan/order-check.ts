/** What there is to say about an order before a prescriber signs it, and while it is written. */
import { type Finding, inOrder } from '#clinical/findings.ts';
import { projectDefault, slot, sourced } from '#clinical/sources.ts';
import { g } from '#clinical/units.ts';
import { daysBetween } from './dates.ts';
import { type DoseWorkedOut, workOutDose } from './dose.ts';
import { dosingWeight } from './dosing-weight.ts';
import { type DoseBasis, goesByBasis, type OrderedFor, type OrderWeight, type TreatmentOrder } from './order.ts';
import { blockOrder, orderRules } from './order-block.ts';
import { ivFindings } from './order-check-iv.ts';
import { deviceFindings, holdFindings, unitFindings, volumeFindings } from './order-check-others.ts';
import { wayWords } from './order-words.ts';
import type { Protocol } from './protocol.ts';
import { mgInWords, say, thousandths } from './say.ts';

export const orderValidity = slot(
  'An order: for how many days it is valid at most',
  'd',
  'No source that we read says how long an order for ketamine in a clinic is valid; the prescriber enters the last day.',
  projectDefault('project rule'),
);

export const weightGoodFor = sourced(
  'An order: a weight older than this is worked with only for a reason that the prescriber writes down',
  30,
  'd',
  projectDefault('project rule: a dose by weight goes by a weight of these weeks'),
);
export const longValidity = sourced(
  'An order: valid for more than this, it is said',
  180,
  'd',
  projectDefault('project rule: half a year, after which a slip in the year is more likely than a plan'),
);

/** An order with one of these is not signed: nobody may go on, or not by themselves. */
export const isBlock = ({ strength, override }: Finding): boolean =>
  strength === 'absolute' || override.by === 'nobody';

/** The body that limits and dosing weight are worked out from: what the scale said. */
const bodyOf = (weight: OrderWeight | undefined) => {
  if (weight === undefined) return {};
  const { basis, workedFrom } = weight;
  if (workedFrom === undefined) return basis === 'actual' ? { grams: g(weight.grams) } : {};
  return { grams: g(workedFrom.actualGrams), heightCm: workedFrom.heightCm, sex: workedFrom.sex };
};

export type DoseOf = { readonly doseBasis: DoseBasis; readonly weight?: OrderWeight | undefined };

/** The dose that basis and weight come to, by the rules of every dose. */
export function doseOf(order: DoseOf, protocol: Protocol, of: OrderedFor = {}): DoseWorkedOut {
  const { unit, amount } = order.doseBasis;
  return workOutDose({
    protocol,
    body: bodyOf(order.weight),
    dose: unit === 'ug/kg' ? { ugPerKg: amount } : { ug: amount },
    weightBasis: order.weight?.basis,
    ageYears: of.ageYears,
    sessionNumber: of.sessionNumber,
    last: of.lastDose,
  });
}

/** Devices and a spray go by the amount itself. */
const basisOfOrder = (order: TreatmentOrder): DoseOf =>
  goesByBasis(order) ? order : { doseBasis: { unit: 'ug', amount: order.doseUg } };

/**
 * Findings on an order under a protocol. Those for which `isBlock` holds stand in the way of a signature.
 *
 * @param today ISO date in the clinic’s zone
 */
export function checkOrder(order: TreatmentOrder, protocol: Protocol, today: string, of: OrderedFor = {}): Finding[] {
  if (protocol.route !== order.route || protocol.product !== order.drug)
    return [
      blockOrder(
        'order-of-another-protocol',
        `${protocol.title} is no protocol for ${order.drug} ${wayWords[order.route]}.`,
        {
          protocol: protocol.id,
          route: order.route,
        },
      ),
    ];
  // No source has a dose by this route: there is no ceiling that anybody could sign.
  if (protocol.dose === null || protocol.limits === null)
    return [
      blockOrder(
        'route-without-ceiling',
        `${protocol.title}: no source has a dose by this route, so there is no ceiling that a medical director could sign, and nothing is ordered. What is given all the same is recorded with the prescriber’s reason.`,
        { protocol: protocol.id },
      ),
    ];
  const asked = basisOfOrder(order);
  // The protocol’s own unit is micrograms: an amount for each kilogram is none of its doses.
  if (protocol.dose.unit === 'ug' && asked.doseBasis.unit === 'ug/kg')
    return [
      blockOrder('order-not-in-protocol-unit', 'This protocol goes by mg, not by weight.', {
        unit: asked.doseBasis.unit,
      }),
    ];
  const worked = doseOf(asked, protocol, of);
  const findings = [
    ...worked.findings,
    ...aboutWeight(asked.weight, protocol, today),
    ...aboutDose(order.doseUg, asked, protocol, worked),
    ...aboutLimits(order, worked),
    ...byRoute(order, protocol, worked, of),
    ...aboutDays(order, today),
  ];
  return inOrder([...findings, ...aboutReason(order, findings)]);
}

function byRoute(order: TreatmentOrder, protocol: Protocol, worked: DoseWorkedOut, of: OrderedFor): Finding[] {
  switch (order.route) {
    case 'iv':
      return ivFindings(order, protocol, worked);
    case 'im':
    case 'sc':
      return volumeFindings(order);
    case 'intranasal':
      return order.drug === 'esketamine' ? deviceFindings(order, protocol, of) : volumeFindings(order);
    case 'oral':
      return unitFindings(order);
    case 'sublingual':
      return [...unitFindings(order), ...holdFindings(order)];
  }
}

const ageInWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

function aboutWeight(weight: OrderWeight | undefined, protocol: Protocol, today: string): Finding[] {
  if (weight === undefined) return [];
  const { basis, workedFrom, takenOn } = weight;
  const facts = { weight_g: weight.grams, basis, taken_on: takenOn, actual_weight_g: workedFrom?.actualGrams };
  const findings: Finding[] = [];
  if (takenOn > today)
    findings.push(blockOrder('weight-taken-later', `The weight is dated ${takenOn}, after today.`, facts));
  const ageDays = daysBetween(takenOn, today);
  if (ageDays > weightGoodFor.value)
    findings.push(
      say({
        rule: 'weight-old',
        strength: 'relative',
        says: `The weight is ${ageInWords(ageDays)} old. Weigh again, or say in the note why it still holds.`,
        facts: { ...facts, age_d: ageDays },
        by: weightGoodFor,
      }),
    );
  if (basis === 'actual') {
    if (workedFrom !== undefined && workedFrom.actualGrams !== weight.grams)
      findings.push(blockOrder('weight-not-its-basis', 'The order names two actual weights. Enter one.', facts));
    return findings;
  }
  const rule = protocol.dose?.weightBasis;
  if (workedFrom === undefined || rule === undefined) {
    findings.push(
      blockOrder(
        'weight-worked-from-nothing',
        `The ${basis} weight is worked out from the weight on the scale, the height and the sex: enter them.`,
        facts,
      ),
    );
    return findings;
  }
  const { grams } = dosingWeight(bodyOf(weight), rule, basis);
  if (grams !== undefined && grams !== weight.grams)
    findings.push(
      blockOrder(
        'weight-not-its-basis',
        `The ${basis} weight comes to ${thousandths(grams)} kg; the order has ${thousandths(weight.grams)} kg.`,
        { ...facts, worked_out_g: grams },
      ),
    );
  return findings;
}

/** The dose is its basis times the weight, to within one rounding of the protocol. */
function aboutDose(
  doseUg: number,
  { doseBasis, weight }: DoseOf,
  protocol: Protocol,
  worked: DoseWorkedOut,
): Finding[] {
  const exactNg = doseBasis.unit === 'ug' ? doseBasis.amount * 1_000 : doseBasis.amount * (weight?.grams ?? 0);
  const withinNg = (worked.roundingUg ?? protocol.dose?.wholeUg ?? 0) * 1_000;
  if (exactNg === 0 || Math.abs(doseUg * 1_000 - exactNg) < withinNg) return [];
  const basis =
    doseBasis.unit === 'ug'
      ? mgInWords(doseBasis.amount)
      : `${thousandths(doseBasis.amount)} mg/kg of ${thousandths(weight?.grams ?? 0)} kg`;
  return [
    blockOrder(
      'dose-not-its-basis',
      `${basis} ${doseBasis.unit === 'ug' ? 'is asked for' : `is ${Number((exactNg / 1_000_000).toFixed(3))} mg`}; the order has ${mgInWords(doseUg)}.`,
      { dose_ug: doseUg, basis: doseBasis.unit, amount: doseBasis.amount, weight_g: weight?.grams },
    ),
  ];
}

function aboutLimits({ doseUg, limits }: TreatmentOrder, worked: DoseWorkedOut): Finding[] {
  const { ceilingUg, hardStopUg } = worked;
  const facts = {
    dose_ug: doseUg,
    order_ceiling_ug: limits.ceilingUg,
    ceiling_ug: ceilingUg,
    hard_stop_ug: hardStopUg,
  };
  const findings: Finding[] = [];
  if (doseUg > limits.ceilingUg)
    findings.push(
      blockOrder(
        'dose-above-order-ceiling',
        `${mgInWords(doseUg)} is above the most that this order allows, ${mgInWords(limits.ceilingUg)}.`,
        facts,
      ),
    );
  if (ceilingUg !== undefined && limits.ceilingUg > ceilingUg)
    findings.push(
      blockOrder(
        'order-ceiling-above-protocol',
        `The most that this order allows, ${mgInWords(limits.ceilingUg)}, is above the protocol’s ceiling of ${mgInWords(ceilingUg)} for this patient.`,
        facts,
      ),
    );
  if (ceilingUg !== undefined && doseUg > ceilingUg && !worked.findings.some(({ rule }) => aboveRules.includes(rule)))
    findings.push(
      blockOrder(
        'dose-above-ceiling',
        `${mgInWords(doseUg)} is above the ceiling of ${mgInWords(ceilingUg)} for this patient and session.`,
        facts,
      ),
    );
  return findings;
}

const aboveRules: readonly string[] = ['dose-above-ceiling', 'dose-above-hard-stop'];

function aboutDays({ validFrom, validUntil }: TreatmentOrder, today: string): Finding[] {
  const facts = { valid_from: validFrom, valid_until: validUntil, today };
  if (validUntil < validFrom)
    return [
      blockOrder(
        'order-ends-before-it-begins',
        `The order ends on ${validUntil}, before it begins on ${validFrom}.`,
        facts,
      ),
    ];
  if (validUntil < today)
    return [
      blockOrder('order-expired', `The order was valid until ${validUntil}. A prescriber signs a new one.`, facts),
    ];
  const most = orderValidity.value;
  if (most !== undefined && daysBetween(validFrom, validUntil) > most)
    return [blockOrder('order-valid-too-long', `An order is valid for ${most} days at most.`, facts)];
  const days = daysBetween(validFrom, validUntil);
  if (days <= longValidity.value) return [];
  const says = `The order is valid for ${ageInWords(days)}, until ${validUntil}. Look at the year.`;
  return [say({ rule: 'order-valid-long', strength: 'caution', says, facts, by: longValidity })];
}

/** What holds an order until someone has assessed it, is assessed in words that stay with the order. */
function aboutReason({ note }: TreatmentOrder, findings: readonly Finding[]): Finding[] {
  const asking = findings.filter(({ strength, override }) => strength === 'relative' && override.by === 'prescriber');
  if (note !== undefined || asking.length === 0) return [];
  return [
    say({
      rule: 'order-needs-a-reason',
      strength: 'missing',
      says: 'What is said here asks for the prescriber’s reason: enter it in the note of the order.',
      facts: { asked_by: [...new Set(asking.map(({ rule }) => rule))] },
      by: orderRules,
      override: { by: 'nobody', how: 'The prescriber enters the reason in the note.' },
    }),
  ];
}
