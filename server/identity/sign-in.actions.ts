import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { countTry, forgetTries, giveBackTry } from './attempts.ts';
import { authOf } from './auth.ts';
import { cookieName, readSigned } from './cookies.ts';
import { auditIdentity, inIdentity, proved, unproved } from './in-identity.ts';
import { forAuth, type Incoming, orRefuse } from './incoming.ts';
import { accessChanged } from './memory.ts';
import type { PasskeyAnswer } from './passkey.shapes.ts';
import { endSignIns, listFactors, type Member, memberByEmail, memberById } from './sign-in.queries.ts';
import { joinStaff } from './staff-link.ts';
import { asBackupCode, spendTotpCode } from './totp.ts';

export type Step = 'second-factor' | 'enrol-second-factor' | 'signed-in';
export type StepAnswer = { step: Step; methods?: ('totp' | 'passkey')[] };
export type WithCookies<T> = { cookies: string[]; answer: T };

/** The same words whether the account exists, the passphrase is wrong or the person has left. */
const notRight = () => new CannotProceed('not-signed-in', 'The e-mail address or the passphrase is not right.');
const codeNotRight = () =>
  new CannotProceed('not-signed-in', 'This code is not right, or was used before. Wait for the next one.');

/** First step: e-mail and passphrase. Nobody who owns a second factor gets a sign-in from these alone. */
export async function beginSignIn(
  req: Incoming,
  given: { email: string; passphrase: string },
): Promise<WithCookies<StepAnswer>> {
  const { services } = req;
  await countTry(services, 'sign-in from address', req.from);
  await countTry(services, 'sign-in of account', given.email);
  const { response, headers } = await orRefuse(
    authOf(services).api.signInEmail({
      body: { email: given.email, password: given.passphrase },
      headers: forAuth(req),
      returnHeaders: true,
    }),
    async () => {
      await auditRefused(req, await memberByEmail(services.db.identity, given.email), 'passphrase');
      return notRight();
    },
  );
  await forgetTries(services, 'sign-in of account', given.email);
  await giveBackTry(services, 'sign-in from address', req.from);
  const member = await memberByEmail(services.db.identity, given.email);
  if (member === undefined) throw notRight();
  const factors = await listFactors(services.db.identity, member.accountId);
  const methods = [
    ...(factors.totp ? (['totp'] as const) : []),
    ...(factors.passkeys > 0 ? (['passkey'] as const) : []),
  ];
  if ('twoFactorRedirect' in response) {
    // Only the cookie between the steps: who is signed in here stays so until the next person has come through.
    const between = headers.getSetCookie().filter((line) => line.startsWith(`${cookieName(services, 'pending')}=`));
    return { cookies: between, answer: { step: 'second-factor', methods } };
  }
  if (methods.length > 0) {
    await services.db.identity.deleteFrom('signIn').where('token', '=', response.token).execute();
    return { cookies: [], answer: { step: 'second-factor', methods } };
  }
  await arrive(req, response.token);
  return { cookies: headers.getSetCookie(), answer: { step: 'enrol-second-factor' } };
}

/** Second step by authenticator app or backup code, for the account that the first step's short-lived cookie names. */
export async function finishSignIn(
  req: Incoming,
  given: { code: string } | { backupCode: string },
): Promise<WithCookies<StepAnswer>> {
  const { services } = req;
  const pending = await pendingMember(req);
  if (pending === undefined)
    throw new CannotProceed('not-signed-in', 'Too much time has passed. Begin again with your passphrase.');
  await countTry(services, 'code of account', pending.accountId);
  const { api } = authOf(services);
  const refuse = async () => {
    await auditRefused(req, pending, 'code' in given ? 'code' : 'backup-code');
    return codeNotRight();
  };
  if ('code' in given && !(await spendTotpCode(services, services.db.identity, pending.accountId, given.code)))
    throw await refuse();
  const { response, headers } = await orRefuse(
    'code' in given
      ? api.verifyTOTP({ body: { code: given.code }, headers: forAuth(req), returnHeaders: true })
      : api.verifyBackupCode({
          body: { code: asBackupCode(given.backupCode) },
          headers: forAuth(req),
          returnHeaders: true,
        }),
    refuse,
  );
  if (response.token === undefined) throw await refuse();
  await forgetTries(services, 'code of account', pending.accountId);
  await arrive(req, response.token);
  return { cookies: headers.getSetCookie(), answer: { step: 'signed-in' } };
}

