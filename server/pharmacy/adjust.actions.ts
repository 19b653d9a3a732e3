import { add, amountInWords, nearestUg, remove } from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import type { Tx } from '#server/platform/database.ts';
import { book } from './book.ts';
import { blocked, momentOf, must } from './command.ts';
import { saveDiscrepancy } from './discrepancy.queries.ts';
import { containerOf, lockItem, measureOfRow } from './item.queries.ts';
import { type AdjustAsked, Adjusting } from './pharmacy.shapes.ts';
import { findRow } from './register.queries.ts';
import type { TwoPeople } from './second-person.ts';

/** What is really in a container is not what the register says: two people, and a case that stays open. */
export const adjusting: TwoPeople<AdjustAsked> = {
  kind: 'adjust',
  asked: Adjusting,
  async prepare(tx, ctx, asked) {
    const item = await lockItem(tx, asked.itemId);
    const measure = measureOfRow(item);
    if ('ul' in asked.inside !== (measure.form === 'vial'))
      throw blocked(measure.form === 'vial' ? 'A vial is measured in mL.' : `A ${measure.form} is counted in pieces.`);
    const foundUg = nearestUg(asked.inside, measure);
    const differenceUg = foundUg - item.insideUg;
    if (differenceUg === 0) throw blocked('This is what the register says already.');
    const container = containerOf(item);
    const step = must(
      differenceUg > 0 ? add(container, differenceUg, measure) : remove(container, -differenceUg, measure),
    );
    const at = momentOf(ctx, asked.at);
    const document = asked.corrects === undefined ? undefined : await rowInWords(tx, asked.corrects, item.id);
    const says = `${item.name}, lot ${item.lot}: ${amountInWords(foundUg, measure)} found, ${amountInWords(item.insideUg, measure)} in the register.`;
    return {
      says,
      async keep(by) {
        const about = { commandId: asked.id, kind: 'adjust' as const, at, by, document, reason: asked.reason };
        const rowId = await book(tx, ctx, item, step, about);
        const discrepancy = await saveDiscrepancy(tx, {
          kind: 'adjusted',
          discoveredAt: at,
          openedBy: by.actor,
          productId: item.productId,
          locationId: item.locationId,
          itemId: item.id,
          differenceUg,
          says: `${says} ${asked.reason}`,
        });
        await audit(tx, ctx, {
          action: 'stock.adjust',
          subject: { kind: 'drug-item', id: item.id },
          details: { ...by, differenceUg, row: rowId, corrects: asked.corrects, discrepancy },
          reason: asked.reason,
        });
        return { items: [item.id], rows: [rowId], discrepancies: [discrepancy] };
      },
    };
  },
};

/** The row that was wrong stays as it is; the new one names it. */
async function rowInWords(tx: Tx, rowId: string, itemId: string): Promise<string> {
  const row = await findRow(tx, rowId);
  if (row.itemId !== itemId) throw blocked('This row of the register is of another container.');
  return `Corrects row ${row.seq} of ${row.locationName}`;
}
