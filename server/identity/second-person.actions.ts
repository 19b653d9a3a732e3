import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Actor, Role } from '#server/platform/may.ts';
import { countTry, forgetTries } from './attempts.ts';
import { auditIdentity, inIdentity } from './in-identity.ts';
import { verifyPassphrase } from './scrypt.ts';
import { memberByPractitioner, passphraseHash } from './sign-in.queries.ts';
import { joinStaff } from './staff-link.ts';
import { tryPin } from './station-pin.ts';
import { spendTotpCode } from './totp.ts';

export { SecondPerson } from './second-person.shapes.ts';

/** What a second person proves themselves with, at the screen of the first. */
export type SecondProof = {
  practitionerId: string;
  pin?: string | undefined;
  passphrase?: string | undefined;
  code?: string | undefined;
};

/**
 * A colleague confirms with their own factor what someone else does at this screen: their PIN of this very station, or
 * their passphrase together with a code. Whoever is signed in stays signed in.
 *
 * @returns who it is, with what they may
 * @throws CannotProceed('not-permitted') where the proof is wrong; every wrong one counts, as at the door
 */
export async function proveSecondPerson(ctx: Context, given: SecondProof): Promise<Actor> {
  const { services, clinicId, stationId, now } = ctx;
  const member = await memberByPractitioner(services.db.identity, clinicId, given.practitionerId);
  const method = given.pin === undefined ? 'passphrase+totp' : 'pin';
  if (method === 'pin' && stationId === undefined)
    throw new CannotProceed(
      'not-permitted',
      'A PIN works only at the station it was set for. Use your passphrase and a code, or confirm at your own screen.',
    );
  const whom = member?.accountId ?? given.practitionerId;
  await countTry(services, 'confirmation of account', whom);
  const right = member !== undefined && (await isRight(ctx, member.accountId, given));
  if (!right || !(await joinStaff(services, member))) {
    await inIdentity(services, clinicId, (tx) =>
      auditIdentity(tx, ctx, {
        action: 'second-person.refused',
        subject: { kind: 'practitioner', id: given.practitionerId },
        details: { method, stationId, at: now.toISOString() },
      }),
    );
    throw new CannotProceed('not-permitted', 'The second person’s proof is not right. Nothing was changed.');
  }
  await forgetTries(services, 'confirmation of account', whom);
  return {
    kind: 'staff',
    accountId: member.accountId,
    clinicId,
    practitionerId: member.practitionerId,
    roles: await rolesOf(ctx, member.practitionerId),
    method,
    // Proved this very moment, for this one thing.
    steppedUp: true,
  };
}

async function isRight({ services, stationId, now }: Context, accountId: string, given: SecondProof): Promise<boolean> {
  if (given.pin !== undefined)
    return stationId !== undefined && (await tryPin(services, { stationId, accountId, pin: given.pin, now })).right;
  const { passphrase, code } = given;
  if (passphrase === undefined || code === undefined) return false;
  const hash = await passphraseHash(services.db.identity, accountId);
  if (hash === undefined || !(await verifyPassphrase(hash, passphrase))) return false;
  return spendTotpCode(services, services.db.identity, accountId, code);
}

const rolesOf = ({ services, clinicId }: Context, practitionerId: string): Promise<Role[]> =>
  services.db.inClinicTransaction(clinicId, async (tx) => {
    const rows = await tx
      .selectFrom('practitionerRole')
      .select('role')
      .where('practitionerId', '=', practitionerId)
      .$castTo<{ role: Role }>()
      .execute();
    return rows.map(({ role }) => role);
  });
