/**
 * Quantities that know their UCUM unit.
 *
 * Amounts of drug are whole micrograms, volumes whole microlitres, weights whole grams: exact, and small enough that no
 * dose of this field leaves the safe integers.
 */
import { guideline, sourced } from './sources.ts';

declare const unit: unique symbol;

/** A finite number in a UCUM unit: a `Quantity<'kg'>` is not a `Quantity<'mg'>`. */
export type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

const inUnit =
  <Unit extends string>() =>
  (value: number): Quantity<Unit> => {
    if (!Number.isFinite(value)) throw new RangeError(`not a quantity: ${value}`);
    return value as Quantity<Unit>;
  };

const inWhole =
  <Unit extends string>(name: Unit) =>
  (value: number): Quantity<Unit> => {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of ${name}: ${value}`);
    return value as Quantity<Unit>;
  };

export const g = inWhole('g');
export const ug = inWhole('ug');
export const ul = inWhole('uL');
/** Pump rates in whole microlitres per hour: 1 mL/h is 1000 uL/h. */
export const ulPerH = inWhole('uL/h');
export const ugPerKg = inWhole('ug/kg');
export const ugPerMl = inWhole('ug/mL');

export const kg = inUnit<'kg'>();
export const cm = inUnit<'cm'>();
export const kgPerM2 = inUnit<'kg/m2'>();
export const min = inUnit<'min'>();
export const mmHg = inUnit<'mm[Hg]'>();
export const percent = inUnit<'%'>();
export const perMinute = inUnit<'/min'>();
export const ngPerMl = inUnit<'ng/mL'>();

export const gramsPerPound = sourced(
  'Grams in a pound, by definition',
  453.59237,
  'g/[lb_av]',
  guideline('international yard and pound agreement, 1959'),
);
