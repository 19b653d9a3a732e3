import type { Context as HonoContext } from 'hono';
import { sql } from 'kysely';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import type { Env } from '#server/platform/route.ts';
import type { Services } from '#server/platform/services.ts';
import { countTry } from './attempts.ts';
import { stationCookie } from './cookies.ts';
import { auditIdentity, inIdentity, unproved } from './in-identity.ts';
import { type Incoming, incoming } from './incoming.ts';
import { links } from './letters.ts';
import { accessChanged } from './memory.ts';
import type { WithCookies } from './sign-in.actions.ts';
import { endSignIns } from './sign-in.queries.ts';
import { stationPepper } from './station-pin.ts';
import { hashCode, hashToken, newCode, newToken } from './tokens.ts';

const codeMin = 30;

export async function listStations(ctx: Context) {
  const rows = await ctx.services.db.identity
    .selectFrom('station')
    .select(['id', 'name', 'createdAt', 'enrolledAt', 'lastSeenAt', 'revokedAt', 'isStaffStation'])
    .where('clinicId', '=', ctx.clinicId)
    .where((is) => is.or([is('enrolledAt', 'is not', null), is('codeExpiresAt', '>', ctx.now)]))
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, createdAt, enrolledAt, lastSeenAt, revokedAt, isStaffStation }) => ({
    id,
    name,
    isStaffStation,
    createdAt: createdAt.toISOString(),
    ...(enrolledAt === null ? {} : { enrolledAt: enrolledAt.toISOString() }),
    ...(lastSeenAt === null ? {} : { lastSeenAt: lastSeenAt.toISOString() }),
    ...(revokedAt === null ? {} : { revokedAt: revokedAt.toISOString() }),
  }));
}

type Maker = Parameters<typeof auditIdentity>[1];

/** A place for a tablet, and the code that makes one tablet this station, once, within half an hour. */
export async function addStation(
  services: Services,
  who: Maker,
  name: string,
): Promise<{ id: string; code: string; link: string }> {
  const id = newId();
  const code = newCode();
  const now = services.clock();
  await inIdentity(services, who.clinicId, async (tx) => {
    await tx
      .insertInto('station')
      .values({
        id,
        clinicId: who.clinicId,
        name,
        codeHash: hashCode(stationPepper(services), code),
        codeExpiresAt: new Date(now.getTime() + codeMin * 60_000),
        createdBy: who.by.kind === 'system' ? null : who.by.accountId,
        createdAt: now,
      })
      .execute();
    await auditIdentity(tx, who, { action: 'station.add', subject: { kind: 'station', id }, after: { name } });
  });
  return { id, code, link: links.station(services, code) };
}

/** The browser that shows the code becomes the station. Its cookie can't be read by scripts and is kept for long. */
export async function enrolStation(
  req: Incoming,
  code: string,
): Promise<WithCookies<{ id: string; name: string; enrolledAt: string }>> {
  const { services, now } = req;
  await countTry(services, 'token from address', req.from);
  const codeHash = hashCode(stationPepper(services), code);
  const row = await services.db.identity
    .selectFrom('station')
    .select(['id', 'name', 'clinicId'])
    .where('codeHash', '=', codeHash)
    .where('enrolledAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('codeExpiresAt', '>', now)
    .executeTakeFirst();
  if (row === undefined) throw usedCode();
  const token = newToken();
  await inIdentity(services, row.clinicId, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('station')
      .set({ tokenHash: hashToken(token), enrolledAt: now, lastSeenAt: now })
      .where('id', '=', row.id)
      .where('enrolledAt', 'is', null)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw usedCode();
    await auditIdentity(tx, unproved(row.clinicId, req.requestId, row.id), {
      action: 'station.enrol',
      subject: { kind: 'station', id: row.id },
      details: { from: req.from },
    });
  });
  await accessChanged(services);
  return {
    cookies: [stationCookie(services, token)],
    answer: { id: row.id, name: row.name, enrolledAt: now.toISOString() },
  };
}

const usedCode = () =>
  new CannotProceed('not-found', 'This code was used, or is older than 30 minutes. Make another on the stations page.');

/** Lost, stolen or replaced: its sign-ins end, its PINs go, and its next request is told to wipe what it keeps. */
export async function revokeStation(ctx: Context, id: string): Promise<void> {
  const { services, clinicId, now } = ctx;
  await inIdentity(services, clinicId, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('station')
      .set({ revokedAt: now })
      .where('id', '=', id)
      .where('clinicId', '=', clinicId)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound('station');
    const ended = await endSignIns(tx, { stationId: id });
    await tx.deleteFrom('stationPin').where('stationId', '=', id).execute();
    await auditIdentity(tx, ctx, {
      action: 'station.revoke',
      subject: { kind: 'station', id },
      details: { ended: ended.length },
    });
  });
  await accessChanged(services);
}

