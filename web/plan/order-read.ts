/** What was typed, as an order of its route: read as soon as enough is there, held against the rules elsewhere. */
import { gramsOf } from '#clinical/chart/chart.ts';
import {
  type DoseBasis,
  dosingWeight,
  nasalDevice,
  type OrderAsked,
  type OrderWeight,
  type Protocol,
  TreatmentOrder,
} from '#clinical/plan/plan.ts';
import { cm, g } from '#clinical/units.ts';
import { asksWeight, countOf, type OrderKind, type OrderValues, type PremedRow } from './order-draft.ts';
import { wholeOf } from './typed-number.ts';

/** The weight on the scale, in whole grams; undefined while value or unit is missing. */
export function scaleGrams({ weight, weightUnit }: OrderValues): number | undefined {
  const whole = wholeOf(weight);
  return whole === undefined || weightUnit === '' ? undefined : gramsOf({ value: whole / 1_000, unit: weightUnit });
}

/** The weight that the dose is worked out from. */
export function orderWeight(values: OrderValues, protocol: Protocol): OrderWeight | undefined {
  const grams = scaleGrams(values);
  const { basis, takenOn, sex } = values;
  if (grams === undefined || basis === '' || takenOn === '') return undefined;
  if (basis === 'actual') return { grams, basis, takenOn };
  const height = wholeOf(values.heightCm);
  const rule = protocol.dose?.weightBasis;
  if (height === undefined || sex === '' || rule === undefined) return undefined;
  const heightCm = cm(height / 1_000);
  const worked = dosingWeight({ grams: g(grams), heightCm, sex }, rule, basis).grams;
  return worked === undefined
    ? undefined
    : { grams: worked, basis, takenOn, workedFrom: { actualGrams: grams, heightCm, sex } };
}

/** Under a protocol that goes by mg, the dose that is typed is its own basis. */
function basisOf(values: OrderValues, protocol: Protocol): DoseBasis | undefined {
  const unit = asksWeight(protocol) ? values.unit : 'ug';
  const amount = wholeOf(asksWeight(protocol) ? values.amount : values.dose);
  return unit === '' || amount === undefined ? undefined : { unit, amount };
}

/** Enough to propose a dose, and what gives it. */
export function askedOf(values: OrderValues, protocol: Protocol, kind: OrderKind): OrderAsked | undefined {
  const doseBasis = basisOf(values, protocol);
  const weight = orderWeight(values, protocol);
  if (doseBasis === undefined || (asksWeight(protocol) && weight === undefined)) return undefined;
  const asked = weight === undefined ? { doseBasis } : { doseBasis, weight };
  const concentrationUgPerMl = wholeOf(values.concentration);
  switch (kind) {
    case 'iv': {
      const [overMin, pumpStep] = [wholeOf(values.overMin), wholeOf(values.pumpStep)];
      if (concentrationUgPerMl === undefined || overMin === undefined) return undefined;
      const step = pumpStep === undefined ? {} : { pumpStepUlPerH: pumpStep };
      return { ...asked, concentrationUgPerMl, overMin: overMin / 1_000, ...step };
    }
    case 'injection':
      return concentrationUgPerMl === undefined ? undefined : { ...asked, concentrationUgPerMl };
    case 'esketamine':
      return asked;
    case 'oral':
    case 'sublingual': {
      const unitUg = wholeOf(values.strength);
      return unitUg === undefined ? asked : { ...asked, unitUg };
    }
  }
}

/** What gives the dose, as it was typed; whether it is whole is the schema's to say. */
function givenOf(values: OrderValues, protocol: Protocol, kind: OrderKind, asked: OrderAsked): object {
  const doseUg = wholeOf(values.dose);
  const { doseBasis, weight, concentrationUgPerMl } = asked;
  switch (kind) {
    case 'iv':
      return { ...asked, doseUg, pumpRateUlPerH: wholeOf(values.rate) };
    case 'injection':
      return { doseBasis, weight, concentrationUgPerMl, doseUg, volumeUl: wholeOf(values.volume) };
    case 'esketamine': {
      const { indication, phase, week } = values;
      const devices = doseUg === undefined ? undefined : doseUg / nasalDevice.value.ug;
      return { doseUg, devices, indication, phase, ...(week.trim() === '' ? {} : { week: countOf(week) }) };
    }
    case 'oral':
    case 'sublingual': {
      const { strength, units, form, holdMin, afterwards } = values;
      const mouth = {
        ...(asksWeight(protocol) ? { doseBasis, weight } : { doseBasis }),
        ...{ form, doseUg },
        ...(strength.trim() === '' ? {} : { unitUg: wholeOf(strength) }),
        ...(units.trim() === '' ? {} : { units: countOf(units) }),
      };
      return kind === 'oral' ? mouth : { ...mouth, holdMin: countOf(holdMin), afterwards };
    }
  }
}

/** The whole order; undefined while anything that it needs is missing or wrong. */
export function orderOf(
  values: OrderValues,
  premed: readonly PremedRow[],
  protocol: Protocol,
  kind: OrderKind,
): TreatmentOrder | undefined {
  const asked = askedOf(values, protocol, kind);
  if (asked === undefined) return undefined;
  const maxRate = kind === 'iv' ? wholeOf(values.maxRate) : undefined;
  const read = TreatmentOrder.safeParse({
    drug: protocol.product,
    route: protocol.route,
    ...givenOf(values, protocol, kind, asked),
    premedication: premed.map(({ medicine, doseText, when }) => ({ medicine, doseText, when })),
    limits: {
      ceilingUg: wholeOf(values.ceiling),
      ...(maxRate === undefined ? {} : { maxPumpRateUlPerH: maxRate }),
    },
    validFrom: values.validFrom,
    validUntil: values.validUntil,
    ...(values.note.trim() === '' ? {} : { note: values.note.trim() }),
  });
  return read.success ? read.data : undefined;
}
