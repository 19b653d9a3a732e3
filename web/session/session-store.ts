/** Where the session screens take their data: from the server while it answers, from this device while it does not. */
import { z } from 'zod';
import type { Floor, FloorAnswer } from '#server/session/floor.shapes.ts';
import { compare } from '#web/offline/clock.ts';
import { dropCopies, keepCopy, needCopies, readCopy } from '#web/offline/copies.ts';
import { frameName } from '#web/offline/kept-frame.ts';
import { stationDatabase } from '#web/offline/station-database.ts';
import { frameNow, isLockedNow, startOutbox } from '#web/offline/station-outbox.ts';
import { get } from '#web/platform/api.ts';
import { onSessionChange } from '#web/platform/live.ts';
import { keepFollowed, keptFollowed, network } from '#web/platform/network.ts';
import { queryClient } from '#web/platform/queries.ts';
import { type Store, store } from '#web/platform/store.ts';
import { floorOf } from './floor-answer.ts';
import { emptyLog, type KeptEvent, type Log, withNews } from './in-hand.ts';

export type FloorHere = {
  floor: Floor | undefined;
  /** Until when the server was heard by whom this floor is shown to, so that no news was missed; by this device's clock. */
  asOfMs: number | undefined;
  /** From this device: the server has not said so since this page was opened. */
  isFromStation: boolean;
  error?: unknown;
};

const nothingHere: FloorHere = { floor: undefined, asOfMs: undefined, isFromStation: false };
export const floorHere: Store<FloorHere> = store<FloorHere>(nothingHere);
export const logs: Store<ReadonlyMap<string, Log>> = store<ReadonlyMap<string, Log>>(new Map());

/** The live feed says what changes; each look is written down, so by itself the floor is asked for this seldom. */
const lookEveryMs = 60_000;
const lookAgainMs = 5_000;
const keepAfterMs = 500;
let whose: string | undefined;
let asking: Promise<void> | undefined;
let isAskedAgain = false;

const floorName = (account: string) => `floor:${account}`;
const logName = (account: string, id: string) => `log:${account}:${id}`;

// What this device wrote itself and sealed since: only its outline is looked at again.
const isFloor = (content: unknown): content is Floor =>
  z.object({ serverMs: z.number(), sessions: z.array(z.object({ id: z.string() })) }).safeParse(content).success;
const isLog = (content: unknown): content is Log =>
  z.object({ lastSeq: z.number(), kept: z.array(z.unknown()), movedHere: z.array(z.unknown()) }).safeParse(content)
    .success;

/** Another person sees only what the server shows to them. */
async function changePerson(account: string): Promise<void> {
  whose = account;
  floorHere.set(nothingHere);
  logs.set(new Map());
  const copy = await readCopy(stationDatabase, floorName(account)).catch(() => undefined);
  if (copy === undefined || !isFloor(copy.content) || whose !== account) return;
  const read = new Map<string, Log>();
  for (const { id } of copy.content.sessions) {
    const log = await readCopy(stationDatabase, logName(account, id)).catch(() => undefined);
    if (log !== undefined && isLog(log.content)) read.set(id, log.content);
  }
  if (whose !== account) return;
  logs.set(new Map([...read, ...logs.get()]));
  if (floorHere.get().floor === undefined)
    floorHere.set({ floor: copy.content, asOfMs: Math.max(copy.atMs, keptFollowed(account)), isFromStation: true });
}

