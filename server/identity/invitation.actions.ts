import { audit } from '#server/audit/audit.ts';
import {
  findPractitioner,
  listPractitioners,
  listRoles,
  savePractitioner,
  saveRoles,
} from '#server/chart/practitioner.queries.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import type { Services } from '#server/platform/services.ts';
import { saveAccount } from './accounts.queries.ts';
import { countTry } from './attempts.ts';
import { signInCookie } from './cookies.ts';
import type { NewInvitation } from './identity.shapes.ts';
import { auditIdentity, inIdentity, proved } from './in-identity.ts';
import type { Incoming } from './incoming.ts';
import { letters, links } from './letters.ts';
import { saveMail, sendSoon } from './mail.ts';
import { accessChanged } from './memory.ts';
import { checkPassphrase } from './passphrase.ts';
import { hashPassphrase } from './scrypt.ts';
import type { StepAnswer, WithCookies } from './sign-in.actions.ts';
import { endFormer } from './sign-in.actions.ts';
import { saveSignIn } from './sign-in.queries.ts';
import { joinStaff } from './staff-link.ts';
import { hashToken, newToken } from './tokens.ts';

const validHours = 72;

/** Those still open. */
export async function listInvitations(ctx: Context) {
  const rows = await ctx.services.db.identity
    .selectFrom('invitation as i')
    .innerJoin('account as a', 'a.id', 'i.invitedBy')
    .select([
      'i.id',
      'i.givenName',
      'i.familyName',
      'i.email',
      'i.roles',
      'a.name as invitedBy',
      'i.createdAt',
      'i.expiresAt',
    ])
    .where('i.clinicId', '=', ctx.clinicId)
    .where('i.acceptedAt', 'is', null)
    .where('i.revokedAt', 'is', null)
    .where('i.expiresAt', '>', ctx.now)
    .orderBy('i.id', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    roles: row.roles as Role[],
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

/**
 * Invites someone to the staff: their place in the clinic is made now, their account when they accept. The answer is
 * the same whether the address has an account elsewhere or not.
 */
export async function invite(ctx: Context, given: NewInvitation): Promise<{ id: string; link?: string }> {
  const { services, clinicId, now } = ctx;
  if (given.roles.includes('owner') && !ctx.by.roles.includes('owner'))
    throw new CannotProceed('not-permitted', 'Only an owner makes an owner.');
  await countTry(services, 'mail from account', ctx.by.accountId);
  const email = given.email.toLowerCase();
  const { practitionerId, clinicName } = await placeFor(ctx, { ...given, email });
  const token = newToken();
  const id = newId();
  const link = links.invitation(services, token);
  const mailId = await inIdentity(services, clinicId, async (tx) => {
    await tx
      .updateTable('invitation')
      .set({ revokedAt: now })
      .where('practitionerId', '=', practitionerId)
      .where('clinicId', '=', clinicId)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .execute();
    await tx
      .insertInto('invitation')
      .values({
        id,
        clinicId,
        practitionerId,
        email,
        givenName: given.givenName,
        familyName: given.familyName,
        roles: given.roles,
        tokenHash: hashToken(token),
        invitedBy: ctx.by.accountId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + validHours * 3_600_000),
      })
      .execute();
    await auditIdentity(tx, ctx, {
      action: 'invitation.send',
      subject: { kind: 'invitation', id },
      after: { practitionerId, roles: given.roles },
    });
    return saveMail(tx, services, { clinicId, to: email, ...letters.invitation(clinicName, link) });
  });
  await sendSoon(services, mailId);
  return services.config.smtpUrl === undefined ? { id, link } : { id };
}

/** The person's row on the staff: the one that waits for this address, or a new one. */
function placeFor(ctx: Context, given: NewInvitation): Promise<{ practitionerId: string; clinicName: string }> {
  return inClinic(ctx, async (tx) => {
    const { name } = await tx.selectFrom('clinic').select('name').executeTakeFirstOrThrow();
    const there = (await listPractitioners(tx)).find((person) => person.email?.toLowerCase() === given.email);
    if (there?.accountId != null && there.deactivatedAt === null)
      throw new CannotProceed('already-there', 'Someone on the staff signs in with this address already.');
    if (there?.deactivatedAt != null)
      throw new CannotProceed(
        'already-there',
        'Someone who left the staff had this address. Choose another, or add them anew.',
      );
    const practitionerId = there?.id ?? newId();
    const { roles, ...input } = { ...given, credentials: '' };
    if (there === undefined) {
      await savePractitioner(tx, practitionerId, input);
      await audit(tx, ctx, {
        action: 'practitioner.add',
        subject: { kind: 'practitioner', id: practitionerId },
        after: input,
      });
    }
    const held = (await listRoles(tx, practitionerId)).map((row) => row.role);
    if (held.includes('owner') && !roles.includes('owner') && !ctx.by.roles.includes('owner'))
      throw new CannotProceed('not-permitted', 'Only an owner makes or unmakes an owner.');
    await saveRoles(tx, practitionerId, [...new Set(roles)]);
    await audit(tx, ctx, {
      action: 'practitioner.roles.change',
      subject: { kind: 'practitioner', id: practitionerId },
      after: { roles },
    });
    return { practitionerId, clinicName: name };
  });
}

export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  await inIdentity(ctx.services, ctx.clinicId, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('invitation')
      .set({ revokedAt: ctx.now })
      .where('id', '=', id)
      .where('clinicId', '=', ctx.clinicId)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound('open invitation');
    await auditIdentity(tx, ctx, { action: 'invitation.revoke', subject: { kind: 'invitation', id } });
  });
}

