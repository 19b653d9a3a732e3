import { addLicence, addPractitioner, setRoles } from '#server/chart/practitioner.actions.ts';
import { listLicences, listPractitioners, listRoles } from '#server/chart/practitioner.queries.ts';
import { saveAccount, saveKnownTotp } from '#server/identity/accounts.queries.ts';
import { auditIdentity, inIdentity, proved } from '#server/identity/in-identity.ts';
import { hashPassphrase } from '#server/identity/scrypt.ts';
import { joinStaff } from '#server/identity/staff-link.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { type DemoPerson, demoId, workOf } from './demo-accounts.ts';

/** Puts everyone on the staff, with roles and licences, as the owner would; what is there already stays. */
export async function fillStaff(services: Services, clinicId: string, people: readonly DemoPerson[]): Promise<void> {
  const owner = people.find(({ roles }) => roles.includes('owner'));
  if (owner === undefined) throw new RangeError('The synthetic clinic has no owner.');
  const there = await inClinic({ services, clinicId }, async (tx) => ({
    people: new Set((await listPractitioners(tx)).map(({ id }) => id)),
    withRoles: new Set((await listRoles(tx)).map(({ practitionerId }) => practitionerId)),
    licences: new Set((await listLicences(tx)).map(({ id }) => id)),
  }));
  for (const [place, { practitionerId, person, roles, licences }] of people.entries()) {
    const act = () => workOf(services, clinicId, owner);
    if (!there.people.has(practitionerId)) await addPractitioner(act(), person, practitionerId);
    if (!there.withRoles.has(practitionerId)) await setRoles(act(), practitionerId, 1, roles);
    for (const [number, licence] of licences.entries()) {
      const id = demoId(services, 'licence', place * 100 + number);
      if (!there.licences.has(id)) await addLicence(act(), practitionerId, licence, id);
    }
  }
}

/** Gives everyone a way in: passphrase and authenticator app, kept as those of real people are. */
export async function fillAccounts(services: Services, clinicId: string, people: readonly DemoPerson[]): Promise<void> {
  const rows = await services.db.identity.selectFrom('account').select('id').execute();
  const there = new Set(rows.map(({ id }) => id));
  await Promise.all(
    people
      .filter(({ accountId }) => !there.has(accountId))
      .map(async ({ accountId, practitionerId, email, name, passphrase, totpSecret }) => {
        const member = { accountId, clinicId, practitionerId };
        const passphraseHash = await hashPassphrase(passphrase);
        await inIdentity(services, clinicId, async (tx) => {
          await saveAccount(tx, { ...member, email, name, passphraseHash });
          await saveKnownTotp(tx, services, accountId, totpSecret);
          await auditIdentity(tx, proved(member, newId()), {
            action: 'account.open',
            subject: { kind: 'account', id: accountId },
            details: { synthetic: true },
          });
        });
      }),
  );
  for (const person of people) await joinStaff(services, { ...person, clinicId });
}
