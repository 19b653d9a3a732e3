import { randomInt } from 'node:crypto';
import { audit } from '#server/audit/audit.ts';
import { saveClinic } from '#server/chart/clinic.queries.ts';
import {
  changePractitioner,
  findPractitioner,
  savePractitioner,
  saveRoles,
} from '#server/chart/practitioner.queries.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import type { Services } from '#server/platform/services.ts';
import { saveAccount } from './accounts.queries.ts';
import { countTry } from './attempts.ts';
import { signInCookie } from './cookies.ts';
import type { Setup } from './identity.shapes.ts';
import { auditIdentity, inIdentity, proved, unproved } from './in-identity.ts';
import type { Incoming } from './incoming.ts';
import { checkPassphrase } from './passphrase.ts';
import { hashPassphrase } from './scrypt.ts';
import type { StepAnswer, WithCookies } from './sign-in.actions.ts';
import { saveSignIn } from './sign-in.queries.ts';
import { isSetUp, saveTenant } from './tenants.queries.ts';
import { hashToken } from './tokens.ts';

export { isSetUp };

const tokenHours = 24;
const letters = '23456789BCDFGHJKMNPQRSTVWXYZ';

/**
 * The token that the first start prints: 24 letters, 115 bits, typed by hand if need be. A later start prints another
 * for the same clinic-to-be, and the earlier one is worth nothing.
 */
export async function newSetupToken(services: Services): Promise<string> {
  const token = Array.from({ length: 24 }, () => letters[randomInt(letters.length)])
    .join('')
    .replace(/(.{6})(?=.)/g, '$1-');
  const now = services.clock();
  const fresh = { tokenHash: hashToken(bareToken(token)), expiresAt: new Date(now.getTime() + tokenHours * 3_600_000) };
  const { db } = services;
  await db.identity.transaction().execute(async (tx) => {
    const renewed = await tx.updateTable('setupToken').set(fresh).where('usedAt', 'is', null).executeTakeFirst();
    if (renewed.numUpdatedRows > 0n) return;
    const ids = { clinicId: newId(), practitionerId: newId(), accountId: newId() };
    await tx
      .insertInto('setupToken')
      .values({ ...fresh, ...ids })
      .execute();
  });
  return token;
}

const bareToken = (typed: string) => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Makes the first clinic and its owner, once. The token's row is locked meanwhile: of two at once, one is refused. */
export async function setUp(req: Incoming, given: Setup): Promise<WithCookies<StepAnswer>> {
  const { services, now } = req;
  await countTry(services, 'token from address', req.from);
  const { owner, clinic } = given;
  checkPassphrase(owner.passphrase, {
    email: owner.email,
    names: [owner.givenName, owner.familyName],
    clinicName: clinic.name,
  });
  const hash = hashToken(bareToken(given.token));
  const known = await services.db.identity
    .selectFrom('setupToken')
    .selectAll()
    .where('tokenHash', '=', hash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  if (known === undefined) throw wrongToken();
  const passphraseHash = await hashPassphrase(owner.passphrase);
  const token = await inIdentity(services, known.clinicId, async (tx) => {
    const row = await tx
      .selectFrom('setupToken')
      .select('tokenHash')
      .where('tokenHash', '=', hash)
      .where('usedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw wrongToken();
    if (await isSetUp(services)) throw new CannotProceed('blocked', 'A clinic is set up here already.');
    await openClinic(services, { ...known, clinic: { ...clinic, synthetic: false }, owner, requestId: req.requestId });
    await saveTenant(tx, known.clinicId);
    await saveAccount(tx, {
      ...known,
      email: owner.email,
      name: `${owner.givenName} ${owner.familyName}`,
      passphraseHash,
    });
    await tx.updateTable('setupToken').set({ usedAt: now }).where('tokenHash', '=', hash).execute();
    const made = await saveSignIn(tx, req, known, 'setup');
    await auditIdentity(tx, proved({ ...known, signInId: made.id }, req.requestId), {
      action: 'sign-in.open',
      subject: { kind: 'sign-in', id: made.id },
      details: { method: 'setup', from: req.from },
    });
    return made.token;
  });
  services.log.info({ clinicId: known.clinicId }, 'a clinic was set up');
  return { cookies: [signInCookie(services, token)], answer: { step: 'enrol-second-factor' } };
}

const wrongToken = () =>
  new CannotProceed(
    'not-permitted',
    'This token is not right, was used, or is older than 24 hours. The server prints a new one when it starts.',
  );

type Opening = {
  clinicId: string;
  practitionerId: string;
  accountId: string;
  clinic: { name: string; timeZone: string; jurisdiction: string; synthetic: boolean };
  owner: { givenName: string; familyName: string; email: string };
  requestId: string;
};

/** The clinic's own rows and the owner on its staff; a try that was cut off half-way is taken up again. */
export async function openClinic(services: Services, of: Opening): Promise<void> {
  const { clinicId, practitionerId, clinic } = of;
  const { givenName, familyName, email } = of.owner;
  const owner = { givenName, familyName, email };
  await inClinic({ services, clinicId }, async (tx) => {
    if ((await tx.selectFrom('clinic').select('clinicId').executeTakeFirst()) === undefined)
      await saveClinic(tx, { clinicId, idleLockMin: services.config.idleLockMin, ...clinic });
    const there = await tx.selectFrom('practitioner').select('id').where('id', '=', practitionerId).executeTakeFirst();
    const input = { ...owner, credentials: '' };
    if (there === undefined) await savePractitioner(tx, practitionerId, input, of.accountId);
    else await changePractitioner(tx, await findPractitioner(tx, practitionerId), { ...owner });
    const roles: Role[] = ['owner'];
    await saveRoles(tx, practitionerId, roles);
    await audit(tx, unproved(clinicId, of.requestId), {
      action: 'clinic.open',
      subject: { kind: 'clinic', id: clinicId },
      after: { ...clinic, owner: practitionerId },
    });
  });
}
