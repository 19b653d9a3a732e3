import { z } from '@hono/zod-openapi';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { lock, stepUp, unlock } from './confirm.actions.ts';
import { BackupCode, Code, Confirmation, Confirmed, Done, done, Setup, SignInGiven, Step } from './identity.shapes.ts';
import { incoming, withCookies } from './incoming.ts';
import { signOut } from './me.actions.ts';
import { PasskeyAnswer, PasskeyOptions } from './passkey.shapes.ts';
import { setUp } from './setup.actions.ts';
import { beginSignIn, finishSignIn, passkeyOptions, signInByPasskey } from './sign-in.actions.ts';
import { signedIn } from './signed-in.ts';

/** The ways in, and what someone does with a sign-in they have: lock, unlock, confirm, leave. */
export const signInRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/setup',
      may: 'anyone',
      summary: 'Make the first clinic and its owner with the token that the server printed',
      request: json(Setup),
      responses: { 201: answers(Step) },
    }),
    async (c) => c.json(withCookies(c, await setUp(await incoming(c), c.req.valid('json'))), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sign-in',
      may: 'anyone',
      summary: 'First step: e-mail address and passphrase',
      request: json(SignInGiven),
      responses: { 200: answers(Step), 401: answers(z.unknown(), 'Not right') },
    }),
    async (c) => c.json(withCookies(c, await beginSignIn(await incoming(c), c.req.valid('json'))), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sign-in/totp',
      may: 'anyone',
      summary: 'Second step: a code of the authenticator app',
      request: json(z.object({ code: Code }).openapi('CodeGiven')),
      responses: { 200: answers(Step) },
    }),
    async (c) => c.json(withCookies(c, await finishSignIn(await incoming(c), c.req.valid('json'))), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sign-in/backup-code',
      may: 'anyone',
      summary: 'Second step: one of the backup codes',
      request: json(z.object({ code: BackupCode }).openapi('BackupCodeGiven')),
      responses: { 200: answers(Step) },
    }),
    async (c) => {
      const { code } = c.req.valid('json');
      return c.json(withCookies(c, await finishSignIn(await incoming(c), { backupCode: code })), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sign-in/passkey/options',
      may: 'anyone',
      summary: 'What a device is asked to prove with its passkey; also for unlocking and confirming',
      responses: { 200: answers(PasskeyOptions) },
    }),
    async (c) => c.json(withCookies(c, await passkeyOptions(await incoming(c))), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sign-in/passkey',
      may: 'anyone',
      summary: 'Sign in with a passkey alone',
      request: json(z.object({ response: PasskeyAnswer }).openapi('PasskeyGiven')),
      responses: { 200: answers(Step) },
    }),
    async (c) => c.json(withCookies(c, await signInByPasskey(await incoming(c), c.req.valid('json').response)), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sign-out',
      may: 'signed-in',
      summary: 'End this sign-in',
      responses: { 200: answers(Done) },
    }),
    async (c) => c.json(withCookies(c, await signOut(await signedIn(c))), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/lock',
      may: 'signed-in',
      summary: 'Lock the screen now',
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await lock(await signedIn(c));
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/unlock',
      may: 'signed-in',
      summary: 'Go on after a lock; five wrong tries end the sign-in',
      request: json(Confirmation),
      responses: { 200: answers(Confirmed) },
    }),
    async (c) => c.json(withCookies(c, await unlock(await signedIn(c), c.req.valid('json'))), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/step-up',
      may: 'signed-in',
      summary: 'Confirm who you are for what asks for it within the next minutes',
      request: json(Confirmation),
      responses: { 200: answers(Confirmed) },
    }),
    async (c) => c.json(withCookies(c, await stepUp(await signedIn(c), c.req.valid('json'))), 200),
  );