const ended = () => notFound('open invitation');

async function findOpen(services: Services, token: string, now: Date) {
  const row = await services.db.identity
    .selectFrom('invitation')
    .selectAll()
    .where('tokenHash', '=', hashToken(token))
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  if (row === undefined)
    throw new CannotProceed(
      'not-found',
      'This invitation was used, taken back, or is older than 72 hours. Ask for another.',
    );
  const clinic = await inClinic({ services, clinicId: row.clinicId }, async (tx) => {
    const person = await findPractitioner(tx, row.practitionerId);
    if (person.deactivatedAt !== null) throw ended();
    return tx.selectFrom('clinic').select('name').executeTakeFirstOrThrow();
  });
  return { ...row, clinicName: clinic.name };
}

/** What the person who holds the link sees before choosing a passphrase. */
export async function openInvitation(req: Incoming, token: string) {
  await countTry(req.services, 'token from address', req.from);
  const row = await findOpen(req.services, token, req.now);
  return { clinicName: row.clinicName, name: `${row.givenName} ${row.familyName}`, email: row.email };
}

/** Takes the invitation up, once: of two at the same moment, one finds it used. */
export async function acceptInvitation(
  req: Incoming,
  given: { token: string; passphrase: string },
): Promise<WithCookies<StepAnswer>> {
  const { services, now } = req;
  await countTry(services, 'token from address', req.from);
  const row = await findOpen(services, given.token, now);
  checkPassphrase(given.passphrase, {
    email: row.email,
    names: [row.givenName, row.familyName],
    clinicName: row.clinicName,
  });
  const passphraseHash = await hashPassphrase(given.passphrase);
  const member = { accountId: newId(), clinicId: row.clinicId, practitionerId: row.practitionerId };
  const token = await inIdentity(services, row.clinicId, async (tx) => {
    const taken = await tx.selectFrom('account').select('id').where('email', '=', row.email).executeTakeFirst();
    if (taken !== undefined)
      throw new CannotProceed(
        'already-there',
        'This address already signs in to another clinic on this server. Ask for an invitation to another address.',
      );
    await saveAccount(tx, { ...member, email: row.email, name: `${row.givenName} ${row.familyName}`, passphraseHash });
    const claimed = await tx
      .updateTable('invitation')
      .set({ acceptedAt: now, acceptedBy: member.accountId })
      .where('id', '=', row.id)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .executeTakeFirst();
    if (claimed.numUpdatedRows === 0n) throw ended();
    const made = await saveSignIn(tx, req, member, 'invitation');
    await endFormer(tx, req, made.id);
    const who = proved({ ...member, signInId: made.id }, req.requestId);
    await auditIdentity(tx, who, { action: 'invitation.accept', subject: { kind: 'invitation', id: row.id } });
    await auditIdentity(tx, who, {
      action: 'sign-in.open',
      subject: { kind: 'sign-in', id: made.id },
      details: { method: 'invitation', from: req.from },
    });
    return made.token;
  });
  await joinStaff(services, member);
  await accessChanged(services);
  return { cookies: [signInCookie(services, token)], answer: { step: 'enrol-second-factor' } };
}
