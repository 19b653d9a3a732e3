/** A proposal of what an order says, by the route of the protocol, with each step of the calculation in words. */
import type { Finding } from '#clinical/findings.ts';
import { ul, ulPerH } from '#clinical/units.ts';
import type { OrderedFor } from './order.ts';
import { type DoseOf, doseOf } from './order-check.ts';
import { fastest, nasalDevice, pumpFor, usualPumpStep } from './preparation.ts';
import type { Protocol } from './protocol.ts';
import { mgInWords, thousandths } from './say.ts';

/** What is at hand: a concentration for what is drawn or pumped, the strength of one tablet where there are tablets. */
export type OrderAsked = DoseOf & {
  readonly concentrationUgPerMl?: number | undefined;
  readonly overMin?: number | undefined;
  readonly pumpStepUlPerH?: number | undefined;
  readonly unitUg?: number | undefined;
};

export type OrderWorkedOut = {
  readonly doseUg: number | undefined;
  readonly ceilingUg: number | undefined;
  readonly hardStopUg: number | undefined;
  readonly volumeUl: number | undefined;
  readonly pumpRateUlPerH: number | undefined;
  /** How long the pump really runs at that rate. */
  readonly runsForMin: number | undefined;
  /** Nasal devices of esketamine. */
  readonly devices: number | undefined;
  /** Tablets or lozenges. */
  readonly units: number | undefined;
  /** Each step of the calculation, as it is shown beside the field. */
  readonly steps: readonly string[];
  readonly findings: readonly Finding[];
};

/**
 * Dose, and what gives it, from basis, weight and what is at hand: a proposal that is shown with its steps. A prescriber
 * enters the figures; nothing is taken over silently.
 */
export function workOutOrder(asked: OrderAsked, protocol: Protocol, of: OrderedFor = {}): OrderWorkedOut {
  // A protocol without a dose says so itself; an amount for each kilogram is none of the doses of one that goes by mg.
  if (protocol.dose?.unit === 'ug' && asked.doseBasis.unit === 'ug/kg') return { ...nothing };
  const worked = doseOf(asked, protocol, of);
  const { doseUg, ceilingUg, hardStopUg, findings } = worked;
  const limits = { ceilingUg, hardStopUg };
  if (doseUg === null) return { ...nothing, ...limits, findings };
  const { amount, unit } = asked.doseBasis;
  const rounding = worked.roundingUg === undefined ? '' : `, rounded to whole ${mgInWords(worked.roundingUg)}`;
  const first =
    unit === 'ug'
      ? `Dose: ${mgInWords(amount)} asked for${rounding} = ${mgInWords(doseUg)}`
      : `Dose: ${thousandths(amount)} mg/kg × ${thousandths(asked.weight?.grams ?? 0)} kg${rounding} = ${mgInWords(doseUg)}`;
  const given = givenBy(doseUg, asked, protocol);
  return { ...nothing, ...limits, doseUg, ...given, steps: [first, ...given.steps], findings };
}

type Given = Partial<OrderWorkedOut> & { readonly steps: readonly string[] };

function givenBy(doseUg: number, asked: OrderAsked, protocol: Protocol): Given {
  if (protocol.product === 'esketamine') return byDevices(doseUg);
  if (asked.unitUg !== undefined && (protocol.route === 'oral' || protocol.route === 'sublingual'))
    return byUnits(doseUg, asked.unitUg);
  const perMl = asked.concentrationUgPerMl;
  if (perMl === undefined) return { steps: [] };
  const volumeUl = Math.floor((doseUg * 1_000) / perMl);
  const drawn = `Volume: ${mgInWords(doseUg)} ÷ ${thousandths(perMl)} mg/mL = ${thousandths(volumeUl)} mL`;
  if (protocol.route !== 'iv') return { volumeUl, steps: [drawn] };
  const pumped = byPump(volumeUl, asked);
  return { ...pumped, volumeUl, steps: [drawn, ...pumped.steps] };
}

function byDevices(doseUg: number): Given {
  const { ug } = nasalDevice.value;
  const devices = doseUg / ug;
  return { devices, steps: [`Devices: ${mgInWords(doseUg)} ÷ ${mgInWords(ug)} each = ${devices}`] };
}

function byUnits(doseUg: number, unitUg: number): Given {
  const units = Math.floor(doseUg / unitUg);
  const says = `${mgInWords(doseUg)} ÷ ${mgInWords(unitUg)} each, down to whole ones = ${units}`;
  return { ...(units === 0 ? {} : { units }), steps: [`Number: ${says}`] };
}

function byPump(volumeUl: number, { overMin, pumpStepUlPerH }: OrderAsked): Given {
  const step = pumpStepUlPerH ?? usualPumpStep.value;
  const isTooSlow = overMin === undefined || (volumeUl * 60) / overMin < step + 1;
  if (volumeUl === 0 || isTooSlow || overMin < fastest.value.min) return { steps: [] };
  const { rate, runsForMin } = pumpFor(ul(volumeUl), overMin, ulPerH(step), 'concentrationMgPerMl');
  const volume = `${thousandths(volumeUl)} mL × 60`;
  return {
    pumpRateUlPerH: rate,
    runsForMin,
    steps: [
      `Rate: ${volume} ÷ ${overMin} min, down to a step of ${thousandths(step)} mL/h = ${thousandths(rate)} mL/h`,
      `Runs for ${volume} ÷ ${thousandths(rate)} mL/h = ${runsForMin.toFixed(1)} min`,
    ],
  };
}

const nothing: OrderWorkedOut = {
  doseUg: undefined,
  ceilingUg: undefined,
  hardStopUg: undefined,
  volumeUl: undefined,
  pumpRateUlPerH: undefined,
  runsForMin: undefined,
  devices: undefined,
  units: undefined,
  steps: [],
  findings: [],
};
