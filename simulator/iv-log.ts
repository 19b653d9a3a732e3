import { type DataOf, type Kind, newestVersion, type SessionEvent } from '#clinical/session/session.ts';
import { type Chance, chance } from './chance.ts';
import { inventId } from './numbers.ts';

export const msPerMin = 60_000;

/** Who writes, where. Ids of people on the staff of the clinic. */
export type IvStaff = { readonly nurse: string; readonly prescriber: { readonly id: string; readonly name: string } };

type Entry = Pick<SessionEvent, 'id' | 'data' | 'by'> & {
  readonly kind: Kind;
  readonly atMs: number;
  readonly enteredMs: number;
};

export type IvLog = {
  /**
   * Writes one fact: what happened at `atMs`, typed in so many seconds later. Ms since 1970; seconds are whole.
   *
   * @returns the id of the fact, for those that point at it
   */
  write<K extends Kind>(atMs: number, kind: K, data: DataOf<K>, how?: { lagSec?: number; by?: string }): string;
  /** Everything written, in the order in which it was typed in. */
  events(): SessionEvent[];
};

/** People note times to the second. */
export const wholeSecond = (ms: number) => Math.round(ms / 1_000) * 1_000;

/** One station's log of one session; the ids are the same whenever it is told again. */
export function ivLog(of: {
  seed: number;
  session: string;
  station: string;
  plannedAtMs: number;
  nurse: string;
}): IvLog {
  const entries: Entry[] = [];
  const lag: Chance = chance(of.seed, 'lag', of.session);
  return {
    write: (atMs, kind, data, how = {}) => {
      const at = wholeSecond(atMs);
      const enteredMs = at + (how.lagSec ?? lag.whole(4, 40)) * 1_000;
      const id = inventId(chance(of.seed, 'fact', of.session, entries.length), enteredMs);
      entries.push({ id, kind, data, by: how.by ?? of.nurse, atMs: at, enteredMs });
      return id;
    },
    events: () =>
      entries
        .toSorted((a, b) => a.enteredMs - b.enteredMs)
        .map(({ id, kind, data, by, atMs, enteredMs }, place) => ({
          id,
          session: of.session,
          kind,
          v: newestVersion(kind),
          data,
          measuredAt: new Date(atMs).toISOString(),
          enteredAt: new Date(enteredMs).toISOString(),
          by,
          station: of.station,
          // The station's count goes on from one session to the next: a session has fewer facts than it lasts seconds.
          stationSeq: Math.trunc(of.plannedAtMs / 1_000) + place,
          clockOffsetMs: 0,
          offsetCheckedAt: new Date(enteredMs).toISOString(),
        })),
  };
}
