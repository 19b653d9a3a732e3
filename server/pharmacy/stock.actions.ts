import {
  checkProduct,
  checkSecond,
  checkSecondReading,
  contentUg,
  fullContainer,
  isExpired,
  isRefusal,
  type LabelRead,
  measureOf,
  ndc11Of,
  ndcsOfGtin,
  type Product,
  readScan,
  type Scanned,
  servesSeveral,
} from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { row } from './book.ts';
import { actorOf, blocked, momentOf, once, refuse } from './command.ts';
import { type ItemRow, listItems, lockItems, measureOfRow, moveItems } from './item.queries.ts';
import { holdBalances, openBalances } from './register.queries.ts';
import {
  changeLocation,
  confirmProduct,
  confirmReceipt,
  findLocation,
  findProduct,
  findReceipt,
  isLocationNamed,
  listBalances,
  listKnownSerials,
  listLastCounts,
  listLocations,
  listProducts,
  listUnreadReceipts,
  type ProductRow,
  retireProduct,
  saveItems,
  saveLocation,
  saveProduct,
  saveReceipt,
} from './stock.queries.ts';

type NewLocation = { id: string; name: string; place: string };

export const addLocation = (ctx: Context, given: NewLocation) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'location', asked: given }, async () => {
      await refuseSameName(tx, given.name, given.id);
      await saveLocation(tx, given);
      await audit(tx, ctx, {
        action: 'stock.location-add',
        subject: { kind: 'stock-location', id: given.id },
        after: given,
      });
      return {};
    }),
  );

async function refuseSameName(tx: Tx, name: string, id: string): Promise<void> {
  if (await isLocationNamed(tx, name, id))
    throw new CannotProceed('already-there', `There is a stock location “${name}” already.`);
}

export const editLocation = (
  ctx: Context,
  id: string,
  given: { version: number; name: string; place: string; retired: boolean },
) =>
  inClinic(ctx, async (tx) => {
    const { version, name, place, retired } = given;
    const current = await findLocation(tx, id);
    if (current.version !== version)
      throw new CannotProceed('changed-by-someone-else', 'Someone else changed this location meanwhile.', { current });
    if (!retired) await refuseSameName(tx, name, id);
    const holds = (await listBalances(tx)).some(
      (one) => one.locationId === id && (Number(one.insideUg) > 0 || Number(one.outUg) > 0),
    );
    if (retired && holds)
      throw blocked('This location still holds stock, or something drawn from it is not accounted for.');
    const retiredAt = retired ? (current.retiredAt ?? ctx.now) : null;
    const after = { name, place, retiredAt, version: version + 1 };
    await changeLocation(tx, id, after);
    await audit(tx, ctx, {
      action: 'stock.location-change',
      subject: { kind: 'stock-location', id },
      before: current,
      after,
    });
    return { id, version: version + 1 };
  });

/** A product as its label says it. Nothing of it is received before a second person has read the label too. */
export const addProduct = (ctx: Context, given: { id: string; product: Product }) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'product', asked: given }, async () => {
      const { id, product } = given;
      refuse(checkProduct(product));
      const ndc = product.ndc === undefined ? null : (ndc11Of(product.ndc) ?? null);
      const gtin = product.gtin ?? null;
      const same = (await listProducts(tx)).find(
        (other) =>
          other.retiredAt === null && ((gtin !== null && other.gtin === gtin) || (ndc !== null && other.ndc === ndc)),
      );
      if (same !== undefined)
        throw new CannotProceed('already-there', `This is ${same.name}, which is stocked already.`);
      const measure = measureOf(product);
      await saveProduct(tx, {
        id,
        substance: product.substance,
        name: product.name,
        form: product.form,
        strengthUgPerMl: measure.form === 'vial' ? measure.strengthUgPerMl : null,
        volumeUl: measure.form === 'vial' ? measure.volumeUl : null,
        pieceUg: measure.form === 'vial' ? null : measure.pieceUg,
        pieces: measure.form === 'vial' ? null : measure.pieces,
        contentUg: contentUg(measure),
        ndc,
        gtin,
        severalSessions: servesSeveral(product),
        readBy: actorOf(ctx),
        readAt: ctx.now,
      });
      await audit(tx, ctx, { action: 'stock.product-add', subject: { kind: 'drug-product', id }, after: product });
      return {};
    }),
  );

