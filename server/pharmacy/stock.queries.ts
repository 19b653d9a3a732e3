import { sql } from 'kysely';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

export const listLocations = (tx: Tx) =>
  tx
    .selectFrom('stockLocation')
    .select(['id', 'name', 'place', 'retiredAt', 'version'])
    .orderBy('name')
    .orderBy('id')
    .execute();

export async function findLocation(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('stockLocation')
    .select(['id', 'name', 'place', 'retiredAt', 'version'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound('stock location');
  return row;
}

/** Whether another location in use has this name already. */
export const isLocationNamed = async (tx: Tx, name: string, except: string): Promise<boolean> =>
  (await tx
    .selectFrom('stockLocation')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where('retiredAt', 'is', null)
    .where('id', '!=', except)
    .executeTakeFirst()) !== undefined;

export const saveLocation = (tx: Tx, of: { id: string; name: string; place: string }) =>
  tx.insertInto('stockLocation').values(of).execute();

export const changeLocation = (
  tx: Tx,
  id: string,
  set: { name: string; place: string; retiredAt: Date | null; version: number },
) => tx.updateTable('stockLocation').set(set).where('id', '=', id).execute();

const productColumns = [
  'id',
  'substance',
  'name',
  'form',
  'strengthUgPerMl',
  'volumeUl',
  'pieceUg',
  'pieces',
  'contentUg',
  'ndc',
  'gtin',
  'severalSessions',
  'readBy',
  'secondBy',
  'retiredAt',
] as const;
export type ProductRow = Awaited<ReturnType<typeof listProducts>>[number];

export const listProducts = (tx: Tx) =>
  tx.selectFrom('drugProduct').select(productColumns).orderBy('name').orderBy('id').execute();

export async function findProduct(tx: Tx, id: string): Promise<ProductRow> {
  const row = await tx
    .selectFrom('drugProduct')
    .select(productColumns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound('product');
  return row;
}

export const saveProduct = (tx: Tx, of: Omit<ProductRow, 'secondBy' | 'retiredAt'> & { readAt: Date }) =>
  tx.insertInto('drugProduct').values(of).execute();

export const confirmProduct = (tx: Tx, id: string, by: string, at: Date) =>
  tx.updateTable('drugProduct').set({ secondBy: by, secondAt: at }).where('id', '=', id).execute();

export const retireProduct = (tx: Tx, id: string, at: Date) =>
  tx.updateTable('drugProduct').set({ retiredAt: at }).where('id', '=', id).execute();

export type NewReceipt = {
  id: string;
  productId: string;
  locationId: string;
  invoice: string;
  supplierName: string;
  supplierAddress: string;
  supplierDea: string;
  receivedOn: string;
  lot: string;
  expiresOn: string;
  containers: number;
  wasScanned: boolean;
  receivedBy: string;
};
export const saveReceipt = (tx: Tx, of: NewReceipt) => tx.insertInto('drugReceipt').values(of).execute();

export async function findReceipt(tx: Tx, id: string) {
  const row = await tx.selectFrom('drugReceipt').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (row === undefined) throw notFound('delivery');
  return row;
}

export const confirmReceipt = (tx: Tx, id: string, by: string, at: Date) =>
  tx.updateTable('drugReceipt').set({ secondBy: by, secondAt: at }).where('id', '=', id).execute();

export const listUnreadReceipts = (tx: Tx) =>
  tx
    .selectFrom('drugReceipt')
    .select(['id as receiptId', 'productId', 'lot', 'containers', 'receivedBy'])
    .where('wasScanned', '=', false)
    .where('secondBy', 'is', null)
    .orderBy('id')
    .execute();

export type NewItem = {
  id: string;
  productId: string;
  receiptId: string;
  locationId: string;
  lot: string;
  expiresOn: string;
  serial: string | null;
  contentUg: number;
  insideUg: number;
  insideUl: number;
};
export const saveItems = (tx: Tx, items: readonly NewItem[]) =>
  tx
    .insertInto('drugItem')
    .values([...items])
    .execute();

/** Serial numbers of this product that are known already. */
export const listKnownSerials = (tx: Tx, productId: string, serials: readonly string[]) =>
  tx
    .selectFrom('drugItem')
    .select('serial')
    .where('productId', '=', productId)
    .where(sql<boolean>`serial = any(${[...serials]}::text[])`)
    .execute();

export const listBalances = (tx: Tx) =>
  tx.selectFrom('drugBalance').select(['locationId', 'productId', 'insideUg', 'insideUl', 'outUg', 'outUl']).execute();

/** The newest count of each kind at each location; the first of two settles nothing yet. */
export const listLastCounts = (tx: Tx) =>
  tx
    .selectFrom('drugCount')
    .distinctOn(['locationId', 'kind'])
    .select(['locationId', 'kind', 'countedAt as at', 'addsUp'])
    .where('isFirst', '=', false)
    .orderBy('locationId')
    .orderBy('kind')
    .orderBy('countedAt', 'desc')
    .execute();
