import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Services } from '#server/platform/services.ts';

/**
 * Our cookies. Over https their names begin with __Host-, so that no neighbouring host can set them; over http on
 * this computer browsers refuse that prefix. All are HttpOnly and SameSite=Strict: scripts and other sites never see them.
 */
const kinds = {
  signIn: 'racemic_sign_in',
  station: 'racemic_station',
  pending: 'racemic_pending',
  passkey: 'racemic_passkey',
} as const;
export type CookieKind = keyof typeof kinds;

/** A shift and a half: then a full sign-in again, however active. */
export const signInSeconds = 12 * 60 * 60;
const stationSeconds = 400 * 24 * 60 * 60;

type Home = Pick<Services, 'address' | 'secrets'>;

const isSecure = ({ address }: Pick<Services, 'address'>) => address.startsWith('https:');
export const cookieName = (home: Pick<Services, 'address'>, kind: CookieKind): string =>
  `${isSecure(home) ? '__Host-' : ''}${kinds[kind]}`;
export const cookieFlags = (home: Pick<Services, 'address'>) =>
  ({ httpOnly: true, sameSite: 'strict', secure: isSecure(home), path: '/' }) as const;

const keys = new WeakMap<Services['secrets'], string>();

/**
 * The key that signs cookies and encrypts authenticator secrets. It lies in a file beside the database, never in it;
 * every request needs it, so it is read once.
 */
export function authSecret({ secrets }: Pick<Services, 'secrets'>): string {
  const there = keys.get(secrets);
  if (there !== undefined) return there;
  const key = secrets.key('identity', 32).toString('base64url');
  keys.set(secrets, key);
  return key;
}

function write(home: Home, kind: CookieKind, value: string, maxAge: number): string {
  const secure = isSecure(home) ? '; Secure' : '';
  return `${cookieName(home, kind)}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly${secure}; SameSite=Strict`;
}

/** The same form that better-auth gives its cookies: token, dot, HMAC-SHA256 in base64, all percent-encoded. */
export const signInCookie = (home: Home, token: string): string =>
  write(home, 'signIn', encodeURIComponent(`${token}.${signatureOf(home, token)}`), signInSeconds);
export const stationCookie = (home: Home, token: string): string => write(home, 'station', token, stationSeconds);
export const endedCookie = (home: Home, kind: CookieKind): string => write(home, kind, '', 0);

const signatureOf = (home: Home, value: string) =>
  createHmac('sha256', authSecret(home)).update(value).digest('base64');

export function readCookie(home: Home, headers: Headers, kind: CookieKind): string | undefined {
  const wanted = `${cookieName(home, kind)}=`;
  const found = headers
    .get('cookie')
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted));
  return found?.slice(wanted.length) || undefined;
}

/**
 * Signatures that held, by the whole text of the cookie: the same cookie comes with every request of a person, and
 * whether we signed it never changes. Whether its sign-in still counts is not remembered here.
 */
const genuine = new WeakMap<Services['secrets'], Map<string, string>>();
const mostGenuine = 2_000;

/** The value of a signed cookie, or nothing when it is absent, cut off or not signed by us. */
export function readSigned(home: Home, headers: Headers, kind: CookieKind): string | undefined {
  const raw = readCookie(home, headers, kind);
  if (raw === undefined) return undefined;
  const known = genuine.get(home.secrets) ?? new Map<string, string>();
  const there = known.get(raw);
  if (there !== undefined) return there;
  const value = verified(home, decode(raw));
  if (value === undefined) return undefined;
  if (known.size >= mostGenuine) known.clear();
  genuine.set(home.secrets, known.set(raw, value));
  return value;
}

function verified(home: Home, text: string): string | undefined {
  const dot = text.lastIndexOf('.');
  if (dot < 1) return undefined;
  const value = text.slice(0, dot);
  const given = Buffer.from(text.slice(dot + 1));
  const expected = Buffer.from(signatureOf(home, value));
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
