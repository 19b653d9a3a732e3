/** A proposal of dose, volume and rate for an order, with each step of the calculation in words. */
import type { Finding } from '#clinical/findings.ts';
import { ul, ulPerH } from '#clinical/units.ts';
import type { OrderedFor, TreatmentOrder } from './order.ts';
import { type DoseOf, doseOf } from './order-check.ts';
import { fastest, pumpFor, usualPumpStep } from './preparation.ts';
import type { Protocol } from './protocol.ts';
import { mgInWords, thousandths } from './say.ts';

export type OrderAsked = DoseOf & Pick<TreatmentOrder, 'concentrationUgPerMl' | 'overMin' | 'pumpStepUlPerH'>;

export type OrderWorkedOut = {
  readonly doseUg: number | undefined;
  readonly ceilingUg: number | undefined;
  readonly hardStopUg: number | undefined;
  readonly volumeUl: number | undefined;
  readonly pumpRateUlPerH: number | undefined;
  /** How long the pump really runs at that rate. */
  readonly runsForMin: number | undefined;
  /** Each step of the calculation, as it is shown beside the field. */
  readonly steps: readonly string[];
  readonly findings: readonly Finding[];
};

/**
 * Dose, volume and rate from basis, weight and time: a proposal that is shown with its steps. A prescriber enters the
 * figures; nothing is taken over silently.
 */
export function workOutOrder(asked: OrderAsked, protocol: Protocol, of: OrderedFor = {}): OrderWorkedOut {
  const isForVein = protocol.route === 'iv' && protocol.dose !== null;
  if (!isForVein || (protocol.dose?.unit === 'ug' && asked.doseBasis.unit === 'ug/kg')) return { ...nothing };
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
  const { concentrationUgPerMl: perMl, overMin } = asked;
  const volume = Math.floor((doseUg * 1_000) / perMl);
  const step = asked.pumpStepUlPerH ?? usualPumpStep.value;
  const second = `Volume: ${mgInWords(doseUg)} ÷ ${thousandths(perMl)} mg/mL = ${thousandths(volume)} mL`;
  if (volume === 0 || overMin < fastest.value.min || (volume * 60) / overMin < step + 1)
    return { ...nothing, ...limits, doseUg, volumeUl: volume, steps: [first, second], findings };
  const { rate: pumpRateUlPerH, runsForMin } = pumpFor(ul(volume), overMin, ulPerH(step), 'concentrationMgPerMl');
  const third = `Rate: ${thousandths(volume)} mL × 60 ÷ ${overMin} min, down to a step of ${thousandths(step)} mL/h = ${thousandths(pumpRateUlPerH)} mL/h`;
  const fourth = `Runs for ${thousandths(volume)} mL × 60 ÷ ${thousandths(pumpRateUlPerH)} mL/h = ${runsForMin.toFixed(1)} min`;
  return {
    ...limits,
    doseUg,
    volumeUl: volume,
    pumpRateUlPerH,
    runsForMin,
    steps: [first, second, third, fourth],
    findings,
  };
}

const nothing: OrderWorkedOut = {
  doseUg: undefined,
  ceilingUg: undefined,
  hardStopUg: undefined,
  volumeUl: undefined,
  pumpRateUlPerH: undefined,
  runsForMin: undefined,
  steps: [],
  findings: [],
};
