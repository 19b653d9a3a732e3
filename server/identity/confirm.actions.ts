import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { countTry, forgetTries } from './attempts.ts';
import { signInCookie } from './cookies.ts';
import type { Confirmation } from './identity.shapes.ts';
import { auditIdentity, inIdentity, proved } from './in-identity.ts';
import { accessChanged } from './memory.ts';
import { verifyPassphrase } from './scrypt.ts';
import { provePasskey, type WithCookies } from './sign-in.actions.ts';
import { endSignIns, passphraseHash, rotateSignIn } from './sign-in.queries.ts';
import type { SignedIn } from './signed-in.ts';
import { tryPin } from './station-pin.ts';
import { spendTotpCode } from './totp.ts';

/** How long a confirmation counts for what asks for one. A project default. */
export const stepUpMin = 5;
/** Wrong confirmations in a row before the sign-in ends. */
const tries = 5;

type Proof = 'passphrase' | 'code' | 'pin' | 'passkey';

/** Locks at once; what is on the screen stays with its person. */
export async function lock(req: SignedIn): Promise<void> {
  const { services, known, now } = req;
  await inIdentity(services, known.clinicId, async (tx) => {
    await tx
      .updateTable('signIn')
      .set({ lockedAt: now })
      .where('id', '=', known.id)
      .where('lockedAt', 'is', null)
      .execute();
    await auditIdentity(tx, whoOf(req), { action: 'sign-in.lock', subject: { kind: 'sign-in', id: known.id } });
  });
  await accessChanged(services);
}

/** The person is back: by passphrase, code, passkey, or at a station by their PIN there. */
export async function unlock(req: SignedIn, given: Confirmation): Promise<WithCookies<{ locked: boolean }>> {
  const proof = await confirm(req, given);
  return { cookies: [await renew(req, { lockedAt: null }, 'sign-in.unlock', proof)], answer: { locked: false } };
}

/** Confirms who it is for what needs it within the next minutes. A PIN is not enough: it is short and typed in sight. */
export async function stepUp(
  req: SignedIn,
  given: Confirmation,
): Promise<WithCookies<{ locked: boolean; steppedUpUntil: string }>> {
  if (req.locked) throw new CannotProceed('locked', 'The screen is locked. Confirm that it is you.');
  if (given.pin !== undefined)
    throw new CannotProceed('not-permitted', 'A PIN is not enough for this. Use a passkey, your passphrase or a code.');
  const proof = await confirm(req, given);
  const until = new Date(req.now.getTime() + stepUpMin * 60_000);
  const cookie = await renew(req, { steppedUpUntil: until }, 'sign-in.confirm', proof);
  return { cookies: [cookie], answer: { locked: false, steppedUpUntil: until.toISOString() } };
}

async function confirm(req: SignedIn, given: Confirmation): Promise<Proof> {
  const { services, known } = req;
  await countTry(services, 'confirmation of account', known.accountId);
  const proof = proofOf(given);
  if (!(await isRight(req, given))) return fail(req, proof);
  await forgetTries(services, 'confirmation of account', known.accountId);
  return proof;
}

const proofOf = (given: Confirmation): Proof =>
  given.passphrase !== undefined
    ? 'passphrase'
    : given.code !== undefined
      ? 'code'
      : given.pin !== undefined
        ? 'pin'
        : 'passkey';

async function isRight(req: SignedIn, given: Confirmation): Promise<boolean> {
  const { services, known, station, now } = req;
  const { accountId } = known;
  if (given.passphrase !== undefined) {
    const hash = await passphraseHash(services.db.identity, accountId);
    return hash !== undefined && verifyPassphrase(hash, given.passphrase);
  }
  if (given.code !== undefined) return spendTotpCode(services, services.db.identity, accountId, given.code);
  if (given.pin !== undefined)
    return (
      station !== undefined && (await tryPin(services, { stationId: station.id, accountId, pin: given.pin, now })).right
    );
  if (given.passkey === undefined) return false;
  const found = await provePasskey(req, given.passkey).catch((error: unknown) => {
    if (error instanceof CannotProceed && error.reason === 'not-signed-in') return undefined;
    throw error;
  });
  if (found === undefined) return false;
  // better-auth opened a sign-in of its own for it: this one goes on instead.
  await services.db.identity.deleteFrom('signIn').where('id', '=', found.session.id).execute();
  return found.accountId === accountId;
}

async function fail(req: SignedIn, proof: Proof): Promise<never> {
  const { services, known } = req;
  const left = await inIdentity(services, known.clinicId, async (tx) => {
    const row = await tx
      .updateTable('signIn')
      .set((is) => ({ failures: is('failures', '+', 1) }))
      .where('id', '=', known.id)
      .returning('failures')
      .executeTakeFirst();
    const remaining = tries - (row?.failures ?? tries);
    if (remaining <= 0) await endSignIns(tx, { id: known.id });
    await auditIdentity(tx, whoOf(req), {
      action: remaining <= 0 ? 'sign-in.end' : 'sign-in.confirm.refused',
      subject: { kind: 'sign-in', id: known.id },
      details: { proof, from: req.from, ...(remaining <= 0 ? { because: 'five wrong confirmations' } : {}) },
    });
    return remaining;
  });
  await accessChanged(services);
  if (left <= 0) throw new CannotProceed('not-signed-in', 'Five wrong tries. Sign in again.');
  throw new CannotProceed('not-permitted', `This is not right. ${left} ${left === 1 ? 'try' : 'tries'} left.`, {
    left,
  });
}

async function renew(
  req: SignedIn,
  set: { steppedUpUntil?: Date; lockedAt?: null },
  action: string,
  proof: Proof,
): Promise<string> {
  const { services, known, now } = req;
  const token = await inIdentity(services, known.clinicId, async (tx) => {
    await auditIdentity(tx, whoOf(req), { action, subject: { kind: 'sign-in', id: known.id }, details: { proof } });
    return rotateSignIn(tx, known.id, now, set);
  });
  await accessChanged(services);
  if (token === undefined) throw new CannotProceed('not-signed-in', 'This sign-in has ended. Sign in again.');
  return signInCookie(services, token);
}

/** For the trail of what someone does with their own sign-in. */
export const whoOf = ({ known, requestId, station }: SignedIn) =>
  proved({ ...known, signInId: known.id, stationId: station?.id }, requestId);
