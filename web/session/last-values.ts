/** The newest value of each thing that is read, with its age and its state as the agenda found it. */
import type { Agenda, ReadingFact, SessionRecord } from '#clinical/session/session.ts';

export type Shown = {
  readonly value: number;
  readonly atMs: number;
  readonly by: string | null;
  readonly state: 'ok' | 'amber' | 'red' | 'stale' | 'unknown';
  readonly isCorrected: boolean;
};

type Readable = {
  [K in keyof ReadingFact]-?: NonNullable<ReadingFact[K]> extends number ? K : never;
}[keyof ReadingFact];

export function shownOf(record: SessionRecord, agenda: Agenda, what: Readable): Shown | undefined {
  const newest = record.readings.findLast(({ data }) => data[what] !== undefined);
  const value = newest?.data[what];
  if (newest === undefined || value === undefined) return undefined;
  const said = agenda.lastValues[what];
  return {
    value,
    atMs: newest.atMs,
    by: newest.by,
    state: said?.state ?? 'unknown',
    isCorrected: newest.isCorrected,
  };
}

/** Both halves of the pressure, each in its own state: in 168/98 only the 168 is amber. */
export const halvesOf = (record: SessionRecord, agenda: Agenda) => ({
  systolic: shownOf(record, agenda, 'systolicMmHg'),
  diastolic: shownOf(record, agenda, 'diastolicMmHg'),
});
