/** Which monitor measures whom. A person says so; the device never does. */
import { audit } from '#server/audit/audit.ts';
import { patientFor } from '#server/chart/chart.actions.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import {
  endAssignment,
  findDevice,
  isAnyKnown,
  listDevices,
  listLive,
  listMeasuring,
  listSaidOfNobody,
  listUnread,
  openAssignment,
  saveAssignment,
  saveDeviceSettings,
} from './device.queries.ts';
import type { DevicesOnFloor, LiveValues } from './device.shapes.ts';
import { staffOf } from './emergency-dose.actions.ts';
import { findSession } from './session.queries.ts';

/** Of the last days; older ones are found in the database. */
const unreadDays = 7;
/** What is older is not on its screen any more. */
const justNowMs = 120_000;

export const readDevices = (ctx: Context): Promise<DevicesOnFloor> =>
  inClinic(ctx, async (tx) => {
    const devices = await listDevices(tx);
    const free = devices.filter(({ assigned }) => assigned === null).map(({ id }) => id);
    const said = await listSaidOfNobody(tx, free, new Date(ctx.now.getTime() - justNowMs));
    return {
      devices: devices.map((one) => ({ ...one, says: said.filter(({ deviceId }) => deviceId === one.id) })),
      unread: await listUnread(tx, new Date(ctx.now.getTime() - unreadDays * 86_400_000)),
    };
  });

/**
 * From now on the values of this device are this session's.
 *
 * @param isMoved it is taken from whom it measures now; otherwise that is refused: two patients on one device are mixed up
 */
export const assignDevice = (ctx: Context, deviceId: string, to: { sessionId: string; isMoved: boolean }) =>
  inClinic(ctx, async (tx) => {
    const by = staffOf(ctx);
    const session = await findSession(tx, to.sessionId);
    await patientFor(tx, ctx, 'session.open', session.patientId);
    const device = await deviceOf(tx, deviceId);
    const before = await openAssignment(tx, deviceId);
    if (before?.sessionId === to.sessionId && before.leftAt === null) return;
    if (before !== undefined && before.leftAt === null && !to.isMoved)
      throw new CannotProceed(
        'blocked',
        `${device.name} measures ${before.initials}${before.chair === null ? '' : ` at ${before.chair}`}. Move it here only when it has been taken off there.`,
      );
    if (before !== undefined)
      await endAssignment(tx, before.id, {
        ...(before.leftAt === null
          ? { untilAt: ctx.now, endWhy: 'moved' }
          : { untilAt: before.leftAt, endWhy: 'left' }),
        endedBy: by,
      });
    await saveAssignment(tx, { id: newId(), deviceId, sessionId: to.sessionId, fromAt: ctx.now, by });
    await audit(tx, ctx, {
      action: 'device.assign',
      patientId: session.patientId,
      subject: { kind: 'device', id: deviceId },
      before: { sessionId: before?.sessionId ?? null },
      after: { sessionId: to.sessionId },
    });
  });

/** It was taken off. What it says from now on is nobody’s. */
export const releaseDevice = (ctx: Context, deviceId: string) =>
  inClinic(ctx, async (tx) => {
    const by = staffOf(ctx);
    await deviceOf(tx, deviceId);
    const before = await openAssignment(tx, deviceId);
    if (before === undefined) return;
    const session = await findSession(tx, before.sessionId);
    await patientFor(tx, ctx, 'session.open', session.patientId);
    await endAssignment(tx, before.id, { untilAt: ctx.now, endWhy: 'released', endedBy: by });
    await audit(tx, ctx, {
      action: 'device.release',
      patientId: session.patientId,
      subject: { kind: 'device', id: deviceId },
      before: { sessionId: before.sessionId },
    });
  });

/** What people call it, and in which zone its clock runs where its times name none. */
export const nameDevice = (ctx: Context, deviceId: string, of: { name: string; zone: string | null }) =>
  inClinic(ctx, async (tx) => {
    const { name, zone } = await deviceOf(tx, deviceId);
    if (of.zone !== null && !isZone(of.zone))
      throw new CannotProceed('not-understood', `“${of.zone}” is no time zone. It is a name like America/Los_Angeles.`);
    await saveDeviceSettings(tx, deviceId, of);
    await audit(tx, ctx, {
      action: 'device.name',
      subject: { kind: 'device', id: deviceId },
      before: { name, zone },
      after: of,
    });
  });

async function deviceOf(tx: Tx, id: string) {
  const device = await findDevice(tx, id);
  if (device === undefined) throw notFound('device');
  return device;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Older ones say nothing about now. */
const liveMs = 10 * 60_000;

/** @param afterMs only what arrived since: whoever asks again and again has the rest */
export const readLive = (ctx: Context, sessionId: string, afterMs = 0): Promise<LiveValues> =>
  inClinic(ctx, async (tx) => {
    const session = await findSession(tx, sessionId);
    await patientFor(tx, ctx, 'session.read', session.patientId);
    const devices = await listMeasuring(tx, sessionId);
    const isAny = devices.length > 0 || (await isAnyKnown(tx));
    const values = isAny ? await listLive(tx, sessionId, new Date(ctx.now.getTime() - liveMs), new Date(afterMs)) : [];
    return { serverMs: ctx.now.getTime(), isAnyKnown: isAny, devices, values };
  });
