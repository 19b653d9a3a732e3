import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { permit } from '#server/platform/in-clinic.ts';
import { countTry } from './attempts.ts';
import { auditIdentity, inIdentity } from './in-identity.ts';
import { letters, links } from './letters.ts';
import { saveMail, sendSoon } from './mail.ts';
import { saveRecoveryLink } from './recovery.actions.ts';
import { memberById, memberByPractitioner } from './sign-in.queries.ts';

/** A request that nobody approves is worth nothing after three days. */
const validHours = 72;

export async function listRecoveryRequests(ctx: Context) {
  const rows = await ctx.services.db.identity
    .selectFrom('recoveryRequest as r')
    .innerJoin('account as person', 'person.id', 'r.accountId')
    .innerJoin('membership as m', 'm.accountId', 'r.accountId')
    .innerJoin('account as asker', 'asker.id', 'r.askedBy')
    .leftJoin('account as approver', 'approver.id', 'r.approvedBy')
    .select([
      'r.id',
      'm.practitionerId',
      'person.name',
      'asker.name as askedBy',
      'r.askedBy as askedByAccountId',
      'r.askedAt',
      'r.expiresAt',
      'approver.name as approvedBy',
      'r.approvedAt',
    ])
    .where('r.clinicId', '=', ctx.clinicId)
    .where('r.expiresAt', '>', ctx.now)
    .orderBy('r.id', 'desc')
    .execute();
  return rows.map(({ approvedBy, approvedAt, ...row }) => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(approvedBy === null ? {} : { approvedBy }),
    ...(approvedAt === null ? {} : { approvedAt: approvedAt.toISOString() }),
  }));
}

/**
 * One person asks to reset the second factor of another, whom they have spoken to. Nothing happens until somebody else
 * approves it, so that no single person, and nobody who talks a single person into it, opens an account.
 */
export async function askForReset(ctx: Context, practitionerId: string): Promise<{ id: string }> {
  permit(ctx, 'recovery.ask', { practitionerId });
  const { services, clinicId, now } = ctx;
  await countTry(services, 'mail from account', ctx.by.accountId);
  const member = await memberByPractitioner(services.db.identity, clinicId, practitionerId);
  if (member === undefined) throw notFound('person who signs in');
  const id = newId();
  const asker = await memberById(services.db.identity, ctx.by.accountId);
  const mailId = await inIdentity(services, clinicId, async (tx) => {
    await tx
      .insertInto('recoveryRequest')
      .values({
        id,
        clinicId,
        accountId: member.accountId,
        askedBy: ctx.by.accountId,
        askedAt: now,
        expiresAt: new Date(now.getTime() + validHours * 3_600_000),
      })
      .execute();
    await auditIdentity(tx, ctx, {
      action: 'recovery.second-factor.ask',
      subject: { kind: 'account', id: member.accountId },
      details: { request: id },
    });
    return saveMail(tx, services, { clinicId, to: member.email, ...letters.recoveryAsked(asker?.name ?? 'Someone') });
  });
  await sendSoon(services, mailId);
  return { id };
}

/** Another person approves. Only then a link goes to the person's own mailbox, and it works only with their passphrase. */
export async function approveReset(ctx: Context, id: string): Promise<{ link?: string }> {
  const { services, clinicId, now } = ctx;
  const row = await services.db.identity
    .selectFrom('recoveryRequest')
    .selectAll()
    .where('id', '=', id)
    .where('clinicId', '=', clinicId)
    .where('expiresAt', '>', now)
    .where('approvedAt', 'is', null)
    .executeTakeFirst();
  const member = row && (await memberById(services.db.identity, row.accountId));
  if (row === undefined || member === undefined) throw notFound('open request');
  permit(ctx, 'recovery.approve', { practitionerId: member.practitionerId });
  if (row.accountId === ctx.by.accountId || row.askedBy === ctx.by.accountId)
    throw new CannotProceed('not-permitted', 'Someone else has to approve this: not the person, and not who asked.');
  const approver = await memberById(services.db.identity, ctx.by.accountId);
  const { mailId, link } = await inIdentity(services, clinicId, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('recoveryRequest')
      .set({ approvedBy: ctx.by.accountId, approvedAt: now })
      .where('id', '=', id)
      .where('approvedAt', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound('open request');
    const made = links.secondFactor(services, await saveRecoveryLink(tx, services, member.accountId, 'second-factor'));
    await auditIdentity(tx, ctx, {
      action: 'recovery.second-factor.approve',
      subject: { kind: 'account', id: member.accountId },
      details: { request: id },
    });
    const letter = letters.secondFactor(approver?.name ?? 'Someone', made);
    return { link: made, mailId: await saveMail(tx, services, { clinicId, to: member.email, ...letter }) };
  });
  await sendSoon(services, mailId);
  return services.config.smtpUrl === undefined ? { link } : {};
}
