import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { audit } from './audit/audit.ts';
import type { AuditKeeper } from './audit/keeper.ts';
import { nightlyBackup } from './backup/nightly.ts';
import { backupStatus } from './backup/status.ts';
import { CannotProceed } from './platform/cannot-proceed.ts';
import { inClinic } from './platform/in-clinic.ts';
import { answers, route, routes } from './platform/route.ts';
import type { Host, Services } from './platform/services.ts';

/** What an owner wants to know is well: absent is not known, never good. */
const ClinicStatus = z
  .object({
    database: z.object({
      version: z.string(),
      embedded: z.boolean(),
      sizeBytes: z.number(),
      hosts: z.array(z.object({ host: z.string(), is: z.enum(['first', 'standby', 'left-behind', 'not-reached']) })),
      waits: z.string().optional(),
    }),
    backup: z.object({
      lastAt: z.string().optional(),
      bytes: z.number().optional(),
      rows: z.number().optional(),
      lastFailureAt: z.string().optional(),
      lastFailure: z.string().optional(),
      lastVerifiedAt: z.string().optional(),
      lastVerifyOk: z.boolean().optional(),
    }),
    audit: z.object({
      headSeq: z.number(),
      unsealed: z.number(),
      checkedAt: z.string().optional(),
      checkedOk: z.boolean().optional(),
    }),
    anchor: z.object({ lastAt: z.string().optional(), seq: z.number().optional() }),
    mail: z.object({ kind: z.enum(['smtp', 'log']), waiting: z.number(), failed: z.number() }),
  })
  .openapi('ClinicStatus');

/** The owner's page, and a backup on demand. */
export const statusRoutes = (keeper: AuditKeeper) => {
  let running: Promise<void> | undefined;
  return routes()
    .openapi(
      route({
        method: 'get',
        path: '/api/clinic/status',
        may: 'clinic.status',
        summary: 'Age of the backup, audit chain, last anchor, mail, database',
        responses: { 200: answers(ClinicStatus) },
      }),
      async (c) => {
        const { services, ctx } = c.var;
        const chain = await keeper.status(ctx.clinicId);
        const backup = await backupStatus(services);
        return c.json(
          {
            database: {
              ...(await databaseOf(services)),
              embedded: services.config.databaseUrl === undefined,
              hosts: services.host.first?.hosts() ?? [],
              waits: waitsForStandby(services.host),
            },
            backup: {
              ...(backup.lastSuccess && {
                lastAt: backup.lastSuccess.at,
                bytes: backup.lastSuccess.bytes,
                rows: backup.lastSuccess.rows,
                lastVerifiedAt: backup.lastSuccess.at,
                lastVerifyOk: true,
              }),
              ...(backup.lastFailure && { lastFailureAt: backup.lastFailure.at, lastFailure: backup.lastFailure.why }),
            },
            audit: {
              headSeq: chain.seq,
              unsealed: chain.unsealed,
              ...(backup.lastAuditCheck && {
                checkedAt: backup.lastAuditCheck.at,
                checkedOk: backup.lastAuditCheck.ok,
              }),
            },
            anchor: chain.lastAnchor === undefined ? {} : { lastAt: chain.lastAnchor.at, seq: chain.lastAnchor.seq },
            mail: {
              kind: services.config.smtpUrl === undefined ? ('log' as const) : ('smtp' as const),
              ...(await mailOf(services, ctx.clinicId)),
            },
          },
          200,
        );
      },
    )
    .openapi(
      route({
        method: 'post',
        path: '/api/backups',
        may: 'backup.run',
        summary: 'Make a backup now, read it back, and look over the audit trail',
        responses: { 200: answers(z.object({ ok: z.boolean() })) },
      }),
      async (c) => {
        const { ctx, services } = c.var;
        if (running !== undefined) throw new CannotProceed('blocked', 'A backup is being made already.');
        await inClinic(ctx, (tx) => audit(tx, ctx, { action: 'backup.run' }));
        running = nightlyBackup(services).finally(() => {
          running = undefined;
        });
        await running;
        return c.json({ ok: true }, 200);
      },
    );
};

/** A commit takes milliseconds; one that waits for so long waits for a standby that does not answer. */
const patienceS = 3;

export function waitsForStandby({ first }: Host): string | undefined {
  const waitingS = Math.floor(first?.waitingS() ?? 0);
  return waitingS < patienceS
    ? undefined
    : `The database waits for its standby since ${waitingS} s: what is written is not confirmed until the standby answers. Tell your administrator.`;
}

async function databaseOf(services: Services): Promise<{ version: string; sizeBytes: number }> {
  const { rows } = await sql<{ version: string; bytes: string }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(
    services.db.clinic,
  );
  return { version: rows[0]?.version ?? 'not known', sizeBytes: Number(rows[0]?.bytes ?? 0) };
}

async function mailOf(services: Services, clinicId: string): Promise<{ waiting: number; failed: number }> {
  const rows = await services.db.identity
    .selectFrom('mail')
    .select((is) => ['status', is.fn.countAll<string>().as('count')])
    .where('clinicId', '=', clinicId)
    .groupBy('status')
    .execute();
  const count = (status: string) => Number(rows.find((row) => row.status === status)?.count ?? 0);
  return { waiting: count('waiting'), failed: count('failed') };
}
