import { isExpired, isRefusal, ndc11Of, ndcsOfGtin, readScan, type Scanned } from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic } from '#server/chart/chart.actions.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { blocked } from './command.ts';
import { type ItemRow, listItems } from './item.queries.ts';
import { itemView, productView } from './stock.actions.ts';
import { listProducts, type ProductRow } from './stock.queries.ts';

/** Whether a code is of this product: by GTIN, or by the drug code inside it. */
export function isOfProduct({ gtin, ndc }: Scanned, product: Pick<ProductRow, 'gtin' | 'ndc'>): boolean {
  if (gtin !== undefined && gtin === product.gtin) return true;
  const codes = ndc === undefined ? (gtin === undefined ? [] : ndcsOfGtin(gtin)) : [ndc11Of(ndc) ?? ''];
  return product.ndc !== null && codes.includes(product.ndc);
}

/** What a scanned or typed code is: the product, and the containers in stock that it may be. */
export const scan = (ctx: Context, text: string) =>
  inClinic(ctx, async (tx) => {
    const read = readScan(text);
    if (isRefusal(read)) throw blocked(read.says);
    const today = await dayInClinic(tx, ctx.now);
    const product = (await listProducts(tx)).find((one) => one.retiredAt === null && isOfProduct(read, one));
    const items = product === undefined ? [] : (await listItems(tx)).filter((one) => isRead(one, product.id, read));
    const says = [
      ...(product === undefined ? ['This product is not stocked here.'] : []),
      ...(read.expiresOn !== undefined && isExpired(read.expiresOn, today) ? [`It expired on ${read.expiresOn}.`] : []),
      ...(product !== undefined && items.length === 0 ? ['No container in stock has this code.'] : []),
      ...(items.length === 1 && items[0]?.assignedPatientId != null ? ['It is set aside for a patient.'] : []),
    ];
    await audit(tx, ctx, { action: 'stock.read', details: { scanned: read } });
    return {
      read,
      product: product === undefined ? null : productView(product),
      items: items.map((item) => itemView(item, today)),
      says,
    };
  });

const isRead = (item: ItemRow, productId: string, { lot, serial }: Scanned): boolean =>
  item.productId === productId &&
  (lot === undefined || item.lot === lot) &&
  (serial === undefined || item.serial === serial || item.serial === null);
