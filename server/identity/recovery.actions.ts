import { setTimeout as pause } from 'node:timers/promises';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { IdentityTx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import { dropFactors, savePassphraseHash } from './accounts.queries.ts';
import { countTry } from './attempts.ts';
import { signInCookie } from './cookies.ts';
import { auditIdentity, inIdentity, proved, unproved } from './in-identity.ts';
import type { Incoming } from './incoming.ts';
import { letters, links } from './letters.ts';
import { saveMail, sendSoon } from './mail.ts';
import { accessChanged } from './memory.ts';
import type { PasskeyAnswer } from './passkey.shapes.ts';
import { checkPassphrase } from './passphrase.ts';
import { hashPassphrase, verifyPassphrase } from './scrypt.ts';
import { auditRefused, endFormer, provePasskey, type StepAnswer, type WithCookies } from './sign-in.actions.ts';
import { endSignIns, listFactors, memberByEmail, memberById, passphraseHash, saveSignIn } from './sign-in.queries.ts';
import { hashToken, newToken } from './tokens.ts';
import { spendBackupCode, spendTotpCode } from './totp.ts';

export type LinkKind = 'passphrase' | 'second-factor' | 'both';
const validMin = { passphrase: 30, 'second-factor': 24 * 60, both: 30 } as const;

/** One answer, after one length of time, whether the address is known or not. */
const answerAfterMs = 300;

/** Someone forgot their passphrase. A letter goes out if the address belongs to an account; nobody else learns whether. */
export async function askForPassphrase(req: Incoming, email: string): Promise<void> {
  const [outcome] = await Promise.allSettled([sendPassphraseLink(req, email), pause(answerAfterMs)]);
  if (outcome.status === 'rejected') throw outcome.reason;
}

async function sendPassphraseLink(req: Incoming, email: string): Promise<void> {
  const { services } = req;
  await countTry(services, 'recovery from address', req.from);
  await countTry(services, 'recovery of account', email);
  const member = await memberByEmail(services.db.identity, email);
  if (member === undefined) return;
  const mailId = await inIdentity(services, member.clinicId, async (tx) => {
    const token = await saveRecoveryLink(tx, services, member.accountId, 'passphrase');
    await auditIdentity(tx, unproved(member.clinicId, req.requestId), {
      action: 'recovery.passphrase.ask',
      subject: { kind: 'account', id: member.accountId },
      details: { from: req.from },
    });
    return saveMail(tx, services, {
      clinicId: member.clinicId,
      to: member.email,
      ...letters.passphrase(links.passphrase(services, token)),
    });
  });
  await sendSoon(services, mailId);
}

/**
 * For a clinic whose only owner has lost everything: whoever runs the server itself may let them in again. There is no
 * route to this; the trail says that it came from the machine, and the person is told.
 *
 * @returns the link
 */
export async function recoverHere(services: Services, email: string, requestId: string): Promise<string> {
  const member = await memberByEmail(services.db.identity, email);
  if (member === undefined) throw new CannotProceed('not-found', 'No account has this e-mail address.');
  const { token, mailId } = await inIdentity(services, member.clinicId, async (tx) => {
    await auditIdentity(tx, unproved(member.clinicId, requestId), {
      action: 'recovery.here',
      subject: { kind: 'account', id: member.accountId },
    });
    const letter = letters.factorChanged('Whoever runs the server of your clinic made a link to reset your sign-in.');
    return {
      token: await saveRecoveryLink(tx, services, member.accountId, 'both'),
      mailId: await saveMail(tx, services, { clinicId: member.clinicId, to: member.email, ...letter }),
    };
  });
  await sendSoon(services, mailId);
  return links.passphrase(services, token);
}

/** A link that works once; one of the same kind that was sent before works no more. */
export async function saveRecoveryLink(
  tx: IdentityTx,
  services: Services,
  accountId: string,
  kind: LinkKind,
): Promise<string> {
  const token = newToken();
  const now = services.clock();
  await tx
    .deleteFrom('recoveryLink')
    .where('accountId', '=', accountId)
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .execute();
  await tx
    .insertInto('recoveryLink')
    .values({
      id: newId(),
      accountId,
      kind,
      tokenHash: hashToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + validMin[kind] * 60_000),
    })
    .execute();
  return token;
}

async function findLink(req: Incoming, token: string, kinds: readonly LinkKind[]) {
  await countTry(req.services, 'token from address', req.from);
  const row = await req.services.db.identity
    .selectFrom('recoveryLink')
    .select(['id', 'accountId', 'kind'])
    .where('tokenHash', '=', hashToken(token))
    .where('kind', 'in', [...kinds])
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', req.now)
    .executeTakeFirst();
  const member = row && (await memberById(req.services.db.identity, row.accountId));
  if (row === undefined || member === undefined)
    throw new CannotProceed('not-found', 'This link was used, or is too old. Ask for another.');
  return { id: row.id, kind: row.kind, member };
}

