import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import { authSecret, cookieFlags, cookieName, signInSeconds } from './cookies.ts';
import { longest, shortest } from './passphrase.ts';
import { hashPassphrase, verifyPassphrase } from './scrypt.ts';

/** Headers that only we set on what better-auth is given; a client's own are never handed on. */
export const fromHeader = 'x-racemic-from';
export const stationHeader = 'x-racemic-station';

/** Which proof each of better-auth's ways in stands for. */
const methods: Record<string, { method: string; strong: boolean }> = {
  '/sign-in/email': { method: 'passphrase', strong: false },
  '/two-factor/verify-totp': { method: 'passphrase+totp', strong: true },
  '/two-factor/verify-backup-code': { method: 'passphrase+backup-code', strong: true },
  '/passkey/verify-authentication': { method: 'passkey', strong: true },
};

/** A passkey counts only when its device checked the person, by finger, face or PIN. */
const mustVerifyPerson = (verified: boolean | undefined) => {
  if (verified !== true) throw new APIError('UNAUTHORIZED', { message: 'The device did not check the person.' });
};

/**
 * better-auth does what is easy to get wrong: hashing, signed cookies, challenges, passkeys. It is never mounted: our
 * routes call it, so that permission, audit, errors and the OpenAPI document are the same as everywhere. Nobody signs
 * up: accounts are made by the set-up and by invitations.
 */
function open(services: Services) {
  const { db, log } = services;
  const flags = cookieFlags(services);
  const cookie = (kind: 'signIn' | 'pending' | 'passkey') => ({ name: cookieName(services, kind), attributes: flags });
  return betterAuth({
    appName: 'Racemic',
    baseURL: services.address,
    basePath: '/api/identity',
    secret: authSecret(services),
    database: { db: db.identity, type: 'postgres' },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (level, message) => log.warn({ level, part: 'better-auth' }, message) },
    user: { modelName: 'account' },
    account: { modelName: 'credential', fields: { userId: 'holderId' } },
    session: {
      modelName: 'sign_in',
      fields: { userId: 'accountId' },
      expiresIn: signInSeconds,
      disableSessionRefresh: true,
      freshAge: 0,
      additionalFields: {
        clinicId: { type: 'string', required: false, input: false },
        method: { type: 'string', required: false, input: false },
        stationId: { type: 'string', required: false, input: false },
        secondFactorAt: { type: 'date', required: false, input: false },
        lastActiveAt: { type: 'date', required: false, input: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortest,
      maxPasswordLength: longest,
      password: { hash: hashPassphrase, verify: ({ hash, password }) => verifyPassphrase(hash, password) },
    },
    advanced: {
      database: { generateId: () => newId() },
      useSecureCookies: false,
      cookiePrefix: 'racemic',
      defaultCookieAttributes: flags,
      cookies: {
        session_token: cookie('signIn'),
        two_factor: cookie('pending'),
        [cookieName(services, 'passkey')]: cookie('passkey'),
      },
      ipAddress: { ipAddressHeaders: [fromHeader] },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, ctx) => {
            const member = await db.identity
              .selectFrom('membership')
              .select('clinicId')
              .where('accountId', '=', session.userId)
              .executeTakeFirst();
            if (member === undefined) throw new APIError('UNAUTHORIZED', { message: 'No clinic.' });
            const way = methods[ctx?.path ?? ''];
            if (way === undefined) throw new APIError('UNAUTHORIZED', { message: 'Not one of our ways in.' });
            const now = services.clock();
            return {
              data: {
                ...session,
                userAgent: session.userAgent?.slice(0, 300),
                clinicId: member.clinicId,
                method: way.method,
                stationId: ctx?.headers?.get(stationHeader) ?? undefined,
                secondFactorAt: way.strong ? now : undefined,
                lastActiveAt: now,
                expiresAt: new Date(now.getTime() + signInSeconds * 1_000),
              },
            };
          },
        },
      },
    },
    plugins: [
      twoFactor({
        twoFactorCookieMaxAge: 300,
        schema: { twoFactor: { modelName: 'two_factor', fields: { userId: 'accountId' } } },
      }),
      passkey({
        rpID: new URL(services.address).hostname,
        rpName: 'Racemic',
        schema: { passkey: { fields: { userId: 'accountId', credentialID: 'credentialId' } } },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        advanced: { webAuthnChallengeCookie: cookieName(services, 'passkey') },
        registration: {
          afterVerification: async ({ verification }) => mustVerifyPerson(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: async ({ verification }) =>
            mustVerifyPerson(verification.authenticationInfo?.userVerified),
        },
      }),
    ],
  });
}
export type Auth = ReturnType<typeof open>;

const opened = new WeakMap<Services['db'], Auth>();

/** One for each database; made at first use. */
export function authOf(services: Services): Auth {
  const there = opened.get(services.db);
  if (there) return there;
  const made = open(services);
  opened.set(services.db, made);
  return made;
}
