import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import { type Action, actions, may } from '#server/platform/may.ts';
import { savePassphraseHash } from './accounts.queries.ts';
import { countTry } from './attempts.ts';
import { whoOf } from './confirm.actions.ts';
import { endedCookie, signInCookie } from './cookies.ts';
import { deviceOf } from './device.ts';
import { isLocked, knownSignIn, methodOf } from './identify.ts';
import type { Me } from './identity.shapes.ts';
import { auditIdentity, inIdentity } from './in-identity.ts';
import type { Incoming } from './incoming.ts';
import type { KnownSignIn } from './known.ts';
import { letters } from './letters.ts';
import { saveMail, sendSoon } from './mail.ts';
import { accessChanged } from './memory.ts';
import { checkPassphrase } from './passphrase.ts';
import { hashPassphrase, verifyPassphrase } from './scrypt.ts';
import type { WithCookies } from './sign-in.actions.ts';
import { endSignIns, passphraseHash, rotateSignIn } from './sign-in.queries.ts';
import type { SignedIn } from './signed-in.ts';
import { countBackupCodes } from './totp.ts';

/** Who is at the screen, in the words of the interface. */
export function describeMe({ known, locked, now }: { known: KnownSignIn; locked: boolean; now: Date }): Me {
  const until = known.steppedUpUntil;
  return {
    accountId: known.accountId,
    practitionerId: known.practitionerId,
    name: known.name,
    email: known.email,
    roles: known.roles,
    clinicId: known.clinicId,
    clinicName: known.clinicName,
    timeZone: known.timeZone,
    secondFactor: known.factors,
    signInId: known.id,
    locked,
    ...(until === undefined || until <= now ? {} : { steppedUpUntil: until.toISOString() }),
    method: methodOf(known),
    may: openTo(known),
  };
}

/** Who is at the screen, if anyone; and how long they may be away from it. */
export async function findMe(req: Incoming): Promise<{ me: Me; idleLockMin: number } | undefined> {
  const known = await knownSignIn(req.services, req.headers, req.station);
  if (known === undefined) return undefined;
  return {
    me: describeMe({ known, locked: isLocked(req.services, known, req.now), now: req.now }),
    idleLockMin: known.idleLockMin,
  };
}

/** What the roles of a person open, by the one table; some of it still asks to confirm, or to break the glass. */
function openTo(known: KnownSignIn): Action[] {
  const actor = {
    kind: 'staff',
    accountId: known.accountId,
    clinicId: known.clinicId,
    roles: known.roles,
    method: 'none',
    steppedUp: true,
  } as const;
  return actions.filter((action) => may(actor, action, { clinicId: known.clinicId }).allowed);
}

export async function readMe(req: SignedIn): Promise<Me> {
  const row = await req.services.db.identity
    .selectFrom('twoFactor')
    .select('backupCodes')
    .where('accountId', '=', req.known.accountId)
    .executeTakeFirst();
  const left = row === undefined ? {} : { backupCodesLeft: await countBackupCodes(req.services, row.backupCodes) };
  return { ...describeMe(req), ...left };
}

export async function signOut(req: SignedIn): Promise<WithCookies<{ done: true }>> {
  await inIdentity(req.services, req.known.clinicId, async (tx) => {
    await endSignIns(tx, { id: req.known.id });
    await auditIdentity(tx, whoOf(req), {
      action: 'sign-in.end',
      subject: { kind: 'sign-in', id: req.known.id },
      details: { because: 'signed out' },
    });
  });
  await accessChanged(req.services);
  return {
    cookies: [endedCookie(req.services, 'signIn'), endedCookie(req.services, 'pending')],
    answer: { done: true },
  };
}

/** Where the person is signed in: device, address, station, way and last use. */
export async function listSignIns({ services, known, now }: SignedIn) {
  const rows = await services.db.identity
    .selectFrom('signIn as s')
    .leftJoin('station as t', 't.id', 's.stationId')
    .select(['s.id', 's.method', 's.userAgent', 's.ipAddress', 's.createdAt', 's.lastActiveAt', 't.name as station'])
    .where('s.accountId', '=', known.accountId)
    .where('s.expiresAt', '>', now)
    .orderBy('s.lastActiveAt', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    device: deviceOf(row.userAgent),
    from: row.ipAddress ?? '',
    ...(row.station === null ? {} : { station: row.station }),
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastActiveAt.toISOString(),
    current: row.id === known.id,
  }));
}

/** Ends one other sign-in, or all others. */
export async function endMySignIns(req: SignedIn, which: { id: string } | 'others'): Promise<number> {
  const { services, known } = req;
  const ended = await inIdentity(services, known.clinicId, async (tx) => {
    const rows = await endSignIns(
      tx,
      which === 'others'
        ? { accountId: known.accountId, except: known.id }
        : { accountId: known.accountId, id: which.id },
    );
    for (const row of rows)
      await auditIdentity(tx, whoOf(req), {
        action: 'sign-in.end',
        subject: { kind: 'sign-in', id: row.id },
        details: { because: 'ended from another device' },
      });
    return rows.length;
  });
  await accessChanged(services);
  if (which !== 'others' && ended === 0) throw notFound('sign-in');
  return ended;
}

/** Another passphrase; whoever is signed in elsewhere with the old one is out. */
export async function changePassphrase(
  req: SignedIn,
  given: { current: string; next: string },
): Promise<WithCookies<{ done: true }>> {
  const { services, known, now } = req;
  await countTry(services, 'confirmation of account', known.accountId);
  const hash = await passphraseHash(services.db.identity, known.accountId);
  if (hash === undefined || !(await verifyPassphrase(hash, given.current)))
    throw new CannotProceed('not-permitted', 'The passphrase of now is not right.');
  checkPassphrase(given.next, { email: known.email, names: [known.name], clinicName: known.clinicName });
  const next = await hashPassphrase(given.next);
  const { token, mailId } = await inIdentity(services, known.clinicId, async (tx) => {
    await savePassphraseHash(tx, known.accountId, next, now);
    const ended = await endSignIns(tx, { accountId: known.accountId, except: known.id });
    await auditIdentity(tx, whoOf(req), {
      action: 'passphrase.change',
      subject: { kind: 'account', id: known.accountId },
      details: { ended: ended.length },
    });
    return {
      token: await rotateSignIn(tx, known.id, now, {}),
      mailId: await saveMail(tx, services, {
        clinicId: known.clinicId,
        to: known.email,
        ...letters.passphraseChanged(),
      }),
    };
  });
  await accessChanged(services);
  await sendSoon(services, mailId);
  if (token === undefined) throw new CannotProceed('not-signed-in', 'This sign-in has ended. Sign in again.');
  return { cookies: [signInCookie(services, token)], answer: { done: true } };
}
