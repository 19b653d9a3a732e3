/**
 * Where the dose of a session stands, by whatever route: when it began, when it was over, how much, what may come next,
 * and from when on the shortest stay counts.
 */
import { nasalDevice } from '#clinical/plan/plan.ts';
import type { AgendaGiven } from './log-agenda.ts';
import { givenUgOf } from './log-doses.ts';
import type { SessionRecord } from './log-fold.ts';
import { type Infusion, infusionOf } from './log-infusion.ts';
import { devicesOrdered, sessionRouteOf } from './log-order.ts';
import type { SessionRoute } from './readings.ts';

export type CountsFrom = 'end-of-infusion' | 'first-device' | 'last-device' | 'dose';

/** One stretch of the clocks: a device, the rest after it, a dose held in the mouth, the stay. */
export type Clock = {
  /** Stable: `device-2`, `rest-1`, `held-1`, `stay`. */
  readonly id: string;
  readonly what: 'device' | 'rest' | 'held' | 'stay';
  readonly number: number;
  readonly state: 'to-come' | 'running' | 'done';
  readonly fromMs: number | undefined;
  /** When it ended, or will; undefined: nobody can know yet. */
  readonly toMs: number | undefined;
};

export type Dosing = {
  readonly route: SessionRoute;
  /** The first dose; minutes of the session count from here. */
  readonly startedAtMs: number | undefined;
  readonly lastAtMs: number | undefined;
  /** When nothing more was to be given; undefined while a pump runs, a device is still to come, or one is held. */
  readonly endedAtMs: number | undefined;
  /** What was given at once, by other routes than a pump; `countedFromMs` is as planned while devices are to come. */
  readonly atOnce:
    | { readonly route: SessionRoute; readonly countedFromMs: number; readonly endMs: number | undefined }
    | undefined;
  /** Whole micrograms of everything given in this session up to now, by every route. */
  readonly givenUg: number;
  readonly countsFrom: CountsFrom;
  /** From when on the shortest stay counts: as it is, or as it is planned while more is to come. */
  readonly countedFromMs: number | undefined;
  /** The next device, and from when on it may be given. */
  readonly next: { readonly number: number; readonly opensAtMs: number | undefined } | undefined;
  readonly clocks: readonly Clock[];
};

const msPerMin = 60 * 1_000;
const restMs = nasalDevice.value.restMin * msPerMin;

/** The route that was begun, or else the one that was ordered. */
export function routeIn(record: SessionRecord, given: AgendaGiven, nowMs = Number.POSITIVE_INFINITY): SessionRoute {
  const { firstDose } = record;
  if (firstDose !== undefined && firstDose.atMs <= nowMs) return firstDose.route;
  if (given.order !== undefined) return sessionRouteOf(given.order);
  if (given.protocol !== undefined)
    return sessionRouteOf({ route: given.protocol.route, drug: given.protocol.product });
  return given.route ?? 'iv';
}

type Moment = { readonly atMs: number };
const upTo = <T extends Moment>(all: readonly T[], nowMs: number): readonly T[] =>
  all.filter(({ atMs }) => atMs <= nowMs);

