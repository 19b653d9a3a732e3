/** What a prescriber types, as an order: parsed field by field, held against the rules as soon as enough is there. */
import { gramsOf } from '#clinical/chart/chart.ts';
import {
  dosingWeight,
  IvOrder,
  type OrderAsked,
  type OrderWeight,
  type Protocol,
  type WeightBasis,
} from '#clinical/plan/plan.ts';
import { cm, g } from '#clinical/units.ts';
import { t } from '#web/platform/text.ts';
import { type Typed, typedThousandths, wholeOf } from './typed-number.ts';

export type PremedRow = { key: number; medicine: string; doseText: string; when: string };
export type OrderValues = {
  unit: '' | 'ug/kg' | 'ug';
  amount: string;
  weight: string;
  weightUnit: '' | 'kg' | 'lb';
  takenOn: string;
  basis: '' | WeightBasis;
  heightCm: string;
  sex: '' | 'male' | 'female';
  concentration: string;
  overMin: string;
  pumpStep: string;
  dose: string;
  rate: string;
  ceiling: string;
  maxRate: string;
  validFrom: string;
  validUntil: string;
  note: string;
  reason: string;
};
export type Field = keyof OrderValues;

export const noOrder: OrderValues = {
  unit: '',
  amount: '',
  weight: '',
  weightUnit: '',
  takenOn: '',
  basis: '',
  heightCm: '',
  sex: '',
  concentration: '',
  overMin: '',
  pumpStep: '',
  dose: '',
  rate: '',
  ceiling: '',
  maxRate: '',
  validFrom: '',
  validUntil: '',
  note: '',
  reason: '',
};

const numbers = [
  'amount',
  'weight',
  'heightCm',
  'concentration',
  'overMin',
  'pumpStep',
  'dose',
  'rate',
  'ceiling',
  'maxRate',
] as const;
const needed: readonly Field[] = [
  'unit',
  'amount',
  'weight',
  'weightUnit',
  'takenOn',
  'basis',
  'concentration',
  'overMin',
  'dose',
  'rate',
  'ceiling',
  'validFrom',
  'validUntil',
];

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

/** Enough to propose dose and rate. */
export function askedOf(values: OrderValues, protocol: Protocol): OrderAsked | undefined {
  const [amount, concentration, overMin] = [
    wholeOf(values.amount),
    wholeOf(values.concentration),
    wholeOf(values.overMin),
  ];
  const weight = orderWeight(values, protocol);
  const pumpStep = wholeOf(values.pumpStep);
  if (values.unit === '' || amount === undefined || concentration === undefined || overMin === undefined)
    return undefined;
  if (weight === undefined) return undefined;
  return {
    doseBasis: { unit: values.unit, amount },
    weight,
    concentrationUgPerMl: concentration,
    overMin: overMin / 1_000,
    ...(pumpStep === undefined ? {} : { pumpStepUlPerH: pumpStep }),
  };
}

/** The whole order; undefined while anything that it needs is missing or wrong. */
export function orderOf(values: OrderValues, premed: readonly PremedRow[], protocol: Protocol): IvOrder | undefined {
  const asked = askedOf(values, protocol);
  if (asked === undefined) return undefined;
  const maxRate = wholeOf(values.maxRate);
  const candidate = {
    drug: 'ketamine',
    route: 'iv',
    ...asked,
    doseUg: wholeOf(values.dose),
    pumpRateUlPerH: wholeOf(values.rate),
    premedication: premed.map(({ medicine, doseText, when }) => ({ medicine, doseText, when })),
    limits: {
      ceilingUg: wholeOf(values.ceiling),
      ...(maxRate === undefined ? {} : { maxPumpRateUlPerH: maxRate }),
    },
    validFrom: values.validFrom,
    validUntil: values.validUntil,
    ...(values.note.trim() === '' ? {} : { note: values.note.trim() }),
  };
  const read = IvOrder.safeParse(candidate);
  return read.success ? read.data : undefined;
}

export type OrderErrors = Partial<Record<Field, string>>;

/** @param isSent whether what is still empty is said already */
export function orderErrors(values: OrderValues, isSent: boolean, replaces: boolean): OrderErrors {
  const errors: OrderErrors = {};
  for (const field of numbers) {
    const typed: Typed = typedThousandths(values[field]);
    if (typed.state === 'wrong') errors[field] = t(`typed.${typed.why}`);
  }
  if (!isSent) return errors;
  const isWorked = values.basis === 'ideal' || values.basis === 'adjusted';
  const asked: Field[] = [
    ...needed,
    ...(isWorked ? (['heightCm', 'sex'] as const) : []),
    ...(replaces ? (['reason'] as const) : []),
  ];
  for (const field of asked) if (values[field].trim() === '') errors[field] ??= t('form.needed');
  return errors;
}
