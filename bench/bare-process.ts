import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import { newId } from '#server/platform/ids.ts';
import { plainInsert } from './plain-table.ts';
import { answer } from './processes.ts';

/**
 * What our audited write is compared with: the least that a web server can do for a write. No sign-in, no permission,
 * no audit, no checks of what is sent, one INSERT; the same request, answer, parts, keys and durable database.
 */
let server: Server | undefined;
let pool: pg.Pool | undefined;

async function open({ where, clinicId }: { where: pg.ClientConfig; clinicId: string }): Promise<number> {
  const connections = new pg.Pool({ ...where, max: 16 });
  const app = new Hono();
  app.post('/api/patients/:id/medicines', async (c) => {
    const body: Record<string, string> = await c.req.json();
    const id = newId();
    await connections.query(plainInsert, [
      clinicId,
      id,
      c.req.param('id'),
      body.name,
      body.dose,
      body.frequency,
      'active',
    ]);
    return c.json({ id, version: 1 }, 201);
  });
  pool = connections;
  const made = createServer(getRequestListener(app.fetch));
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

/** Processor time of this process so far, in milliseconds. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

answer({ cpu, open }, async () => {
  server?.closeAllConnections();
  await pool?.end();
});
