import { APIError } from 'better-auth/api';
import type { Context as HonoContext } from 'hono';
import type { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Env } from '#server/platform/route.ts';
import type { Services } from '#server/platform/services.ts';
import { fromHeader, stationHeader } from './auth.ts';
import { cookieName } from './cookies.ts';
import { stationOf } from './identify.ts';
import type { KnownStation } from './known.ts';

/** A request of someone on their way in: no Context yet, because nobody is known yet. */
export type Incoming = {
  services: Services;
  requestId: string;
  now: Date;
  headers: Headers;
  from: string;
  station: KnownStation | undefined;
};

export async function incoming(c: HonoContext<Env>): Promise<Incoming> {
  const { services, requestId, from } = c.var;
  const station = await stationOf(services, c.req.raw.headers);
  return { services, requestId, now: services.clock(), headers: c.req.raw.headers, from, station };
}

/**
 * What better-auth gets to see of a request: cookies, browser, origin; and from us, the address and the station. The
 * cookie of a sign-in is left out on the way in: it would take the code of the next person for one of the last.
 */
export function forAuth(req: Incoming, how: { signedIn: boolean } = { signedIn: false }): Headers {
  const made = new Headers();
  const { headers, from, station, services } = req;
  const own = `${cookieName(services, 'signIn')}=`;
  const cookies = headers.get('cookie')?.split(/; */) ?? [];
  made.set('cookie', cookies.filter((cookie) => how.signedIn || !cookie.startsWith(own)).join('; '));
  for (const name of ['user-agent', 'origin']) {
    const value = headers.get(name);
    if (value !== null) made.set(name, value);
  }
  made.set(fromHeader, from);
  if (station) made.set(stationHeader, station.id);
  return made;
}

/** Cookies that an action wants set travel back with its answer. */
export function withCookies<T>(c: HonoContext<Env>, { cookies, answer }: { cookies: readonly string[]; answer: T }): T {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
  return answer;
}

/** better-auth says no in its own words; people hear ours. What it can't do is a defect and stays one. */
export async function orRefuse<T>(work: Promise<T>, refuse: () => Promise<CannotProceed> | CannotProceed): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) throw await refuse();
    throw error;
  }
}
