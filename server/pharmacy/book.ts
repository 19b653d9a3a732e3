import { type Change, type Draw, noChange, type Step } from '#clinical/pharmacy/pharmacy.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { idInOrder } from '#server/platform/ids.ts';
import type { By } from './command.ts';
import { changeDraw, type ItemRow, saveContainer, saveDraw } from './item.queries.ts';
import { type RegisterKind, writeRow } from './register.queries.ts';

/** What a row of the register says beside the amounts. */
export type About = {
  commandId: string;
  kind: RegisterKind;
  at: Date;
  by: By;
  beyondUg?: number | undefined;
  patientId?: string | null | undefined;
  sessionId?: string | null | undefined;
  orderId?: string | null | undefined;
  sessionEventId?: string | null | undefined;
  counterpart?: string | null | undefined;
  document?: string | null | undefined;
  reason?: string | null | undefined;
};

/** What was drawn before, or the new draw of a person for a session. */
export type DrawAt = { id: string; made?: { sessionId: string; patientId: string; drawnBy: string } | undefined };

/**
 * Keeps a step: the container, what was drawn, the row of the register and its sums, in the transaction of the change.
 * The container is locked by the caller.
 *
 * @returns the id of the row
 */
export async function book(
  tx: Tx,
  ctx: Context,
  item: ItemRow,
  step: Step,
  about: About,
  at?: DrawAt,
): Promise<string> {
  const { container, draw, change } = step;
  const openedAt = container.drawnUg > container.returnedUg ? (item.openedAt ?? about.at) : null;
  // In this order: a draw is there before the register speaks of it.
  if (draw !== undefined && at !== undefined) await keepDraw(tx, item, draw, about.at, at);
  await saveContainer(tx, item.id, container, openedAt);
  return row(tx, ctx, item, { change, itemAfter: container, drawId: at?.id ?? null, about });
}

function keepDraw(tx: Tx, item: ItemRow, draw: Draw, drawnAt: Date, { id, made }: DrawAt): Promise<void> {
  if (made === undefined) return changeDraw(tx, id, draw);
  return saveDraw(tx, { id, itemId: item.id, ...made, drawnAt, drawnUl: draw.outUl, ...draw });
}

/** A row about one container that moves nothing between its places, or moves it to another location. */
export async function row(
  tx: Tx,
  ctx: Context,
  item: Pick<ItemRow, 'id' | 'locationId' | 'productId' | 'insideUg' | 'insideUl'>,
  of: {
    change?: Change;
    itemAfter?: { insideUg: number; insideUl: number };
    drawId?: string | null;
    locationId?: string;
    about: About;
  },
): Promise<string> {
  const { about, itemAfter = item } = of;
  const id = idInOrder();
  await writeRow(tx, {
    id,
    commandId: about.commandId,
    locationId: of.locationId ?? item.locationId,
    productId: item.productId,
    happenedAt: about.at,
    recordedAt: ctx.now,
    kind: about.kind,
    itemId: item.id,
    drawId: of.drawId ?? null,
    change: of.change ?? noChange,
    beyondUg: about.beyondUg ?? 0,
    itemAfterUg: itemAfter.insideUg,
    itemAfterUl: itemAfter.insideUl,
    patientId: about.patientId ?? null,
    sessionId: about.sessionId ?? null,
    orderId: about.orderId ?? null,
    sessionEventId: about.sessionEventId ?? null,
    actor: about.by.actor,
    witness: about.by.witness ?? null,
    counterpart: about.counterpart ?? null,
    document: about.document ?? null,
    reason: about.reason ?? null,
  });
  return id;
}
