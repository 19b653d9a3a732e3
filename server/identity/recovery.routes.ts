import { z } from '@hono/zod-openapi';
import { answers, json, route, routes } from '#server/platform/route.ts';
import {
  BackupCode,
  Code,
  Done,
  done,
  Email,
  GivenPassphrase,
  IdParam,
  RecoveryRequest,
  Step,
  Token,
} from './identity.shapes.ts';
import { incoming, withCookies } from './incoming.ts';
import { PasskeyAnswer } from './passkey.shapes.ts';
import { askForPassphrase, completePassphrase, completeSecondFactor } from './recovery.actions.ts';
import { approveReset, askForReset, listRecoveryRequests } from './recovery-request.actions.ts';

export const recoveryRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/recovery',
      may: 'anyone',
      summary: 'Ask for a new passphrase; the answer is the same for every address',
      request: json(z.object({ email: Email }).openapi('RecoveryAsked')),
      responses: { 202: answers(Done, 'If the address belongs to an account, a letter is on its way') },
    }),
    async (c) => {
      await askForPassphrase(await incoming(c), c.req.valid('json').email);
      return c.json(done, 202);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/recovery/complete',
      may: 'anyone',
      summary: 'Choose a new passphrase with the letter’s link and the second factor',
      request: json(
        z
          .object({
            token: Token,
            passphrase: GivenPassphrase,
            code: Code.or(BackupCode).optional(),
            passkey: PasskeyAnswer.optional(),
          })
          .openapi('RecoveryCompleted'),
      ),
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      const { code, ...given } = c.req.valid('json');
      const proof = code === undefined ? {} : /^\d{6}$/.test(code) ? { code } : { backupCode: code };
      return c.json(await completePassphrase(await incoming(c), { ...given, ...proof }), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/recovery/second-factor',
      may: 'anyone',
      summary: 'With the link that two people’s decision made, and the passphrase: set up a new second factor',
      request: json(z.object({ token: Token, passphrase: GivenPassphrase }).openapi('FactorRecovery')),
      responses: { 200: answers(Step) },
    }),
    async (c) => c.json(withCookies(c, await completeSecondFactor(await incoming(c), c.req.valid('json'))), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/recovery-requests',
      may: 'recovery.read',
      summary: 'Requests to reset someone’s second factor',
      responses: { 200: answers(z.object({ requests: z.array(RecoveryRequest) }).openapi('RecoveryRequests')) },
    }),
    async (c) => c.json({ requests: await listRecoveryRequests(c.var.ctx) }, 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/practitioners/{id}/recovery',
      may: 'recovery.ask',
      summary: 'Ask to reset another person’s second factor; someone else approves',
      request: { params: IdParam },
      responses: { 201: answers(z.object({ id: z.uuid() }).openapi('RecoveryRequestMade')) },
    }),
    async (c) => c.json(await askForReset(c.var.ctx, c.req.valid('param').id), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/recovery-requests/{id}/approve',
      may: 'recovery.approve',
      summary: 'Approve what another person asked for',
      request: { params: IdParam },
      responses: { 200: answers(z.object({ link: z.string().optional() }).openapi('RecoveryApproved')) },
    }),
    async (c) => c.json(await approveReset(c.var.ctx, c.req.valid('param').id), 200),
  );
