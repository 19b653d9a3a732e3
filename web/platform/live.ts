import { useEffect } from 'react';
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
    const open = () => {
      const openedAt = Date.now();
      last = openedAt;
      const stream = new EventSource('/api/live');
      const sign = () => {
        last = Date.now();
        heard();
      };
      let first = true;
      stream.addEventListener('ready', () => {
        sign();
        // The browser's own new tries go on after the last event; a new stream begins at now.
        if (first) missed(openedAt);
        first = false;
      });
      stream.addEventListener('beat', sign);
      stream.addEventListener('changed', ({ data }: MessageEvent<string>) => {
        sign();
        const { action, patientId } = JSON.parse(data) as Changed;
        if (patientId !== null && !isLook(action)) chartChanged(patientId);
      });
      stream.addEventListener('ended', () => {
        ended = true;
        stream.close();
        look();
      });
      stream.addEventListener('error', look);
      return stream;
    };
    let feed = open();
    const watch = setInterval(() => {
      if (ended || (feed.readyState !== EventSource.CLOSED && Date.now() - last < feedSilentMs)) return;
      feed.close();
      feed = open();
    }, 5_000);
    return () => {
      clearInterval(watch);
      feed.close();
    };
  }, [on]);
}
