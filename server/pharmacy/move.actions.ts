import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { row } from './book.ts';
import { actorOf, blocked, momentOf, once } from './command.ts';
import { type ItemRow, lockItems, moveItems } from './item.queries.ts';
import { holdBalances, openBalances } from './register.queries.ts';
import { findLocation } from './stock.queries.ts';

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