/** Whom the cookie between the two steps stands for. */
async function pendingMember(req: Incoming): Promise<Member | undefined> {
  const identifier = readSigned(req.services, req.headers, 'pending');
  if (identifier === undefined) return undefined;
  const row = await req.services.db.identity
    .selectFrom('verification')
    .select('value')
    .where('identifier', '=', identifier)
    .where('expiresAt', '>', new Date())
    .executeTakeFirst();
  return row && memberById(req.services.db.identity, row.value);
}

export async function passkeyOptions(
  req: Incoming,
): Promise<WithCookies<{ challenge: string; userVerification?: string }>> {
  await countTry(req.services, 'passkey from address', req.from);
  const { response, headers } = await authOf(req.services).api.generatePasskeyAuthenticationOptions({
    headers: forAuth(req),
    returnHeaders: true,
  });
  return { cookies: headers.getSetCookie(), answer: { ...response, userVerification: 'required' } };
}

/** A passkey is both factors in one: the device, and the finger, face or PIN that it asked for. */
export async function signInByPasskey(req: Incoming, response: PasskeyAnswer): Promise<WithCookies<StepAnswer>> {
  const { session, cookies } = await provePasskey(req, response);
  await giveBackTry(req.services, 'passkey from address', req.from);
  await arrive(req, session.token);
  return { cookies, answer: { step: 'signed-in' } };
}

/** Checks the answer of a device; better-auth opens a sign-in for it, which the caller keeps or ends. */
export async function provePasskey(req: Incoming, response: PasskeyAnswer) {
  await countTry(req.services, 'passkey from address', req.from);
  const { response: found, headers } = await orRefuse(
    authOf(req.services).api.verifyPasskeyAuthentication({
      body: { response },
      headers: forAuth(req),
      returnHeaders: true,
    }),
    () =>
      new CannotProceed('not-signed-in', 'This passkey was not accepted. Try again, or use another way to sign in.'),
  );
  await req.services.db.identity
    .updateTable('passkey')
    .set({ lastUsedAt: req.now })
    .where('credentialId', '=', response.id)
    .execute();
  return { accountId: found.user.id, session: found.session, cookies: headers.getSetCookie() };
}

/**
 * A sign-in that stands: whatever was signed in on this browser or station before ends now, so that two people never
 * write in one name, and a station learns who has been there.
 */
async function arrive(req: Incoming, token: string): Promise<void> {
  const { services, station } = req;
  const row = await services.db.identity
    .selectFrom('signIn')
    .select(['id', 'accountId', 'clinicId', 'method'])
    .where('token', '=', token)
    .executeTakeFirstOrThrow();
  const member = await memberById(services.db.identity, row.accountId);
  const wrongClinic = station !== undefined && station.clinicId !== row.clinicId;
  if (member === undefined || wrongClinic || !(await joinStaff(services, member))) {
    await services.db.identity.deleteFrom('signIn').where('id', '=', row.id).execute();
    throw wrongClinic ? new CannotProceed('not-signed-in', 'This station belongs to another clinic.') : notRight();
  }
  await inIdentity(services, row.clinicId, async (tx) => {
    await endFormer(tx, req, row.id);
    if (station)
      await tx
        .insertInto('stationPin')
        .values({ stationId: station.id, accountId: row.accountId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await tx.deleteFrom('signIn').where('accountId', '=', row.accountId).where('expiresAt', '<', req.now).execute();
    await auditIdentity(tx, proved({ ...member, signInId: row.id, stationId: station?.id }, req.requestId), {
      action: 'sign-in.open',
      subject: { kind: 'sign-in', id: row.id },
      details: { method: row.method, from: req.from },
    });
  });
  await accessChanged(services);
}

type Tx = Parameters<Parameters<typeof inIdentity>[2]>[0];

/** Ends what this browser's cookie, and this station, were signed in as. */
export async function endFormer(tx: Tx, req: Incoming, except: string): Promise<void> {
  const former = readSigned(req.services, req.headers, 'signIn');
  if (former !== undefined) await endSignIns(tx, { token: former, except });
  if (req.station) await endSignIns(tx, { stationId: req.station.id, except });
}

/** Failed tries for an account that exists are part of its clinic's trail; for others there is no clinic to tell. */
export async function auditRefused(req: Incoming, member: Member | undefined, step: string): Promise<void> {
  if (member === undefined) return;
  await inIdentity(req.services, member.clinicId, (tx) =>
    auditIdentity(tx, unproved(member.clinicId, req.requestId, req.station?.id), {
      action: 'sign-in.refused',
      subject: { kind: 'account', id: member.accountId },
      details: { step, from: req.from },
    }),
  );
}
