import {
  account,
  add,
  amountInWords,
  type Measure,
  type Measured,
  nearestUg,
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
import { saveDisposal } from './disposal.queries.ts';
import {
  containerOf,
  drawOf,
  type ItemRow,
  listDrawsOfItems,
  lockItem,
  lockItemOfDraw,
  lockItems,
  measureOfRow,
} from './item.queries.ts';
import {
  type AdjustAsked,
  Adjusting,
  type DisposeAsked,
  Disposing,
  type WasteAsked,
  Wasting,
} from './pharmacy.shapes.ts';
import { holdBalances } from './register.queries.ts';
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
    const says = `${item.name}, lot ${item.lot}: ${amountInWords(foundUg, measure)} found, ${amountInWords(item.insideUg, measure)} in the register.`;
    return {
      says,
      async keep(by) {
        const about = { commandId: asked.id, kind: 'adjust' as const, at, by, reason: asked.reason };
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
          details: { ...by, differenceUg, row: rowId, discrepancy },
          reason: asked.reason,
        });
        return { items: [item.id], rows: [rowId], discrepancies: [discrepancy] };
      },
    };
  },
};

/** Stock leaves for good: destroyed on site, through a reverse distributor, or to another registrant. */
export const disposing: TwoPeople<DisposeAsked> = {
  kind: 'dispose',
  asked: Disposing,
  async prepare(tx, ctx, asked) {
    const { how, counterpart } = asked;
    const onSite = how === 'destroyed-on-site';
    if (onSite && counterpart !== undefined) throw blocked('What is destroyed here goes to nobody.');
    if (!onSite && counterpart === undefined) throw blocked('Say who took it: name, address and DEA number.');
    if (asked.doneOn > ctx.now.toISOString().slice(0, 10))
      throw blocked('It is written down on the day it happens, not before.');
    const items = await lockItems(tx, [...new Set(asked.itemIds)]);
    for (const { outUg, insideUg, assignedSessionId } of items) {
      if (outUg > 0) throw blocked('Something drawn from one of these is not accounted for yet.');
      if (insideUg === 0) throw blocked('One of these is empty already.');
      if (assignedSessionId !== null && !onSite) throw blocked('One of these is set aside for a patient.');
    }
    const steps = items.map((item) => ({
      item,
      step: must(remove(containerOf(item), item.insideUg, measureOfRow(item))),
    }));
    return {
      says: `${onSite ? 'Destroy' : 'Hand over'} ${items.length} ${items.length === 1 ? 'container' : 'containers'}: ${items.map(({ name, lot }) => `${name}, lot ${lot}`).join('; ')}.`,
      async keep(by) {
        const { actor, witness } = by;
        if (witness === undefined) throw new RangeError('Nobody watched.');
        const to = counterpart && `${counterpart.name}, ${counterpart.address}, DEA ${counterpart.deaNumber}`;
        await saveDisposal(tx, {
          id: asked.id,
          how,
          method: asked.method,
          doneOn: asked.doneOn,
          place: asked.place,
          counterpart: to ?? null,
          document: asked.document ?? null,
          doneBy: actor,
          witnessedBy: witness,
        });
        const about = {
          commandId: asked.id,
          kind: onSite ? ('destroy' as const) : ('transfer-out' as const),
          at: ctx.now,
          by,
          counterpart: to,
          document: asked.document,
          reason: `${asked.method}, ${asked.place}, ${asked.doneOn}${asked.reason === undefined ? '' : `. ${asked.reason}`}`,
        };
        await holdBalances(
          tx,
          items.map(({ locationId }) => locationId),
          items.map(({ productId }) => productId),
        );
        const rows: string[] = [];
        for (const { item, step } of steps) rows.push(await book(tx, ctx, item, step, about));
        await audit(tx, ctx, {
          action: 'stock.dispose',
          subject: { kind: 'drug-disposal', id: asked.id },
          after: { ...asked, ...by, rows },
        });
        return { items: items.map(({ id }) => id), rows };
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
