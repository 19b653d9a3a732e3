/** How a dose is made ready by its route: drawn and pumped, drawn alone, devices, whole tablets. */
import { BadInput } from '#clinical/bad-input.ts';
import type { Finding } from '#clinical/findings.ts';
import { practice } from '#clinical/sources.ts';
import { ugPerMl as perMl, type Quantity, ug, ul, ulPerH } from '#clinical/units.ts';
import { infusionMinutes } from './bounds.ts';
import type { DoseWorkedOut } from './dose.ts';
import {
  countUnits,
  deviceTimes,
  draw,
  fastest,
  nasalDevice,
  neverUndiluted,
  type Pumped,
  pumpAt,
  pumpFor,
  usualPumpStep,
} from './preparation.ts';
import type { Protocol } from './protocol.ts';
import { mgInWords, say, thousandths } from './say.ts';
import { ivDose } from './templates.ts';

/** What is at hand; whole µg, µL and µL/h. */
export type AtHand = {
  readonly ugPerMl?: number | undefined;
  /** The bag or syringe is made up to this volume; left out, the vial's own liquid is pumped. */
  readonly totalUl?: number | undefined;
  readonly overMin?: number | undefined;
  readonly rateUlPerH?: number | undefined;
  readonly stepUlPerH?: number | undefined;
  /** One tablet or lozenge. */
  readonly unitUg?: number | undefined;
};

export type Prepared = {
  readonly amounts: Amounts;
  readonly rounding: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
};

type Amounts = {
  readonly volumeMl: number | null;
  readonly volumeUl: number | null;
  readonly pumpRateMlPerH: number | null;
  readonly overMin: number | null;
  readonly deliveredMg: number | null;
  readonly infusionVolumeMl?: number;
  readonly finalConcentrationMgPerMl?: number;
  readonly diluentMl?: number;
  readonly devices?: number;
  readonly deviceAtMin?: readonly number[];
  readonly units?: number;
};

const empty: Amounts = { volumeMl: null, volumeUl: null, pumpRateMlPerH: null, overMin: null, deliveredMg: null };
const none = (findings: readonly Finding[] = []): Prepared => ({ amounts: empty, rounding: {}, findings });

function needs(what: string, field: string): Finding {
  return say({
    rule: `preparation-needs-${field}`,
    strength: 'missing',
    says: `Nothing can be prepared: ${what} is not known.`,
    facts: { [field]: undefined },
    by: usualPumpStep,
  });
}

function spray(doseUg: Quantity<'ug'>): Prepared {
  const devices = doseUg / nasalDevice.value.ug;
  const volume = devices * nasalDevice.value.ul;
  return {
    amounts: {
      ...empty,
      volumeMl: thousandths(volume),
      volumeUl: volume,
      deliveredMg: thousandths(doseUg),
      devices,
      deviceAtMin: deviceTimes(devices),
    },
    rounding: {
      devices: `Whole devices of ${mgInWords(nasalDevice.value.ug)}, ${nasalDevice.value.restMin} minutes from one to the next.`,
    },
    findings: [],
  };
}

function solid(doseUg: Quantity<'ug'>, unitUg: number): Prepared {
  const { units, delivered } = countUnits(doseUg, ug(unitUg));
  return {
    amounts: { ...empty, units, deliveredMg: thousandths(delivered) },
    rounding: { units: `Down to whole ones of ${mgInWords(unitUg)}: ${mgInWords(delivered)} of ${mgInWords(doseUg)}.` },
    findings: [],
  };
}

/** Undefined: nobody pumps this. */
function pump(
  protocol: Protocol,
  volume: Quantity<'uL'>,
  hand: AtHand,
): { pumped: Pumped | undefined; asked: number | undefined; findings: Finding[] } {
  const isPumped =
    protocol.route === 'iv' ||
    (protocol.route === 'sc' && (hand.overMin !== undefined || hand.rateUlPerH !== undefined));
  if (!isPumped) return { pumped: undefined, asked: undefined, findings: noPump(protocol, hand) };
  const step = ulPerH(hand.stepUlPerH ?? usualPumpStep.value);
  const volumeField = hand.totalUl === undefined ? 'concentrationMgPerMl' : 'totalVolumeMl';
  if (hand.rateUlPerH !== undefined) {
    const steps = Math.floor(hand.rateUlPerH / step);
    if (steps === 0)
      throw new BadInput('pumpRateMlPerH', `pumpRateMlPerH: is at least the pump’s step of ${step / 1_000} mL/h`);
    const pumped = pumpAt(volume, ulPerH(steps * step));
    return { pumped, asked: undefined, findings: durationFindings(protocol, pumped.runsForMin) };
  }
  const asked = hand.overMin ?? protocol.infusion?.overMin;
  if (asked === undefined)
    return { pumped: undefined, asked, findings: [needs('the time of the infusion', 'duration')] };
  if (asked < fastest.value.min) return { pumped: undefined, asked, findings: durationFindings(protocol, asked) };
  const pumped = pumpFor(volume, asked, step, volumeField);
  const findings = durationFindings(protocol, pumped.runsForMin, asked);
  return { pumped, asked, findings: [...findings, ...(hand.overMin === undefined ? [protocolTime(asked)] : [])] };
}

const protocolTime = (overMin: number): Finding =>
  say({
    rule: 'infusion-time-from-protocol',
    strength: 'information',
    says: `No time was asked for: the ${overMin} min of the protocol were taken.`,
    facts: { over_min: overMin },
    by: practice('the clinic’s own protocol, signed by its medical director', 'unverified'),
  });

