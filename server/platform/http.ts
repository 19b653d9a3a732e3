import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { CannotProceed, type Reason, reasons } from './cannot-proceed.ts';
import { newId } from './ids.ts';
import { clientOf, proxyList } from './proxy.ts';
import type { Env } from './route.ts';
import type { Services } from './services.ts';

/** The largest request body: no form of ours comes near it. */
const bodyBytes = 256 * 1024;

/** Gives each request its id, its services and the address it came from. */
export const begin = (services: Services): MiddlewareHandler<Env> => {
  const { trustedProxy } = services.config;
  const proxies = trustedProxy === undefined ? undefined : proxyList(trustedProxy);
  return async (c, next) => {
    const requestId = newId();
    const direct = remoteAddress(Reflect.get(c.env ?? {}, 'incoming')) ?? 'unknown';
    c.set('services', services);
    c.set('requestId', requestId);
    c.set('from', clientOf(direct, c.req.header('x-forwarded-for'), proxies));
    c.header('x-request-id', requestId);
    await next();
  };
};

function remoteAddress(incoming: unknown): string | undefined {
  if (typeof incoming !== 'object' || incoming === null) return undefined;
  const socket: unknown = Reflect.get(incoming, 'socket');
  const address: unknown =
    typeof socket === 'object' && socket !== null ? Reflect.get(socket, 'remoteAddress') : undefined;
  return typeof address === 'string' ? address.replace(/^::ffff:/, '') : undefined;
}

/**
 * No inline script, no other host, no frame. Styles: Mantine writes its variables into style elements, so inline
 * style stays allowed there; nothing we show is ever written into a style. Public pages allow their one style by its hash.
 */
export const securityHeaders = (services: Services, style = "'unsafe-inline'"): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", style],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
    },
    strictTransportSecurity: services.address.startsWith('https:') ? 'max-age=63072000; includeSubDomains' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: ['self'], microphone: [], geolocation: ['self'], payment: [], usb: [] },
  });

/** Answers of the interface are never kept by a browser or a proxy. */
export const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  // Set on the answer as it is: c.header would make a new one of it and turn its text into a stream.
  const { headers } = c.res;
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

const tooLarge = () => new CannotProceed('too-large', `A request may hold ${bodyBytes / 1024} KB; this one is larger.`);

/** Reads a body piece by piece and stops when it is too much. */
const countBody: MiddlewareHandler = bodyLimit({
  maxSize: bodyBytes,
  onError: () => {
    throw tooLarge();
  },
});

/** A body that says how long it is can't be longer: only the others are counted, which costs a copy of each. */
export const limitBody: MiddlewareHandler = async (c, next) => {
  const length = c.req.header('content-length');
  if (length === undefined || c.req.header('transfer-encoding') !== undefined)
    return reading.has(c.req.method) ? next() : countBody(c, next);
  if (!/^\d+$/.test(length) || Number(length) > bodyBytes) throw tooLarge();
  return next();
};

/** What a machine's own watchman asks under whatever name it knows; holds nothing of a clinic. */
const watched = new Set(['/healthz', '/readyz']);

/**
 * A page of another origin can neither act nor look here with our cookies. Cookies belong to a host, not to a port, so
 * SameSite alone does not stop a neighbour on the same machine; the browser's own word about the origin does.
 */
export const sameOrigin: MiddlewareHandler<Env> = async (c, next) => {
  const host = c.req.header('host') ?? '';
  if (!hostsOf(c.var.services)(host) && !watched.has(c.req.path))
    throw new CannotProceed('not-permitted', 'This server does not answer under that name. PUBLIC_URL sets it.');
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  // 'none': a person typed the address. Browsers that tell nothing are too old to be asked, or no browsers.
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const isRead = reading.has(c.req.method);
  const foreign = isRead
    ? foreignSite && c.req.path.startsWith('/api/')
    : foreignSite || !speaksForItself(c, origin, site, host);
  if (foreign) throw new CannotProceed('not-permitted', 'This request comes from another site and is not accepted.');
  await next();
};

/** With an Origin it is ours; without one the browser says so, or there is no cookie to misuse. */
function speaksForItself(
  c: HonoContext<Env>,
  origin: string | undefined,
  site: string | undefined,
  host: string,
): boolean {
  if (origin !== undefined) return isOwn(c.var.services, origin, host);
  return site === 'same-origin' || c.req.header('cookie') === undefined;
}

function isOwn(services: Services, origin: string, host: string): boolean {
  if (origin === services.address) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host && from.protocol === new URL(services.address).protocol;
}

/** Over plain http only this computer's own names: a foreign name that points here is a trick. */
function hostsOf(services: Services): (host: string) => boolean {
  const own = hostOf(services.address);
  const secure = services.address.startsWith('https:');
  return (host) => {
    if (host === own) return true;
    const name = host.replace(/:\d+$/, '');
    // With certificate files alone, the certificate decides which names a browser accepts.
    if (secure) return services.config.publicUrl === undefined && services.config.acme === undefined;
    return name === 'localhost' || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
  };
}

