import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFolder } from '../../tests/embedded-folder.ts';
import { aPebble, freePorts, type Pebble } from '../../tests/pebble.ts';
import { run } from '../../tests/running.ts';
import { type Acme, openAcme } from './acme.ts';
import { readConfig } from './config.ts';
import { type Listening, listen } from './listen.ts';
import { openLog } from './log.ts';

const domain = 'clinic.example.org';
let pebble: Pebble;
beforeAll(async () => {
  pebble = await aPebble();
});
afterAll(() => pebble[Symbol.asyncDispose]());

type Clinic = {
  acme: Acme;
  listening: Listening;
  folder: string;
  logged: string[];
  [Symbol.asyncDispose](): Promise<void>;
};

/** A server that gets its certificate as a clinic's would: TLS on one port, the open door on the other. */
async function aServerAt(dataDir: string, env: Record<string, string> = {}, patienceMs?: number): Promise<Clinic> {
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    ACME_DOMAIN: domain,
    ACME_EMAIL: 'owner@example.org',
    ACME_DIRECTORY_URL: pebble.directoryUrl,
    ACME_HTTP_PORT: String(pebble.httpPort),
    ...env,
  });
  const logged: string[] = [];
  const log = openLog(config, { write: (line) => logged.push(line) });
  const listening = await listen(config, 'later');
  listening.serve(() => new Response('the clinic'));
  const given = { bind: config.bind, dataDir, address: `https://${domain}`, log, use: listening.renew };
  const acme = config.acme;
  if (acme === undefined) throw new Error('ACME is not set.');
  const opened = await openAcme({ ...given, acme, ...(patienceMs === undefined ? {} : { patienceMs }) }).catch(
    async (error: unknown) => {
      await listening.close(0);
      throw error;
    },
  );
  return {
    acme: opened,
    listening,
    folder: join(dataDir, 'acme', new URL(pebble.directoryUrl).host.replace(':', '_')),
    logged,
    [Symbol.asyncDispose]: async () => {
      await opened.stop();
      await listening.close(0);
    },
  };
}

function aDataFolder() {
  const path = mkdtempSync(join(tmpdir(), 'racemic-acme-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** What a browser that trusts this authority sees; it refuses any other certificate. */
const seenBy = ({ listening }: Clinic): Promise<X509Certificate> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port: listening.port, host: '127.0.0.1', servername: domain, ca: pebble.root() }, () => {
      const raw = socket.getPeerCertificate().raw;
      socket.end();
      resolve(new X509Certificate(raw));
    });
    socket.on('error', reject);
  });

/** Everything ACME left in a data folder but the account's key, which is kept for the next try. */
const certificatesIn = (dataDir: string): string[] =>
  readdirSync(join(dataDir, 'acme'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.pem/.test(name) && !name.endsWith('account.pem'),
  );

const afterTwoThirds = (certificate: X509Certificate): Date => {
  const { validFromDate: from, validToDate: until } = certificate;
  return new Date(from.getTime() + ((until.getTime() - from.getTime()) * 2) / 3 + 1_000);
};

const ask = (path: string): Promise<{ status: number; location: string | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    http
      .get({ port: pebble.httpPort, host: '127.0.0.1', path, headers: { host: 'elsewhere.example' } }, (response) => {
        let body = '';
        response.on('data', (part) => {
          body += part;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, body }),
        );
      })
      .on('error', reject);
  });

test('a new clinic gets a certificate that browsers accept, and only this user can read its key', async () => {
  using data = aDataFolder();
  await using clinic = await aServerAt(data.path);
  const certificate = await seenBy(clinic);
  expect(certificate.checkHost(domain)).toBe(domain);
  expect(readdirSync(clinic.folder).sort()).toEqual(['account.pem', `${domain}.pem`]);
  for (const name of readdirSync(clinic.folder)) expect(statSync(join(clinic.folder, name)).mode & 0o777).toBe(0o600);
  expect(statSync(clinic.folder).mode & 0o777).toBe(0o700);
  expect(clinic.logged.join()).toContain('asking for the first certificate');
});

test('the next start uses the certificate it has, even when the authority is away', async () => {
  using data = aDataFolder();
  const first = await aServerAt(data.path);
  const before = await seenBy(first);
  await first[Symbol.asyncDispose]();
  await pebble.stop();
  await using second = await aServerAt(data.path);
  expect((await seenBy(second)).serialNumber).toBe(before.serialNumber);
  await pebble.start();
});