/** A second person reads the label on their own, and reads the same. */
export const confirmProductLabel = (ctx: Context, id: string, read: LabelRead) =>
  inClinic(ctx, async (tx) => {
    const product = await findProduct(tx, id);
    if (product.secondBy !== null) throw blocked('A second person has read this label already.');
    refuse(checkSecond(product.readBy, actorOf(ctx)));
    await refuseOtherReading(ctx, { kind: 'drug-product', id }, read, product);
    await confirmProduct(tx, id, actorOf(ctx), ctx.now);
    await audit(tx, ctx, { action: 'stock.product-confirm', subject: { kind: 'drug-product', id }, after: read });
  });

/** Two readings that differ are worth knowing afterwards: that is kept although nothing else is. */
async function refuseOtherReading(
  ctx: Context,
  subject: { kind: string; id: string },
  read: LabelRead,
  product: Pick<ProductRow, 'form' | 'strengthUgPerMl' | 'volumeUl' | 'pieceUg' | 'pieces'>,
): Promise<void> {
  const refusal = checkSecondReading(read, measureOfRow(product));
  if (refusal === undefined) return;
  await inClinic(ctx, (tx) => audit(tx, ctx, { action: 'stock.reading-differs', subject, details: read }));
  throw blocked(refusal.says);
}

export const retireDrugProduct = (ctx: Context, id: string, reason: string) =>
  inClinic(ctx, async (tx) => {
    const product = await findProduct(tx, id);
    if (product.retiredAt !== null) return;
    await retireProduct(tx, id, ctx.now);
    await audit(tx, ctx, { action: 'stock.product-retire', subject: { kind: 'drug-product', id }, reason });
  });

export type ReceiptGiven = {
  id: string;
  productId: string;
  locationId: string;
  invoice: string;
  supplier: { name: string; address: string; deaNumber: string };
  receivedOn: string;
  lot: string;
  expiresOn: string;
  containers: number;
  serials?: string[] | undefined;
  scanned?: string | undefined;
};

/** Takes a delivery of one lot into stock: every container gets its own line in the register. */
export const receive = (ctx: Context, given: ReceiptGiven) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'receive', asked: given }, async () => {
      const { id, productId, locationId, lot, expiresOn, receivedOn, containers, serials = [], supplier } = given;
      const [product, location, today] = [
        await findProduct(tx, productId),
        await findLocation(tx, locationId),
        await dayInClinic(tx, ctx.now),
      ];
      refuseReceipt(given, product, today);
      if (location.retiredAt !== null) throw blocked(`“${location.name}” is no longer in use.`);
      await refuseKnownSerials(tx, productId, serials);
      const isScanned = given.scanned !== undefined;
      const actor = actorOf(ctx);
      await saveReceipt(tx, {
        id,
        productId,
        locationId,
        invoice: given.invoice,
        supplierName: supplier.name,
        supplierAddress: supplier.address,
        supplierDea: supplier.deaNumber,
        receivedOn,
        lot,
        expiresOn,
        containers,
        wasScanned: isScanned,
        receivedBy: actor,
      });
      const full = fullContainer(product.contentUg, measureOfRow(product));
      const { insideUg, insideUl } = full;
      const items = Array.from({ length: containers }, (_, at) => ({
        id: newId(),
        productId,
        receiptId: id,
        locationId,
        lot,
        expiresOn,
        serial: serials[at] ?? null,
        contentUg: product.contentUg,
        insideUg,
        insideUl,
      }));
      await saveItems(tx, items);
      await openBalances(tx, locationId, [productId]);
      const about = {
        commandId: id,
        kind: 'receive' as const,
        at: ctx.now,
        by: { actor },
        counterpart: `${supplier.name}, ${supplier.address}, DEA ${supplier.deaNumber}`,
        document: `Invoice ${given.invoice}, received ${receivedOn}`,
      };
      const change = { insideUg, insideUl, outUg: 0, outUl: 0 };
      const rows = await Promise.all(items.map((item) => row(tx, ctx, item, { change, about })));
      await audit(tx, ctx, {
        action: 'stock.receive',
        subject: { kind: 'drug-receipt', id },
        after: { ...given, rows },
      });
      return { items: items.map((item) => item.id), rows };
    }),
  );