/** Where staff sit: reminders sound there, and nowhere else. */
export async function markStaffStation(ctx: Context, id: string, isStaffStation: boolean): Promise<void> {
  const { services, clinicId } = ctx;
  await inIdentity(services, clinicId, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('station')
      .set({ isStaffStation })
      .where('id', '=', id)
      .where('clinicId', '=', clinicId)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound('station');
    await auditIdentity(tx, ctx, {
      action: 'station.staff',
      subject: { kind: 'station', id },
      after: { isStaffStation },
    });
  });
  await accessChanged(services);
}

/** Stations at which reminders sound, in the order of their names. */
export const listStaffStations = (services: Services, clinicId: string): Promise<{ id: string; name: string }[]> =>
  services.db.identity
    .selectFrom('station')
    .select(['id', 'name'])
    .where('clinicId', '=', clinicId)
    .where('isStaffStation', '=', true)
    .where('enrolledAt', 'is not', null)
    .where('revokedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();

export const noStation = () => new CannotProceed('not-found', 'This browser is not a station.');

/** The station as it shows itself before anyone signs in: people who have worked here, no one else's names. */
export async function readStation(req: Incoming) {
  const { services, station } = req;
  if (station === undefined) throw noStation();
  const rows = await services.db.identity
    .selectFrom('stationPin as p')
    .innerJoin('membership as m', 'm.accountId', 'p.accountId')
    .select((is) => [
      'p.accountId',
      'm.practitionerId',
      'p.pinHash',
      'p.lockedAt',
      is
        .exists(is.selectFrom('passkey as k').select('k.id').whereRef('k.accountId', '=', 'p.accountId'))
        .as('hasPasskey'),
    ])
    .where('p.stationId', '=', station.id)
    .execute();
  const staff = await staffOf(
    services,
    station.clinicId,
    rows.map((row) => row.practitionerId),
  );
  const people = rows.flatMap((row) => {
    const person = staff.get(row.practitionerId);
    if (person === undefined) return [];
    const hasPin = row.pinHash !== null;
    return [
      {
        accountId: row.accountId,
        ...person,
        hasPin,
        hasPasskey: Boolean(row.hasPasskey),
        pinLocked: row.lockedAt !== null,
      },
    ];
  });
  return {
    id: station.id,
    name: station.name,
    enrolledAt: station.enrolledAt.toISOString(),
    people: people.sort((a, b) => a.name.localeCompare(b.name)),
  };
}

/** Names and roles of these people, of the clinic that owns the station; those who left are not shown. */
async function staffOf(services: Services, clinicId: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>();
  return services.db.clinic.transaction().execute(async (tx) => {
    await sql`select set_config('racemic.clinic_id', ${clinicId}, true)`.execute(tx);
    const people = await tx
      .selectFrom('practitioner')
      .select(['id', 'givenName', 'familyName'])
      .where('id', 'in', ids)
      .where('deactivatedAt', 'is', null)
      .execute();
    const roles = await tx
      .selectFrom('practitionerRole')
      .select(['practitionerId', 'role'])
      .where('practitionerId', 'in', ids)
      .execute();
    return new Map(
      people.map(({ id, givenName, familyName }) => [
        id,
        {
          name: `${givenName} ${familyName}`,
          initials: `${[...givenName][0] ?? ''}${[...familyName][0] ?? ''}`.toUpperCase(),
          roles: roles.filter((row) => row.practitionerId === id).map((row) => row.role),
        },
      ]),
    );
  });
}

/** The work of a station at which nobody is signed in: by the station itself, in the name of nobody. */
export async function atStation(c: HonoContext<Env>): Promise<Context & { stationId: string }> {
  const { services, station, now, requestId } = await incoming(c);
  if (station === undefined) throw noStation();
  return { services, now, ...unproved(station.clinicId, requestId), stationId: station.id };
}

/** Who has a PIN at this station, as practitioners: their facts may wait there under their own name. */
export async function listWhoWorksAt(services: Services, stationId: string): Promise<string[]> {
  const rows = await services.db.identity
    .selectFrom('stationPin as p')
    .innerJoin('membership as m', 'm.accountId', 'p.accountId')
    .select('m.practitionerId')
    .where('p.stationId', '=', stationId)
    .execute();
  return rows.map(({ practitionerId }) => practitionerId);
}
