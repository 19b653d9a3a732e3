import { checkOrder, isBlock, type TreatmentOrder, yearsBetween } from '#clinical/plan/plan.ts';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic, patientFor } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import {
  findBirth,
  findOrder,
  listActiveWithin,
  listOrdersOf,
  lockOrdersOf,
  saveOrder,
  saveOrderEnd,
} from './order.queries.ts';
import { asOrder, asVersion, type ProtocolVersion } from './plan.actions.ts';
import { findVersion, latestVersion } from './protocol.queries.ts';
import { signedText, signerOf } from './signing.ts';

/** All orders of a patient, newest first, with what the next one is held against: today at the clinic, and the age. */
export const readOrders = (ctx: Context, patientId: string) =>
  inClinic(ctx, async (tx) => {
    await patientFor(tx, ctx, 'order.read', patientId);
    const orders = (await listOrdersOf(tx, patientId)).map(asOrder);
    const subject = { kind: 'treatment-order', id: patientId };
    await audit(tx, ctx, { action: 'chart.read', patientId, subject });
    const today = await dayInClinic(tx, ctx.now);
    return { orders, today, ageYears: yearsBetween(await findBirth(tx, patientId), today) };
  });

export type NewOrder = {
  id?: string | undefined;
  protocolVersionId: string;
  order: TreatmentOrder;
  /** The order that this one stands in place of, and why. */
  replaces?: { id: string; reason: string } | undefined;
};

/** A prescriber signs an order: held against the protocol, kept word for word, the one it replaces ended with it. */
export const signOrder = (ctx: Context, patientId: string, given: NewOrder) =>
  inClinic(ctx, async (tx) => {
    await patientFor(tx, ctx, 'order.sign', patientId);
    const signedBy = signerOf(ctx);
    const { order, protocolVersionId, replaces } = given;
    const { birthOn } = await lockOrdersOf(tx, patientId);
    const today = await dayInClinic(tx, ctx.now);
    const protocol = asVersion(await findVersion(tx, protocolVersionId));
    await refuseOld(tx, protocol);
    const findings = checkOrder(order, protocol.body, today, { ageYears: yearsBetween(birthOn, today) });
    const blocks = findings.filter(isBlock);
    if (blocks.length > 0) throw new CannotProceed('blocked', blocks.map(({ says }) => says).join(' '), { findings });
    await refuseSecond(tx, patientId, order, replaces?.id);
    const id = given.id ?? newId();
    const { validFrom, validUntil } = order;
    const text = signedText(order);
    await saveOrder(tx, {
      ...text,
      id,
      patientId,
      protocolVersionId,
      signedBy,
      signedAt: ctx.now,
      validFrom,
      validUntil,
    });
    await audit(tx, ctx, {
      action: 'order.sign',
      patientId,
      subject: { kind: 'treatment-order', id },
      after: order,
      details: {
        protocolVersionId,
        print: text.print.toString('hex'),
        findings: findings.map(({ rule }) => rule),
        ...(replaces === undefined ? {} : { replaces: replaces.id }),
      },
    });
    if (replaces !== undefined) await endOrder(tx, ctx, patientId, { ...replaces, replacedBy: id });
    return { id };
  });

/** An order stands on the newest version of its protocol, as long as nobody withdrew it. */
async function refuseOld(tx: Tx, protocol: ProtocolVersion): Promise<void> {
  const { title, version, end } = protocol;
  if (end !== null) throw new CannotProceed('blocked', `Version ${version} of “${title}” was withdrawn: ${end.reason}`);
  const newest = await latestVersion(tx, protocol.protocol);
  if (newest !== undefined && newest.version !== version)
    throw new CannotProceed(
      'blocked',
      `Version ${newest.version} of “${title}” stands in place of version ${version}. Read it, and sign the order under that.`,
    );
}

/** One order at a time: two for the same days and nobody knows which dose is meant. */
async function refuseSecond(tx: Tx, patientId: string, order: TreatmentOrder, replaced?: string): Promise<void> {
  const others = await listActiveWithin(tx, patientId, order.validFrom, order.validUntil);
  const other = others.find(({ id }) => id !== replaced);
  if (other === undefined) return;
  throw new CannotProceed(
    'already-there',
    `An order for these days is there already, valid from ${other.validFrom} until ${other.validUntil}. Replace it, or withdraw it first.`,
    { orderId: other.id },
  );
}

async function endOrder(
  tx: Tx,
  ctx: Context,
  patientId: string,
  of: { id: string; reason: string; replacedBy?: string },
): Promise<void> {
  const current = await findOrder(tx, of.id);
  if (current.patientId !== patientId)
    throw new CannotProceed('not-found', 'There is no such order in this patient’s chart.');
  if (current.how !== null)
    throw new CannotProceed('changed-by-someone-else', `This order was ${current.how} already: ${current.endReason}`, {
      current: asOrder(current),
    });
  const how = of.replacedBy === undefined ? 'withdrawn' : 'replaced';
  await saveOrderEnd(tx, {
    orderId: of.id,
    how,
    reason: of.reason,
    endedBy: signerOf(ctx),
    endedAt: ctx.now,
    replacedBy: of.replacedBy ?? null,
  });
  await audit(tx, ctx, {
    action: how === 'replaced' ? 'order.replace' : 'order.withdraw',
    patientId,
    subject: { kind: 'treatment-order', id: of.id },
    details: { replacedBy: of.replacedBy },
    reason: of.reason,
  });
}

/** The order is no longer to be given. What was given under it stays what it was. */
export const withdrawOrder = (ctx: Context, id: string, reason: string) =>
  inClinic(ctx, async (tx) => {
    const { patientId } = await findOrder(tx, id);
    await patientFor(tx, ctx, 'order.end', patientId);
    await lockOrdersOf(tx, patientId);
    await endOrder(tx, ctx, patientId, { id, reason });
  });