function refuseReceipt(given: ReceiptGiven, product: ProductRow, today: string): void {
  const { lot, expiresOn, receivedOn, containers, serials } = given;
  if (product.retiredAt !== null) throw blocked(`${product.name} is no longer stocked.`);
  if (product.secondBy === null)
    throw blocked(`A second person has to read the label of ${product.name} before any of it is received.`);
  if (receivedOn > today) throw blocked('A delivery is received on the day it comes, not before.');
  if (isExpired(expiresOn, today))
    throw blocked(
      `Lot ${lot} expired on ${expiresOn}. It does not go into stock: send it back, and say so on the invoice.`,
    );
  if (serials !== undefined && serials.length !== containers)
    throw blocked(`${containers} containers need ${containers} serial numbers; ${serials.length} are given.`);
  if (serials !== undefined && new Set(serials).size !== serials.length)
    throw blocked('A serial number is there twice. Each container has its own.');
  if (given.scanned === undefined) return;
  const read = readScan(given.scanned);
  if (isRefusal(read)) throw blocked(read.says);
  if (!isOfProduct(read, product)) throw blocked(`What was scanned is not ${product.name}.`);
  if (read.lot !== undefined && read.lot !== lot) throw blocked(`The code says lot ${read.lot}, not ${lot}.`);
  if (read.expiresOn !== undefined && read.expiresOn !== expiresOn)
    throw blocked(`The code says that it expires on ${read.expiresOn}, not ${expiresOn}.`);
}

async function refuseKnownSerials(tx: Tx, productId: string, serials: readonly string[]): Promise<void> {
  const [known] = serials.length === 0 ? [] : await listKnownSerials(tx, productId, serials);
  if (known !== undefined)
    throw new CannotProceed(
      'already-there',
      `The container with serial number ${known.serial} is in the register already.`,
    );
}

/** Whether a code is of this product: by GTIN, or by the drug code inside it. */
function isOfProduct({ gtin, ndc }: Scanned, product: Pick<ProductRow, 'gtin' | 'ndc'>): boolean {
  if (gtin !== undefined && gtin === product.gtin) return true;
  const codes = ndc === undefined ? (gtin === undefined ? [] : ndcsOfGtin(gtin)) : [ndc11Of(ndc) ?? ''];
  return product.ndc !== null && codes.includes(product.ndc);
}

/** A second person reads strength and content from a container that was not scanned when it came. */
export const confirmReceiptLabel = (ctx: Context, id: string, read: LabelRead) =>
  inClinic(ctx, async (tx) => {
    const receipt = await findReceipt(tx, id);
    if (receipt.wasScanned || receipt.secondBy !== null)
      throw blocked('The strength of this delivery is sure already.');
    refuse(checkSecond(receipt.receivedBy, actorOf(ctx)));
    await refuseOtherReading(ctx, { kind: 'drug-receipt', id }, read, await findProduct(tx, receipt.productId));
    await confirmReceipt(tx, id, actorOf(ctx), ctx.now);
    await audit(tx, ctx, { action: 'stock.receipt-confirm', subject: { kind: 'drug-receipt', id }, after: read });
  });

type MoveGiven = {
  id: string;
  itemIds: string[];
  toLocationId: string;
  at?: string | undefined;
  reason?: string | undefined;
};

/** From one locked cabinet to another: out of the one and into the other, in one transaction. */
export const moveStock = (ctx: Context, given: MoveGiven) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'move', asked: given }, async () => {
      const { id, toLocationId, reason } = given;
      const at = momentOf(ctx, given.at);
      const to = await findLocation(tx, toLocationId);
      if (to.retiredAt !== null) throw blocked(`“${to.name}” is no longer in use.`);
      const items = await lockItems(tx, [...new Set(given.itemIds)]);
      for (const item of items) refuseMove(item, toLocationId);
      const products = items.map(({ productId }) => productId);
      await openBalances(tx, toLocationId, products);
      await holdBalances(tx, [toLocationId, ...items.map(({ locationId }) => locationId)], products);
      const about = { commandId: id, kind: 'move' as const, at, by: { actor: actorOf(ctx) }, reason };
      const rows: string[] = [];
      for (const item of items) {
        const { insideUg, insideUl } = item;
        const out = { insideUg: -insideUg, insideUl: -insideUl, outUg: 0, outUl: 0 };
        const into = { insideUg, insideUl, outUg: 0, outUl: 0 };
        rows.push(await row(tx, ctx, item, { change: out, about }));
        rows.push(await row(tx, ctx, item, { change: into, locationId: toLocationId, about }));
      }
      const ids = items.map((item) => item.id);
      await moveItems(tx, ids, toLocationId);
      await audit(tx, ctx, {
        action: 'stock.move',
        subject: { kind: 'stock-location', id: toLocationId },
        after: { ...given, rows },
      });
      return { items: ids, rows };
    }),
  );

function refuseMove(item: ItemRow, to: string): void {
  if (item.locationId === to) throw blocked('A container lies there already.');
  if (item.outUg > 0)
    throw blocked('Something drawn from a container is not accounted for yet; it stays where it is until then.');
  if (item.insideUg === 0) throw blocked('An empty container is not moved.');
}

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

const formOf = (form: string) => (form === 'vial' || form === 'device' ? form : 'pack');
const productView = (product: ProductRow) => ({ ...product, form: formOf(product.form) });

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
