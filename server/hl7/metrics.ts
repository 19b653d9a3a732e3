/**
 * What a monitor measures, by the codes monitors send.
 *
 * @source ISO/IEEE 11073-10101 (partition SCADA), IHE PCD-01; LOINC 2.77. A pressure in an artery is no cuff pressure and
 * has no place here: it is kept as received and not offered.
 */

export const metrics = [
  'systolicMmHg',
  'diastolicMmHg',
  'meanMmHg',
  'heartRatePerMin',
  'spo2Pct',
  'breathsPerMin',
  'temperatureCel',
] as const;
export type Metric = (typeof metrics)[number];

type Known = { metric: Metric | 'pressurePair'; mdc: Record<string, string>; loinc: readonly string[] };

const known: readonly Known[] = [
  {
    metric: 'systolicMmHg',
    mdc: { 150021: 'MDC_PRESS_BLD_NONINV_SYS', 150301: 'MDC_PRESS_CUFF_SYS' },
    loinc: ['8480-6', '76534-7'],
  },
  {
    metric: 'diastolicMmHg',
    mdc: { 150022: 'MDC_PRESS_BLD_NONINV_DIA', 150302: 'MDC_PRESS_CUFF_DIA' },
    loinc: ['8462-4', '76535-4'],
  },
  {
    metric: 'meanMmHg',
    mdc: { 150023: 'MDC_PRESS_BLD_NONINV_MEAN', 150303: 'MDC_PRESS_CUFF_MEAN' },
    loinc: ['8478-0', '76536-2'],
  },
  {
    metric: 'heartRatePerMin',
    mdc: {
      147842: 'MDC_ECG_HEART_RATE',
      149530: 'MDC_PULS_OXIM_PULS_RATE',
      149546: 'MDC_PULS_RATE_NON_INV',
    },
    loinc: ['8867-4', '8889-8'],
  },
  { metric: 'spo2Pct', mdc: { 150456: 'MDC_PULS_OXIM_SAT_O2' }, loinc: ['59408-5', '2708-6'] },
  {
    metric: 'breathsPerMin',
    mdc: { 151562: 'MDC_RESP_RATE', 151578: 'MDC_TTHOR_RESP_RATE', 151594: 'MDC_CO2_RESP_RATE' },
    loinc: ['9279-1'],
  },
  { metric: 'temperatureCel', mdc: { 150344: 'MDC_TEMP' }, loinc: ['8310-5'] },
  // Both in one field, as 120/80.
  {
    metric: 'pressurePair',
    mdc: { 150020: 'MDC_PRESS_BLD_NONINV', 150300: 'MDC_PRESS_CUFF' },
    loinc: ['55284-4', '85354-9'],
  },
];

const names = known.flatMap(({ metric, mdc }) => Object.entries(mdc).map(([code, name]) => ({ metric, code, name })));
const byCode = new Map(names.map((one) => [one.code, one]));
const byName = new Map(names.map((one) => [one.name, one]));
const byLoinc = new Map(known.flatMap(({ metric, loinc }) => loinc.map((code) => [code, metric] as const)));

export type Code = { code: string; name: string; system: string };

/** Undefined: none that is read here. `contradicts`: the number says one thing and the name another. */
export function metricOf({ code, name, system }: Code): Known['metric'] | 'contradicts' | undefined {
  if (/^(LN|LOINC)$/i.test(system) || byLoinc.has(code)) return byLoinc.get(code);
  const [number, word] = [byCode.get(code), byName.get(name) ?? byName.get(code)];
  if (number !== undefined && word !== undefined && number.metric !== word.metric) return 'contradicts';
  // A number of another meaning under a name that is known here, or the other way round, is not for us to settle.
  if (number === undefined && word !== undefined && /^\d+$/.test(code)) return 'contradicts';
  if (number !== undefined && word === undefined && /^MDC_/.test(name)) return 'contradicts';
  return (number ?? word)?.metric;
}
