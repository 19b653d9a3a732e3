/** Once a day: what monitors said is thinned where its session was signed some time ago, and goes where nobody needs it. */
import { keptInFull } from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { listTenants } from '#server/identity/address.actions.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import {
  dropMessages,
  nameClinic,
  nextNobodysDay,
  nextToThin,
  noteThinned,
  removeNobodys,
  thinSession,
} from './device-tidy.queries.ts';

const dayMs = 86_400_000;

const system = (clinicId: string) => ({
  clinicId,
  requestId: newId(),
  by: { kind: 'system' as const, accountId: '', clinicId, roles: [], method: 'none' as const, steppedUp: false },
});

/** Each step is a transaction of its own with its event in the trail: killed in the middle, the rest is done next time. */
export async function tidyDevices(services: Services): Promise<void> {
  const nowMs = services.clock().getTime();
  const signedBefore = new Date(nowMs - (services.config.monitorFullDays ?? keptInFull.value.signedDays) * dayMs);
  const nobodysBefore = new Date(nowMs - keptInFull.value.nobodysDays * dayMs);
  for (const clinicId of await listTenants(services)) {
    while (await thinOne(services, clinicId, signedBefore));
    while (await removeOneDay(services, clinicId, dayOf(nobodysBefore)));
  }
  await dropRaw(services, signedBefore);
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** @returns whether there was one */
const thinOne = (services: Services, clinicId: string, signedBefore: Date): Promise<boolean> =>
  inClinic({ services, clinicId }, async (tx) => {
    const next = await nextToThin(tx, signedBefore);
    if (next === undefined) return false;
    const { sessionId, patientId } = next;
    const details = await thinSession(tx, sessionId, signedBefore);
    await noteThinned(tx, sessionId, services.clock());
    const subject = { kind: 'session', id: sessionId };
    await audit(tx, system(clinicId), { action: 'device.thin', patientId, subject, details });
    services.log.info({ clinicId, sessionId, ...details }, 'values of monitors were thinned');
    return true;
  });

/** @returns whether there was one */
const removeOneDay = (services: Services, clinicId: string, before: string): Promise<boolean> =>
  inClinic({ services, clinicId }, async (tx) => {
    const day = await nextNobodysDay(tx, before);
    if (day === undefined) return false;
    const removed = await removeNobodys(tx, day);
    await audit(tx, system(clinicId), { action: 'device.remove', details: { day, removed } });
    services.log.info({ clinicId, day, removed }, 'values of monitors that were nobody’s were removed');
    return true;
  });

/** Of all clinics at once, because one part holds the messages of all; the trail of each says how many were its own. */
const dropRaw = (services: Services, signedBefore: Date): Promise<void> =>
  services.db.inCentersTransaction(async (tx) => {
    for (const { clinicId, day, removed } of await dropMessages(tx, dayOf(signedBefore), signedBefore)) {
      await nameClinic(tx, clinicId);
      await audit(tx, system(clinicId), { action: 'device.drop', details: { day, removed } });
      services.log.info({ clinicId, day, removed }, 'messages of monitors were dropped');
    }
  });
