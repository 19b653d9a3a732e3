/**
 * Units as monitors write them, brought to those in which a chair is charted.
 *
 * @source UCUM 2.1; ISO/IEEE 11073-10101 partition DIM; 1 mmHg = 133.322 387 415 Pa (NIST SP 811, appendix B)
 */
import type { Metric } from './metrics.ts';

type Unit = { ucum: string; mdc: string; ordinary: readonly string[]; toUsual(value: number): number };

const same = (value: number) => value;
const paPerMmHg = 133.322_387_415;

const unitsOf: Record<'pressure' | 'rate' | 'share' | 'temperature', readonly Unit[]> = {
  pressure: [
    { ucum: 'mm[Hg]', mdc: 'MDC_DIM_MMHG', ordinary: ['mmhg', 'mm hg', 'torr', '266016'], toUsual: same },
    {
      ucum: 'kPa',
      mdc: 'MDC_DIM_KILO_PASCAL',
      ordinary: ['kpa', '265987'],
      toUsual: (kPa) => (kPa * 1_000) / paPerMmHg,
    },
  ],
  rate: [
    {
      ucum: '/min',
      mdc: 'MDC_DIM_BEAT_PER_MIN',
      ordinary: [
        ...['1/min', 'min-1', 'bpm', 'beats/min', 'beat/min', '{beat}/min', '{beats}/min', '264864', '264928'],
        ...['rpm', 'resp/min', 'breaths/min', '{breath}/min', '{breaths}/min', 'br/min', 'mdc_dim_resp_per_min'],
      ],
      toUsual: same,
    },
  ],
  share: [
    { ucum: '%', mdc: 'MDC_DIM_PERCENT', ordinary: ['percent', '262688'], toUsual: same },
    { ucum: '1', mdc: 'MDC_DIM_DIMLESS', ordinary: ['{fraction}', '262656'], toUsual: (share) => share * 100 },
  ],
  temperature: [
    { ucum: 'Cel', mdc: 'MDC_DIM_DEGC', ordinary: ['°c', 'degc', 'c', '268192'], toUsual: same },
    {
      ucum: '[degF]',
      mdc: 'MDC_DIM_FAHR',
      ordinary: ['°f', 'degf', 'f', '266560'],
      toUsual: (f) => ((f - 32) * 5) / 9,
    },
  ],
};

const kindOf: Record<Metric, keyof typeof unitsOf> = {
  systolicMmHg: 'pressure',
  diastolicMmHg: 'pressure',
  meanMmHg: 'pressure',
  heartRatePerMin: 'rate',
  spo2Pct: 'share',
  breathsPerMin: 'rate',
  temperatureCel: 'temperature',
};

export type Read = {
  /** In the unit of the metric; converted ones to one decimal. */
  readonly value: number;
  readonly isConverted: boolean;
  /** The message named no unit: the metric has only one, or only one fits the number. */
  readonly isUnitAssumed: boolean;
};

/**
 * Where no unit is named, what only one unit can mean in a living person. Ours, by the limits of entry: the highest pressure
 * that can be charted, 300 mmHg, is 40 kPa, so what is above 45 is no kPa; 45 °F would be 7 °C; a share is 1 at most.
 */
const onlyAs: Record<keyof typeof unitsOf, { from: number; to: number }> = {
  pressure: { from: 45, to: 300 },
  rate: { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY },
  share: { from: 2, to: 100 },
  temperature: { from: 20, to: 45 },
};

/** @param units all that the message says of the unit: code, name, other code; empty where it says nothing */
export function inUsualUnit(metric: Metric, value: number, units: readonly string[]): Read | { why: string } {
  const kind = kindOf[metric];
  const said = units.map((unit) => unit.trim()).filter((unit) => unit !== '');
  if (said.length === 0) {
    const { from, to } = onlyAs[kind];
    if (value !== 0 && (value < from || value > to)) return { why: 'no unit is named, and the number fits none alone' };
    return { value, isConverted: false, isUnitAssumed: true };
  }
  const found = new Set(said.flatMap((unit) => unitsOf[kind].find((one) => isUnit(one, unit)) ?? []));
  const [unit] = found;
  if (unit === undefined) return { why: `the unit “${said[0]}” is not one for this` };
  if (found.size > 1) return { why: `it names two units: ${said.join(', ')}` };
  const usual = unit.toUsual(value);
  const isConverted = unit.toUsual !== same;
  return { value: isConverted ? Math.round(usual * 10) / 10 : usual, isConverted, isUnitAssumed: false };
}

const isUnit = (unit: Unit, said: string) =>
  unit.ucum === said || unit.mdc === said || unit.ordinary.includes(said.toLowerCase());
