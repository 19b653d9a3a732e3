/** What the monitors of a session say now. Asked for often while it is looked at, and for nothing else. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { type MonitorLineSaid, monitorClockOff, monitorSays, monitorSilentSince } from '#clinical/session/session.ts';
import type * as shapes from '#server/session/device.shapes.ts';
import { get } from '#web/platform/api.ts';
import type { Wire } from '#web/platform/contract.ts';
import { liveness } from '#web/platform/liveness.ts';
import { network } from '#web/platform/network.ts';
import { queryClient } from '#web/platform/queries.ts';
import { type Live, withNewValues } from './monitor-news.ts';
import type { SessionInHand } from './session-data.ts';

export type Devices = Wire<z.infer<typeof shapes.DevicesOnFloor>>;
export type Device = Devices['devices'][number];

/** One answer is one look at one session. Where there is no monitor, one is looked for seldom. */
const everyMs = { measured: 2_000, free: 10_000, none: 60_000 };
/** What was on its way into the database at the last look is asked for once more. */
const overlapMs = 10_000;
/** An answer that is older shows nothing of now. */
const staleMs = 15_000;

const liveKey = (sessionId: string) => ['monitors', 'live', sessionId];

const liveQuery = (sessionId: string) =>
  queryOptions({
    queryKey: liveKey(sessionId),
    queryFn: async ({ signal }) => {
      const before = queryClient.getQueryData<Live>(liveKey(sessionId));
      const after = before === undefined ? '' : `?after=${before.serverMs - overlapMs}`;
      const path = `/api/sessions/${sessionId}/live${after}`;
      return withNewValues(before, await get<Live>(path, { signal, background: true, limitMs: 5_000 }));
    },
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state: { data } }) =>
      data === undefined || data.devices.length > 0 ? everyMs.measured : data.isAnyKnown ? everyMs.free : everyMs.none,
  });

export const devicesQuery = queryOptions({
  queryKey: ['monitors', 'all'],
  queryFn: ({ signal }) => get<Devices>('/api/devices', { signal, background: true }),
  refetchInterval: 5_000,
});
export const refreshMonitors = () => queryClient.invalidateQueries({ queryKey: ['monitors'] });

export type MonitorNow = {
  /** `nothing`: no monitor was ever heard in this clinic, or who sat here has left. */
  readonly is: 'nothing' | 'loading' | 'failed' | 'not-live' | 'live';
  readonly error: unknown;
  /** Since when the server is silent; by this device's clock. */
  readonly silentSince: number | undefined;
  readonly devices: readonly (Live['devices'][number] & { silentMs: number | undefined; offMs: number | undefined })[];
  readonly says: readonly MonitorLineSaid[];
};

/** Ages are by the server's clock, and go on between two answers. */
export function useMonitor({
  session,
  record,
  nowMs,
}: Pick<SessionInHand, 'session' | 'record' | 'nowMs'>): MonitorNow {
  const isHere = record.left === undefined;
  const { data, error, dataUpdatedAt } = useQuery({ ...liveQuery(session.id), enabled: isHere });
  const net = network.use();
  const hereMs = Date.now();
  const nothing = { error, silentSince: net.silentSince, devices: [], says: [] };
  if (!isHere || data?.isAnyKnown === false) return { ...nothing, is: 'nothing' };
  if (liveness(net, hereMs) === 'silent') return { ...nothing, is: data === undefined ? 'nothing' : 'not-live' };
  if (data === undefined) return { ...nothing, is: error === null ? 'loading' : 'failed' };
  if (hereMs - dataUpdatedAt > staleMs) return { ...nothing, is: error === null ? 'not-live' : 'failed' };
  return {
    ...nothing,
    is: 'live',
    devices: data.devices.map((of) => ({
      ...of,
      isSimulated: of.isSimulated || data.values.some((one) => one.deviceId === of.id && one.isSimulated),
      silentMs: silentFor(of.heardMs, nowMs),
      offMs: monitorClockOff(of.offsetMs),
    })),
    says: data.devices.length === 0 ? [] : monitorSays(ofThese(data), nowMs),
  };
}

/** What a device said that was taken off since is not of now. */
const ofThese = ({ devices, values }: Live) =>
  values.filter(({ deviceId }) => devices.some(({ id }) => id === deviceId));

function silentFor(heardMs: number, nowMs: number): number | undefined {
  const since = monitorSilentSince(heardMs, nowMs);
  return since === undefined ? undefined : nowMs - since;
}
