import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { inClinic } from '#server/platform/in-clinic.ts';
import { anEmptyClinic, quietServices, writeEvents } from '../../tests/a-trail.ts';
import { aDatabase } from '../../tests/database.ts';
import { anchorFile, appendLine } from './anchor-file.ts';
import { trustedKeys } from './anchor-keys.ts';
import { AnchorLine, readAnchor } from './anchor-line.ts';
import { openRemote } from './anchors.ts';
import { audit } from './audit.ts';
import { startAudit } from './keeper.ts';
import { verifyChain } from './verify.ts';

const db = await aDatabase();
const services = quietServices(db);
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

test('stopping the server leaves nothing unlinked and nothing that no anchor vouches for', async () => {
  const ctx = await anEmptyClinic(services);
  const keeper = startAudit(services);
  await writeEvents(ctx, 25);
  await expect
    .poll(
      async () => {
        await keeper.anchorNow(ctx.clinicId);
        return keeper.status(ctx.clinicId);
      },
      { timeout: 20_000 },
    )
    .toMatchObject({ seq: 25, unsealed: 0, lastAnchor: { seq: 25 } });
  await writeEvents(ctx, 3);
  await keeper.stop();
  const report = await verifyChain({
    db,
    clinicId: ctx.clinicId,
    anchors: anchorFile(services.config.dataDir, ctx.clinicId),
    trusted: trustedKeys(services),
  });
  expect(report.ok).toBe(true);
  // Another test file may hold a transaction open for longer than stopping waits; then those events say so themselves.
  // With the trail's own word that it is anchored.
  expect(report.links + report.unsealed).toBe(29);
  expect(report.youngerThanLastAnchor).toBe(report.unsealed);
});

test('a signature is anchored at once, and the anchor is also in the log', async () => {
  const ctx = await anEmptyClinic(services);
  const said: unknown[] = [];
  const log = Object.assign(Object.create(services.log), { info: (line: unknown) => said.push(line) });
  const keeper = startAudit({ ...services, log });
  await inClinic(ctx, (tx) => audit(tx, ctx, { action: 'plan.sign' }));
  await expect
    .poll(
      async () => {
        await keeper.anchorNow(ctx.clinicId);
        return (await keeper.status(ctx.clinicId)).lastAnchor?.seq;
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await keeper.stop();
  const [line = ''] = readFileSync(anchorFile(services.config.dataDir, ctx.clinicId), 'utf8').split('\n');
  expect(readAnchor(line, trustedKeys(services))).toHaveProperty('line.seq', 1);
  expect(said).toContainEqual({ anchor: line });
});

test('figures tell how far the chain is behind', async () => {
  const ctx = await anEmptyClinic(services);
  const keeper = startAudit(services);
  await writeEvents(ctx, 2);
  await expect.poll(() => keeper.status(ctx.clinicId), { timeout: 20_000 }).toMatchObject({ seq: 2, unsealed: 0 });
  const figures = await services.metrics.metrics();
  expect(figures).toContain(`racemic_audit_links{clinic="${ctx.clinicId}"} 2`);
  expect(figures).toContain(`racemic_audit_unsealed_events{clinic="${ctx.clinicId}"} 0`);
  expect(figures).toContain(`racemic_audit_unsealed_seconds{clinic="${ctx.clinicId}"} 0`);
  await keeper.stop();
});

test('a remote place for anchors that is down holds nothing up, and gets the newest anchor when it is back', async () => {
  const got: AnchorLine[] = [];
  let answers = 503;
  const server = createServer(async (request, response) => {
    const line = AnchorLine.parse(JSON.parse(await text(request)));
    if (answers === 200) got.push(line);
    response.writeHead(answers).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ctx = await anEmptyClinic(services);
  const keeper = startAudit(services);
  const anchored = async (count: number): Promise<string> => {
    await writeEvents(ctx, count);
    await keeper.anchorNow(ctx.clinicId);
    return readFileSync(anchorFile(services.config.dataDir, ctx.clinicId), 'utf8').trimEnd().split('\n').at(-1) ?? '';
  };
  const [first, second] = [await anchored(1), await anchored(1)];
  await keeper.stop();
  const remote = openRemote(`http://127.0.0.1:${port}/anchors`, services.log);
  remote.send(ctx.clinicId, first);
  await remote.retry();
  remote.send(ctx.clinicId, second);
  await remote.retry();
  expect(got).toEqual([]);
  answers = 200;
  await remote.retry();
  expect(got).toContainEqual(JSON.parse(second));
  expect(got).not.toContainEqual(JSON.parse(first));
  const sent = got.length;
  await remote.retry();
  expect(got).toHaveLength(sent);
  server.close();
});

test('two processes that share an anchor file never break its order', async () => {
  const path = anchorFile(services.config.dataDir, 'shared');
  await appendLine(path, () => 'first');
  appendFileSync(path, 'torn');
  expect(await appendLine(path, (last) => `after ${last}`)).toBe('after first');
  expect(await appendLine(path, () => undefined)).toBeUndefined();
  expect(readFileSync(path, 'utf8')).toBe('first\nafter first\n');
});
