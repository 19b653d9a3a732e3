/** The outbox of this browser: one queue, one sender among all tabs, sent until the server has everything. */
import { liveQuery } from 'dexie';
import { CallStopped, get, post } from '#web/platform/api.ts';
import type { Frame } from '#web/platform/contract.ts';
import { network } from '#web/platform/network.ts';
import { frameQuery, queryClient } from '#web/platform/queries.ts';
import { asking, isRevoked } from '#web/platform/session.ts';
import { store } from '#web/platform/store.ts';
import { clock, watchFrameTimes } from './clock.ts';
import { type Held, openOutbox } from './outbox.ts';
import { type Answer, type Sent, type Stopped, waitAfter } from './outbox-sending.ts';
import { lookAtSpace } from './space.ts';
import { browserStation, stationDatabase } from './station-database.ts';
import { newId } from './station-id.ts';

export const held = store<Held>({ waiting: [], kept: [], refused: [], insteadOf: new Map(), broken: 0 });
/** What the queue waits for, when it waits. */
export const heldBy = store<Stopped | undefined>(undefined);
/** How many were sent after a silence, for a moment. */
export const sentLate = store<number | undefined>(undefined);

export const frameNow = (): Frame | undefined => queryClient.getQueryData(frameQuery.queryKey);
export const isLockedNow = (): boolean => asking.get() === 'unlock' || frameNow()?.me?.locked !== false;
/** Nobody has signed what a locked station takes. */
export const signedIn = (): string | null => (isLockedNow() ? null : (frameNow()?.me?.practitionerId ?? null));

const sendLimitMs = 20_000;
/** Somebody stands at the chair and waits for the answer. */
const askLimitMs = 6_000;

async function send(events: readonly object[], via: 'person' | 'station', isAsked: boolean): Promise<Sent> {
  const path = via === 'person' ? '/api/sessions/events' : '/api/station/events';
  const limitMs = isAsked ? askLimitMs : sendLimitMs;
  try {
    return await post<{ answers: Answer[] }>(path, { events }, { background: true, limitMs });
  } catch (error) {
    if (!(error instanceof CallStopped)) throw error;
    const { reason, sentence } = error;
    return { stopped: stoppedBy(error), why: reason, says: sentence, neverLeft: reason === 'no-network' };
  }
}

function stoppedBy({ status, reason }: CallStopped): Stopped {
  if (status === 400 || status === 413) return 'unreadable';
  if (reason === 'locked') return 'locked';
  if (status === 401) return 'signed-out';
  return status === 403 ? 'not-permitted' : 'no-answer';
}

const lockName = 'racemic-outbox';

export const outbox = openOutbox(stationDatabase, {
  send,
  isKept: (session, id) =>
    get<{ events: { id: string }[] }>(`/api/sessions/${session}/events`, { background: true }).then(
      ({ events }) => events.some((event) => event.id === id),
      () => undefined,
    ),
  now: () => Date.now(),
  // Without locks (an old browser, a page without https) each tab sends for itself: the server knows what it has.
  alone: async (work, how) => {
    if (navigator.locks === undefined) return work();
    if (how === 'unless-another-is')
      return navigator.locks.request(lockName, { ifAvailable: true }, (lock) => (lock === null ? undefined : work()));
    const signal = AbortSignal.timeout(askLimitMs);
    return navigator.locks.request(lockName, { signal }, work).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    });
  },
  station: async () => frameNow()?.station?.id ?? browserStation(stationDatabase, newId(Date.now())),
  clock: () => clock.get(),
});

const lateAfterMs = 60_000;
const lateShownMs = 20_000;
const idleLookMs = 15_000;
let wake: (() => void) | undefined;

/** Something was written, somebody came, the network is back: look now. */
export const sendNow = (): void => wake?.();

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

async function keepSending(): Promise<void> {
  let failures = 0;
  while (!isRevoked.get()) {
    const oldest = held.get().waiting[0];
    const isLate = oldest !== undefined && Date.now() - Date.parse(oldest.enteredAt) > lateAfterMs;
    const drained = await outbox.sendAll(signedIn() === null ? 'station' : 'person').catch(() => undefined);
    if (drained !== undefined) {
      heldBy.set(drained.how === 'held' ? drained.by : undefined);
      failures = drained.how === 'held' && drained.by === 'no-answer' ? failures + 1 : 0;
      if (isLate && drained.how === 'empty' && drained.sent > 0) {
        sentLate.set(drained.sent);
        setTimeout(() => sentLate.set(undefined), lateShownMs);
      }
    }
    await pause(failures === 0 ? idleLookMs : waitAfter(failures, chance()));
  }
}

let isStarted = false;

/** Once in each page. Reads what waits before anything is sent. */
export function startOutbox(): void {
  if (isStarted) return;
  isStarted = true;
  watchFrameTimes();
  watchFacts();
  // A revoked station is wiped: nothing opens its database again.
  isRevoked.watch(() => isRevoked.get() && stationDatabase.close());
  network.watch(() => network.get().silentSince === undefined && held.get().waiting.length > 0 && sendNow());
  let last: string | null = null;
  queryClient.getQueryCache().subscribe(() => {
    const by = signedIn();
    if (by === last) return;
    last = by;
    if (by !== null) void outbox.takeUpAgain(by).then(sendNow);
  });
  void outbox.tidy().catch(() => undefined);
  void keepSending();
}

const lookAgainMs = 2_000;

/** A store that can't be read now is looked at again: what is shown stays what was last known. */
function watchFacts(): void {
  const again = () => setTimeout(() => void lookAgainAtFacts().catch(() => undefined), lookAgainMs);
  liveQuery(() => stationDatabase.facts.toArray()).subscribe({
    next: (rows) => void inOrder(() => outbox.held(rows)).catch(again),
    error: () => setTimeout(watchFacts, lookAgainMs),
  });
}

let [begun, shown] = [0, 0];

/** Unsealing takes longer for some rows than for others: an older look that ends late is not shown over a newer one. */
async function inOrder(look: () => Promise<Held>): Promise<void> {
  begun += 1;
  const at = begun;
  const next = await look();
  if (at < shown) return;
  shown = at;
  held.set(next);
  void lookAtSpace();
}

/** Shown without waiting for the store to say that it changed. */
export async function lookAgainAtFacts(): Promise<void> {
  await inOrder(() => outbox.held());
}

/** From 0 to 1: so that tablets that lost the same network do not all come back in the same moment. */
const chance = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
