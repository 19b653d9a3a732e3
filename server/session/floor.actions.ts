import { doseKinds } from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { patientFor } from '#server/chart/chart.actions.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { kitDue } from './drill.actions.ts';
import { readDuty } from './duty.ts';
import { dosesInForce } from './emergency-dose.actions.ts';
import {
  holdChair,
  listChairsOnFloor,
  listFloorSessions,
  listOnChair,
  listPeopleOnFloor,
  listPrescribers,
  listProtocolsOf,
} from './floor.queries.ts';
import type { FloorAnswer } from './floor.shapes.ts';
import { drawnOf, earlierOf, gateOfFloor, setAsideOf } from './gate-known.ts';
import { findSession, moveSession, orderOfPatient } from './session.queries.ts';
import { sessionAsItStands } from './session-log.ts';

/** The floor as one person may see it: chairs, staff, and the sessions of patients whose chart is open to them. */
export const readFloor = (ctx: Context): Promise<FloorAnswer> =>
  inClinic(ctx, async (tx) => {
    const { name, timeZone, synthetic } = await tx
      .selectFrom('clinic')
      .select(['name', 'timeZone', 'synthetic'])
      .executeTakeFirstOrThrow();
    const all = await listFloorSessions(tx, ctx.now);
    const sessions: FloorAnswer['sessions'] = [];
    for (const { timeZone: _zone, patient, ...session } of all) {
      const { restricted, ...shown } = patient;
      if (!restricted || (await isOpenTo(tx, ctx, patient.id))) sessions.push({ ...session, patient: shown });
    }
    // Sent together, in this order: none waits for the answer of the one before.
    const [chairs, people, prescribers, protocols, earlier, stock, drawn, gate, doses, kit, duty] = await Promise.all([
      listChairsOnFloor(tx),
      listPeopleOnFloor(tx),
      listPrescribers(tx),
      listProtocolsOf(tx, sessions),
      earlierOf(tx, ctx.now, sessions),
      setAsideOf(tx, sessions),
      drawnOf(tx, sessions),
      gateOfFloor(tx, ctx.now, sessions),
      dosesInForce(tx),
      kitDue(tx, ctx.now),
      readDuty(
        tx,
        ctx,
        sessions.map(({ id }) => id),
      ),
      audit(tx, ctx, { action: 'floor.read', details: { patients: sessions.map(({ patient }) => patient.id) } }),
    ]);
    return {
      serverMs: ctx.now.getTime(),
      clinic: { name, timeZone, synthetic },
      ...{ chairs, people, prescribers, protocols, gate, duty },
      sessions: sessions.map((one) => ({
        ...one,
        earlier: earlier.get(one.id) ?? [],
        stock: stock.get(one.id) ?? [],
        drawn: drawn.get(one.id) ?? [],
      })),
      emergency: { doses, kit },
    };
  });

export async function isOpenTo(tx: Tx, ctx: Context, patientId: string): Promise<boolean> {
  try {
    await patientFor(tx, ctx, 'session.read', patientId);
    return true;
  } catch (error) {
    if (error instanceof CannotProceed) return false;
    throw error;
  }
}

/** Where the patient sits; null is nowhere yet. */
export const seat = (ctx: Context, sessionId: string, chairId: string | null) =>
  inClinic(ctx, async (tx) => {
    const session = await findSession(tx, sessionId);
    await patientFor(tx, ctx, 'session.open', session.patientId);
    if (chairId !== null) await freeChair(tx, chairId, sessionId, ctx.now);
    await moveSession(tx, sessionId, { chairId });
    await audit(tx, ctx, {
      action: 'session.chair',
      patientId: session.patientId,
      subject: { kind: 'session', id: sessionId },
      before: { chairId: session.chairId },
      after: { chairId },
    });
  });

/** A person who was not seen leaving keeps the chair for so long. */
const keepsChairMs = 16 * 60 * 60_000;

/** Planning the next person for it is no matter. @throws CannotProceed where somebody who has come and has not left sits on it: two people on one chair are mixed up */
async function freeChair(tx: Tx, chairId: string, forSession: string, now: Date): Promise<void> {
  await holdChair(tx, chairId);
  const chair = (await listChairsOnFloor(tx)).find(({ id }) => id === chairId);
  if (chair === undefined) throw notFound('chair');
  const since = new Date(now.getTime() - keepsChairMs);
  for (const { id, initials } of await listOnChair(tx, chairId, since)) {
    if (id === forSession) continue;
    const { record } = await sessionAsItStands(tx, id, now);
    if (record.phase !== 'expected' && record.phase !== 'left')
      throw new CannotProceed(
        'blocked',
        `${initials} sits on ${chair.name} and has not left. Move that session first, or take another chair.`,
      );
  }
}

/** The order, and with it the protocol version, that this session runs under. After the dose it stays as it was. */
export const takeOrder = (ctx: Context, sessionId: string, orderId: string) =>
  inClinic(ctx, async (tx) => {
    const session = await findSession(tx, sessionId);
    await patientFor(tx, ctx, 'session.open', session.patientId);
    const { protocolVersionId } = await orderFor(tx, session.patientId, orderId);
    const started = await tx
      .selectFrom('sessionEvent')
      .select('id')
      .where('sessionId', '=', sessionId)
      .where('kind', 'in', [...doseKinds])
      .executeTakeFirst();
    if (started !== undefined)
      throw new CannotProceed('blocked', 'The dose has been started: the order it was started under stays with it.');
    await moveSession(tx, sessionId, { orderId, protocolVersionId });
    await audit(tx, ctx, {
      action: 'session.order',
      patientId: session.patientId,
      subject: { kind: 'session', id: sessionId },
      before: { orderId: session.orderId },
      after: { orderId },
    });
  });

/** The order, if it is this patient's; one that has ended can't be taken. */
export async function orderFor(tx: Tx, patientId: string, orderId: string): Promise<{ protocolVersionId: string }> {
  const order = await orderOfPatient(tx, patientId, orderId);
  if (order === undefined) throw notFound('order');
  if (order.how !== null) throw new CannotProceed('blocked', `This order was ${order.how}: take the one that stands.`);
  return order;
}
