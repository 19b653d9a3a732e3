import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Actor } from '#server/platform/may.ts';
import type { Identified, Services } from '#server/platform/services.ts';
import { endedCookie, readCookie, readSigned } from './cookies.ts';
import { findSignIn, findStationByToken, type KnownSignIn, type KnownStation } from './known.ts';
import { memoryOf } from './memory.ts';
import { hashToken } from './tokens.ts';

/** Requests that no person made: a poll or a stream does not keep a screen open. */
const backgroundHeader = 'x-racemic-background';
/** Activity is written down at most this often; the process itself knows it to the millisecond. */
const writeEveryMs = 15_000;

/**
 * Who is asking, from the cookies alone: nothing in a body or a path ever says who acts.
 *
 * @returns undefined for nobody
 * @throws CannotProceed('station-revoked') for every request of a revoked station; the answer also clears its storage
 */
export async function identify(services: Services, request: Request, from: string): Promise<Identified | undefined> {
  const station = await stationOf(services, request.headers);
  const known = await knownSignIn(services, request.headers, station);
  if (known === undefined) return undefined;
  const now = services.clock();
  const locked = isLocked(services, known, now);
  if (!locked && request.headers.get(backgroundHeader) === null)
    await noteActivity(services, known.id, now, from, station);
  return describe(known, locked, now, station);
}

export async function stationOf(services: Services, headers: Headers): Promise<KnownStation | undefined> {
  const token = readCookie(services, headers, 'station');
  if (token === undefined) return undefined;
  const hash = hashToken(token);
  const station = await memoryOf(services).station(hash.toString('base64'), () => findStationByToken(services, hash));
  if (station?.revokedAt)
    throw new CannotProceed(
      'station-revoked',
      'This station was revoked. What it kept is removed; enrol it again to use it.',
    );
  return station;
}

const streams = new Set(['/api/live', '/api/station/live']);

/**
 * A station that was told to wipe itself becomes a browser like any other, so that it can be enrolled again, also where
 * a browser does not know Clear-Site-Data. An event stream can't hear why it was refused: the next request tells.
 */
export const cookiesToEnd = (services: Services, error: unknown, path: string): string[] =>
  error instanceof CannotProceed && error.reason === 'station-revoked' && !streams.has(path)
    ? [endedCookie(services, 'station'), endedCookie(services, 'signIn')]
    : [];

/** A sign-in made at a station is worth nothing away from it, nor at a station of another clinic. */
export async function knownSignIn(
  services: Services,
  headers: Headers,
  station: KnownStation | undefined,
): Promise<KnownSignIn | undefined> {
  const token = readSigned(services, headers, 'signIn');
  if (token === undefined) return undefined;
  const known = await memoryOf(services).signIn(token, () => findSignIn(services, token));
  if (known === undefined || known.expiresAt <= services.clock()) return undefined;
  if (known.stationId !== undefined && known.stationId !== station?.id) return undefined;
  if (station !== undefined && station.clinicId !== known.clinicId) return undefined;
  return known;
}

export function isLocked(services: Services, known: KnownSignIn, now: Date): boolean {
  if (known.lockedAt !== undefined) return true;
  const here = memoryOf(services).activity.get(known.id)?.usedAt ?? 0;
  const last = Math.max(known.lastActiveAt.getTime(), here);
  return now.getTime() - last > known.idleLockMin * 60_000;
}

async function noteActivity(
  services: Services,
  signInId: string,
  now: Date,
  from: string,
  station: KnownStation | undefined,
): Promise<void> {
  const { activity } = memoryOf(services);
  const writtenAt = activity.get(signInId)?.writtenAt ?? 0;
  const due = now.getTime() - writtenAt >= writeEveryMs;
  activity.set(signInId, { usedAt: now.getTime(), writtenAt: due ? now.getTime() : writtenAt });
  if (!due) return;
  if (activity.size > 10_000) activity.clear();
  await services.db.identity
    .updateTable('signIn')
    .set({ lastActiveAt: now, ipAddress: from })
    .where('id', '=', signInId)
    .where('lastActiveAt', '<', now)
    .execute();
  if (station)
    await services.db.identity.updateTable('station').set({ lastSeenAt: now }).where('id', '=', station.id).execute();
}

const methods: Record<string, Actor['method']> = {
  'passphrase+totp': 'passphrase+totp',
  'passphrase+backup-code': 'passphrase+totp',
  passkey: 'passkey',
  pin: 'pin',
};
export const methodOf = (known: Pick<KnownSignIn, 'method'>): Actor['method'] => methods[known.method] ?? 'passphrase';

function describe(known: KnownSignIn, locked: boolean, now: Date, station: KnownStation | undefined): Identified {
  const until = known.steppedUpUntil;
  return {
    actor: {
      kind: 'staff',
      accountId: known.accountId,
      clinicId: known.clinicId,
      practitionerId: known.practitionerId,
      roles: known.roles,
      method: methodOf(known),
      steppedUp: until !== undefined && until > now,
    },
    clinicId: known.clinicId,
    signInId: known.id,
    ...(station === undefined ? {} : { stationId: station.id }),
    locked,
    // What this sign-in has proved, not what the person owns: a passphrase alone opens nothing but enrolment.
    secondFactor: known.secondFactorAt === undefined ? 'none' : known.factors,
    ...(until === undefined || until <= now ? {} : { steppedUpUntil: until }),
  };
}
