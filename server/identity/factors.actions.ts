import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { IdentityTx } from '#server/platform/database.ts';
import { noteFactor, saveTotp } from './accounts.queries.ts';
import { countTry } from './attempts.ts';
import { authOf } from './auth.ts';
import { whoOf } from './confirm.actions.ts';
import { signInCookie } from './cookies.ts';
import { auditIdentity, inIdentity } from './in-identity.ts';
import { forAuth, orRefuse } from './incoming.ts';
import { letters } from './letters.ts';
import { saveMail, sendSoon } from './mail.ts';
import { accessChanged } from './memory.ts';
import type { NewPasskeyAnswer } from './passkey.shapes.ts';
import { verifyPassphrase } from './scrypt.ts';
import type { WithCookies } from './sign-in.actions.ts';
import { endSignIns, listFactors, passphraseHash, rotateSignIn } from './sign-in.queries.ts';
import { mayChangeFactors, type SignedIn } from './signed-in.ts';
import { matchingStep, newBackupCodes, newTotpSecret, sealBackupCodes, sealTotpSecret, totpUri } from './totp.ts';

const draftMin = 15;

/** Offers a new authenticator app. The one in use goes on until the first code of the new one is right. */
export async function offerTotp(req: SignedIn, passphrase: string): Promise<{ uri: string; backupCodes: string[] }> {
  const { services, known, now } = req;
  mayChangeFactors(req);
  await countTry(services, 'confirmation of account', known.accountId);
  const hash = await passphraseHash(services.db.identity, known.accountId);
  if (hash === undefined || !(await verifyPassphrase(hash, passphrase)))
    throw new CannotProceed('not-permitted', 'The passphrase is not right.');
  const secret = newTotpSecret();
  const backupCodes = newBackupCodes();
  const draft = {
    secret: await sealTotpSecret(services, secret),
    backupCodes: await sealBackupCodes(services, backupCodes),
    expiresAt: new Date(now.getTime() + draftMin * 60_000),
  };
  await services.db.identity
    .insertInto('totpDraft')
    .values({ accountId: known.accountId, ...draft })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(draft))
    .execute();
  return { uri: totpUri(secret, known.email, known.clinicName), backupCodes };
}

export async function confirmTotp(req: SignedIn, code: string): Promise<WithCookies<{ done: true }>> {
  const { services, known, now } = req;
  mayChangeFactors(req);
  await countTry(services, 'code of account', known.accountId);
  const draft = await services.db.identity
    .selectFrom('totpDraft')
    .selectAll()
    .where('accountId', '=', known.accountId)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  if (draft === undefined) throw notFound('code app waiting for its first code');
  const step = await matchingStep(services, draft.secret, code);
  if (step === undefined)
    throw new CannotProceed('not-permitted', 'This code is not right. Check that the clock of your phone sets itself.');
  return enrolled(req, 'factor.totp.add', 'An authenticator app was set up for your Racemic account.', async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('totpDraft')
      .where('accountId', '=', known.accountId)
      .where('secret', '=', draft.secret)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new CannotProceed('changed-by-someone-else', 'This code was used already.');
    await saveTotp(tx, {
      accountId: known.accountId,
      secret: draft.secret,
      backupCodes: draft.backupCodes,
      lastStep: step,
      now,
    });
    return undefined;
  });
}

export async function removeTotp(req: SignedIn): Promise<WithCookies<{ done: true }>> {
  const { known } = req;
  mayChangeFactors(req);
  return changed(
    req,
    'factor.totp.remove',
    'The authenticator app of your Racemic account was removed.',
    async (tx) => {
      await keepAFactor(tx, known.accountId, 'totp');
      const { numDeletedRows } = await tx
        .deleteFrom('twoFactor')
        .where('accountId', '=', known.accountId)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw notFound('authenticator app');
      await tx.updateTable('account').set({ twoFactorEnabled: false }).where('id', '=', known.accountId).execute();
      return undefined;
    },
  );
}

/** Ten new backup codes; those before are worth nothing from now on. */
export async function renewBackupCodes(req: SignedIn): Promise<WithCookies<{ backupCodes: string[] }>> {
  const { services, known } = req;
  mayChangeFactors(req);
  const backupCodes = newBackupCodes();
  const sealed = await sealBackupCodes(services, backupCodes);
  const { cookies } = await changed(
    req,
    'factor.backup-codes.renew',
    'New backup codes were made for your Racemic account.',
    async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('twoFactor')
        .set({ backupCodes: sealed })
        .where('accountId', '=', known.accountId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw notFound('authenticator app');
      return undefined;
    },
  );
  return { cookies, answer: { backupCodes } };
}

