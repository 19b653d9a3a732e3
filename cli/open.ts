import { existsSync } from 'node:fs';
import { CannotStart } from '#server/platform/cannot-start.ts';
import { type Config, readConfig } from '#server/platform/config.ts';
import { embeddedWhere, externalWhere, openDatabase, type Where } from '#server/platform/database.ts';
import { followFirst } from '#server/platform/database-first.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { openLive } from '#server/platform/live.ts';
import { openLog } from '#server/platform/log.ts';
import { openMetrics } from '#server/platform/metrics.ts';
import { checkExternal, prepareEmbedded } from '#server/platform/roles.ts';
import { openSecrets } from '#server/platform/secrets.ts';
import type { Services } from '#server/platform/services.ts';

/** The database of the settings, beside a running server or started for this one command. */
export async function withDatabase<T>(config: Config, work: (where: Where) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== undefined) {
    const first = await followFirst(config.databaseUrl, { warn: () => undefined });
    try {
      const where = externalWhere(config.databaseUrl, config.databaseOwnerUrl, first);
      await checkExternal(where);
      return await work(where);
    } finally {
      await first.stop();
    }
  }
  if (!existsSync(config.dataDir))
    throw new CannotStart(`There is no data folder ${config.dataDir}: name it with DATA_DIR, or start Racemic once.`);
  const server = await startEmbedded({ dataDir: config.dataDir, hold: false });
  try {
    await prepareEmbedded({ host: server.host, port: server.port, user: 'postgres' });
    return await work(embeddedWhere(server));
  } finally {
    await server.stop();
  }
}

/** Everything that an action needs, for the time of one command. Logs go to standard error, and only when asked for. */
export function withServices<T>(work: (services: Services) => Promise<T>, config: Config = settings()): Promise<T> {
  return withDatabase(config, async (where) => {
    const db = openDatabase(where, { clinic: 3, identity: 2 });
    const log = openLog(config, { write: (line) => process.stderr.write(line) });
    const live = openLive(db, log);
    try {
      return await work({
        config,
        address: config.publicUrl ?? `http://localhost:${config.port}`,
        db,
        log,
        secrets: openSecrets(config.dataDir),
        live,
        metrics: openMetrics(db),
        clock: () => new Date(),
        host: { database: 'PostgreSQL' },
        enqueue: () => Promise.resolve(false),
        identify: () => Promise.resolve(undefined),
      });
    } finally {
      await live.close();
      await db.close();
    }
  });
}

export const settings = (given: Record<string, string> = {}): Config =>
  readConfig({ LOG_LEVEL: 'silent', ...process.env, ...given });
