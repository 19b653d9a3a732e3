import { isExpired } from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic } from '#server/chart/chart.actions.ts';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { type ItemRow, listItems } from './item.queries.ts';
import {
  listBalances,
  listLastCounts,
  listLocations,
  listProducts,
  listUnreadReceipts,
  type ProductRow,
} from './stock.queries.ts';

/** Everything in stock, by location and product. */
export const readStock = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const today = await dayInClinic(tx, ctx.now);
    const [locations, products, items, balances, unread, last] = await Promise.all([
      listLocations(tx),
      listProducts(tx),
      listItems(tx),
      listBalances(tx),
      listUnreadReceipts(tx),
      listLastCounts(tx),
    ]);
    await audit(tx, ctx, { action: 'stock.read' });
    return {
      serverMs: ctx.now.getTime(),
      today,
      locations,
      products: products.map(productView),
      items: items.map((item) => itemView(item, today)),
      balances: balances.map((of) => {
        const here = items.filter((one) => one.locationId === of.locationId && one.productId === of.productId);
        return {
          ...of,
          insideUg: Number(of.insideUg),
          insideUl: Number(of.insideUl),
          outUg: Number(of.outUg),
          outUl: Number(of.outUl),
          containers: here.filter((one) => one.insideUg > 0).length,
          opened: here.filter((one) => one.insideUg > 0 && one.openedAt !== null).length,
        };
      }),
      unread,
      last,
    };
  });

/** One container, also where nothing of it is left: what is wrong with it is put right all the same. */
export const readContainer = (ctx: Context, id: string) =>
  inClinic(ctx, async (tx) => {
    const [item] = await listItems(tx, [id]);
    if (item === undefined) throw notFound('container');
    const today = await dayInClinic(tx, ctx.now);
    await audit(tx, ctx, { action: 'stock.read', subject: { kind: 'drug-item', id } });
    return { today, item: itemView(item, today) };
  });

const formOf = (form: string) => (form === 'vial' || form === 'device' ? form : 'pack');
export const productView = (product: ProductRow) => ({ ...product, form: formOf(product.form) });

export function itemView(item: ItemRow, today: string) {
  const { assignedPatientId, assignedSessionId } = item;
  return {
    id: item.id,
    productId: item.productId,
    locationId: item.locationId,
    receiptId: item.receiptId,
    lot: item.lot,
    expiresOn: item.expiresOn,
    isExpired: isExpired(item.expiresOn, today),
    serial: item.serial,
    isStrengthSure: isStrengthSure(item),
    contentUg: item.contentUg,
    insideUg: item.insideUg,
    insideUl: item.insideUl,
    outUg: item.outUg,
    outUl: item.outUl,
    drawnUg: item.drawnUg,
    administeredUg: item.administeredUg,
    wastedUg: item.wastedUg,
    returnedUg: item.returnedUg,
    lostUg: item.lostUg,
    openedAt: item.openedAt,
    assigned:
      assignedPatientId === null || assignedSessionId === null
        ? null
        : { patientId: assignedPatientId, sessionId: assignedSessionId },
  };
}

export const isStrengthSure = ({ wasScanned, secondBy }: ItemRow): boolean => wasScanned || secondBy !== null;