export async function newPasskeyOptions(req: SignedIn): Promise<WithCookies<{ challenge: string }>> {
  mayChangeFactors(req);
  const { response, headers } = await orRefuse(
    authOf(req.services).api.generatePasskeyRegistrationOptions({
      headers: forAuth(req, { signedIn: true }),
      returnHeaders: true,
    }),
    () => new CannotProceed('not-signed-in', 'This sign-in has just changed. Try once more.'),
  );
  return { cookies: headers.getSetCookie(), answer: response };
}

export async function addPasskey(
  req: SignedIn,
  given: { name: string; response: NewPasskeyAnswer },
): Promise<WithCookies<{ id: string }>> {
  mayChangeFactors(req);
  const { response: made, headers } = await orRefuse(
    authOf(req.services).api.verifyPasskeyRegistration({
      body: given,
      headers: forAuth(req, { signedIn: true }),
      returnHeaders: true,
    }),
    () => new CannotProceed('not-permitted', 'This passkey was not accepted. The device has to check that it is you.'),
  );
  const { cookies } = await enrolled(
    req,
    'factor.passkey.add',
    'A passkey was added to your Racemic account.',
    async () => made.id,
  );
  return { cookies: [...headers.getSetCookie(), ...cookies], answer: { id: made.id } };
}

export async function listPasskeys(req: SignedIn) {
  const rows = await req.services.db.identity
    .selectFrom('passkey')
    .select(['id', 'name', 'createdAt', 'lastUsedAt'])
    .where('accountId', '=', req.known.accountId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name: name ?? 'Passkey',
    createdAt: (createdAt ?? req.now).toISOString(),
    ...(lastUsedAt === null ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
  }));
}

export async function removePasskey(req: SignedIn, id: string): Promise<WithCookies<{ done: true }>> {
  const { known } = req;
  mayChangeFactors(req);
  return changed(req, 'factor.passkey.remove', 'A passkey of your Racemic account was removed.', async (tx) => {
    await keepAFactor(tx, known.accountId, 'passkey');
    const { numDeletedRows } = await tx
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('accountId', '=', known.accountId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw notFound('passkey');
    return id;
  });
}

/** The account's row is locked while this is asked, so that two removals at once can't take the last two. */
async function keepAFactor(tx: IdentityTx, accountId: string, leaving: 'totp' | 'passkey'): Promise<void> {
  await tx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute();
  const { totp, passkeys } = await listFactors(tx, accountId);
  const left = (totp && leaving !== 'totp' ? 1 : 0) + passkeys - (leaving === 'passkey' ? 1 : 0);
  if (left < 1)
    throw new CannotProceed('blocked', 'This is your only second factor. Set up another one before you remove it.');
}

type Work = (tx: IdentityTx) => Promise<string | undefined>;

/** A first factor makes the sign-in a full one and ends those elsewhere, which a passphrase alone had opened. */
const enrolled = (req: SignedIn, action: string, notice: string, work: Work) =>
  changed(req, action, notice, async (tx) => {
    const subject = await work(tx);
    await noteFactor(tx, req.known.accountId, req.now);
    if (req.known.factors === 'none') {
      await endSignIns(tx, { accountId: req.known.accountId, except: req.known.id });
      const method = action === 'factor.passkey.add' ? 'passkey' : 'passphrase+totp';
      await tx.updateTable('signIn').set({ secondFactorAt: req.now, method }).where('id', '=', req.known.id).execute();
    }
    return subject;
  });

/** Every change of a factor: audited, told by letter, and the sign-in gets a new token. */
async function changed(
  req: SignedIn,
  action: string,
  notice: string,
  work: Work,
): Promise<WithCookies<{ done: true }>> {
  const { services, known, now } = req;
  const { token, mailId } = await inIdentity(services, known.clinicId, async (tx) => {
    const subject = await work(tx);
    await auditIdentity(tx, whoOf(req), {
      action,
      subject: { kind: 'account', id: known.accountId },
      details: { factor: subject },
    });
    const letter = letters.factorChanged(notice);
    return {
      token: await rotateSignIn(tx, known.id, now, {}),
      mailId: await saveMail(tx, services, { clinicId: known.clinicId, to: known.email, ...letter }),
    };
  });
  await accessChanged(services);
  await sendSoon(services, mailId);
  if (token === undefined) throw new CannotProceed('not-signed-in', 'This sign-in has ended. Sign in again.');
  return { cookies: [signInCookie(services, token)], answer: { done: true } };
}
