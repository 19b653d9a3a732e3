import { audit } from '#server/audit/audit.ts';
import { unproved } from '#server/identity/in-identity.ts';
import { openClinic } from '#server/identity/setup.actions.ts';
import { listTenants, saveTenant } from '#server/identity/tenants.queries.ts';
import { CannotStart } from '#server/platform/cannot-start.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { type DemoPerson, dayOf, demoAccounts, demoId, demoPeople } from './demo-accounts.ts';
import { fillCharts } from './demo-charts.ts';
import { fillAccounts, fillStaff } from './demo-staff.ts';

export { demoAccounts } from './demo-accounts.ts';

/**
 * Opens the synthetic clinic of this data folder. The first start makes it, by the same actions that people use; a
 * start that was cut off is taken up by the next one; every later start only looks whether it is complete.
 *
 * @throws CannotStart when the folder holds another clinic
 */
export async function openDemoClinic(services: Services): Promise<void> {
  const clinicId = demoId(services, 'clinic');
  const others = (await listTenants(services)).filter((id) => id !== clinicId);
  if (others.length > 0)
    throw new CannotStart(
      `The folder ${services.config.dataDir} holds another clinic, not the synthetic one: choose another with DATA_DIR.`,
    );
  if (!(await isComplete(services, clinicId))) await fill(services, clinicId);
  services.host.demoAccounts = demoAccounts(services);
}

/** The last thing written: that all the rest is there. */
const filled = 'clinic.fill';

const isComplete = (services: Services, clinicId: string): Promise<boolean> =>
  inClinic({ services, clinicId }, async (tx) => {
    const found = await tx
      .selectFrom('auditEvent')
      .select('id')
      .where('subjectKind', '=', 'clinic')
      .where('subjectId', '=', clinicId)
      .where('action', '=', filled)
      .executeTakeFirst();
    return found !== undefined;
  });

async function fill(services: Services, clinicId: string): Promise<void> {
  const people = demoPeople(services, dayOf(services));
  await openOnce(services, clinicId, people[0]);
  await saveTenant(services.db.identity, clinicId);
  await fillStaff(services, clinicId, people);
  // Hashing passphrases takes the processor, charts wait for the disk: side by side they take the longer of both. Where
  // one fails the other comes to its end first, so that nothing still writes when the next start takes it up.
  const both = [fillAccounts(services, clinicId, people), fillCharts(services, clinicId, people)];
  await Promise.allSettled(both);
  await Promise.all(both);
  await inClinic({ services, clinicId }, (tx) =>
    audit(tx, unproved(clinicId, newId()), { action: filled, subject: { kind: 'clinic', id: clinicId } }),
  );
}

async function openOnce(services: Services, clinicId: string, owner: DemoPerson | undefined): Promise<void> {
  if (owner === undefined) throw new RangeError('The synthetic clinic has no owner.');
  const there = await inClinic({ services, clinicId }, (tx) =>
    tx.selectFrom('clinic').select('clinicId').executeTakeFirst(),
  );
  if (there !== undefined) return;
  await openClinic(services, {
    clinicId,
    practitionerId: owner.practitionerId,
    accountId: owner.accountId,
    clinic: { name: 'Harbor Street Clinic', timeZone: 'America/Los_Angeles', jurisdiction: 'US-NV', synthetic: true },
    owner: { givenName: owner.person.givenName, familyName: owner.person.familyName, email: owner.email },
    requestId: newId(),
  });
}
