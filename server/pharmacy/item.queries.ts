import { sql } from 'kysely';
import type { Container, Draw, Measure } from '#clinical/pharmacy/pharmacy.ts';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { prepared } from '#server/platform/prepared.ts';
import { unwaited } from '#server/platform/transaction.ts';

/** A container with the product it is of. */
const items = (tx: Tx) =>
  tx
    .selectFrom('drugItem as i')
    .innerJoin('drugProduct as p', (join) =>
      join.onRef('p.clinicId', '=', 'i.clinicId').onRef('p.id', '=', 'i.productId'),
    )
    .innerJoin('drugReceipt as r', (join) =>
      join.onRef('r.clinicId', '=', 'i.clinicId').onRef('r.id', '=', 'i.receiptId'),
    )
    .select([
      'i.id',
      'i.productId',
      'i.receiptId',
      'i.locationId',
      'i.lot',
      'i.expiresOn',
      'i.serial',
      'i.contentUg',
      'i.insideUg',
      'i.insideUl',
      'i.addedUg',
      'i.removedUg',
      'i.drawnUg',
      'i.administeredUg',
      'i.wastedUg',
      'i.returnedUg',
      'i.lostUg',
      'i.outUg',
      'i.outUl',
      'i.openedAt',
      'i.assignedPatientId',
      'i.assignedSessionId',
      'p.name',
      'p.substance',
      'p.form',
      'p.strengthUgPerMl',
      'p.volumeUl',
      'p.pieceUg',
      'p.pieces',
      'p.severalSessions',
      'p.gtin',
      'p.ndc',
      'r.wasScanned',
      'r.secondBy',
    ]);
export type ItemRow = Awaited<ReturnType<typeof listItems>>[number];

/** What lies there or is drawn from it; where ids are given, those, whatever is left of them. */
export const listItems = (tx: Tx, ids?: readonly string[]) =>
  items(tx)
    .$if(ids === undefined, (query) => query.where((is) => is.or([is('i.insideUg', '>', 0), is('i.outUg', '>', 0)])))
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`i.id = any(${[...(ids ?? [])]}::uuid[])`))
    .orderBy('i.expiresOn')
    .orderBy('i.id')
    .execute();

/**
 * Containers, locked in the order of their ids until the transaction ends: what is decided from them holds when it is
 * written. What was drawn from a container is only ever changed under its lock.
 */
export async function lockItems(tx: Tx, ids: readonly string[]): Promise<ItemRow[]> {
  const rows = await items(tx)
    .where(sql<boolean>`i.id = any(${[...ids]}::uuid[])`)
    .orderBy('i.id')
    .forNoKeyUpdate('i')
    .execute();
  if (rows.length !== new Set(ids).size) throw notFound('container');
  return rows;
}

const lockOne = prepared((tx, id: string) => items(tx).where('i.id', '=', id).forNoKeyUpdate('i'));

export async function lockItem(tx: Tx, id: string): Promise<ItemRow> {
  const [row] = await lockOne(tx, id);
  if (row === undefined) throw notFound('container');
  return row;
}

export const measureOfRow = (
  of: Pick<ItemRow, 'form' | 'strengthUgPerMl' | 'volumeUl' | 'pieceUg' | 'pieces'>,
): Measure => {
  if (of.form === 'vial') return { form: 'vial', strengthUgPerMl: of.strengthUgPerMl ?? 1, volumeUl: of.volumeUl ?? 1 };
  return { form: of.form === 'device' ? 'device' : 'pack', pieceUg: of.pieceUg ?? 1, pieces: of.pieces ?? 1 };
};

export const containerOf = (row: ItemRow): Container => {
  const { contentUg, insideUg, insideUl, addedUg, removedUg, ...rest } = row;
  return { contentUg, insideUg, insideUl, addedUg, removedUg, ...drawOf(rest) };
};

export const drawOf = ({ drawnUg, administeredUg, wastedUg, returnedUg, lostUg, outUg, outUl }: Draw): Draw => ({
  drawnUg,
  administeredUg,
  wastedUg,
  returnedUg,
  lostUg,
  outUg,
  outUl,
});

/** Not waited for, as all that a step writes: what is decided was decided under the lock, and the commit tells. */
export const saveContainer = (tx: Tx, id: string, container: Container, openedAt: Date | null) =>
  unwaited(
    tx,
    tx
      .updateTable('drugItem')
      .set({
        insideUg: container.insideUg,
        insideUl: container.insideUl,
        addedUg: container.addedUg,
        removedUg: container.removedUg,
        ...drawOf(container),
        openedAt,
      })
      .where('id', '=', id)
      .compile(),
  );

export const saveAssignment = (tx: Tx, id: string, to: { patientId: string; sessionId: string } | undefined) =>
  tx
    .updateTable('drugItem')
    .set({ assignedPatientId: to?.patientId ?? null, assignedSessionId: to?.sessionId ?? null })
    .where('id', '=', id)
    .execute();

export const moveItems = (tx: Tx, ids: readonly string[], locationId: string) =>
  tx
    .updateTable('drugItem')
    .set({ locationId })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();

export type DrawRow = Draw & {
  id: string;
  itemId: string;
  sessionId: string;
  patientId: string;
  drawnBy: string;
  drawnAt: Date;
  drawnUl: number;
};

export async function findDraw(tx: Tx, id: string) {
  const row = await tx.selectFrom('drugDraw').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('draw');
  return row;
}

/** The container that this was drawn from; then, under its lock, `findDraw` reads what does not move any more. */
export async function lockItemOfDraw(tx: Tx, drawId: string) {
  const { itemId } = await findDraw(tx, drawId);
  const item = await lockItem(tx, itemId);
  return { item, draw: await findDraw(tx, drawId) };
}

/** Sessions that began this container: what was returned whole was never begun. */
export const listSessionsThatBegan = prepared((tx, itemId: string) =>
  tx
    .selectFrom('drugDraw')
    .select('sessionId')
    .distinct()
    .where('itemId', '=', itemId)
    .whereRef('drawnUg', '>', 'returnedUg'),
);

/** The oldest first. */
export const listDrawsOfItems = (tx: Tx, itemIds: readonly string[]) =>
  tx
    .selectFrom('drugDraw')
    .selectAll()
    .where(sql<boolean>`item_id = any(${[...itemIds]}::uuid[])`)
    .orderBy('drawnAt')
    .orderBy('id')
    .execute();

export const saveDraw = (tx: Tx, of: DrawRow) => unwaited(tx, tx.insertInto('drugDraw').values(of).compile());

export const changeDraw = (tx: Tx, id: string, draw: Draw) =>
  unwaited(tx, tx.updateTable('drugDraw').set(drawOf(draw)).where('id', '=', id).compile());

const sessions = prepared((tx, id: string) =>
  tx
    .selectFrom('session as s')
    .leftJoin('treatmentOrder as o', (join) =>
      join.onRef('o.clinicId', '=', 's.clinicId').onRef('o.id', '=', 's.orderId'),
    )
    .select(['s.id', 's.patientId', 's.orderId', 'o.body'])
    .where('s.id', '=', id),
);

/** Whom a session is for and what its order names, as far as a container is held against it. */
export async function findSessionFor(tx: Tx, id: string) {
  const [row] = await sessions(tx, id);
  if (row === undefined) throw notFound('session');
  return row;
}
