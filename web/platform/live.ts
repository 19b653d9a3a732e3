import { useEffect } from 'react';
import { openFeed } from './live-feed.ts';
import { heard } from './network.ts';
import { frameQuery, queryClient } from './queries.ts';
import { store } from './store.ts';

/** What the feed says: that something changed, by id. What it is, the screen asks for and may be refused. */
type Changed = { action: string; patientId: string | null; kind: string | null; id: string | null };

/** Charts that changed and are not shown as they are now yet, with the moment this page heard of it. */
export const chartChanges = store<ReadonlyMap<string, number>>(new Map());

/** Shown as it is now: the news is read. */
export function readChanges(patientId: string): void {
  const next = new Map(chartChanges.get());
  if (next.delete(patientId)) chartChanges.set(next);
}

/** Looking is no change, and looking again because of a look would never end. */
const isLook = (action: string) => /\.(read|access|search)$/.test(action);

/** Changes come in bursts: one look for all of them. */
const burstMs = 200;
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** A chart changed: marked as out of date at once, and asked for. The mark goes when the answer is there. */
export function chartChanged(patientId: string): void {
  const charts = queryClient.getQueryCache().findAll({ queryKey: ['chart', patientId] });
  if (charts.length === 0) return;
  chartChanges.set(new Map(chartChanges.get()).set(patientId, Date.now()));
  if (waiting.has(patientId)) return;
  waiting.set(
    patientId,
    setTimeout(() => {
      waiting.delete(patientId);
      void askAgain(patientId);
    }, burstMs),
  );
}

/** Who saw the chart is not asked again by itself: that look is written down too. */
async function askAgain(patientId: string): Promise<void> {
  const heardAt = chartChanges.get().get(patientId);
  const queryKey = ['chart', patientId];
  await Promise.all([
    queryClient.invalidateQueries({ queryKey, exact: true }),
    queryClient.invalidateQueries({ queryKey: [...queryKey, 'history'] }),
    queryClient.invalidateQueries({ queryKey: ['patients'], refetchType: 'none' }),
  ]);
  const state = queryClient.getQueryState(queryKey);
  if (state !== undefined && state.status === 'success' && !state.isInvalidated)
    if (chartChanges.get().get(patientId) === heardAt) readChanges(patientId);
}

/** Told which session has new facts; undefined is the floor itself, or anything at all. */
type SessionListener = (session: string | undefined) => void;
const sessionListeners = new Set<SessionListener>();

/** @returns how to stop listening */
export function onSessionChange(listener: SessionListener): () => void {
  sessionListeners.add(listener);
  return () => void sessionListeners.delete(listener);
}

const sessionChanged: SessionListener = (session) => {
  for (const listener of sessionListeners) listener(session);
};

/** What the floor is made of: sessions, their orders, chairs, the people. */
const ofTheFloor = /^(session|order|chair|protocol|allergy|practitioner)\./;

function hear({ action, patientId, id }: Changed): void {
  if (isLook(action)) return;
  if (action === 'session.event') sessionChanged(id ?? undefined);
  else if (ofTheFloor.test(action)) sessionChanged(undefined);
  if (action.startsWith('stock.')) stockChanged();
  if (patientId !== null && action !== 'session.event') chartChanged(patientId);
}

let stockWaits = false;

/** Stock moved: what is on the screen of it is asked for again, once for a burst. */
function stockChanged(): void {
  if (stockWaits) return;
  stockWaits = true;
  setTimeout(() => {
    stockWaits = false;
    void queryClient.invalidateQueries({ queryKey: ['pharmacy'] });
  }, burstMs);
}

/** What changed while this page did not listen was not heard: charts read before are asked for again. */
function missed(before: number): void {
  for (const { queryKey, state } of queryClient.getQueryCache().findAll({ queryKey: ['chart'], type: 'active' })) {
    const [, patientId, part] = queryKey;
    if (part === undefined && typeof patientId === 'string' && state.dataUpdatedAt < before) chartChanged(patientId);
  }
}

/** A feed that is closed, or says nothing for this long although it beats every 5 s, is opened anew. */
const feedSilentMs = 30_000;

/** One stream while somebody is signed in and the screen is open. It keeps nobody's lock from falling. */
export function useLive(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const look = () => void queryClient.invalidateQueries({ queryKey: frameQuery.queryKey });
    let last = 0;
    let ended = false;
    const open = (anew: boolean) => {
      const openedAt = Date.now();
      last = openedAt;
      let first = true;
      return openFeed(({ type, data }) => {
        if (type === 'error' || type === 'closed') {
          look();
          return;
        }
        last = Date.now();
        if (type !== 'joined') heard();
        if (type === 'ready' || type === 'joined') {
          // The browser's own new tries go on after the last event; a new stream begins at now.
          if (first) missed(openedAt);
          if (first) sessionChanged(undefined);
          first = false;
        } else if (type === 'changed') hear(JSON.parse(data));
        else if (type === 'ended') {
          // A step-up renews the sign-in and ends the stream of the old one: who is still here hears on.
          ended = true;
          feed.close();
          const goOn = (isHere: boolean) => {
            ended = !isHere;
          };
          queryClient.fetchQuery({ ...frameQuery, staleTime: 0 }).then(
            ({ me }) => goOn(me !== undefined && !me.locked),
            () => goOn(true),
          );
        }
      }, anew);
    };
    let feed = open(false);
    const watch = setInterval(() => {
      if (ended || (!feed.isClosed() && Date.now() - last < feedSilentMs)) return;
      feed.close();
      feed = open(true);
    }, 5_000);
    return () => {
      clearInterval(watch);
      feed.close();
    };
  }, [on]);
}
