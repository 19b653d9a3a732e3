/**
 * Who was at this screen, kept sealed: without a network a reload goes on where that person was, and nowhere else. The
 * lock stays down through it, the idle time runs on, and who has left is gone.
 */
import { z } from 'zod';
import type { Frame } from '#web/platform/contract.ts';
import { frameQuery, queryClient } from '#web/platform/queries.ts';
import { asking, screenLocked, screenWas } from '#web/platform/session.ts';
import { keepCopy, readCopy } from './copies.ts';
import { stationDatabase } from './station-database.ts';

export const frameName = 'frame';
const touchedKey = 'racemic.touchedAt';
const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
const touchEveryMs = 5_000;
/** No sign-in lasts longer on the server either. */
const goodForMs = 12 * 60 * 60_000;

// Written by this program and sealed since: only its outline is looked at again.
const isFrame = (content: unknown): content is Frame =>
  z
    .object({
      setup: z.literal('done'),
      idleLockMin: z.number(),
      station: z.object({ id: z.string() }).optional(),
      me: z.object({ accountId: z.string(), locked: z.boolean() }).optional(),
    })
    .safeParse(content).success;

/** Nobody's name is kept longer than they are here; a station stays what it is. */
async function keep(frame: Frame): Promise<void> {
  const { me, demoAccounts: _, ...place } = frame;
  if (me === undefined && place.station === undefined) return void (await stationDatabase.copies.delete(frameName));
  await keepCopy(stationDatabase, frameName, me === undefined ? place : { ...place, me });
}

/** What this device knows of its screen when the server does not answer. */
export async function frameFromDevice(nowMs: number): Promise<Frame | undefined> {
  const copy = await readCopy(stationDatabase, frameName).catch(() => undefined);
  if (copy === undefined || !isFrame(copy.content)) return undefined;
  const { me, ...place } = copy.content;
  const was = screenWas();
  const isOver = nowMs - copy.atMs > goodForMs || nowMs < copy.atMs;
  if (me === undefined || was === 'left' || isOver) return place.station === undefined ? undefined : place;
  const touchedMs = Number(localStorage.getItem(touchedKey) ?? 0);
  const isIdle = nowMs - touchedMs >= place.idleLockMin * 60_000 || nowMs < touchedMs;
  if (isIdle) screenLocked(true);
  return { ...place, me: { ...me, locked: me.locked || was === 'locked' || isIdle } };
}

/** What the gate shows while the server is silent is marked as old: the server's own word replaces it. */
const fromDeviceAt = 1;

function frameOfServer(): Frame | undefined {
  const state = queryClient.getQueryState<Frame>(frameQuery.queryKey);
  return state === undefined || state.dataUpdatedAt === fromDeviceAt ? undefined : state.data;
}

let isStarted = false;

/** Once in each page. */
export function watchFrame(): void {
  if (isStarted) return;
  isStarted = true;
  let last: Frame | undefined;
  const look = () => {
    const frame = frameOfServer();
    if (frame === undefined) return;
    // The server says that the screen is open: what it was before counts no longer.
    if (frame.me?.locked === false && asking.get() !== 'unlock') screenLocked(false);
    if (frame === last) return;
    last = frame;
    void keep(frame).catch(() => undefined);
  };
  queryClient.getQueryCache().subscribe(look);
  asking.watch(look);
  look();
  watchTouch();
}

/** Only a touch of an open screen counts: whoever taps at a locked one does not open it. */
function watchTouch(): void {
  let touchedMs = 0;
  const onTouch = () => {
    const nowMs = Date.now();
    const me = queryClient.getQueryData<Frame>(frameQuery.queryKey)?.me;
    if (nowMs - touchedMs < touchEveryMs || asking.get() === 'unlock' || me?.locked !== false) return;
    touchedMs = nowMs;
    try {
      localStorage.setItem(touchedKey, String(nowMs));
    } catch {
      // Not kept: a reload without a network finds the screen locked.
    }
  };
  for (const sign of signs) addEventListener(sign, onTouch, { passive: true, capture: true });
}

export async function openFromDevice(): Promise<boolean> {
  const frame = await frameFromDevice(Date.now());
  if (frame === undefined || queryClient.getQueryData(frameQuery.queryKey) !== undefined) return false;
  queryClient.setQueryData(frameQuery.queryKey, frame, { updatedAt: fromDeviceAt });
  return true;
}
