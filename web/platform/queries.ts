import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CallStopped, get } from './api.ts';
import type { Clinic, Frame, Me, Practitioner } from './contract.ts';
import { keepZone, keptZone } from './network.ts';
import { store } from './store.ts';

/** Nothing is tried again by itself that the server refused; a silent server is asked once more. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 1 && error instanceof CallStopped && error.status === 0,
      retryDelay: 800,
      staleTime: 15_000,
      networkMode: 'always',
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** What the server's clock said with its last frame, and when that was asked and heard by this device's. */
export const frameTimes = store<{ serverMs: number; askedMs: number; answeredMs: number } | undefined>(undefined);

export const frameQuery = queryOptions({
  queryKey: ['frame'],
  queryFn: ({ signal }) => {
    const askedMs = Date.now();
    return get<Frame>('/api/frame', { signal, background: true, limitMs: 5_000 }).then((frame) => {
      frameTimes.set({ serverMs: Date.parse(frame.serverTime), askedMs, answeredMs: Date.now() });
      const zone = frame.me?.timeZone ?? frame.station?.timeZone;
      if (zone !== undefined) keepZone(zone);
      return frame;
    });
  },
  // A silent server is asked again by who watches the network.
  retry: false,
  refetchInterval: 30_000,
  staleTime: 5_000,
});

export const clinicQuery = queryOptions({
  queryKey: ['clinic'],
  queryFn: ({ signal }) => get<Clinic>('/api/clinic', { signal }),
});

/** What the gate last heard. Only the gate asks: a page that looks must not set off another request. */
export function useFrame(): Frame | undefined {
  return useQuery({ ...frameQuery, enabled: false }).data;
}

/** The clock of the clinic, also before anybody is signed in; the device's own where no clinic was here yet. */
export function useZone(): string | undefined {
  const kept = keptZone.use();
  return useFrame()?.me?.timeZone ?? kept;
}

/**
 * Who is signed in. Only screens inside the gate ask, where somebody is. In the moment of leaving a page that hears of
 * something else may be drawn once more before the gate takes it away: it is still the last person's.
 */
export function useMe(): Me {
  const now = useFrame()?.me;
  const [last, setLast] = useState(now);
  if (now !== undefined && now !== last) setLast(now);
  const me = now ?? last;
  if (me === undefined) throw new Error('asked who is signed in, outside the gate');
  return me;
}

/** Somebody else is at the screen, or nobody: nothing of the last person stays in memory. */
export async function lookAgain(): Promise<Frame> {
  const frame = await queryClient.fetchQuery({ ...frameQuery, staleTime: 0 });
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'frame' });
  return frame;
}

export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: ({ signal }) =>
    get<{ practitioners: Practitioner[] }>('/api/practitioners', { signal }).then((found) => found.practitioners),
});