/** @param infusion of the same moment, where it has been worked out already */
export function dosingOf(
  record: SessionRecord,
  given: AgendaGiven,
  nowMs: number,
  infusion: Infusion = infusionOf(record.pump, nowMs),
): Dosing {
  const route = routeIn(record, given, nowMs);
  const devices = upTo(record.devices, nowMs);
  const mouthDoses = upTo(record.mouthDoses, nowMs);
  const doses = [...upTo(record.injections, nowMs), ...devices, ...upTo(record.sprays, nowMs), ...mouthDoses];
  const moments = [
    ...doses.map(({ atMs }) => atMs),
    ...(infusion.startedAtMs === undefined ? [] : [infusion.startedAtMs]),
  ];
  const startedAtMs = moments.length === 0 ? undefined : Math.min(...moments);
  const lastAtMs = moments.length === 0 ? undefined : Math.max(...moments);
  const stoppedAtMs = record.doseEnd !== undefined && record.doseEnd.atMs <= nowMs ? record.doseEnd.atMs : undefined;
  const next = route === 'intranasal-esketamine' && stoppedAtMs === undefined ? nextDevice(devices, given) : undefined;
  const heldMs = heldUntil(mouthDoses, given, stoppedAtMs, nowMs);
  const isToCome = heldMs !== undefined || (next !== undefined && startedAtMs !== undefined);
  const isPumpOpen = infusion.startedAtMs !== undefined && infusion.endedAtMs === undefined;
  const over = [
    ...moments,
    ...mouthDoses.flatMap(({ ended }) => (ended === undefined || ended.atMs > nowMs ? [] : [ended.atMs])),
    infusion.endedAtMs ?? Number.NEGATIVE_INFINITY,
    // Stopped before the next device, or while one was held: then it was over when somebody said so.
    doses.some(({ data }) => !('site' in data)) ? (stoppedAtMs ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY,
  ];
  const countsFrom = countsFromOf(route, given);
  const atOnce = atOnceOf(doses, { route, countsFrom, next, heldMs, given, nowMs });
  return {
    route,
    startedAtMs,
    lastAtMs,
    endedAtMs: startedAtMs === undefined || isToCome || isPumpOpen ? undefined : Math.max(...over),
    atOnce,
    givenUg: infusion.givenUg + givenUgOf(doses),
    countsFrom,
    countedFromMs: countsFrom === 'end-of-infusion' ? infusion.endedAtMs : atOnce?.countedFromMs,
    next,
    clocks: [...deviceClocks(devices, next, given, stoppedAtMs, nowMs), ...mouthClocks(mouthDoses, given, nowMs)],
  };
}

/** Until when what is in a mouth is to be held: infinity where nobody ordered how long; undefined where nothing is. */
function heldUntil(
  doses: SessionRecord['mouthDoses'],
  { order }: AgendaGiven,
  stoppedAtMs: number | undefined,
  nowMs: number,
): number | undefined {
  const held = doses.filter(({ ended }) => ended === undefined || ended.atMs > nowMs);
  if (stoppedAtMs !== undefined || held.length === 0) return undefined;
  const holdMin = order?.route === 'sublingual' ? order.holdMin : Number.POSITIVE_INFINITY;
  return Math.max(...held.map(({ atMs }) => atMs + holdMin * msPerMin));
}

type Given = Moment & { readonly data: object };

function atOnceOf(
  doses: readonly Given[],
  of: {
    route: SessionRoute;
    countsFrom: CountsFrom;
    next: Dosing['next'];
    heldMs: number | undefined;
    given: AgendaGiven;
    nowMs: number;
  },
): Dosing['atOnce'] {
  const [first] = doses;
  if (first === undefined) return undefined;
  const moments = doses.map(({ atMs }) => atMs);
  const lastMs = Math.max(...moments);
  const toCome = of.next === undefined ? 0 : (devicesOrdered(of.given.order) ?? 0) - of.next.number;
  const plannedMs =
    of.next === undefined ? lastMs : Math.max(of.next.opensAtMs ?? of.nowMs, of.nowMs) + toCome * restMs;
  const endMs = of.heldMs ?? plannedMs;
  return {
    route: of.route === 'iv' ? routeOfGiven(first) : of.route,
    countedFromMs: of.countsFrom === 'first-device' ? Math.min(...moments) : plannedMs,
    endMs: Number.isFinite(endMs) ? endMs : undefined,
  };
}

/** Beside an infusion: what it is told by, since only a device has a number and only an injection a site. */
function routeOfGiven({ data }: Given): SessionRoute {
  if ('route' in data)
    return data.route === 'im' || data.route === 'sc' || data.route === 'oral' ? data.route : 'sublingual';
  return 'number' in data ? 'intranasal-esketamine' : 'intranasal-racemic';
}

function countsFromOf(route: SessionRoute, { protocol }: AgendaGiven): CountsFrom {
  if (route === 'iv') return 'end-of-infusion';
  if (route === 'intranasal-esketamine') return protocol?.countsFrom ?? 'last-device';
  return 'dose';
}

/** After the last one that was ordered there is none. Without an order nobody knows how many there are to be. */
function nextDevice(devices: readonly Moment[], { order }: AgendaGiven): Dosing['next'] {
  const ordered = devicesOrdered(order);
  const last = devices.at(-1);
  if (ordered === undefined || devices.length >= ordered) return undefined;
  return { number: devices.length + 1, opensAtMs: last === undefined ? undefined : last.atMs + restMs };
}

type Device = Moment & { readonly data: { readonly number: number } };

function deviceClocks(
  devices: readonly Device[],
  next: Dosing['next'],
  { order }: AgendaGiven,
  stoppedAtMs: number | undefined,
  nowMs: number,
): Clock[] {
  const count = Math.max(devicesOrdered(order) ?? 0, devices.length);
  const clocks: Clock[] = [];
  for (let number = 1; number <= count; number += 1) {
    const given = devices[number - 1];
    const following = devices[number];
    // What was stopped has no more to come.
    if (given === undefined && stoppedAtMs !== undefined) break;
    clocks.push({
      ...{ id: `device-${number}`, what: 'device', number },
      state:
        given !== undefined
          ? 'done'
          : next?.opensAtMs !== undefined && nowMs >= next.opensAtMs && next.number === number
            ? 'running'
            : 'to-come',
      fromMs: given?.atMs ?? (next?.number === number ? next.opensAtMs : undefined),
      toMs: given?.atMs,
    });
    if (number === count || (stoppedAtMs !== undefined && following === undefined)) continue;
    const opensAtMs = given === undefined ? undefined : given.atMs + restMs;
    const isOver = following !== undefined || (opensAtMs !== undefined && nowMs >= opensAtMs);
    clocks.push({
      ...{ id: `rest-${number}`, what: 'rest', number },
      state: given === undefined ? 'to-come' : isOver ? 'done' : 'running',
      fromMs: given?.atMs,
      // As it really was, once the next device was given; as it is to be until then.
      toMs: following?.atMs ?? opensAtMs,
    });
  }
  return clocks;
}

function mouthClocks(doses: SessionRecord['mouthDoses'], { order }: AgendaGiven, nowMs: number): Clock[] {
  const holdMs = order?.route === 'sublingual' ? order.holdMin * msPerMin : undefined;
  return doses
    .filter(({ data }) => data.route === 'sublingual')
    .map(({ atMs, ended }, at) => {
      const endedAtMs = ended !== undefined && ended.atMs <= nowMs ? ended.atMs : undefined;
      return {
        ...{ id: `held-${at + 1}`, what: 'held', number: at + 1, fromMs: atMs },
        state: endedAtMs === undefined ? 'running' : 'done',
        toMs: endedAtMs ?? (holdMs === undefined ? undefined : atMs + holdMs),
      } as const;
    });
}
