/** An amount of a medicine as it was typed with its unit: mass in whole micrograms, volume and units in words. */
import { inThousandths } from './pump-numbers.ts';

export const doseUnits = ['mg', 'ug', 'ml', 'units'] as const;
export type DoseUnit = (typeof doseUnits)[number];

export type Amount = { readonly doseUg: number | undefined; readonly says: string };

const ugPerMg = 1_000;
const plain = (thousandths: number) => String(thousandths / ugPerMg);

/** Undefined while it is no such amount, or nobody has said in which unit. Part of a microgram cannot be kept. */
export function amountOf(typed: string, unit: DoseUnit | undefined): Amount | undefined {
  const thousandths = inThousandths(typed);
  if (thousandths === undefined || thousandths === 0 || unit === undefined) return undefined;
  if (unit === 'mg') return { doseUg: thousandths, says: `${plain(thousandths)} mg` };
  if (unit === 'ml') return { doseUg: undefined, says: `${plain(thousandths)} mL` };
  if (unit === 'units') return { doseUg: undefined, says: `${plain(thousandths)} units` };
  if (thousandths % ugPerMg !== 0) return undefined;
  return { doseUg: thousandths / ugPerMg, says: `${plain(thousandths)} µg` };
}