async function spendLink(tx: IdentityTx, id: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('recoveryLink')
    .set({ usedAt: now })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new CannotProceed('not-found', 'This link was used already.');
}

type Proofs = { code?: string | undefined; backupCode?: string | undefined; passkey?: PasskeyAnswer | undefined };

/** A new passphrase by letter: whoever holds the mailbox still needs the second factor. Other sign-ins end. */
export async function completePassphrase(
  req: Incoming,
  given: { token: string; passphrase: string } & Proofs,
): Promise<{ done: true }> {
  const { services, now } = req;
  const { id, kind, member } = await findLink(req, given.token, ['passphrase', 'both']);
  checkPassphrase(given.passphrase, { email: member.email, names: [member.name] });
  if (kind === 'passphrase') await proveSecondFactor(req, member.accountId, given);
  const hash = await hashPassphrase(given.passphrase);
  const mailId = await inIdentity(services, member.clinicId, async (tx) => {
    await spendLink(tx, id, now);
    await savePassphraseHash(tx, member.accountId, hash, now);
    if (kind === 'both') await dropFactors(tx, member.accountId);
    const ended = await endSignIns(tx, { accountId: member.accountId });
    await auditIdentity(tx, proved(member, req.requestId), {
      action: 'recovery.passphrase.complete',
      subject: { kind: 'account', id: member.accountId },
      details: { kind, from: req.from, ended: ended.length },
    });
    return saveMail(tx, services, { clinicId: member.clinicId, to: member.email, ...letters.passphraseChanged() });
  });
  await accessChanged(services);
  await sendSoon(services, mailId);
  return { done: true };
}

async function proveSecondFactor(req: Incoming, accountId: string, given: Proofs): Promise<void> {
  const { services } = req;
  const { db } = services;
  const factors = await listFactors(db.identity, accountId);
  if (!factors.totp && factors.passkeys === 0) {
    const { factorEnrolledAt } = await db.identity
      .selectFrom('account')
      .select('factorEnrolledAt')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    if (factorEnrolledAt === null) return;
    throw new CannotProceed('blocked', 'Your second factor is being replaced. Finish that first, or ask your clinic.');
  }
  await countTry(services, 'code of account', accountId);
  if (await isRight(req, accountId, given)) return;
  await auditRefused(req, await memberById(db.identity, accountId), 'recovery');
  throw new CannotProceed(
    'not-permitted',
    'The second factor is not right. Use a code, a backup code or your passkey.',
    {
      methods: [...(factors.totp ? ['totp'] : []), ...(factors.passkeys > 0 ? ['passkey'] : [])],
    },
  );
}

async function isRight(req: Incoming, accountId: string, given: Proofs): Promise<boolean> {
  const { services } = req;
  if (given.code !== undefined) return spendTotpCode(services, services.db.identity, accountId, given.code);
  if (given.backupCode !== undefined)
    return spendBackupCode(services, services.db.identity, accountId, given.backupCode);
  if (given.passkey === undefined) return false;
  const found = await provePasskey(req, given.passkey);
  await services.db.identity.deleteFrom('signIn').where('id', '=', found.session.id).execute();
  return found.accountId === accountId;
}

/** The link that two people's decision made: together with the passphrase, the old factors go and a new one is set up. */
export async function completeSecondFactor(
  req: Incoming,
  given: { token: string; passphrase: string },
): Promise<WithCookies<StepAnswer>> {
  const { services, now } = req;
  const { id, member } = await findLink(req, given.token, ['second-factor']);
  await countTry(services, 'sign-in of account', member.email);
  const hash = await passphraseHash(services.db.identity, member.accountId);
  if (hash === undefined || !(await verifyPassphrase(hash, given.passphrase))) {
    await auditRefused(req, member, 'recovery');
    throw new CannotProceed('not-permitted', 'The passphrase is not right.');
  }
  const token = await inIdentity(services, member.clinicId, async (tx) => {
    await spendLink(tx, id, now);
    await dropFactors(tx, member.accountId);
    await endSignIns(tx, { accountId: member.accountId });
    const made = await saveSignIn(tx, req, member, 'passphrase');
    await endFormer(tx, req, made.id);
    await auditIdentity(tx, proved({ ...member, signInId: made.id }, req.requestId), {
      action: 'recovery.second-factor.complete',
      subject: { kind: 'account', id: member.accountId },
      details: { from: req.from },
    });
    return made.token;
  });
  await accessChanged(services);
  return { cookies: [signInCookie(services, token)], answer: { step: 'enrol-second-factor' } };
}
