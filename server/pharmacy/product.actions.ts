import {
  checkProduct,
  checkSecond,
  contentUg,
  type LabelRead,
  measureOf,
  ndc11Of,
  type Product,
  servesSeveral,
} from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { actorOf, blocked, once, refuse } from './command.ts';
import { refuseOtherReading } from './label.ts';
import { confirmProduct, findProduct, listProducts, retireProduct, saveProduct } from './stock.queries.ts';

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

export const retireDrugProduct = (ctx: Context, id: string, reason: string) =>
  inClinic(ctx, async (tx) => {
    const product = await findProduct(tx, id);
    if (product.retiredAt !== null) return;
    await retireProduct(tx, id, ctx.now);
    await audit(tx, ctx, { action: 'stock.product-retire', subject: { kind: 'drug-product', id }, reason });
  });
