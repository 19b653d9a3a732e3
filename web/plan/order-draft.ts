/** What a prescriber types, field by field: which fields an order by this route has, and what is wrong in one of them. */
import type { Protocol, WeightBasis } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { type Typed, typedThousandths } from './typed-number.ts';

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
  volume: string;
  overMin: string;
  pumpStep: string;
  dose: string;
  rate: string;
  indication: string;
  phase: string;
  week: string;
  form: string;
  strength: string;
  units: string;
  holdMin: string;
  afterwards: string;
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
  volume: '',
  overMin: '',
  pumpStep: '',
  dose: '',
  rate: '',
  indication: '',
  phase: '',
  week: '',
  form: '',
  strength: '',
  units: '',
  holdMin: '',
  afterwards: '',
  ceiling: '',
  maxRate: '',
  validFrom: '',
  validUntil: '',
  note: '',
  reason: '',
};

/** The ways in which an order is filled in. A compounded nasal spray has none: no source has a dose. */
export type OrderKind = 'iv' | 'injection' | 'esketamine' | 'oral' | 'sublingual';

export function kindOf({ route, product, dose }: Protocol): OrderKind | undefined {
  if (dose === null) return undefined;
  if (route === 'intranasal') return product === 'esketamine' ? 'esketamine' : undefined;
  return route === 'im' || route === 'sc' ? 'injection' : route;
}

const thousandths = [
  'amount',
  'weight',
  'heightCm',
  'concentration',
  'volume',
  'overMin',
  'pumpStep',
  'dose',
  'rate',
  'strength',
  'ceiling',
  'maxRate',
] as const;
const counts = ['week', 'units', 'holdMin'] as const;

/** Whether a dose is worked out from a weight: one that goes by mg asks for none. */
export const asksWeight = ({ dose }: Protocol): boolean => dose?.unit === 'ug/kg';

const byWeight: readonly Field[] = ['unit', 'amount', 'weight', 'weightUnit', 'takenOn', 'basis'];
const byKind: Readonly<Record<OrderKind, readonly Field[]>> = {
  iv: ['concentration', 'overMin', 'dose', 'rate'],
  injection: ['concentration', 'dose', 'volume'],
  esketamine: ['dose', 'indication', 'phase'],
  oral: ['form', 'dose'],
  sublingual: ['form', 'dose', 'holdMin', 'afterwards'],
};
const limits: readonly Field[] = ['ceiling', 'validFrom', 'validUntil'];

/** Which fields an order under this protocol is asked for, in their order. */
function needed(protocol: Protocol, { basis }: OrderValues): Field[] {
  const kind = kindOf(protocol);
  if (kind === undefined) return [];
  const isWorked = basis === 'ideal' || basis === 'adjusted';
  const dose = asksWeight(protocol) ? byWeight : [];
  return [...dose, ...(isWorked ? (['heightCm', 'sex'] as const) : []), ...byKind[kind], ...limits];
}

/** A whole number as 1, 2, 30; undefined while it is none. */
export const countOf = (text: string): number | undefined => {
  const trimmed = text.trim();
  return /^\d{1,4}$/.test(trimmed) && Number(trimmed) > 0 ? Number(trimmed) : undefined;
};

export type OrderErrors = Partial<Record<Field, string>>;

/** @param isSent whether what is still empty is said already */
export function orderErrors(values: OrderValues, protocol: Protocol, isSent: boolean, replaces: boolean): OrderErrors {
  const errors: OrderErrors = {};
  for (const field of thousandths) {
    const typed: Typed = typedThousandths(values[field]);
    if (typed.state === 'wrong') errors[field] = t(`typed.${typed.why}`);
  }
  for (const field of counts)
    if (values[field].trim() !== '' && countOf(values[field]) === undefined) errors[field] = t('typed.count');
  if (!isSent) return errors;
  const asked: Field[] = [...needed(protocol, values), ...(replaces ? (['reason'] as const) : [])];
  for (const field of asked) if (values[field].trim() === '') errors[field] ??= t('form.needed');
  return errors;
}
