import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';

/** Real ACME authority for tests (Let's Encrypt's own pebble), with a name server that knows every name as this machine. */
export type Pebble = {
  directoryUrl: string;
  /** Where it fetches proofs from. */
  httpPort: number;
  /** What it shows at its own door, for a process of its own to trust: NODE_EXTRA_CA_CERTS. */
  doorFile: string;
  /** Its root, as a browser would have it. */
  root(): string;
  /** Goes away; comes back with another root. */
  stop(): Promise<void>;
  start(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

const installed = (): boolean => spawnSync('pebble', ['-h'], { stdio: 'ignore' }).error === undefined;

function needPebble(): void {
  if (installed()) return;
  const isDebianRoot =
    process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (isDebianRoot) {
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    apt('update', '-q');
    apt('install', '-qy', '--no-install-recommends', 'pebble');
  }
  if (!installed())
    throw new Error(
      'These tests need pebble, an ACME authority for tests: install Debian’s package pebble, or put it in PATH.',
    );
}

export async function aPebble(): Promise<Pebble> {
  needPebble();
  const folder = mkdtempSync(join(tmpdir(), 'racemic-pebble-'));
  const [port, management, httpPort, tlsPort, dns, dnsManagement] = await freePorts(6);
  const own = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const config = file(
    'pebble.json',
    JSON.stringify({
      pebble: {
        listenAddress: `127.0.0.1:${port}`,
        managementListenAddress: `127.0.0.1:${management}`,
        certificate: file('cert.pem', own.cert),
        privateKey: file('key.pem', own.private),
        httpPort,
        tlsPort,
        ocspResponderURL: '',
        externalAccountBindingRequired: false,
      },
    }),
  );
  setDefaultCACertificates([...getCACertificates('default'), own.cert]);
  const names = run('pebble-challtestsrv', [
    ...['-defaultIPv4', '127.0.0.1', '-defaultIPv6', '', '-dns01', `127.0.0.1:${dns}`],
    ...['-management', `127.0.0.1:${dnsManagement}`, '-http01', '', '-https01', '', '-tlsalpn01', ''],
  ]);
  // Every second nonce is refused, and no answer is quicker or slower for the test's convenience.
  const env = { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '50', PEBBLE_AUTHZREUSE: '0' };
  let authority: ChildProcess | undefined;
  let root = '';
  const address = `https://localhost:${management}/roots/0`;
  const start = async () => {
    authority = run('pebble', ['-config', config, '-dnsserver', `127.0.0.1:${dns}`], env);
    for (root = ''; root === ''; root = (await read(address)) ?? '') {
      if (authority.exitCode !== null) throw new Error('pebble ended.');
      await pause(25);
    }
  };
  const stop = () => end(authority);
  await start();
  return {
    directoryUrl: `https://localhost:${port}/dir`,
    httpPort: httpPort ?? 0,
    doorFile: join(folder, 'cert.pem'),
    root: () => root,
    start,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await end(names);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const run = (command: string, args: string[], env: Record<string, string> = {}): ChildProcess =>
  spawn(command, args, { stdio: 'ignore', env: { PATH: process.env.PATH ?? '', ...env } });

const end = (child: ChildProcess | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const read = (url: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve(text));
    }).on('error', () => resolve(undefined));
  });

/** Ports nobody uses now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const at = server.address();
    return typeof at === 'object' && at !== null ? at.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
