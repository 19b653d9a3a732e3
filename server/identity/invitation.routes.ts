import { z } from '@hono/zod-openapi';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { Done, done, GivenPassphrase, IdParam, Invitation, NewInvitation, Step, Token } from './identity.shapes.ts';
import { incoming, withCookies } from './incoming.ts';
import { acceptInvitation, invite, listInvitations, openInvitation, revokeInvitation } from './invitation.actions.ts';

export const invitationRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/invitations',
      may: 'invitation.read',
      summary: 'Open invitations',
      responses: { 200: answers(z.object({ invitations: z.array(Invitation) }).openapi('Invitations')) },
    }),
    async (c) => c.json({ invitations: await listInvitations(c.var.ctx) }, 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/invitations',
      may: 'invitation.write',
      summary: 'Invite someone to the staff; the link is in the answer only where no letters leave this server',
      request: json(NewInvitation),
      responses: { 201: answers(z.object({ id: z.uuid(), link: z.string().optional() }).openapi('InvitationSent')) },
    }),
    async (c) => c.json(await invite(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/invitations/open',
      may: 'anyone',
      summary: 'What the holder of an invitation’s link sees before accepting',
      request: json(z.object({ token: Token }).openapi('InvitationToken')),
      responses: {
        200: answers(
          z.object({ clinicName: z.string(), name: z.string(), email: z.string() }).openapi('OpenInvitation'),
        ),
      },
    }),
    async (c) => c.json(await openInvitation(await incoming(c), c.req.valid('json').token), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/invitations/accept',
      may: 'anyone',
      summary: 'Accept an invitation with a passphrase of one’s own; a second factor comes next',
      request: json(z.object({ token: Token, passphrase: GivenPassphrase }).openapi('InvitationAccepted')),
      responses: { 201: answers(Step) },
    }),
    async (c) => c.json(withCookies(c, await acceptInvitation(await incoming(c), c.req.valid('json'))), 201),
  )
  .openapi(
    route({
      method: 'delete',
      path: '/api/invitations/{id}',
      may: 'invitation.write',
      summary: 'Take an invitation back',
      request: { params: IdParam },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await revokeInvitation(c.var.ctx, c.req.valid('param').id);
      return c.json(done, 200);
    },
  );