test('after two thirds of its life a certificate is replaced without a restart; not before', async () => {
  using data = aDataFolder();
  await using clinic = await aServerAt(data.path);
  const before = await seenBy(clinic);
  const account = readFileSync(join(clinic.folder, 'account.pem'), 'utf8');
  const due = afterTwoThirds(before);
  await clinic.acme.renewIfDue(new Date(due.getTime() - 60_000));
  expect((await seenBy(clinic)).serialNumber).toBe(before.serialNumber);
  await Promise.all([clinic.acme.renewIfDue(due), clinic.acme.renewIfDue(due)]);
  const after = await seenBy(clinic);
  expect(after.serialNumber).not.toBe(before.serialNumber);
  expect(clinic.logged.filter((line) => line.includes('certificate received'))).toHaveLength(2);
  expect(readFileSync(join(clinic.folder, 'account.pem'), 'utf8')).toBe(account);
});

test('when the authority is away the old certificate serves on and the log says why', async () => {
  using data = aDataFolder();
  await using clinic = await aServerAt(data.path);
  const before = await seenBy(clinic);
  const file = readFileSync(join(clinic.folder, `${domain}.pem`), 'utf8');
  await pebble.stop();
  await clinic.acme.renewIfDue(afterTwoThirds(before));
  expect((await seenBy(clinic)).serialNumber).toBe(before.serialNumber);
  expect(readFileSync(join(clinic.folder, `${domain}.pem`), 'utf8')).toBe(file);
  expect(clinic.logged.at(-1)).toContain('ECONNREFUSED');
  await pebble.start();
});

test('a first start without an authority says so in one sentence and leaves no certificate', async () => {
  using data = aDataFolder();
  const [port] = await freePorts(1);
  const nowhere = `https://localhost:${port}/dir`;
  await expect(aServerAt(data.path, { ACME_DIRECTORY_URL: nowhere })).rejects.toThrow(
    `The certificate authority can't be used: ${nowhere} (ECONNREFUSED).`,
  );
  expect(certificatesIn(data.path)).toEqual([]);
});

test('a name that does not lead here gets no certificate, and the sentence says what must be so', async () => {
  using data = aDataFolder();
  const elsewhere = aServerAt(data.path, { ACME_HTTP_PORT: '0' });
  await expect(elsewhere).rejects.toThrow(
    /^localhost:\d+ gives no certificate for clinic.example.org: ".+"; it must reach this machine under that name on port 80\.$/,
  );
  expect(certificatesIn(data.path)).toEqual([]);
});

test('an authority that does not answer in time ends a first start with a sentence', async () => {
  using data = aDataFolder();
  const slow = aServerAt(data.path, {}, 1);
  await expect(slow).rejects.toThrow(/gave no certificate for clinic.example.org in time/);
});

test('the open door answers proofs only, and sends all else to the https address, never elsewhere', async () => {
  using data = aDataFolder();
  await using _clinic = await aServerAt(data.path);
  expect(await ask('/patients?q=1')).toMatchObject({
    status: 308,
    location: `https://${domain}/patients?q=1`,
    body: '',
  });
  for (const path of ['//evil.example/', '/\\evil.example', 'http://evil.example/x', '*'])
    expect(await ask(path)).toMatchObject({ status: 308, location: `https://${domain}/` });
  expect((await ask('/.well-known/acme-challenge/unknown')).status).toBe(404);
});

test('a clinic that starts with a name and an e-mail address answers over https', async () => {
  await using folder = aFolder();
  const [port = 0] = await freePorts(1);
  const server = run({
    DATA_DIR: folder.path,
    PORT: String(port),
    ACME_DOMAIN: domain,
    ACME_EMAIL: 'owner@example.org',
    ACME_DIRECTORY_URL: pebble.directoryUrl,
    ACME_HTTP_PORT: String(pebble.httpPort),
    NODE_EXTRA_CA_CERTS: pebble.doorFile,
  });
  expect(await server.address).toBe(`https://${domain}:${port}`);
  expect(server.out.some((line) => /^✓ certificate /.test(line))).toBe(true);
  expect((await ask('/')).location).toBe(`https://${domain}:${port}/`);
  const status = await new Promise<number>((resolve, reject) => {
    const headers = { host: `${domain}:${port}` };
    const at = { host: '127.0.0.1', port, servername: domain, ca: pebble.root(), path: '/healthz', headers };
    https.get(at, (response) => resolve(response.statusCode ?? 0)).on('error', reject);
  });
  expect(status).toBe(200);
  server.process.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
}, 120_000);
