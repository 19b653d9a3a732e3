import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Registry } from 'prom-client';
import { anchorClinic } from '#server/audit/anchors.ts';
import { type AuditEntry, audit } from '#server/audit/audit.ts';
import { sealAll } from '#server/audit/sealer.ts';
import { readConfig } from '#server/platform/config.ts';
import type { Context } from '#server/platform/context.ts';
import type { Database } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { openLive } from '#server/platform/live.ts';
import { openLog } from '#server/platform/log.ts';
import { openSecrets } from '#server/platform/secrets.ts';
import type { Services } from '#server/platform/services.ts';

export type Quiet = Services & { [Symbol.asyncDispose](): Promise<void> };

/** Services over a real database with a data folder of their own; nothing runs in the background. */
export function quietServices(db: Database, env: Record<string, string> = {}): Quiet {
  const dataDir = mkdtempSync(join(tmpdir(), 'racemic-data-'));
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env });
  const log = openLog(config);
  const live = openLive(db, log);
  return {
    config,
    address: 'http://localhost:3000',
    db,
    log,
    secrets: openSecrets(dataDir),
    live,
    metrics: new Registry(),
    clock: () => new Date(),
    host: { database: 'PostgreSQL, for tests' },
    enqueue: () => Promise.resolve(false),
    identify: () => Promise.resolve(undefined),
    [Symbol.asyncDispose]: live.close,
  };
}

/** A clinic that exists and nothing more, with someone of its staff at work. */
export async function anEmptyClinic(services: Services): Promise<Context> {
  const clinicId = newId();
  await services.db.identity.insertInto('tenant').values({ clinicId }).execute();
  const ctx: Context = {
    services,
    clinicId,
    by: {
      kind: 'staff',
      accountId: newId(),
      practitionerId: newId(),
      clinicId,
      roles: ['nurse'],
      method: 'passkey',
      steppedUp: false,
    },
    now: services.clock(),
    requestId: newId(),
    signInId: newId(),
    stationId: newId(),
  };
  await inClinic(ctx, (tx) =>
    tx
      .insertInto('clinic')
      .values({ name: 'Synthetic Clinic', timeZone: 'America/Los_Angeles', jurisdiction: 'US-NV', synthetic: true })
      .execute(),
  );
  return ctx;
}

/** Writes events, one transaction each, and gives their ids in order. */
export async function writeEvents(ctx: Context, count: number, entry: Partial<AuditEntry> = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1)
    ids.push(await inClinic(ctx, (tx) => audit(tx, ctx, { action: 'allergy.change', after: { n }, ...entry })));
  return ids;
}

/** Three anchors, after 4, 8 and 12 events; nothing younger. */
export async function aTrail(services: Services): Promise<{ ctx: Context; ids: string[] }> {
  const ctx = await anEmptyClinic(services);
  const ids: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    ids.push(...(await writeEvents(ctx, 4, { patientId: ctx.clinicId, reason: 'asked by the patient' })));
    await sealAll(services.db, ctx.clinicId, 10_000);
    await anchorClinic(services, ctx.clinicId);
  }
  return { ctx, ids };
}
/** What someone with every right over the database can do: no policy, grant or trigger stands in the way. */
export async function tamper(superuser: pg.ClientConfig, statement: string, values: unknown[] = []): Promise<number> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    return (await client.query(statement, values)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
