/** What every FHIR resource of a session is put together from. Codes: LOINC where one is sure, our own system elsewhere. */
import type { Stamp } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';

export type Resource = { readonly resourceType: string; readonly id: string; readonly [field: string]: unknown };

/** Our own codes: the words that the log itself uses. */
export const ownSystem = 'urn:racemic:session';
const loincSystem = 'http://loinc.org';

export const own = (code: string, text = code.replaceAll('-', ' ')) => ({
  coding: [{ system: ownSystem, code, display: text }],
  text,
});
export const loinc = (code: string, text: string) => ({ coding: [{ system: loincSystem, code, display: text }], text });
export const quantity = (value: number, unit: string, code = unit) => ({
  value,
  unit,
  system: 'http://unitsofmeasure.org',
  code,
});

export const iso = (atMs: number): string => new Date(atMs).toISOString();
export const to = (type: string, id: string) => ({ reference: `${type}/${id}` });
/** Null: a locked station took it, and nobody has claimed it. */
export const person = (by: string | null) =>
  by === null ? { display: 'A locked station; claimed by nobody' } : to('Practitioner', by);

export const subjectOf = ({ patient }: Dossier) => to('Patient', patient.id);
export const encounterOf = ({ session }: Dossier) => to('Encounter', session.id);

/** The times that FHIR has no field for, in words: when it was written, when it was kept, whether a clock is in doubt. */
export const timesOf = (stamp: Stamp) => [
  {
    text: [
      `Entered ${iso(stamp.enteredMs)}`,
      ...(stamp.recordedMs === undefined ? [] : [`recorded ${iso(stamp.recordedMs)}`]),
      ...(stamp.isLate ? [`late by ${stamp.lateMin} min`] : []),
      ...(stamp.isClockInDoubt ? ['the clock of the station is in doubt'] : []),
    ].join('; '),
  },
];