function noPump({ route }: Protocol, { overMin, rateUlPerH }: AtHand): Finding[] {
  if (overMin === undefined && rateUlPerH === undefined) return [];
  return [
    say({
      rule: 'no-pump-for-this-route',
      strength: 'information',
      says: 'This route has no pump: the time or rate that was entered is not used.',
      facts: { route, over_min: overMin, rate_ul_per_h: rateUlPerH },
      by: usualPumpStep,
    }),
  ];
}

function durationFindings(protocol: Protocol, runsForMin: number, asked = runsForMin): Finding[] {
  const facts = { runs_for_min: runsForMin, asked_min: asked };
  if (runsForMin < fastest.value.min)
    return [
      say({
        rule: 'too-fast-into-a-vein',
        strength: 'absolute',
        says: 'Less than a minute: a rapid injection stops breathing and drives the blood pressure. No rate is given.',
        facts,
        by: fastest,
      }),
    ];
  const { infusion, route } = protocol;
  if (route === 'iv' && Math.min(asked, runsForMin) < infusionMinutes.value.from)
    return [
      say({
        rule: 'infusion-too-short',
        strength: 'absolute',
        says: `The infusion would take ${Number(runsForMin.toFixed(3))} min; the shortest described takes ${infusionMinutes.value.from}. No rate is given.`,
        facts,
        by: infusionMinutes,
      }),
    ];
  if (infusion === undefined || (asked >= infusion.fromMin && runsForMin <= infusion.toMin)) return [];
  return [
    say({
      rule: 'infusion-time-outside-protocol',
      strength: 'relative',
      says: `The infusion runs for ${runsForMin.toFixed(1)} minutes; the protocol has ${infusion.fromMin} to ${infusion.toMin}.`,
      facts,
      by: ivDose,
    }),
  ];
}

/** What goes into a vein is what is in the syringe or bag, whatever the vial holds. */
function undiluted(protocol: Protocol, ugPerMl: number, drawn: number, totalUl = drawn): Finding[] {
  const { aboveUgPerMl } = neverUndiluted.value;
  if (protocol.route !== 'iv' || drawn * ugPerMl <= aboveUgPerMl * totalUl) return [];
  const leastUl = Math.ceil((drawn * ugPerMl) / aboveUgPerMl);
  return [
    say({
      rule: 'dilute-before-iv',
      strength: 'absolute',
      says: `It must be diluted: nothing above ${aboveUgPerMl / 1_000} mg/mL goes into a vein. The ${thousandths(drawn)} mL of ${ugPerMl / 1_000} mg/mL become at least ${thousandths(leastUl)} mL with sterile water, 0.9 % saline or 5 % dextrose. Use it at once, and enter the total volume; no rate is given before that.`,
      facts: { concentration_ug_per_ml: ugPerMl, drawn_ul: drawn, total_ul: totalUl },
      by: neverUndiluted,
    }),
  ];
}

function liquid(protocol: Protocol, doseUg: Quantity<'ug'>, hand: AtHand, ugPerMl: number): Prepared {
  const { drawn, delivered } = draw(doseUg, perMl(ugPerMl));
  const { totalUl } = hand;
  if (totalUl !== undefined && totalUl < drawn)
    throw new BadInput('totalVolumeMl', `totalVolumeMl: is at least the ${drawn / 1_000} mL that are drawn`);
  const volume = ul(totalUl ?? drawn);
  const { pumped, asked, findings } = pump(protocol, volume, hand);
  const all = [...findings, ...undiluted(protocol, ugPerMl, drawn, totalUl)];
  if (all.some(({ strength }) => strength === 'absolute')) return none(all);
  return {
    amounts: {
      volumeMl: thousandths(drawn),
      volumeUl: drawn,
      pumpRateMlPerH: pumped === undefined ? null : thousandths(pumped.rate),
      overMin: pumped === undefined ? null : Number(pumped.runsForMin.toFixed(3)),
      deliveredMg: thousandths(delivered),
      ...(totalUl === undefined
        ? {}
        : {
            infusionVolumeMl: thousandths(totalUl),
            diluentMl: thousandths(totalUl - drawn),
            finalConcentrationMgPerMl: Number((delivered / totalUl).toFixed(6)),
          }),
    },
    rounding: {
      volume: `Down to a whole microlitre: ${thousandths(drawn)} mL hold ${mgInWords(delivered)} of ${mgInWords(doseUg)}.`,
      ...(pumped === undefined
        ? {}
        : {
            rate: `Down to a whole step of the pump, ${thousandths(hand.stepUlPerH ?? usualPumpStep.value)} mL/h.`,
            duration: `At ${thousandths(pumped.rate)} mL/h it runs for ${pumped.runsForMin.toFixed(1)} minutes${asked === undefined ? '' : `; asked were ${asked}`}.`,
          }),
    },
    findings: all,
  };
}

/**
 * Nothing is prepared for a dose that is blocked, or above a ceiling that no second clinician has confirmed.
 *
 * @throws BadInput naming what is at hand and cannot give this dose
 */
export function prepare(protocol: Protocol, worked: DoseWorkedOut, hand: AtHand): Prepared {
  const { doseUg } = worked;
  if (doseUg === null || !worked.mayPrepare) return none();
  if (protocol.product === 'esketamine') return spray(doseUg);
  const isByMouth = protocol.route === 'oral' || protocol.route === 'sublingual';
  if (isByMouth && hand.unitUg !== undefined) return solid(doseUg, hand.unitUg);
  if (hand.ugPerMl === undefined)
    return none([
      isByMouth
        ? needs('the strength of one tablet or lozenge, or the concentration,', 'strength')
        : needs('the concentration', 'concentration'),
    ]);
  return liquid(protocol, doseUg, hand, hand.ugPerMl);
}