/** Asked at each request, worked out once. */
function hostOf(address: string): string {
  const host = hosts.get(address) ?? new URL(address).host;
  hosts.set(address, host);
  return host;
}
const hosts = new Map<string, string>();

/** Everything that was thrown, once: a stop becomes its sentence, all else is a defect with an id to find it by. */
export const onError =
  (services: Services) =>
  (error: Error, c: HonoContext<Env>): Response => {
    const stop = asStop(error);
    const requestId = c.var.requestId ?? newId();
    if (stop === undefined) {
      services.log.error({ requestId, route: c.req.routePath, err: describe(error) }, 'defect');
      return c.json(
        {
          reason: 'defect',
          sentence: `Something is wrong in the program. Nothing was changed. Tell your administrator: ${requestId}.`,
          requestId,
        },
        500,
      );
    }
    if (!everyday.has(stop.reason)) noteRefusal(services, c, stop.reason, requestId, error);
    if (stop.reason === 'station-revoked') c.header('clear-site-data', '"cache", "cookies", "storage"');
    const details = stop.details === undefined ? {} : { details: stop.details };
    return c.json({ reason: stop.reason, sentence: stop.sentence, ...details, requestId }, reasons[stop.reason].status);
  };

/** What people meet in ordinary work; all other refusals are written down, because an attack is made of them. */
const everyday: ReadonlySet<Reason> = new Set<Reason>([
  'locked',
  'step-up-needed',
  'second-factor-needed',
  'changed-by-someone-else',
  'already-there',
]);

function noteRefusal(services: Services, c: HonoContext<Env>, reason: Reason, requestId: string, error: Error): void {
  const { from, identified } = c.var;
  const who = { from, clinicId: identified?.clinicId, accountId: identified?.actor.accountId };
  const what = { requestId, reason, method: c.req.method, route: c.req.routePath, ...who };
  if (reason === 'unavailable') services.log.warn({ ...what, err: describe(error) }, 'refused');
  else services.log.info(what, 'refused');
}

/** Names of errors and places in the code; never the values they were about. */
function describe(error: Error): object {
  return {
    type: error.name,
    errorCode: Reflect.get(error, 'code'),
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8),
  };
}

/** PostgreSQL refuses what the code let through: still a sentence, never a defect. */
const refusedByDatabase: Record<string, [Reason, string]> = {
  '23505': ['already-there', 'This is there already.'],
  '23503': ['not-found', 'Something this points to does not exist in this clinic.'],
  '23514': ['not-understood', 'The database refuses this value.'],
  '22001': ['not-understood', 'A value is too long.'],
  '22003': ['not-understood', 'A number is out of range.'],
  '22007': ['not-understood', 'A date is not a date.'],
  '22008': ['not-understood', 'A date is out of range.'],
  '22021': ['not-understood', 'The text holds a character that can’t be kept.'],
  '22P02': ['not-understood', 'A value does not have the form that it must have.'],
  '22P05': ['not-understood', 'The text holds a character that can’t be kept.'],
  '54000': ['not-understood', 'A value is too long.'],
  '25006': ['unavailable', 'The database is moving to its standby. Nothing was changed; try again in a moment.'],
  '40001': ['changed-by-someone-else', 'Someone else changed this at the same moment. Try again.'],
  '40P01': ['changed-by-someone-else', 'Someone else changed this at the same moment. Try again.'],
  '53100': ['unavailable', 'The disk of the database is full. Tell your administrator.'],
  '53300': ['unavailable', 'The database has no free connection. Try again in a moment.'],
  '55P03': ['changed-by-someone-else', 'Someone else is changing this at the moment. Try again.'],
  '57014': ['unavailable', 'The database took too long. Nothing was changed; try again in a moment.'],
  '57P01': ['unavailable', 'The database is restarting. Try again in a moment.'],
  '57P02': ['unavailable', 'The database is restarting. Try again in a moment.'],
  '57P03': ['unavailable', 'The database is starting. Try again in a moment.'],
};
const lostConnection =
  /Connection terminated|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|^08\w{3}$|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable|after calling end on the pool/;

function asStop(error: Error): CannotProceed | undefined {
  if (error instanceof CannotProceed) return error;
  if (error instanceof HTTPException && error.status < 500)
    return new CannotProceed(
      error.status === 413 ? 'too-large' : 'not-understood',
      'The request could not be read as JSON.',
    );
  const code: unknown = Reflect.get(error, 'code');
  const known = typeof code === 'string' ? refusedByDatabase[code] : undefined;
  if (known) return new CannotProceed(known[0], known[1]);
  if (lostConnection.test(error.message) || (typeof code === 'string' && lostConnection.test(code)))
    return new CannotProceed(
      'unavailable',
      // A connection may be lost between the commit and its answer.
      'The database can’t be reached. Whether this was kept is not known: try again in a moment.',
    );
  return undefined;
}
