/** One fact in one line, for the log and for what a correction changed: everything that it says, nothing interpreted. */
import { type Fact, isKind, type LoggedEvent, readFact } from '#clinical/session/session.ts';
import { mg, mgPerMl, ml, mlPerH, spaced, type Words } from './session-document-words.ts';

type Plain = { readonly [field: string]: unknown };
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields whose number carries a unit in the name: written with it. */
const inUnits: Readonly<Record<string, (value: number) => string>> = {
  concentrationUgPerMl: mgPerMl,
  pumpRateUlPerH: mlPerH,
  volumeToGiveUl: ml,
  volumeGivenUl: ml,
  doseUg: mg,
  systolicMmHg: (value) => `${value} mmHg`,
  diastolicMmHg: (value) => `${value} mmHg`,
  heartRatePerMin: (value) => `${value} /min`,
  breathsPerMin: (value) => `${value} /min`,
  spo2Pct: (value) => `${value} %`,
};

const fieldNames: Readonly<Record<string, string>> = {
  concentrationUgPerMl: 'concentration',
  pumpRateUlPerH: 'rate',
  volumeToGiveUl: 'volume to give',
  volumeGivenUl: 'volume given',
  doseUg: 'dose',
  systolicMmHg: 'systolic',
  diastolicMmHg: 'diastolic',
  heartRatePerMin: 'pulse',
  breathsPerMin: 'breaths',
  spo2Pct: 'SpO2',
  moaaS: 'MOAA/S',
  rass: 'RASS',
  cadss: 'CADSS',
  painNrs: 'pain',
  anxietyNrs: 'anxiety',
  nauseaNrs: 'nausea',
  of: 'of fact',
};

/** `isOnOxygen` reads “is on oxygen”. */
const nameOf = (field: string) =>
  fieldNames[field] ?? spaced(field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);

function inWords(field: string, value: unknown): string {
  if (typeof value === 'number') return inUnits[field]?.(value) ?? String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return isId(value) ? value.slice(0, 8) : field === 'text' ? value : spaced(value);
  if (value === null || value === undefined) return 'not known';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((one) => inWords(field, one)).join(', ');
  return isPlain(value) ? `(${fieldsOf(value)})` : String(value);
}

const fieldsOf = (data: Plain): string =>
  Object.entries(data)
    .map(([field, value]) => (field === 'text' ? inWords(field, value) : `${nameOf(field)} ${inWords(field, value)}`))
    .join(', ');

export const factInWords = ({ data }: Fact | LoggedEvent, _words: Words): string => fieldsOf(data) || 'nothing else';

export const canRead = (event: LoggedEvent): boolean => isKind(event.kind) && 'fact' in readFact(event);
