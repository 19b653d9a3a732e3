import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Context } from '#server/platform/context.ts';
import { openSecrets } from '#server/platform/secrets.ts';
import { aTrail, quietServices, writeEvents } from '../../tests/a-trail.ts';
import { aDatabase } from '../../tests/database.ts';
import { anchorFile } from './anchor-file.ts';
import { trustedKeys } from './anchor-keys.ts';
import { AnchorLine, signAnchor } from './anchor-line.ts';
import { anchorClinic } from './anchors.ts';
import { canonical } from './audit-digest.ts';
import { sealAll } from './sealer.ts';
import { verifyChain } from './verify.ts';

const db = await aDatabase();
const services = quietServices(db);
afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

const fileOf = (ctx: Context) => anchorFile(services.config.dataDir, ctx.clinicId);
const verify = (ctx: Context) =>
  verifyChain({ db, clinicId: ctx.clinicId, anchors: fileOf(ctx), trusted: trustedKeys(services) });

describe('an anchor file that was touched is found:', () => {
  const lines = (ctx: Context) => readFileSync(fileOf(ctx), 'utf8').trimEnd().split('\n');
  const write = (ctx: Context, all: string[]) => writeFileSync(fileOf(ctx), `${all.join('\n')}\n`);

  test('any byte altered', async () => {
    const { ctx } = await aTrail(services);
    const whole = readFileSync(fileOf(ctx));
    const lastLineAt = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (let at = 0; at < whole.length; at += 37) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(fileOf(ctx), bytes);
      const report = await verify(ctx);
      expect(report.ok, `byte ${at} of ${whole.length}, last line at ${lastLineAt}`).toBe(false);
      expect(report.brokenAt?.anchorLine).toBeGreaterThan(0);
    }
  });

  test('a line taken out', async () => {
    const { ctx } = await aTrail(services);
    write(ctx, lines(ctx).toSpliced(1, 1));
    expect((await verify(ctx)).brokenAt).toMatchObject({
      anchorLine: 2,
      why: expect.stringContaining('does not follow'),
    });
  });

  test('a line signed by someone else', async () => {
    const { ctx } = await aTrail(services);
    const [first = '', ...rest] = lines(ctx);
    const { kid: _kid, sig: _sig, v: _v, ...anchor } = AnchorLine.parse(JSON.parse(first));
    const stranger = openSecrets(`${services.config.dataDir}/stranger`).signing('anchor');
    write(ctx, [signAnchor(anchor, stranger), ...rest]);
    expect((await verify(ctx)).brokenAt).toMatchObject({
      anchorLine: 1,
      why: expect.stringContaining('not known here'),
    });
  });

  test('a signature moved to another head', async () => {
    const { ctx } = await aTrail(services);
    const [first = '', ...rest] = lines(ctx);
    write(ctx, [canonical({ ...JSON.parse(first), seq: 3 }), ...rest]);
    expect((await verify(ctx)).brokenAt).toMatchObject({ anchorLine: 1, why: expect.stringContaining('does not fit') });
  });

  test('a line torn by a power cut is no alteration: the next anchor follows the last whole one', async () => {
    const { ctx } = await aTrail(services);
    appendFileSync(fileOf(ctx), (lines(ctx)[2] ?? '').slice(0, 90));
    expect(await verify(ctx)).toMatchObject({ ok: true, anchors: { lines: 3 } });
    await writeEvents(ctx, 1);
    await sealAll(db, ctx.clinicId, 10_000);
    await anchorClinic(services, ctx.clinicId);
    expect(await verify(ctx)).toMatchObject({ ok: true, anchors: { lines: 4, checked: 4 } });
  });

  test('a file that is gone leaves everything without a voucher, and the report says so', async () => {
    const { ctx } = await aTrail(services);
    copyFileSync(fileOf(ctx), `${fileOf(ctx)}.kept`);
    rmSync(fileOf(ctx));
    expect(await verify(ctx)).toMatchObject({ ok: true, anchors: { lines: 0 }, youngerThanLastAnchor: 12 });
  });
});

test('anchors are not repeated while the head stands still', async () => {
  const { ctx } = await aTrail(services);
  expect(await anchorClinic(services, ctx.clinicId)).toBeUndefined();
  expect(await verify(ctx)).toMatchObject({ anchors: { lines: 3 } });
});
