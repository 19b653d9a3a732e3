/** Front door of the plan: what the rooms after it read. Each is asked inside a transaction of the clinic. */
import { type Protocol, ProtocolShape, TreatmentOrder } from '#clinical/plan/plan.ts';
import type { Tx } from '#server/platform/database.ts';
import { listEveryChair } from './chair.queries.ts';
import { findOrder, listActiveWithin, type OrderRow } from './order.queries.ts';
import { findVersion, nameOf, type ProtocolRow } from './protocol.queries.ts';

/** A protocol as it was signed. */
/** For the rooms after the plan: what a person signs is text that never reads differently. */
export { signedText, signerOf } from './signing.ts';

export type ProtocolVersion = {
  id: string;
  /** Its name: iv. */
  protocol: string;
  version: number;
  title: string;
  body: Protocol;
  /** SHA-256 of the body, hex: what stands under the signature. */
  print: string;
  signedBy: string;
  signedByName: string;
  signedAt: Date;
  reason: string;
  end: { reason: string; by: string; at: Date } | null;
};

export const asVersion = (row: ProtocolRow): ProtocolVersion => ({
  id: row.id,
  protocol: row.protocol,
  version: row.version,
  title: row.title,
  body: ProtocolShape.parse(JSON.parse(row.body)),
  print: row.print.toString('hex'),
  signedBy: row.signedBy,
  signedByName: nameOf(row),
  signedAt: row.signedAt,
  reason: row.reason,
  end:
    row.endReason === null || row.endedBy === null || row.endedAt === null
      ? null
      : { reason: row.endReason, by: row.endedBy, at: row.endedAt },
});

/** An order as it was signed, with what became of it. */
export type SignedOrder = TreatmentOrder & {
  id: string;
  patientId: string;
  protocolVersionId: string;
  protocolTitle: string;
  protocolVersion: number;
  state: 'active' | 'withdrawn' | 'replaced';
  endReason: string | null;
  endedBy: string | null;
  endedAt: Date | null;
  replacedBy: string | null;
  signedBy: string;
  signedAt: Date;
  print: string;
};

export const asOrder = (row: OrderRow): SignedOrder => ({
  ...TreatmentOrder.parse(JSON.parse(row.body)),
  id: row.id,
  patientId: row.patientId,
  protocolVersionId: row.protocolVersionId,
  protocolTitle: row.protocolTitle,
  protocolVersion: row.protocolVersion,
  state: row.how === null ? 'active' : row.how === 'replaced' ? 'replaced' : 'withdrawn',
  endReason: row.endReason,
  endedBy: row.endedBy,
  endedAt: row.endedAt,
  replacedBy: row.replacedBy,
  signedBy: row.signedBy,
  signedAt: row.signedAt,
  print: row.print.toString('hex'),
});

/** @throws CannotProceed where there is no such order in this clinic */
export const orderForSession = async (tx: Tx, orderId: string): Promise<SignedOrder> =>
  asOrder(await findOrder(tx, orderId));

/** The newest order of the patient that nobody ended and that is valid on this day; undefined: there is none. */
export async function activeOrderOf(tx: Tx, patientId: string, today: string): Promise<SignedOrder | undefined> {
  const [newest] = await listActiveWithin(tx, patientId, today, today);
  return newest === undefined ? undefined : asOrder(newest);
}

/** @throws CannotProceed where there is no such version in this clinic */
export const protocolVersion = async (tx: Tx, id: string): Promise<ProtocolVersion> =>
  asVersion(await findVersion(tx, id));

export type Chair = { id: string; name: string; place: number };

/** The chairs that are in use, in their order. */
export const listChairs = async (tx: Tx): Promise<Chair[]> =>
  (await listEveryChair(tx))
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ id, name, place }) => ({ id, name, place }));
