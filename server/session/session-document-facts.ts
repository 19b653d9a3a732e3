/** One fact in one line, for the log and for what a correction changed: everything that it says, nothing interpreted. */
import type { Fact, LoggedEvent } from '#clinical/session/session.ts';
import { mg, mgPerMl, ml, mlPerH, spaced } from './session-document-words.ts';

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
  volumeUl: ml,
  drawnUl: ml,
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
  volumeUl: 'volume',
  drawnUl: 'drawn',
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

/** How a fact that another one points at is called: by its place in the log, where it has one. */
export type PlaceOf = (id: string) => string | undefined;
const nowhere: PlaceOf = () => undefined;

function inWords(field: string, value: unknown, placeOf: PlaceOf): string {
  if (typeof value === 'number') return inUnits[field]?.(value) ?? String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') {
    if (isId(value)) return placeOf(value) ?? `…${value.slice(-12)}`;
    return written.includes(field) ? value : spaced(value);
  }
  if (value === null || value === undefined) return 'not known';
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((one) => inWords(field, one, placeOf)).join(', ');
  if (!isPlain(value)) return String(value);
  return Object.keys(value).length === 0 ? 'none' : `(${fieldsOf(value, placeOf)})`;
}

/** What a person wrote stands as they wrote it. */
const written: readonly string[] = [
  'text',
  'reason',
  'note',
  'why',
  'outcome',
  'escort',
  'whom',
  'meaning',
  'doseText',
  'says',
  'action',
  'value',
  'lot',
  'answer',
];

const fieldsOf = (data: Plain, placeOf: PlaceOf): string =>
  Object.entries(data)
    .map(([field, value]) =>
      field === 'text' ? inWords(field, value, placeOf) : `${nameOf(field)} ${inWords(field, value, placeOf)}`,
    )
    .join(', ');

export const factInWords = ({ data }: Fact | LoggedEvent, placeOf = nowhere): string =>
  fieldsOf(data, placeOf) || 'nothing else';

/** The fields in which two states of a fact differ; undefined where they say the same. */
export function changedFields(before: Fact, after: Fact): { was: string; is: string } | undefined {
  const [was, is]: [Plain, Plain] = [before.data, after.data];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]),
  );
  if (fields.length === 0) return undefined;
  const only = (data: Plain) => fields.map((field) => `${nameOf(field)} ${inWords(field, data[field], nowhere)}`);
  return { was: only(was).join(', '), is: only(is).join(', ') };
}
