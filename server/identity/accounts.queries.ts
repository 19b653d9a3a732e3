import type { IdentityTx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import { newBackupCodes, sealBackupCodes, sealTotpSecret } from './totp.ts';

export type NewAccount = {
  accountId: string;
  email: string;
  name: string;
  passphraseHash: string;
  clinicId: string;
  practitionerId: string;
};

/** The only way an account comes to be: the set-up, an accepted invitation, or the synthetic clinic. */
export async function saveAccount(tx: IdentityTx, of: NewAccount): Promise<void> {
  await tx
    .insertInto('account')
    .values({ id: of.accountId, email: of.email.toLowerCase(), name: of.name, emailVerified: true })
    .execute();
  await tx
    .insertInto('credential')
    .values({
      id: newId(),
      holderId: of.accountId,
      accountId: of.accountId,
      providerId: 'credential',
      password: of.passphraseHash,
    })
    .execute();
  await tx
    .insertInto('membership')
    .values({ accountId: of.accountId, clinicId: of.clinicId, practitionerId: of.practitionerId })
    .execute();
}

export const savePassphraseHash = (tx: IdentityTx, accountId: string, password: string, now: Date) =>
  tx
    .updateTable('credential')
    .set({ password, updatedAt: now })
    .where('holderId', '=', accountId)
    .where('providerId', '=', 'credential')
    .execute();

/** An authenticator app becomes the account's, in place of the one before. */
export async function saveTotp(
  tx: IdentityTx,
  of: { accountId: string; secret: string; backupCodes: string; lastStep?: number | undefined; now: Date },
): Promise<void> {
  const kept = {
    secret: of.secret,
    backupCodes: of.backupCodes,
    lastStep: of.lastStep === undefined ? null : String(of.lastStep),
  };
  await tx
    .insertInto('twoFactor')
    .values({ id: newId(), accountId: of.accountId, ...kept })
    .onConflict((conflict) =>
      conflict.column('accountId').doUpdateSet({ ...kept, failedVerificationCount: 0, lockedUntil: null }),
    )
    .execute();
  await tx.updateTable('account').set({ twoFactorEnabled: true }).where('id', '=', of.accountId).execute();
  await noteFactor(tx, of.accountId, of.now);
}

/** From the first factor on, a mailbox alone never opens this account again. */
export const noteFactor = (tx: IdentityTx, accountId: string, now: Date) =>
  tx
    .updateTable('account')
    .set({ factorEnrolledAt: now })
    .where('id', '=', accountId)
    .where('factorEnrolledAt', 'is', null)
    .execute();

/** A ready authenticator app, for accounts of the synthetic clinic. */
export async function saveKnownTotp(
  tx: IdentityTx,
  services: Services,
  accountId: string,
  secret: string,
): Promise<void> {
  await saveTotp(tx, {
    accountId,
    secret: await sealTotpSecret(services, secret),
    backupCodes: await sealBackupCodes(services, newBackupCodes()),
    now: services.clock(),
  });
}

/** Both kinds of second factor go; the passphrase stays. */
export async function dropFactors(tx: IdentityTx, accountId: string): Promise<void> {
  await tx.deleteFrom('twoFactor').where('accountId', '=', accountId).execute();
  await tx.deleteFrom('totpDraft').where('accountId', '=', accountId).execute();
  await tx.deleteFrom('passkey').where('accountId', '=', accountId).execute();
  await tx.deleteFrom('stationPin').where('accountId', '=', accountId).execute();
  await tx.updateTable('account').set({ twoFactorEnabled: false }).where('id', '=', accountId).execute();
}
