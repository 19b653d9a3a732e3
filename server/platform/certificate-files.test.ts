import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { aCertificate } from '../../tests/certificate.ts';
import { readTls, watchTls } from './certificate-files.ts';
import { type Listening, listen, type Tls } from './listen.ts';
import { openLog } from './log.ts';

function aFolder() {
  const path = mkdtempSync(join(tmpdir(), 'racemic-certificate-'));
  const files = { certFile: join(path, 'cert.pem'), keyFile: join(path, 'key.pem') };
  const put = ({ cert, key }: Tls) => {
    writeFileSync(files.certFile, cert);
    writeFileSync(files.keyFile, key);
  };
  return { path, files, put, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

async function aWatched(files: { certFile: string; keyFile: string }) {
  const taken = readTls(files);
  const listening = await listen({ bind: '127.0.0.1', port: 0 }, taken);
  const logged: string[] = [];
  const log = openLog({ logLevel: 'info' }, { write: (line) => logged.push(line) });
  const stop = watchTls(files, taken, { use: listening.renew, log, intervalMs: 10 });
  return {
    listening,
    logged,
    [Symbol.asyncDispose]: async () => {
      stop();
      await listening.close(0);
    },
  };
}

const serial = (pem: string): string => new X509Certificate(pem).serialNumber;

const served = ({ port }: Listening): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.end();
      resolve(new X509Certificate(raw).serialNumber);
    });
    socket.on('error', reject);
  });

/** The test's own time limit ends a wait in vain. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(5);
}

test('a renewed certificate is served without a restart, whichever file comes first', async () => {
  using folder = aFolder();
  const [first, second, third] = await Promise.all([aCertificate(), aCertificate(), aCertificate()]);
  folder.put(first);
  await using watched = await aWatched(folder.files);
  expect(await served(watched.listening)).toBe(serial(first.cert));
  writeFileSync(folder.files.certFile, second.cert);
  await until(() => watched.logged.some((line) => line.includes('the old certificate serves on')));
  expect(await served(watched.listening)).toBe(serial(first.cert));
  writeFileSync(folder.files.keyFile, second.key);
  await until(async () => (await served(watched.listening)) === serial(second.cert));
  unlinkSync(folder.files.keyFile);
  writeFileSync(folder.files.keyFile, third.key);
  writeFileSync(folder.files.certFile, third.cert);
  await until(async () => (await served(watched.listening)) === serial(third.cert));
});

test('a renewal that moves a link to a new folder, as certificate tools do, is taken up', async () => {
  using folder = aFolder();
  const [first, second] = await Promise.all([aCertificate(), aCertificate()]);
  for (const [name, { cert, key }] of [
    ['one', first],
    ['two', second],
  ] as const) {
    mkdirSync(join(folder.path, name));
    writeFileSync(join(folder.path, name, 'cert.pem'), cert);
    writeFileSync(join(folder.path, name, 'key.pem'), key);
  }
  const live = join(folder.path, 'live');
  symlinkSync(join(folder.path, 'one'), live);
  await using watched = await aWatched({ certFile: join(live, 'cert.pem'), keyFile: join(live, 'key.pem') });
  unlinkSync(live);
  symlinkSync(join(folder.path, 'two'), live);
  await until(async () => (await served(watched.listening)) === serial(second.cert));
});

test('files that are absent, or are no pair, stop the start with one sentence', async () => {
  using folder = aFolder();
  expect(() => readTls(folder.files)).toThrow(`TLS_CERT_FILE can't be read: ${folder.files.certFile}.`);
  const [one, other] = await Promise.all([aCertificate(), aCertificate()]);
  writeFileSync(folder.files.certFile, one.cert);
  expect(() => readTls(folder.files)).toThrow(`TLS_KEY_FILE can't be read: ${folder.files.keyFile}.`);
  for (const key of [other.key, one.cert, '', 'not a key']) {
    writeFileSync(folder.files.keyFile, key);
    expect(() => readTls(folder.files)).toThrow(
      'TLS_CERT_FILE and TLS_KEY_FILE do not hold a certificate and its key.',
    );
  }
});
