/** Times, people and amounts as the printed record writes them. */
import { lateEntry, type Stamp } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...options });
  formats.set(key, made);
  return made;
}

export type Words = ReturnType<typeof wordsOf>;

/** Words in the clinic's zone. A day is written where it is not that of the session. */
export function wordsOf({ clinic: { timeZone }, names, session, record }: Dossier) {
  const day = (atMs: number) => format(timeZone, { day: 'numeric', month: 'short', year: 'numeric' }).format(atMs);
  const clock = (atMs: number) => format(timeZone, { hour: '2-digit', minute: '2-digit' }).format(atMs);
  const seconds = (atMs: number) =>
    format(timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(atMs);
  const ofMs = record.arrived?.atMs ?? record.firstDose?.atMs ?? session.plannedAtMs;
  const ofSession = day(ofMs);
  const time = (atMs: number) => (day(atMs) === ofSession ? clock(atMs) : `${day(atMs)} ${clock(atMs)}`);
  const zone =
    format(timeZone, { timeZoneName: 'short' })
      .formatToParts(ofMs)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  const who = (by: string | null) =>
    by === null ? 'locked station, claimed by nobody' : (names.get(by) ?? `person ${by.slice(0, 8)}`);
  /** What is to be said of the times of a fact beside when it happened: nothing where it was written at once. */
  const late = (stamp: Stamp): string =>
    [
      stamp.isLate ? lateSays(stamp) : '',
      stamp.isClockInDoubt ? 'The clock of the station is in doubt: it was ahead of the server’s.' : '',
      stamp.isCorrected ? 'Corrected: see “Corrections”.' : '',
    ]
      .filter((text) => text !== '')
      .join(' ');
  const lateSays = ({ atMs, enteredMs, recordedMs, lateMin }: Stamp) => {
    const isWrittenLate = enteredMs - atMs > lateEntry.value * 60_000;
    const kept = recordedMs === undefined ? 'kept by no server yet' : `kept ${time(recordedMs)}`;
    return `Late by ${lateMin} min: ${isWrittenLate ? `written ${time(enteredMs)}` : 'written at once'}, ${kept}.`;
  };
  /** To the second: of steps in an emergency the seconds count. */
  const exact = (atMs: number) => (day(atMs) === ofSession ? seconds(atMs) : `${day(atMs)} ${seconds(atMs)}`);
  return { day, exact, clock, seconds, time, who, late, zone, ofSession };
}

/** A date without a time: "7 Mar 1984". */
export const dateOf = (on: string): string =>
  format('UTC', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(`${on.slice(0, 10)}T00:00:00Z`));

export const mg = (ug: number): string => `${trimmed(ug / 1_000, 3)} mg`;
export const ml = (ul: number): string => `${trimmed(ul / 1_000, 3)} mL`;
export const mlPerH = (ulPerH: number): string => `${trimmed(ulPerH / 1_000, 3)} mL/h`;
export const mgPerMl = (ugPerMl: number): string => `${trimmed(ugPerMl / 1_000, 3)} mg/mL`;
const trimmed = (value: number, digits: number) => String(Number(value.toFixed(digits)));

export const spaced = (name: string): string => name.replaceAll('-', ' ');
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const shortHash = (hex: string): string => hex.slice(0, 12);