/** One look at a time; news during a look sets off another. */
export function lookAtFloor(): Promise<void> {
  isAskedAgain = true;
  asking ??= (async () => {
    while (isAskedAgain) {
      isAskedAgain = false;
      await look();
    }
  })().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function look(): Promise<void> {
  const account = frameNow()?.me?.accountId;
  // A locked screen shows the chairs as this device last knew them, and asks for nothing.
  if (account === undefined || isLockedNow()) return lookWhileLocked(account);
  if (whose !== account) await changePerson(account);
  try {
    const askedMs = Date.now();
    const floor = floorOf(await get<FloorAnswer>('/api/floor', { background: true }));
    compare(floor.serverMs, askedMs, Date.now());
    if (whose !== account) return;
    floorHere.set({ floor, asOfMs: Date.now(), isFromStation: false });
    await keepFloor(account, floor);
    const here = new Set(floor.sessions.map(({ id }) => logName(account, id)));
    await dropCopies(stationDatabase, logName(account, ''), (name) => here.has(name)).catch(() => undefined);
    const behind = floor.sessions.filter(
      ({ id, lastSeq }) => lastSeq > (logs.get().get(id)?.lastSeq ?? 0) || !logs.get().has(id),
    );
    await Promise.all(behind.map(({ id }) => readNews(id).catch(lookLater)));
  } catch (error) {
    const before = floorHere.get();
    floorHere.set({ ...before, isFromStation: before.floor !== undefined, error });
    lookLater();
  }
}

/** News come by themselves while the server is heard: the floor is as old as its last sign of life, also after a reload. */
function grownOlder(): void {
  const { heardAt, silentSince } = network.get();
  const { floor, isFromStation, asOfMs } = floorHere.get();
  const isFollowed = whose !== undefined && !isLockedNow() && document.visibilityState === 'visible';
  if (floor === undefined || isFromStation || !isFollowed || heardAt === undefined || silentSince !== undefined) return;
  if (asOfMs !== undefined && heardAt <= asOfMs) return;
  floorHere.set({ ...floorHere.get(), asOfMs: heardAt });
  if (whose !== undefined) keepFollowed(whose, heardAt);
}

let later: ReturnType<typeof setTimeout> | undefined;

/** What got no answer is asked for again, also where nobody says that it changed. */
function lookLater(): void {
  if (later !== undefined) return;
  later = setTimeout(() => {
    later = undefined;
    if (document.visibilityState === 'visible') void lookAtFloor();
  }, lookAgainMs);
}

let keptFloor: { text: string; atMs: number } | undefined;
const keepFloorAgainMs = 60_000;

/** Written when something changed, and now and then so that its age is honest. */
async function keepFloor(account: string, floor: Floor): Promise<void> {
  const open = floor.sessions.filter(({ isSigned }) => !isSigned).map(({ id }) => logName(account, id));
  needCopies(new Set([frameName, floorName(account), ...open]));
  const text = account + JSON.stringify({ ...floor, serverMs: 0 });
  if (keptFloor?.text === text && Date.now() - keptFloor.atMs < keepFloorAgainMs) return;
  keptFloor = { text, atMs: Date.now() };
  await keepCopy(stationDatabase, floorName(account), floor).catch(() => undefined);
}

/** At a station that nobody is signed in at, the last floor that was seen there; elsewhere only the locked person's own. */
async function lookWhileLocked(account: string | undefined): Promise<void> {
  const last = account ?? (frameNow()?.station === undefined ? undefined : await lastPerson());
  if (last !== undefined && whose !== last) await changePerson(last);
}

async function lastPerson(): Promise<string | undefined> {
  const rows = await stationDatabase.copies.where('name').startsWith(floorName('')).toArray();
  const [newest] = rows.toSorted((a, b) => b.atMs - a.atMs);
  return newest?.name.slice(floorName('').length);
}

type News = { session: { lastSeq: number }; events: KeptEvent[]; movedHere?: KeptEvent[] };

/** The rest of a session's log. A set charted on the wrong person is news of the right one too. */
export async function readNews(id: string): Promise<void> {
  const account = whose;
  const log = logs.get().get(id) ?? emptyLog;
  const path = `/api/sessions/${id}/events?after=${log.lastSeq}`;
  const { session, events, movedHere = [] } = await get<News>(path, { background: true });
  if (whose !== account || account === undefined) return;
  const before = logs.get().get(id);
  const next = withNews(before ?? emptyLog, { lastSeq: session.lastSeq, events, movedHere });
  if (next === before) return;
  logs.set(new Map(logs.get()).set(id, next));
  keepSoon(account, id);
  for (const other of alsoIn(events)) if (other !== id && logs.get().has(other)) await readNews(other);
}

/** Sessions that a correction here speaks of too: where it moves a set to, and where a set that it speaks of has gone. */
function alsoIn(events: readonly KeptEvent[]): Set<string> {
  const found = new Set<string>();
  for (const { kind, data } of events) {
    if (kind !== 'correction') continue;
    const { of, change } = data;
    if (typeof change === 'object' && change !== null && 'movesTo' in change) found.add(String(change.movesTo));
    for (const [id, { movedHere }] of logs.get()) if (movedHere.some((event) => event.id === of)) found.add(id);
  }
  return found;
}

const keeping = new Set<string>();

/** Facts come in bursts: one writing for all of them. */
function keepSoon(account: string, id: string): void {
  const name = logName(account, id);
  if (keeping.has(name)) return;
  keeping.add(name);
  setTimeout(() => {
    keeping.delete(name);
    const log = logs.get().get(id);
    if (whose === account && log !== undefined) void keepCopy(stationDatabase, name, log).catch(() => undefined);
  }, keepAfterMs);
}

let isStarted = false;

export function startSessionData(): void {
  if (isStarted) return;
  isStarted = true;
  startOutbox();
  const lookIfOpen = () => void (document.visibilityState === 'visible' && lookAtFloor());
  lookIfOpen();
  setInterval(lookIfOpen, lookEveryMs);
  document.addEventListener('visibilitychange', lookIfOpen);
  let wasSilent = false;
  network.watch(grownOlder);
  network.watch(() => {
    const isSilent = network.get().silentSince !== undefined;
    if (wasSilent && !isSilent) lookIfOpen();
    wasSilent = isSilent;
  });
  onSessionChange((id) => {
    if (id === undefined || !logs.get().has(id)) lookIfOpen();
    else if (!isLockedNow()) void readNews(id).catch(lookIfOpen);
  });
  queryClient.getQueryCache().subscribe(() => {
    const account = frameNow()?.me?.accountId;
    if (account !== undefined && account !== whose) void lookAtFloor();
    else if (account === undefined && frameNow()?.station !== undefined) return;
    // Nobody is signed in: nothing of the last person stays in memory.
    if (account === undefined && whose !== undefined && frameNow() !== undefined) {
      whose = undefined;
      floorHere.set(nothingHere);
      logs.set(new Map());
    }
  });
}
