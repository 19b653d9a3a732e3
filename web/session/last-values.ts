/** The newest value of each thing that is read, with its age and its state as the agenda found it. */
import type { Agenda, ReadingFact, SessionRecord } from '#clinical/session/session.ts';

export type Shown = {
  readonly value: number;
  readonly atMs: number;
  readonly by: string | null;
  /** Unjudged: the total of a scale that no line judges. */
  readonly state: 'ok' | 'amber' | 'red' | 'stale' | 'unknown' | 'unjudged';
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

/**
 * Both halves of the pressure, each in its own state: in 168/98 only the 168 is amber. Alone a half can't be judged
 * normal; as part of a pair that was judged, one that has no finding of its own is.
 */
export function halvesOf(record: SessionRecord, agenda: Agenda) {
  const newest = record.readings.findLast(
    ({ data }) => data.systolicMmHg !== undefined && data.diastolicMmHg !== undefined,
  );
  const pair = newest && agenda.judgedReadings.get(newest.id);
  const isJudged = pair?.judgements.some(
    ({ parameter, state }) => parameter === 'blood-pressure' && state !== 'not known',
  );
  const half = (what: 'systolicMmHg' | 'diastolicMmHg'): Shown | undefined => {
    const shown = shownOf(record, agenda, what);
    if (shown?.state !== 'unknown' || !isJudged || shown.atMs !== newest?.atMs) return shown;
    return { ...shown, state: 'ok' };
  };
  return { systolic: half('systolicMmHg'), diastolic: half('diastolicMmHg') };
}
