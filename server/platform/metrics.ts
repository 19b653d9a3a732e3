import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isLoopback } from './config.ts';
import type { Database } from './database.ts';
import type { Env } from './route.ts';
import type { Services } from './services.ts';

/** Counters for Prometheus: routes by their pattern, never by what was in the path. */
export function openMetrics(db: Database): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'racemic_db_connections',
    help: 'Connections of a pool, by state',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [name, pool] of [
        ['clinic', db.clinicPool],
        ['identity', db.identityPool],
      ] as const) {
        this.set({ pool: name, state: 'open' }, pool.totalCount);
        this.set({ pool: name, state: 'idle' }, pool.idleCount);
        this.set({ pool: name, state: 'waiting' }, pool.waitingCount);
      }
    },
  });
  return registry;
}

/** How long each request took, in seconds, by route, method and status. */
export function timeRequests(registry: Registry): MiddlewareHandler<Env> {
  const seconds = new Histogram({
    name: 'racemic_http_seconds',
    help: 'Time to answer a request, in seconds',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  return async (c, next) => {
    const from = process.hrtime.bigint();
    await next();
    const took = Number(process.hrtime.bigint() - from) / 1e9;
    seconds.observe({ method: c.req.method, route: patternOf(c), status: String(c.res.status) }, took);
  };
}

/** The route that answered; doors and pages match everything and say nothing. */
const patternOf = (c: HonoContext): string => matchedRoutes(c).find(({ path }) => !path.includes('*'))?.path ?? '/*';

/** Figures are for this machine's own monitoring, or for who holds METRICS_TOKEN; behind a proxy only for the latter. */
export function mayReadMetrics(services: Services, from: string, authorization: string | undefined): boolean {
  const { metricsToken, trustedProxy } = services.config;
  if (metricsToken === undefined) return trustedProxy === undefined && isLoopback(from);
  const [given, wanted] = [authorization ?? '', `Bearer ${metricsToken}`].map((text) =>
    createHash('sha256').update(text).digest(),
  );
  return given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted);
}
