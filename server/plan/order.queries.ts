import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** An order with the protocol it stands on, and how it ended where it did. */
const orders = (tx: Tx) =>
  tx
    .selectFrom('treatmentOrder as o')
    .innerJoin('protocolVersion as v', (join) =>
      join.onRef('v.clinicId', '=', 'o.clinicId').onRef('v.id', '=', 'o.protocolVersionId'),
    )
    .leftJoin('treatmentOrderEnd as e', (join) =>
      join.onRef('e.clinicId', '=', 'o.clinicId').onRef('e.orderId', '=', 'o.id'),
    )
    .select([
      'o.id',
      'o.patientId',
      'o.protocolVersionId',
      'o.body',
      'o.print',
      'o.signedBy',
      'o.signedAt',
      'o.validFrom',
      'o.validUntil',
      'v.title as protocolTitle',
      'v.version as protocolVersion',
      'e.how',
      'e.reason as endReason',
      'e.endedBy',
      'e.endedAt',
      'e.replacedBy',
    ]);
export type OrderRow = Awaited<ReturnType<typeof listOrdersOf>>[number];

/** Newest first. */
export const listOrdersOf = (tx: Tx, patientId: string) =>
  orders(tx).where('o.patientId', '=', patientId).orderBy('o.id', 'desc').execute();

export async function findOrder(tx: Tx, id: string) {
  const row = await orders(tx).where('o.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('order');
  return row;
}

/** Orders that nobody ended and whose days touch these. */
export const listActiveWithin = (tx: Tx, patientId: string, from: string, until: string) =>
  orders(tx)
    .where('o.patientId', '=', patientId)
    .where('e.how', 'is', null)
    .where('o.validFrom', '<=', until)
    .where('o.validUntil', '>=', from)
    .orderBy('o.id', 'desc')
    .execute();

/** The patient's day of birth. */
export async function findBirth(tx: Tx, patientId: string): Promise<string> {
  const row = await tx.selectFrom('patient').select('birthOn').where('id', '=', patientId).executeTakeFirst();
  if (row === undefined) throw notFound('patient');
  return row.birthOn;
}

/** As `findBirth`. Until the transaction ends nobody else signs or ends an order of this patient. */
export async function lockOrdersOf(tx: Tx, patientId: string): Promise<{ birthOn: string }> {
  const row = await tx
    .selectFrom('patient')
    .select('birthOn')
    .where('id', '=', patientId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound('patient');
  return row;
}

export const saveOrder = (
  tx: Tx,
  of: {
    id: string;
    patientId: string;
    protocolVersionId: string;
    body: string;
    print: Buffer;
    signedBy: string;
    signedAt: Date;
    validFrom: string;
    validUntil: string;
  },
) => tx.insertInto('treatmentOrder').values(of).execute();

export const saveOrderEnd = (
  tx: Tx,
  of: {
    orderId: string;
    how: 'withdrawn' | 'replaced';
    reason: string;
    endedBy: string;
    endedAt: Date;
    replacedBy: string | null;
  },
) => tx.insertInto('treatmentOrderEnd').values(of).execute();
