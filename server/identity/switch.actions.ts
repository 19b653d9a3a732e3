import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { countTry, giveBackTry } from './attempts.ts';
import { whoOf } from './confirm.actions.ts';
import { signInCookie } from './cookies.ts';
import { auditIdentity, inIdentity, proved, unproved } from './in-identity.ts';
import type { Incoming } from './incoming.ts';
import { accessChanged } from './memory.ts';
import { checkPin } from './pin.ts';
import { endFormer, type StepAnswer, type WithCookies } from './sign-in.actions.ts';
import { memberById, saveSignIn } from './sign-in.queries.ts';
import type { SignedIn } from './signed-in.ts';
import { joinStaff } from './staff-link.ts';
import { sealPin, tryPin } from './station-pin.ts';

/** A PIN for this station, set by someone who has signed in here fully. It also frees one that wrong tries had locked. */
export async function setPin(req: SignedIn, pin: string): Promise<{ done: true }> {
  const { services, known, station, now } = req;
  if (station === undefined || known.stationId !== station.id)
    throw new CannotProceed('not-permitted', 'A PIN is set at the station it is for, after a full sign-in there.');
  if (known.method === 'pin' || known.secondFactorAt === undefined)
    throw new CannotProceed('second-factor-needed', 'Sign in here with your second factor to set a PIN.');
  checkPin(pin);
  const pinHash = await sealPin(services, station.id, known.accountId, pin);
  const set = { pinHash, failures: 0, lockedAt: null, setAt: now };
  await inIdentity(services, known.clinicId, async (tx) => {
    await tx
      .insertInto('stationPin')
      .values({ stationId: station.id, accountId: known.accountId, ...set })
      .onConflict((conflict) => conflict.columns(['stationId', 'accountId']).doUpdateSet(set))
      .execute();
    await auditIdentity(tx, whoOf(req), { action: 'station.pin.set', subject: { kind: 'station', id: station.id } });
  });
  return { done: true };
}

const notRight = (sentence: string, details: object) => new CannotProceed('not-permitted', sentence, details);

/**
 * Another person takes over the station with their PIN. Whoever was signed in here is out before the new one is in:
 * what is written from now on is in the new person's name, from the cookie alone.
 */
export async function switchTo(
  req: Incoming,
  given: { accountId: string; pin: string },
): Promise<WithCookies<StepAnswer>> {
  const { services, station, now } = req;
  if (station === undefined)
    throw new CannotProceed('not-permitted', 'A PIN works only at the station it was set for.');
  await countTry(services, 'pin from station', station.id);
  const member = await memberById(services.db.identity, given.accountId);
  const tried = await tryPin(services, { stationId: station.id, accountId: given.accountId, pin: given.pin, now });
  if (!tried.right || member === undefined || member.clinicId !== station.clinicId) {
    const left = tried.right ? 0 : tried.left;
    if (member?.clinicId === station.clinicId)
      await auditWrongPin(req, member.accountId, station.id, !tried.right && tried.lockedNow);
    if (left > 0) throw notRight(`This PIN is not right. ${left} ${left === 1 ? 'try' : 'tries'} left.`, { left });
    throw notRight('This PIN is locked at this station. Sign in with your second factor and set a new one.', {
      left: 0,
    });
  }
  if (!(await joinStaff(services, member))) throw notRight('This person no longer works here.', { left: 0 });
  await giveBackTry(services, 'pin from station', station.id);
  const token = await inIdentity(services, station.clinicId, async (tx) => {
    const made = await saveSignIn(tx, req, member, 'pin');
    await endFormer(tx, req, made.id);
    await auditIdentity(tx, proved({ ...member, signInId: made.id, stationId: station.id }, req.requestId), {
      action: 'sign-in.open',
      subject: { kind: 'sign-in', id: made.id },
      details: { method: 'pin', from: req.from },
    });
    return made.token;
  });
  await accessChanged(services);
  return { cookies: [signInCookie(services, token)], answer: { step: 'signed-in' } };
}

const auditWrongPin = (req: Incoming, accountId: string, stationId: string, lockedNow: boolean) =>
  inIdentity(req.services, req.station?.clinicId ?? '', (tx) =>
    auditIdentity(tx, unproved(req.station?.clinicId ?? '', req.requestId, stationId), {
      action: lockedNow ? 'station.pin.lock' : 'sign-in.refused',
      subject: { kind: 'account', id: accountId },
      details: { step: 'pin', from: req.from },
    }),
  );
