import {
  type Agenda,
  type AgendaGiven,
  agenda,
  fold,
  givenOf,
  knownFrom,
  type SessionEvent,
  type SessionRecord,
} from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { today } from '#web/platform/format.ts';

export type KeptEvent = SessionEvent & { seq: number; recordedMs: number; hash: string };
/** What this device holds of a session's log: from the server, in its order, and sets moved here from elsewhere. */
export type Log = { lastSeq: number; kept: readonly KeptEvent[]; movedHere: readonly KeptEvent[] };

export type SessionInHand = {
  floor: Floor;
  session: FloorSession;
  /** Kept by the server, and what this device has not sent yet. */
  events: readonly SessionEvent[];
  record: SessionRecord;
  agenda: Agenda;
  /** The server's time, ms since 1970. */
  nowMs: number;
  /** Facts that only this device has. */
  waitingIds: ReadonlySet<string>;
  /** When the server kept it, ms since 1970; undefined while it has not. */
  recordedMsOf: (id: string) => number | undefined;
};

export const emptyLog: Log = { lastSeq: 0, kept: [], movedHere: [] };

type Folded = { events: readonly SessionEvent[]; record: SessionRecord };
type Own = {
  waiting: readonly SessionEvent[];
  kept: readonly SessionEvent[];
  insteadOf: ReadonlyMap<string, string>;
};

/** Folded anew only when a fact has come: the clock alone changes no record. */
export function folder() {
  const before = new Map<string, { log: Log; mine: readonly SessionEvent[]; folded: Folded }>();
  return (id: string, log: Log, own: Own): Folded => {
    const here = new Set(log.kept.map((event) => event.id));
    // What says again that which is here already is not shown twice.
    const isHere = (factId: string) => here.has(factId) || here.has(own.insteadOf.get(factId) ?? '');
    const mine = [...own.kept, ...own.waiting].filter((event) => event.session === id && !isHere(event.id));
    const last = before.get(id);
    if (last?.log === log && last.mine.length === mine.length && mine.every((event, at) => event === last.mine[at]))
      return last.folded;
    const events = [...log.kept, ...log.movedHere, ...mine];
    const folded = { events, record: fold(events, id) };
    before.set(id, { log, mine, folded });
    return folded;
  };
}

/** As the server is given it. A floor kept by an older version doesn't say who prescribes: no override counts then. */
export const givenHere = (session: FloorSession, floor: Floor, nowMs: number): AgendaGiven =>
  givenOf(
    { ...session, prescribers: floor.prescribers, timeZone: floor.clinic.timeZone, known: knownHere(session, floor) },
    today(floor.clinic.timeZone, nowMs),
  );

/** As of the moment at which the server told it; without a network it is soon too old, and people answer. */
const knownHere = ({ id, earlier, stock, drawn }: FloorSession, { gate, serverMs }: Floor) =>
  gate === undefined ? undefined : knownFrom(gate, id, { earlier: earlier ?? [], stock: stock ?? [], drawn }, serverMs);

export const agendaOf = (record: SessionRecord, session: FloorSession, floor: Floor, nowMs: number): Agenda =>
  agenda(record, givenHere(session, floor, nowMs), nowMs);

/** New facts behind those that are here; what came twice is one. */
export function withNews(
  log: Log,
  news: { lastSeq: number; events: readonly KeptEvent[]; movedHere: readonly KeptEvent[] },
): Log {
  const known = new Set(log.kept.map(({ id }) => id));
  const added = news.events.filter(({ id }) => !known.has(id));
  const isMovedSame =
    news.movedHere.length === log.movedHere.length &&
    news.movedHere.every(({ hash }, at) => hash === log.movedHere[at]?.hash);
  const lastSeq = Math.max(log.lastSeq, ...news.events.map(({ seq }) => seq));
  if (added.length === 0 && isMovedSame && lastSeq === log.lastSeq) return log;
  return {
    lastSeq,
    kept: added.length === 0 ? log.kept : [...log.kept, ...added],
    movedHere: isMovedSame ? log.movedHere : news.movedHere,
  };
}
