/** What there is to say about an infusion: the rate gives the dose in the time, and the pump can be set to it. */
import type { Finding } from '#clinical/findings.ts';
import { ug, ulPerH } from '#clinical/units.ts';
import type { DoseWorkedOut } from './dose.ts';
import type { IvOrder } from './order.ts';
import { blockOrder } from './order-block.ts';
import { fastest, usualPumpStep } from './preparation.ts';
import { prepare } from './prepare.ts';
import type { Protocol } from './protocol.ts';
import { mgInWords, thousandths } from './say.ts';

export const ivFindings = (order: IvOrder, protocol: Protocol, worked: DoseWorkedOut): Finding[] => [
  ...aboutLimit(order),
  ...aboutRate(order),
  ...aboutPump(order, protocol, worked),
];

function aboutLimit({ limits, pumpRateUlPerH }: IvOrder): Finding[] {
  const most = limits.maxPumpRateUlPerH;
  if (most === undefined || pumpRateUlPerH <= most) return [];
  return [
    blockOrder(
      'rate-above-order-limit',
      `${thousandths(pumpRateUlPerH)} mL/h is faster than the most that this order allows, ${thousandths(most)} mL/h.`,
      { pump_rate_ul_per_h: pumpRateUlPerH, most_ul_per_h: most },
    ),
  ];
}

/** What is drawn for a dose, down to a whole microlitre. */
const volumeUl = ({ doseUg, concentrationUgPerMl }: IvOrder): number =>
  Math.floor((doseUg * 1_000) / concentrationUgPerMl);

/** The rate gives the dose in the time, to within one step of the pump: never faster. */
function aboutRate(order: IvOrder): Finding[] {
  const { pumpRateUlPerH, overMin, doseUg } = order;
  const volume = volumeUl(order);
  const step = order.pumpStepUlPerH ?? usualPumpStep.value;
  const exact = (volume * 60) / overMin;
  const facts = {
    pump_rate_ul_per_h: pumpRateUlPerH,
    exact_rate_ul_per_h: Number(exact.toFixed(3)),
    volume_ul: volume,
    over_min: overMin,
    pump_step_ul_per_h: step,
  };
  const inMl = thousandths;
  if (volume === 0)
    return [
      blockOrder('volume-below-one-microlitre', 'The dose is less than one microlitre of this concentration.', facts),
    ];
  if (exact < step)
    return [
      blockOrder(
        'rate-below-pump-step',
        `The pump would run slower than its step of ${inMl(step)} mL/h: dilute to a larger volume, or give it in a shorter time.`,
        facts,
      ),
    ];
  if (pumpRateUlPerH % step !== 0)
    return [
      blockOrder(
        'rate-no-step-of-the-pump',
        `${inMl(pumpRateUlPerH)} mL/h is no whole step of the pump, ${inMl(step)} mL/h.`,
        facts,
      ),
    ];
  if (pumpRateUlPerH <= exact && exact - pumpRateUlPerH < step) return [];
  const runsForMin = Number(((volume * 60) / pumpRateUlPerH).toFixed(1));
  return [
    blockOrder(
      'rate-does-not-give-the-dose',
      `${mgInWords(doseUg)} is ${inMl(volume)} mL: at ${inMl(pumpRateUlPerH)} mL/h it takes ${runsForMin} min, not ${overMin} min. ${inMl(Math.floor(exact / step) * step)} mL/h gives it in that time.`,
      facts,
    ),
  ];
}

/** What preparing says: too concentrated for a vein, too fast, outside the protocol’s time. */
function aboutPump(order: IvOrder, protocol: Protocol, worked: DoseWorkedOut): Finding[] {
  const { overMin } = order;
  const step = ulPerH(order.pumpStepUlPerH ?? usualPumpStep.value);
  const volume = volumeUl(order);
  // What `prepare` throws on is said above, as a finding of the order.
  if (volume === 0 || (overMin >= fastest.value.min && (volume * 60) / overMin < step + 1)) return [];
  const dose = { ...worked, doseUg: ug(order.doseUg), mayPrepare: true };
  return [...prepare(protocol, dose, { ugPerMl: order.concentrationUgPerMl, overMin, stepUlPerH: step }).findings];
}
