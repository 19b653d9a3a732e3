import { z } from 'zod';
import { wordsOf } from '#clinical/issue-words.ts';
import { type DataOf, isKind, type Kind, kinds } from './log-kinds.ts';
import { sayUnread } from './log-words.ts';

const Moment = z.iso.datetime({ message: 'is a moment like 2026-11-25T10:46:12.000Z' });

/**
 * One fact of a session, as a station made it.
 *
 * `measuredAt` is when it happened by the station's clock, `enteredAt` when someone wrote it. `clockOffsetMs` is how far
 * the server's clock was ahead of the station's when they last compared, at `offsetCheckedAt`. `by` is null for what a
 * locked station took: to be claimed.
 */
export const SessionEvent = z.strictObject({
  id: z.uuid('is an id'),
  session: z.uuid('is the id of a session'),
  kind: z.string().max(60),
  v: z.int().min(1),
  data: z.record(z.string(), z.unknown()),
  measuredAt: Moment,
  enteredAt: Moment,
  by: z.uuid().nullable(),
  station: z.uuid(),
  stationSeq: z.int().min(0),
  clockOffsetMs: z.int(),
  offsetCheckedAt: Moment.nullable(),
});
export type SessionEvent = z.infer<typeof SessionEvent>;

/** A fact as it is folded: with when the server kept it (ms since 1970), once it has. */
export type LoggedEvent = SessionEvent & { readonly recordedMs?: number | undefined };

type Facts = { [K in Kind]: Omit<LoggedEvent, 'kind' | 'data'> & { kind: K; data: DataOf<K> } };
/** A fact with its data read: one type for each kind. */
export type Fact = Facts[Kind];
export type FactOf<K extends Kind> = Facts[K];

export type Unread = {
  readonly id: string;
  readonly why: 'unknown-kind' | 'newer-version' | 'malformed';
  readonly says: string;
};

type Read = { fact: Fact } | { unread: Unread };

/** What was read once is not read again: a record is folded anew with every fact that comes. */
const known = new WeakMap<LoggedEvent, Read>();

/** Reads the data of a fact by its kind and version. What can't be read goes to the tray; it holds up nothing behind it. */
export function readFact(event: LoggedEvent): Read {
  const before = known.get(event);
  if (before !== undefined) return before;
  const read = readAnew(event);
  known.set(event, read);
  return read;
}

function readAnew(event: LoggedEvent): Read {
  const refuse = (why: Unread['why'], says: string) => ({ unread: { id: event.id, why, says } });
  if (!isKind(event.kind))
    return refuse('unknown-kind', `“${event.kind}” is no kind of fact that this version knows. It is kept as it came.`);
  const versions: readonly z.ZodType[] = kinds[event.kind];
  const schema = versions[event.v - 1];
  if (schema === undefined)
    return refuse('newer-version', `“${event.kind}” comes from a newer version of the program. Update this server.`);
  const read = schema.safeParse(event.data, { error: wordsOf });
  if (!read.success) return refuse('malformed', sayUnread(event.kind, event.data, read.error.issues[0]));
  return { fact: { ...event, kind: event.kind, data: read.data } as Fact };
}

/** Moments are read over and over while a log is put in order: each text once. */
const moments = new Map<string, number>();
const mostMoments = 10 * 1_000;

/** An ISO moment as ms since 1970. */
export function msOf(moment: string): number {
  const before = moments.get(moment);
  if (before !== undefined) return before;
  if (moments.size >= mostMoments) moments.clear();
  const ms = Date.parse(moment);
  moments.set(moment, ms);
  return ms;
}

/** When it happened by the server's clock, in ms since 1970. */
export const happenedAt = (event: Pick<SessionEvent, 'measuredAt' | 'clockOffsetMs'>): number =>
  msOf(event.measuredAt) + event.clockOffsetMs;

/** The order of what happened: by corrected time, then by station, its count, and the id. Arrival has no say. */
export const inTime = (a: LoggedEvent | Fact, b: LoggedEvent | Fact): number =>
  happenedAt(a) - happenedAt(b) ||
  (a.station < b.station ? -1 : a.station > b.station ? 1 : 0) ||
  a.stationSeq - b.stationSeq ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
