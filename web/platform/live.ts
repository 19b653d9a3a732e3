import { useEffect } from 'react';
import { heard } from './network.ts';
import { frameQuery, queryClient } from './queries.ts';
import { store } from './store.ts';

/** What the feed says: that something changed, by id. What it is, the screen asks for and may be refused. */
type Changed = { action: string; patientId: string | null; kind: string | null; id: string | null };

/** When each chart last changed by somebody else's hand, as this page heard it. */
export const chartChanges = store<ReadonlyMap<string, number>>(new Map());

const ownUntil = new Map<string, number>();
const ownMs = 8_000;

/** This page is changing the chart itself: the echo of it is no news. */
export function ownChange(patientId: string): void {
  ownUntil.set(patientId, Date.now() + ownMs);
}

/** Shown as it is now: the news is read. */
export function readChanges(patientId: string): void {
  const next = new Map(chartChanges.get());
  if (next.delete(patientId)) chartChanges.set(next);
}

function note({ patientId }: Changed): void {
  if (patientId === null || (ownUntil.get(patientId) ?? 0) > Date.now()) return;
  chartChanges.set(new Map(chartChanges.get()).set(patientId, Date.now()));
}

/** One stream while somebody is signed in and the screen is open. It keeps nobody's lock from falling. */
export function useLive(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const feed = new EventSource('/api/live');
    const look = () => void queryClient.invalidateQueries({ queryKey: frameQuery.queryKey });
    feed.addEventListener('ready', heard);
    feed.addEventListener('beat', heard);
    feed.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      heard();
      note(JSON.parse(data) as Changed);
    });
    feed.addEventListener('ended', () => {
      feed.close();
      look();
    });
    feed.addEventListener('error', look);
    return () => feed.close();
  }, [on]);
}
