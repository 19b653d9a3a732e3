import { createPrivateKey, generateKeyPairSync, KeyObject, X509Certificate } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openDoor } from './acme-door.ts';
import { AuthorityRefuses, orderCertificate } from './acme-order.ts';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import type { Tls } from './listen.ts';
import type { Log } from './log.ts';

export type Acme = {
  /** Asks for the next certificate when two thirds of this one's life are over. Never throws: the old one serves on. */
  renewIfDue(now: Date): Promise<void>;
  stop(): Promise<void>;
};

type Given = {
  acme: NonNullable<Config['acme']>;
  bind: string;
  dataDir: string;
  /** Where plain http is sent to. */
  address: string;
  log: Log;
  /** Takes a certificate into service. */
  use(tls: Tls): void;
  /** How long an order may take. */
  patienceMs?: number;
};

const twoMinutes = 120_000;
const anHour = 3_600_000;

/**
 * A certificate that is had and renewed by itself. Account key and certificate lie in `<dataDir>/acme/<authority>`,
 * readable by this user alone; key and certificate in one file, so that a crash never leaves half of a pair.
 *
 * @throws CannotStart when there is no certificate and none can be had
 */
export async function openAcme(given: Given): Promise<Acme> {
  const { acme, log } = given;
  const folder = join(given.dataDir, 'acme', new URL(acme.directoryUrl).host.replace(':', '_'));
  const file = join(folder, `${acme.domain}.pem`);
  const door = await openDoor({ bind: given.bind, port: acme.httpPort, address: given.address });
  const ending = new AbortController();
  let current = readIfThere(file);
  let running: Promise<void> | undefined;

  const renew = async () => {
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(given.patienceMs ?? twoMinutes)]);
    try {
      const { key, request } = await newRequest(acme.domain);
      const order = { ...acme, accountKey: accountKeyIn(folder), request, answer: door.answer, signal };
      current = `${key}${await orderCertificate(order)}`;
      given.use({ cert: current, key: current });
      write(file, current);
      log.info({ domain: acme.domain, until: lifeOf(current).until }, 'certificate received');
    } finally {
      door.forget();
    }
  };
  const renewIfDue = async (now: Date): Promise<void> => {
    if (current !== undefined && now < lifeOf(current).renewAt) return;
    running ??= renew()
      .catch((error: unknown) => {
        if (!ending.signal.aborted)
          log.error({ domain: acme.domain, why: reasonOf(error, given) }, 'certificate not renewed');
      })
      .finally(() => {
        running = undefined;
      });
    await running;
  };
  const stop = async () => {
    clearInterval(timer);
    ending.abort();
    await running;
    await door.close();
  };
  const timer = setInterval(() => void renewIfDue(new Date()), anHour).unref();

  try {
    if (current !== undefined) given.use({ cert: current, key: current });
    if (current === undefined) {
      log.info(
        { domain: acme.domain, from: acme.directoryUrl },
        'asking for the first certificate; this takes up to two minutes',
      );
      await renew();
    } else if (lifeOf(current).until <= new Date()) await renewIfDue(new Date());
    else void renewIfDue(new Date());
  } catch (error) {
    await stop();
    throw new CannotStart(reasonOf(error, given));
  }
  return { renewIfDue, stop };
}

function lifeOf(pem: string): { renewAt: Date; until: Date } {
  const { validFromDate: from, validToDate: until } = new X509Certificate(pem);
  return { renewAt: new Date(from.getTime() + ((until.getTime() - from.getTime()) * 2) / 3), until };
}

function reasonOf(error: unknown, { acme }: Given): string {
  if (error instanceof CannotStart) return error.message;
  const host = new URL(acme.directoryUrl).host;
  if (error instanceof AuthorityRefuses)
    return `${host} gives no certificate for ${acme.domain}: "${error.message}"; it must reach this machine under that name on port 80.`;
  const name: unknown = error instanceof Error ? error.name : undefined;
  if (name === 'TimeoutError' || name === 'AbortError')
    return `${host} gave no certificate for ${acme.domain} in time; start again to go on waiting.`;
  return `The certificate authority can't be used: ${acme.directoryUrl} (${causeOf(error)}).`;
}

function causeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return 'no reason given';
  const code: unknown = Reflect.get(cause, 'code');
  return typeof code === 'string' ? code : cause.message;
}

/** A new key and the request for its certificate. The library is large, so a start that needs no certificate never loads it. */
async function newRequest(domain: string): Promise<{ key: string; request: Buffer }> {
  const { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } = await import('@peculiar/x509');
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const extensions = [new SubjectAlternativeNameExtension([{ type: 'dns', value: domain }])];
  const made = await Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm, extensions });
  return { key: pemOf(KeyObject.from(keys.privateKey)), request: Buffer.from(made.rawData) };
}

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function accountKeyIn(folder: string): KeyObject {
  const file = join(folder, 'account.pem');
  const found = readIfThere(file);
  if (found !== undefined) return createPrivateKey(found);
  const made = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  write(file, pemOf(made));
  return made;
}

const readIfThere = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** Whole or absent, and for this user alone. @throws CannotStart when the folder does not take it */
function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const draft = openSync(`${file}.new`, 'w', 0o600);
    writeSync(draft, text);
    fsyncSync(draft);
    closeSync(draft);
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new CannotStart(`The certificate can't be kept in ${file} (${causeOf(error)}).`);
  }
}
