import { z } from '@hono/zod-openapi';
import { answers, json, route, routes } from '#server/platform/route.ts';
import {
  addPasskey,
  confirmTotp,
  listPasskeys,
  newPasskeyOptions,
  offerTotp,
  removePasskey,
  removeTotp,
  renewBackupCodes,
} from './factors.actions.ts';
import {
  BackupCodes,
  Code,
  Done,
  done,
  GivenPassphrase,
  IdParam,
  Me,
  Name,
  Passkey,
  SignIn,
  TotpOffer,
} from './identity.shapes.ts';
import { withCookies } from './incoming.ts';
import { changePassphrase, endMySignIns, listSignIns, readMe } from './me.actions.ts';
import { NewPasskeyAnswer, PasskeyOptions } from './passkey.shapes.ts';
import { atWork, signedIn } from './signed-in.ts';

/**
 * A person's own account. What adds or changes a factor is open to people still on their way in, who have none yet;
 * `mayChangeFactors` decides, because the one table of roles can't know which factors somebody owns.
 */
export const meRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/me',
      may: 'signed-in',
      summary: 'Who is signed in here',
      responses: { 200: answers(Me) },
    }),
    async (c) => c.json(await readMe(await signedIn(c)), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/me/totp',
      may: 'signed-in',
      summary: 'Begin to set up an authenticator app',
      request: json(z.object({ passphrase: GivenPassphrase }).openapi('PassphraseGiven')),
      responses: { 200: answers(TotpOffer) },
    }),
    async (c) => c.json(await offerTotp(await atWork(c), c.req.valid('json').passphrase), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/me/totp/confirm',
      may: 'signed-in',
      summary: 'Finish it with the app’s first code',
      request: json(z.object({ code: Code }).openapi('FirstCode')),
      responses: { 200: answers(Done) },
    }),
    async (c) => c.json(withCookies(c, await confirmTotp(await atWork(c), c.req.valid('json').code)), 200),
  )
  .openapi(
    route({
      method: 'delete',
      path: '/api/me/totp',
      may: 'me.security',
      summary: 'Remove the authenticator app, when a passkey is there',
      responses: { 200: answers(Done) },
    }),
    async (c) => c.json(withCookies(c, await removeTotp(await atWork(c))), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/me/backup-codes',
      may: 'me.security',
      summary: 'Ten new backup codes in place of the old ones',
      responses: { 200: answers(BackupCodes) },
    }),
    async (c) => c.json(withCookies(c, await renewBackupCodes(await atWork(c))), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/me/passkeys/options',
      may: 'signed-in',
      summary: 'What a device is asked for a new passkey',
      responses: { 200: answers(PasskeyOptions) },
    }),
    async (c) => c.json(withCookies(c, await newPasskeyOptions(await atWork(c))), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/me/passkeys',
      may: 'signed-in',
      summary: 'Keep the new passkey',
      request: json(z.object({ name: Name, response: NewPasskeyAnswer }).openapi('NewPasskey')),
      responses: { 201: answers(z.object({ id: z.uuid() }).openapi('PasskeyMade')) },
    }),
    async (c) => c.json(withCookies(c, await addPasskey(await atWork(c), c.req.valid('json'))), 201),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/me/passkeys',
      may: 'me.read',
      summary: 'Your passkeys',
      responses: { 200: answers(z.object({ passkeys: z.array(Passkey) }).openapi('Passkeys')) },
    }),
    async (c) => c.json({ passkeys: await listPasskeys(await atWork(c)) }, 200),
  )
  .openapi(
    route({
      method: 'delete',
      path: '/api/me/passkeys/{id}',
      may: 'me.security',
      summary: 'Remove a passkey; the last factor stays',
      request: { params: IdParam },
      responses: { 200: answers(Done) },
    }),
    async (c) => c.json(withCookies(c, await removePasskey(await atWork(c), c.req.valid('param').id)), 200),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/me/passphrase',
      may: 'me.security',
      summary: 'Choose another passphrase; other sign-ins end',
      request: json(z.object({ current: GivenPassphrase, next: GivenPassphrase }).openapi('PassphraseChange')),
      responses: { 200: answers(Done) },
    }),
    async (c) => c.json(withCookies(c, await changePassphrase(await atWork(c), c.req.valid('json'))), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/me/sign-ins',
      may: 'me.read',
      summary: 'Where you are signed in',
      responses: { 200: answers(z.object({ signIns: z.array(SignIn) }).openapi('SignIns')) },
    }),
    async (c) => c.json({ signIns: await listSignIns(await atWork(c)) }, 200),
  )
  .openapi(
    route({
      method: 'delete',
      path: '/api/me/sign-ins/{id}',
      may: 'me.security',
      summary: 'End one of your sign-ins',
      request: { params: IdParam },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await endMySignIns(await atWork(c), { id: c.req.valid('param').id });
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/me/sign-ins/end-others',
      may: 'me.security',
      summary: 'End all your sign-ins but this one',
      responses: { 200: answers(z.object({ ended: z.int() }).openapi('SignInsEnded')) },
    }),
    async (c) => c.json({ ended: await endMySignIns(await atWork(c), 'others') }, 200),
  );
