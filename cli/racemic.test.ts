import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedWhere, openDatabase } from '#server/platform/database.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';
import { prepareEmbedded } from '#server/platform/roles.ts';
import { anEmptyClinic, quietServices, tamper, writeEvents } from '../tests/a-trail.ts';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'racemic-cli-'));
const dataDir = join(scratch, 'data');

type Ran = { code: number | null; out: string; err: string };

/** The command as a person runs it: another process, nothing shared. `limit` is a shell's word before it. */
async function racemic(args: string[], env: Record<string, string> = {}, limit = ''): Promise<Ran> {
  const command = `${limit} exec "$0" --disable-warning=ExperimentalWarning "$@"`;
  const child = spawn('/bin/sh', ['-c', command, process.execPath, join(root, 'cli/main.ts'), ...args], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: scratch,
      TMPDIR: tmpdir(),
      DATA_DIR: dataDir,
      NODE_COMPILE_CACHE: join(scratch, 'compiled'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: z.number().nullable().parse(code), out, err };
}

const Report = z.object({
  ok: z.boolean(),
  links: z.number(),
  events: z.number(),
  brokenAt: z.object({ seq: z.number() }).optional(),
});
const Verified = z.object({ ok: z.boolean(), clinics: z.array(Report) });
const Restored = z.object({ ok: z.boolean(), rows: z.record(z.string(), z.number()), audit: z.array(Report) });
const Key = z.object({ key: z.string() });

beforeAll(async () => {
  const server = await startEmbedded({ dataDir, durable: false });
  const superuser = { host: server.host, port: server.port, user: 'postgres', database: 'racemic' };
  await prepareEmbedded(superuser);
  await migrate(embeddedWhere(server).owner);
  const db = openDatabase(embeddedWhere(server));
  const services = quietServices(db);
  const ctx = await anEmptyClinic(services);
  await writeEvents(ctx, 10);
  await services[Symbol.asyncDispose]();
  await db.close();
  await server.stop();
}, 120_000);

test('help names every command, and a command that does not exist is said so', async () => {
  const help = await racemic(['help']);
  expect(help.code).toBe(0);
  for (const words of ['backup', 'backup verify <file>', 'restore <file>', 'audit verify', 'backup key export'])
    expect(help.out).toContain(words);
  expect(await racemic(['audit', 'forget'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no command "audit forget"'),
  });
  expect(await racemic(['audit', 'verify', '--loud'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--loud'),
  });
}, 120_000);

test('backup, verify, restore on another machine with the key from paper, and verify the trail there', async () => {
  const anchored = await racemic(['audit', 'anchor']);
  expect(anchored.code, anchored.err).toBe(0);
  const made = await racemic(['backup', '--json']);
  expect(made.code, made.err).toBe(0);
  const { file } = z.object({ file: z.string() }).parse(JSON.parse(made.out));
  expect((await racemic(['backup', 'list'])).out).toContain(file);
  const { key } = Key.parse(JSON.parse((await racemic(['backup', 'key', 'export', '--json'])).out));

  const elsewhere = { DATA_DIR: join(scratch, 'elsewhere') };
  expect(await racemic(['backup', 'verify', file], elsewhere)).toMatchObject({
    code: 1,
    err: expect.stringContaining('RACEMIC_BACKUP_KEY'),
  });
  const third = join(scratch, 'third');
  const lost = await racemic(['restore', file, '--data-dir', third], elsewhere);
  expect(lost).toMatchObject({
    code: 1,
    err: expect.stringContaining(`no backup key in ${third}, nor in ${elsewhere.DATA_DIR}`),
  });
  const withKey = { ...elsewhere, RACEMIC_BACKUP_KEY: key };
  expect((await racemic(['backup', 'verify', file], withKey)).out).toContain('The backup is whole');

  const broken = join(scratch, 'broken.rbk');
  writeFileSync(broken, readFileSync(file).subarray(0, -100));
  expect(await racemic(['restore', broken], withKey)).toMatchObject({
    code: 1,
    err: expect.stringContaining('not whole'),
  });
  expect(existsSync(elsewhere.DATA_DIR)).toBe(false);

  const put = await racemic(['restore', file, '--json'], withKey);
  expect(put.code, put.out + put.err).toBe(0);
  const restored = Restored.parse(JSON.parse(put.out));
  // Ten, and the trail's own word that it is anchored; then the restore itself.
  expect(restored.rows['clinic.audit_event']).toBe(11);
  expect(restored.audit).toMatchObject([{ ok: true, events: 12, links: 12 }]);

  const verified = await racemic(['audit', 'verify', '--json'], elsewhere);
  expect(verified.code).toBe(0);
  expect(Verified.parse(JSON.parse(verified.out))).toMatchObject({ ok: true, clinics: [{ links: 12 }] });
  const again = await racemic(['restore', file], withKey);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('a clinic lives in it') });
  expect(again.err).not.toContain('Putting it back');
  writeFileSync(join(elsewhere.DATA_DIR, 'anchors', readdirSync(join(elsewhere.DATA_DIR, 'anchors'))[0] ?? ''), '');
  const emptied = await racemic(['audit', 'verify'], elsewhere);
  expect(emptied).toMatchObject({ code: 1, out: expect.stringContaining('none is here') });
  // The key from paper is the new machine's key now: one key opens the backups before and after.
  expect(Key.parse(JSON.parse((await racemic(['backup', 'key', 'export', '--json'], elsewhere)).out)).key).toBe(key);
}, 300_000);

test('a disk that fills up while the backup is written leaves no file and says so', async () => {
  const server = await startEmbedded({ dataDir, durable: false });
  const db = openDatabase(embeddedWhere(server));
  const services = quietServices(db);
  const ctx = await anEmptyClinic(services);
  const noise = Array.from({ length: 40_000 }, () => Math.random().toString(36)).join('');
  await writeEvents(ctx, 8, { details: { noise } });
  const folder = join(scratch, 'small');
  // The shell's limit on the size of a file stands in for a full disk: the write fails in the middle of a table.
  const full = await racemic(['backup'], { BACKUP_DIR: folder }, 'ulimit -f 400;');
  await services[Symbol.asyncDispose]();
  await db.close();
  await server.stop();
  expect(full).toMatchObject({ code: 1, err: expect.stringContaining('so there is no new backup') });
  expect(readdirSync(folder)).toEqual([]);
}, 120_000);

test('a trail that was tampered with ends with exit code 1 and the first broken link', async () => {
  const server = await startEmbedded({ dataDir, durable: false });
  const superuser = { host: server.host, port: server.port, user: 'postgres', database: 'racemic' };
  await tamper(
    superuser,
    `update clinic.audit_event set reason = 'other' where id in (select audit_id from clinic.audit_link where seq = 4)`,
  );
  // Beside a server that runs: the command uses its database and leaves it running.
  const verified = await racemic(['audit', 'verify', '--json']);
  expect(verified.code).toBe(1);
  expect(Verified.parse(JSON.parse(verified.out)).clinics.find(({ ok }) => !ok)).toMatchObject({
    brokenAt: { seq: 4 },
  });
  expect((await racemic(['audit', 'verify'])).out).toContain('THE AUDIT TRAIL IS BROKEN');
  await server.stop();
}, 120_000);
