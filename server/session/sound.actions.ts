import { audit } from '#server/audit/audit.ts';
import { listStaffStations } from '#server/identity/station.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { type SoundWhat, saveSound } from './sound.queries.ts';

/** The sound of the station one stands at was tested, or is silenced for two minutes: each is written down. */
export const writeSound = (ctx: Context, what: SoundWhat) =>
  inClinic(ctx, async (tx) => {
    const { stationId, by } = ctx;
    if (by.practitionerId === undefined)
      throw new CannotProceed('not-permitted', 'Only someone on the staff of this clinic may do this.');
    const stations = await listStaffStations(ctx.services, ctx.clinicId);
    if (stationId === undefined || !stations.some(({ id }) => id === stationId))
      throw new CannotProceed('blocked', 'This is no staff station: it makes no sound.');
    await saveSound(tx, { id: newId(), stationId, what, practitionerId: by.practitionerId, at: ctx.now });
    await audit(tx, ctx, { action: 'session.sound', subject: { kind: 'station', id: stationId }, after: { what } });
  });
