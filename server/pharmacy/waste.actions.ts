import {
  account,
  amountInWords,
  type Measure,
  type Measured,
  remove,
  type Step,
  ugOf,
} from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { book } from './book.ts';
import { actorOf, blocked, momentOf, must, once } from './command.ts';
import { saveDiscrepancy } from './discrepancy.queries.ts';
import {
  containerOf,
  drawOf,
  type ItemRow,
  listDrawsOfItems,
  lockItem,
  lockItemOfDraw,
  measureOfRow,
} from './item.queries.ts';
import { type WasteAsked, Wasting } from './pharmacy.shapes.ts';
import type { TwoPeople } from './second-person.ts';

type From = { drawId: string } | { itemId: string };
type Held = {
  item: ItemRow;
  measure: Measure;
  /** What there is to waste or to have lost. */
  leftUg: number;
  draw: { id: string } | undefined;
  patientId: string | null;
  sessionId: string | null;
  end(ug: number, fate: 'wasted' | 'lost'): Step;
};

/** What was drawn, or what is left in a container, under the container's lock. */
async function hold(tx: Tx, from: From): Promise<Held> {
  if ('drawId' in from) {
    const { item, draw } = await lockItemOfDraw(tx, from.drawId);
    const measure = measureOfRow(item);
    return {
      item,
      measure,
      leftUg: draw.outUg,
      draw: { id: draw.id },
      patientId: draw.patientId,
      sessionId: draw.sessionId,
      end: (ug, fate) => must(account(containerOf(item), drawOf(draw), { fate, ug }, measure)),
    };
  }
  const item = await lockItem(tx, from.itemId);
  const measure = measureOfRow(item);
  const opened = item.severalSessions ? undefined : (await listDrawsOfItems(tx, [item.id])).at(-1);
  return {
    item,
    measure,
    leftUg: item.insideUg,
    draw: undefined,
    patientId: opened?.patientId ?? null,
    sessionId: opened?.sessionId ?? null,
    end: (ug) => must(remove(containerOf(item), ug, measure)),
  };
}

/** As measured; all that is left where nothing was said. */
function amountOf({ leftUg, measure }: Held, amount: Measured | undefined): number {
  if (leftUg === 0) throw blocked('Nothing of it is left.');
  return amount === undefined ? leftUg : must(ugOf(amount, measure)).ug;
}

/** The rest of a syringe, a bag, an opened vial: with a second person who saw it go. */
export const wasting: TwoPeople<WasteAsked> = {
  kind: 'waste',
  asked: Wasting,
  async prepare(tx, ctx, asked) {
    const held = await hold(tx, asked.from);
    const { item, measure, patientId, sessionId, draw } = held;
    const ug = amountOf(held, asked.amount);
    if (draw === undefined && item.openedAt === null && asked.reason === undefined)
      throw blocked('This container was not opened. Say what happened to it.');
    const step = held.end(ug, 'wasted');
    const at = momentOf(ctx, asked.at);
    return {
      says: `Waste ${amountInWords(ug, measure)} of ${item.name}, lot ${item.lot}: ${asked.how}.`,
      sessionId,
      async keep(by) {
        const reason = asked.reason === undefined ? asked.how : `${asked.how}. ${asked.reason}`;
        const about = { commandId: asked.id, kind: 'waste' as const, at, by, patientId, sessionId, reason };
        const rowId = await book(tx, ctx, item, step, about, draw);
        await audit(tx, ctx, {
          action: 'stock.waste',
          patientId: patientId ?? undefined,
          subject: { kind: 'drug-item', id: item.id },
          details: { ...by, drawId: draw?.id, ug, row: rowId },
          reason,
        });
        return { items: [item.id], rows: [rowId] };
      },
    };
  },
};

type LossGiven = { id: string; of: From; amount?: Measured | undefined; reason: string; at?: string | undefined };

/** It is not where it should be. It leaves the stock, and a case is open until somebody says what it was. */
export const reportLoss = (ctx: Context, given: LossGiven) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'loss', asked: given }, async () => {
      const held = await hold(tx, given.of);
      const { item, measure, draw, patientId, sessionId } = held;
      const ug = amountOf(held, given.amount);
      const at = momentOf(ctx, given.at);
      const by = { actor: actorOf(ctx) };
      const { reason } = given;
      const about = { commandId: given.id, kind: 'loss' as const, at, by, patientId, sessionId, reason };
      const rowId = await book(tx, ctx, item, held.end(ug, 'lost'), about, draw);
      const discrepancy = await saveDiscrepancy(tx, {
        kind: 'lost',
        discoveredAt: at,
        openedBy: by.actor,
        productId: item.productId,
        locationId: item.locationId,
        itemId: item.id,
        drawId: draw?.id,
        patientId,
        sessionId,
        differenceUg: -ug,
        says: `${amountInWords(ug, measure)} of ${item.name}, lot ${item.lot}, is missing. ${reason}`,
      });
      await audit(tx, ctx, {
        action: 'stock.loss',
        patientId: patientId ?? undefined,
        subject: { kind: 'drug-item', id: item.id },
        details: { ug, row: rowId, discrepancy },
        reason,
      });
      return { items: [item.id], rows: [rowId], discrepancies: [discrepancy] };
    }),
  );
