import { z } from '@hono/zod-openapi';
import { Me } from './identity/identity.shapes.ts';
import { incoming } from './identity/incoming.ts';
import { findMe } from './identity/me.actions.ts';
import { isSetUp } from './identity/setup.actions.ts';
import { CannotProceed } from './platform/cannot-proceed.ts';
import { version } from './platform/openapi.ts';
import { answers, route, routes } from './platform/route.ts';
import type { Services } from './platform/services.ts';

const DemoAccount = z.object({
  name: z.string(),
  roles: z.array(z.string()),
  email: z.string(),
  passphrase: z.string(),
  totpSecret: z.string(),
});

/** The first thing every page asks: where am I, and who is at the screen. */
const Frame = z
  .object({
    setup: z.enum(['needed', 'done']),
    demo: z.boolean(),
    demoOffered: z.boolean(),
    demoReason: z.string().optional(),
    version: z.string(),
    database: z.string(),
    address: z.string(),
    serverTime: z.string(),
    clinicName: z.string().optional(),
    station: z
      .object({
        id: z.string(),
        name: z.string(),
        enrolledAt: z.string(),
        timeZone: z.string(),
        isStaffStation: z.boolean(),
      })
      .optional(),
    me: Me.optional(),
    idleLockMin: z.number(),
    mail: z.enum(['smtp', 'log']),
    demoAccounts: z.array(DemoAccount).optional(),
  })
  .openapi('Frame');

/** A station shows the clinic's clock, also while nobody is signed in at it. */
async function zoneOf(services: Services, clinicId: string): Promise<string> {
  const clinic = await services.db.inClinicTransaction(clinicId, (tx) =>
    tx.selectFrom('clinic').select('timeZone').executeTakeFirstOrThrow(),
  );
  return clinic.timeZone;
}

export const frameRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/frame',
      may: 'anyone',
      summary: 'Where this is, and who is at the screen',
      responses: { 200: answers(Frame) },
    }),
    async (c) => {
      const { services } = c.var;
      const { config, host } = services;
      const req = await incoming(c);
      const setUp = await isSetUp(services);
      const found = await findMe(req);
      const known = found?.me;
      return c.json(
        {
          setup: setUp ? ('done' as const) : ('needed' as const),
          demo: config.demo,
          demoOffered: !setUp && host.openDemo !== undefined,
          ...(host.noDemo === undefined ? {} : { demoReason: host.noDemo }),
          version,
          database: host.database,
          address: services.address,
          serverTime: req.now.toISOString(),
          ...(known === undefined ? {} : { clinicName: known.clinicName, me: known }),
          ...(req.station?.enrolledAt
            ? {
                station: {
                  id: req.station.id,
                  name: req.station.name,
                  isStaffStation: req.station.isStaffStation,
                  enrolledAt: req.station.enrolledAt.toISOString(),
                  timeZone: known?.timeZone ?? (await zoneOf(services, req.station.clinicId)),
                },
              }
            : {}),
          idleLockMin: found?.idleLockMin ?? config.idleLockMin,
          mail: config.smtpUrl === undefined ? ('log' as const) : ('smtp' as const),
          ...(config.demo && host.demoAccounts !== undefined
            ? { demoAccounts: host.demoAccounts.map((of) => ({ ...of, roles: [...of.roles] })) }
            : {}),
        },
        200,
      );
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/setup/demo',
      may: 'anyone',
      summary: 'Open the synthetic clinic, while nothing is set up here. The server comes back on its own data folder',
      responses: { 202: answers(z.object({ reopening: z.boolean() })) },
    }),
    async (c) => {
      const { services } = c.var;
      if (await isSetUp(services)) throw new CannotProceed('blocked', 'A clinic is set up here already.');
      if (services.host.openDemo === undefined)
        throw new CannotProceed('blocked', services.host.noDemo ?? 'The synthetic clinic can’t be opened from here.');
      services.host.openDemo();
      return c.json({ reopening: true }, 202);
    },
  );
