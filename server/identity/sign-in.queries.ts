import type { IdentityTx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { signInSeconds } from './cookies.ts';
import type { Incoming } from './incoming.ts';
import { newToken } from './tokens.ts';

type Db = Pick<IdentityTx, 'selectFrom'>;

export type Member = { accountId: string; clinicId: string; practitionerId: string; email: string; name: string };

const member = (db: Db) =>
  db
    .selectFrom('account as a')
    .innerJoin('membership as m', 'm.accountId', 'a.id')
    .select(['a.id as accountId', 'a.email', 'a.name', 'm.clinicId', 'm.practitionerId']);

export const memberByEmail = (db: Db, email: string): Promise<Member | undefined> =>
  member(db).where('a.email', '=', email.toLowerCase()).executeTakeFirst();
export const memberById = (db: Db, accountId: string): Promise<Member | undefined> =>
  member(db).where('a.id', '=', accountId).executeTakeFirst();
export const memberByPractitioner = (db: Db, clinicId: string, practitionerId: string): Promise<Member | undefined> =>
  member(db).where('m.clinicId', '=', clinicId).where('m.practitionerId', '=', practitionerId).executeTakeFirst();

/** What a person owns to prove themselves beyond the passphrase. */
export async function listFactors(db: Db, accountId: string): Promise<{ totp: boolean; passkeys: number }> {
  const { twoFactorEnabled } = await db
    .selectFrom('account')
    .select('twoFactorEnabled')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const passkeys = await db.selectFrom('passkey').select('id').where('accountId', '=', accountId).execute();
  return { totp: twoFactorEnabled, passkeys: passkeys.length };
}

export async function passphraseHash(db: Db, accountId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('credential')
    .select('password')
    .where('holderId', '=', accountId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? undefined;
}

/** A sign-in that we open ourselves: set-up, invitation, PIN. Every one has a token that was never used before. */
export async function saveSignIn(
  tx: IdentityTx,
  req: Incoming,
  of: Pick<Member, 'accountId' | 'clinicId'>,
  method: 'setup' | 'invitation' | 'pin' | 'passphrase',
): Promise<{ id: string; token: string }> {
  const made = { id: newId(), token: newToken() };
  await tx
    .insertInto('signIn')
    .values({
      ...made,
      accountId: of.accountId,
      clinicId: of.clinicId,
      method,
      stationId: req.station?.id ?? null,
      // A PIN counts together with the station it is bound to: something known and something held.
      secondFactorAt: method === 'pin' ? req.now : null,
      lastActiveAt: req.now,
      ipAddress: req.from,
      userAgent: req.headers.get('user-agent')?.slice(0, 300) ?? null,
      createdAt: req.now,
      expiresAt: new Date(req.now.getTime() + signInSeconds * 1_000),
    })
    .execute();
  return made;
}

/** @returns what ended, for the trail */
export async function endSignIns(
  tx: IdentityTx,
  which: { accountId?: string; stationId?: string; id?: string; token?: string; except?: string },
): Promise<{ id: string; accountId: string }[]> {
  return tx
    .deleteFrom('signIn')
    .$if(which.accountId !== undefined, (q) => q.where('accountId', '=', which.accountId ?? ''))
    .$if(which.stationId !== undefined, (q) => q.where('stationId', '=', which.stationId ?? ''))
    .$if(which.id !== undefined, (q) => q.where('id', '=', which.id ?? ''))
    .$if(which.token !== undefined, (q) => q.where('token', '=', which.token ?? ''))
    .$if(which.except !== undefined, (q) => q.where('id', '!=', which.except ?? ''))
    .where((is) => (Object.keys(which).some((key) => key !== 'except') ? is.val(true) : is.val(false)))
    .returning(['id', 'accountId'])
    .execute();
}

/** A new token for the same sign-in, after each confirmation of who it is; the old one lives for seconds. */
export async function rotateSignIn(
  tx: IdentityTx,
  id: string,
  now: Date,
  set: { steppedUpUntil?: Date; lockedAt?: null; secondFactorAt?: Date; method?: string },
): Promise<string | undefined> {
  const token = newToken();
  const row = await tx
    .updateTable('signIn')
    .set((is) => ({ ...set, previousToken: is.ref('token'), token, rotatedAt: now, lastActiveAt: now, failures: 0 }))
    .where('id', '=', id)
    .returning('token')
    .executeTakeFirst();
  return row?.token;
}
