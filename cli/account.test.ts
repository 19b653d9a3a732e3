import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedWhere, openDatabase } from '#server/platform/database.ts';
import { startEmbedded } from '#server/platform/embedded-postgres.ts';
import { migrate } from '#server/platform/migrate.ts';
import { prepareEmbedded } from '#server/platform/roles.ts';
import { quietServices } from '../tests/a-trail.ts';
import { aClinic } from '../tests/builders.ts';
import { aStaffAccount } from '../tests/visitor.ts';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'racemic-cli-'));
const dataDir = join(scratch, 'data');
let email = '';

/** The command as a person runs it: another process, nothing shared. */
async function racemic(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'cli/main.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: scratch, TMPDIR: tmpdir(), DATA_DIR: dataDir, PORT: '3000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: z.number().nullable().parse(code), out, err };
}

beforeAll(async () => {
  const server = await startEmbedded({ dataDir, durable: false });
  const superuser = { host: server.host, port: server.port, user: 'postgres', database: 'racemic' };
  await prepareEmbedded(superuser);
  await migrate(embeddedWhere(server).owner);
  const db = openDatabase(embeddedWhere(server));
  const services = quietServices(db);
  const { clinicId } = await aClinic(services);
  ({ email } = await aStaffAccount(services, clinicId, { givenName: 'Robin', familyName: 'Hale' }, ['owner']));
  await services[Symbol.asyncDispose]();
  await db.close();
  await server.stop();
}, 60_000);

test('a tablet is made a station from the command line, by a code and a link', async () => {
  const made = await racemic('station', 'enrol', '--name', 'Chair 3');
  expect(made.err).toBe('');
  expect(made.out).toMatch(/http:\/\/localhost:3000\/station#[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\n/);
  const nameless = await racemic('station', 'enrol');
  expect(nameless).toMatchObject({ code: 2, err: expect.stringContaining('--name "Chair 3"') });
  const elsewhere = await racemic('station', 'enrol', '--name', 'x', '--clinic', 'nowhere');
  expect(elsewhere).toMatchObject({ code: 2, err: expect.stringContaining('There is no clinic nowhere') });
});

test('an account is recovered on the machine itself; an unknown one is said so', async () => {
  const made = await racemic('account', 'recover', email, '--json');
  expect(made.err).toBe('');
  expect(JSON.parse(made.out)).toEqual({
    link: expect.stringMatching(/^http:\/\/localhost:3000\/recovery#[\w-]{43}$/),
  });
  const unknown = await racemic('account', 'recover', 'nobody@harbor.example');
  expect(unknown).toMatchObject({ code: 1, err: 'No account has this e-mail address.\n' });
});
