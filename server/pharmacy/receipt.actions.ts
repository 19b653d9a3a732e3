import {
  checkSecond,
  fullContainer,
  isExpired,
  isRefusal,
  type LabelRead,
  readScan,
} from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { row } from './book.ts';
import { actorOf, blocked, once, refuse } from './command.ts';
import { measureOfRow } from './item.queries.ts';
import { refuseOtherReading } from './label.ts';
import { openBalances } from './register.queries.ts';
import { isOfProduct } from './scan.actions.ts';
import {
  confirmReceipt,
  findLocation,
  findProduct,
  findReceipt,
  listKnownSerials,
  type ProductRow,
  saveItems,
  saveReceipt,
} from './stock.queries.ts';

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
