/**
 * Fetches a small public document of a center: its keys, its reports. The address comes from strangers, so nothing here
 * may lead inside: https only, on its own port; the name is resolved first and the socket goes to the address that was
 * checked; no redirect is followed, no cookie or proxy is used, and size and time have an end.
 */
import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIPv6 } from 'node:net';
import { Domain } from '#clinical/finder/finder.ts';
import { isPublicAddress } from './public-address.ts';

/** Why a document was not taken, and how a person hears it. */
export const fetchRefusals = {
  'not-https': 'The address does not begin with https, or names a port, a user or no host name.',
  'no-such-name': 'The name of the center’s site leads nowhere.',
  'inner-address': 'The name of the center’s site leads to an address that is not public.',
  'not-reached': 'The center’s site could not be reached, or could not prove who it is.',
  redirected: 'The center’s site sends the request elsewhere. Keys and reports lie at the address itself.',
  'not-there': 'The center’s site has no such document.',
  'wrong-kind': 'The center’s site answered with another kind of document.',
  'too-large': 'The document is larger than keys or a report can be.',
  'too-slow': 'The center’s site took too long to answer.',
} as const;
export type FetchRefusal = keyof typeof fetchRefusals;

/** A document that was not taken. */
export class CannotFetch extends Error {
  readonly why: FetchRefusal;
  readonly says: string;

  constructor(why: FetchRefusal) {
    super(why);
    this.name = 'CannotFetch';
    this.why = why;
    this.says = fetchRefusals[why];
  }
}

/** How the outside is reached. Tests hand in a server of their own; nothing in the environment can. */
export type Reach = {
  readonly port: number;
  /** Instead of the authorities that Node trusts. */
  readonly ca?: string | undefined;
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly mayConnect: (address: string) => boolean;
  readonly idleMs: number;
  readonly totalMs: number;
};

export const outside: Reach = {
  port: 443,
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  mayConnect: isPublicAddress,
  idleMs: 4_000,
  totalMs: 12_000,
};

export const mostBytes = 256 * 1_024;

type Wanted = { url: URL; kinds: readonly string[]; reach: Reach };

/**
 * @param kinds media types that are taken, as `application/json`
 * @throws CannotFetch
 */
export async function fetchPublic(address: string, kinds: readonly string[], reach: Reach = outside): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isPlainHttps(url)) throw new CannotFetch('not-https');
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new CannotFetch('too-slow')), reach.totalMs);
  try {
    return await Promise.race([
      resolved(url, reach).then((to) => ask({ url, kinds, reach }, to, ending.signal)),
      new Promise<never>((_, reject) => {
        ending.signal.addEventListener('abort', () => reject(ending.signal.reason), { once: true });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    // Whatever is still open after an answer or a refusal is closed.
    ending.abort(new CannotFetch('too-slow'));
  }
}

const isPlainHttps = (url: URL): boolean =>
  url.protocol === 'https:' &&
  url.port === '' &&
  url.username === '' &&
  url.password === '' &&
  Domain.safeParse(url.hostname).success;

/** All addresses of a name must be public: one that is not says that the name is not to be trusted. */
async function resolved({ hostname }: URL, { resolve, mayConnect }: Reach): Promise<string> {
  const addresses = await resolve(hostname).catch(() => []);
  const [first] = addresses;
  if (first === undefined) throw new CannotFetch('no-such-name');
  if (!addresses.every(mayConnect)) throw new CannotFetch('inner-address');
  return first;
}

function ask({ url, kinds, reach }: Wanted, to: string, signal: AbortSignal): Promise<string> {
  if (signal.aborted) return Promise.reject(signal.reason);
  const family = isIPv6(to) ? 6 : 4;
  return new Promise((resolve, reject) => {
    const request = https.request({
      host: url.hostname,
      servername: url.hostname,
      port: reach.port,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      // The socket goes to the address that was checked, whatever the name says by now.
      lookup: (_name, { all }, done) => (all === true ? done(null, [{ address: to, family }]) : done(null, to, family)),
      // An agent of its own: no connection is shared, and none of the environment's proxies is asked.
      agent: new https.Agent({ keepAlive: false, maxCachedSessions: 0 }),
      ca: reach.ca,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      timeout: reach.idleMs,
      maxHeaderSize: 16_384,
      headers: { host: url.hostname, accept: kinds.join(', '), 'accept-encoding': 'identity' },
      signal,
    });
    request.on('timeout', () => request.destroy(new CannotFetch('too-slow')));
    request.on('error', (error) => reject(asRefusal(error, signal)));
    request.on('response', (response) =>
      read(response, kinds)
        .then(resolve, reject)
        .finally(() => request.destroy()),
    );
    request.end();
  });
}

const asRefusal = (error: Error, signal: AbortSignal): Error => {
  if (error instanceof CannotFetch) return error;
  return signal.aborted && signal.reason instanceof CannotFetch ? signal.reason : new CannotFetch('not-reached');
};

async function read(response: IncomingMessage, kinds: readonly string[]): Promise<string> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400) throw new CannotFetch('redirected');
  if (statusCode !== 200) throw new CannotFetch('not-there');
  const kind = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!kinds.includes(kind) || (headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new CannotFetch('wrong-kind');
  if (Number(headers['content-length'] ?? 0) > mostBytes) throw new CannotFetch('too-large');
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response) {
      if (!Buffer.isBuffer(part)) throw new CannotFetch('wrong-kind');
      size += part.length;
      if (size > mostBytes) throw new CannotFetch('too-large');
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof CannotFetch ? error : new CannotFetch('not-reached');
  }
  return Buffer.concat(parts).toString('utf8');
}
