import {
  account,
  amountInWords,
  drawUp,
  type Measured,
  nearestUg,
  takeBackDrawn,
  takeBackGiven,
} from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { type About, book, row } from './book.ts';
import { actorOf, must } from './command.ts';
import { type DiscrepancyKind, saveDiscrepancy } from './discrepancy.queries.ts';
import {
  containerOf,
  drawOf,
  findDraw,
  findSessionFor,
  type ItemRow,
  listDrawsOfItems,
  listItems,
  lockItem,
  lockItems,
  measureOfRow,
} from './item.queries.ts';
import { holdBalances, listBooked } from './register.queries.ts';
import { holdSessionDrugs, listDrawsOfSessions, listSaidOfFacts } from './session-drugs.queries.ts';

/** A fact of a session's log about drug, as it stands after all corrections: withdrawn, it is 0. */
type Fact = { eventId: string; at: Date; by: string | null };
export type DrawnFact = Fact & { itemId: string; amount: Measured };
export type GivenFact = Fact & { itemId?: string | undefined; substance: string; ug: number };

export type BookedFacts = {
  rows: string[];
  discrepancies: string[];
  /** Given from nothing that the register knows: no container was named and none was drawn for the session. */
  unbooked: { eventId: string; ug: number }[];
};

type Work = {
  tx: Tx;
  ctx: Context;
  session: { id: string; patientId: string; orderId: string | null };
  said: Set<string>;
  booked: Awaited<ReturnType<typeof listBooked>>;
  done: BookedFacts;
};

/**
 * Brings the register to what a session's log says was drawn and given. The same facts again change nothing; a corrected
 * fact moves the difference.
 *
 * What happened at the chair happened: nothing here is refused. What does not fit what was drawn is kept in the register
 * beside the sums, and opens a case once.
 */
export async function administerFromFacts(
  tx: Tx,
  ctx: Context,
  of: { sessionId: string; drawn: readonly DrawnFact[]; given: readonly GivenFact[] },
): Promise<BookedFacts> {
  const { sessionId, drawn, given } = of;
  const done: BookedFacts = { rows: [], discrepancies: [], unbooked: [] };
  const eventIds = [...drawn, ...given].map(({ eventId }) => eventId);
  if (eventIds.length === 0) return done;
  await holdSessionDrugs(tx, sessionId);
  const known = await holdEverything(tx, of);
  const session = await findSessionFor(tx, sessionId);
  const [said, booked] = [await listSaidOfFacts(tx, eventIds), await listBooked(tx, eventIds)];
  const work: Work = { tx, ctx, session, said, booked, done };
  for (const fact of drawn) if (known.has(fact.itemId)) await bookDrawn(work, fact);
  for (const fact of given) {
    const itemId = fact.itemId !== undefined && known.has(fact.itemId) ? fact.itemId : undefined;
    await bookGiven(work, { ...fact, itemId });
  }
  if (done.rows.length > 0)
    await audit(tx, ctx, {
      action: 'stock.from-session',
      patientId: session.patientId,
      subject: { kind: 'session', id: sessionId },
      details: done,
    });
  return done;
}

/** All containers it may touch, and their sums, in the one order of locks. @returns containers of this clinic */
async function holdEverything(
  tx: Tx,
  { sessionId, drawn, given }: Parameters<typeof administerFromFacts>[2],
): Promise<Set<string>> {
  const named = [...drawn, ...given].flatMap(({ itemId }) => itemId ?? []);
  const before = (await listDrawsOfSessions(tx, [sessionId])).map(({ itemId }) => itemId);
  const here = (await listItems(tx, [...named, ...before])).map(({ id }) => id);
  const items = await lockItems(tx, here);
  await holdBalances(
    tx,
    items.map(({ locationId }) => locationId),
    items.map(({ productId }) => productId),
  );
  return new Set(here);
}

const aboutOf = ({ session, ctx }: Work, fact: Fact, kind: About['kind'], beyondUg = 0): About => ({
  commandId: fact.eventId,
  kind,
  at: fact.at,
  by: { actor: fact.by ?? actorOf(ctx) },
  beyondUg,
  patientId: session.patientId,
  sessionId: session.id,
  orderId: session.orderId,
  sessionEventId: fact.eventId,
});

/** Whether another session began this container, which serves one only. */
async function isOfAnother({ tx, session }: Work, item: ItemRow): Promise<boolean> {
  if (item.severalSessions) return false;
  const draws = await listDrawsOfItems(tx, [item.id]);
  return draws.some((draw) => draw.sessionId !== session.id && draw.drawnUg > draw.returnedUg);
}

async function bookDrawn(work: Work, fact: DrawnFact): Promise<void> {
  const { tx, ctx, session, booked, done } = work;
  const item = await lockItem(tx, fact.itemId);
  const measure = measureOfRow(item);
  const own = booked.filter(({ sessionEventId, kind }) => sessionEventId === fact.eventId && isOfDrawing(kind));
  const before = own.reduce((sum, { insideUg, beyondUg }) => sum - insideUg + beyondUg, 0);
  const more = nearestUg(fact.amount, measure) - before;
  if (more < 0) {
    const drawId = own.find((one) => one.drawId !== null)?.drawId;
    const draw = drawId == null ? undefined : await findDraw(tx, drawId);
    const beyond = own.reduce((sum, { beyondUg }) => sum + beyondUg, 0);
    const ofBeyond = Math.min(beyond, -more);
    const ug = Math.min(-more - ofBeyond, draw?.outUg ?? 0);
    if (ofBeyond > 0) done.rows.push(await row(tx, ctx, item, { about: aboutOf(work, fact, 'correct', -ofBeyond) }));
    if (ug === 0 || draw === undefined) return;
    const step = must(takeBackDrawn(containerOf(item), drawOf(draw), ug, measure));
    done.rows.push(await book(tx, ctx, item, step, aboutOf(work, fact, 'correct'), { id: draw.id }));
    return;
  }
  if (more === 0) return;
  if (await isOfAnother(work, item)) await say(work, fact, item, { kind: 'drawn-twice', ug: more });
  const fits = Math.min(more, item.insideUg);
  const beyond = more - fits;
  if (beyond > 0) await say(work, fact, item, { kind: 'drawn-beyond-vial', ug: beyond });
  const about = aboutOf(work, fact, 'draw', beyond);
  if (fits === 0) {
    done.rows.push(await row(tx, ctx, item, { about }));
    return;
  }
  const made = { sessionId: session.id, patientId: session.patientId, drawnBy: about.by.actor };
  const step = must(drawUp(containerOf(item), fits, measure));
  done.rows.push(await book(tx, ctx, item, step, about, { id: newId(), made }));
}

/** A draw, and a draw that was corrected: what was given moves nothing inside a container. */
const isOfDrawing = (kind: string): boolean => kind === 'draw' || kind === 'correct';

async function bookGiven(work: Work, fact: GivenFact): Promise<void> {
  const own = work.booked.filter(({ sessionEventId }) => sessionEventId === fact.eventId);
  const given = own.filter(({ kind }) => kind === 'administer' || kind === 'correct');
  const before = given.reduce((sum, { outUg, beyondUg }) => sum - outUg + beyondUg, 0);
  if (fact.ug > before) await bookMore(work, fact, fact.ug - before);
  if (fact.ug < before) await bookLess(work, fact, before - fact.ug, given);
}

/** From what was drawn for this session, the oldest first; of the container that was named, where one was. */
async function bookMore(work: Work, fact: GivenFact, ug: number): Promise<void> {
  const { tx, ctx, session, done } = work;
  if (fact.itemId !== undefined) await drawPieces(work, fact, fact.itemId, ug);
  const draws = (await listDrawsOfSessions(tx, [session.id])).filter(
    (draw) => fact.itemId === undefined || draw.itemId === fact.itemId,
  );
  let left = ug;
  let last: string | undefined;
  for (const { id, itemId } of draws) {
    const [item, draw] = [await lockItem(tx, itemId), await findDraw(tx, id)];
    if (item.substance !== fact.substance) continue;
    last = itemId;
    const part = Math.min(left, draw.outUg);
    if (part === 0) continue;
    const step = must(account(containerOf(item), drawOf(draw), { fate: 'administered', ug: part }, measureOfRow(item)));
    done.rows.push(await book(tx, ctx, item, step, aboutOf(work, fact, 'administer'), { id }));
    left -= part;
  }
  if (left === 0) return;
  const at = fact.itemId ?? last;
  if (at === undefined) {
    done.unbooked.push({ eventId: fact.eventId, ug: left });
    return;
  }
  const item = await lockItem(tx, at);
  done.rows.push(await row(tx, ctx, item, { about: aboutOf(work, fact, 'administer', left) }));
  const drawnHere = draws.some((draw) => draw.itemId === at);
  const kind = drawnHere ? 'given-beyond-drawn' : (await isOfAnother(work, item)) ? 'drawn-twice' : 'given-undrawn';
  await say(work, fact, item, { kind, ug: left });
}

/** A device or tablet is taken out and given in one act: where nobody wrote down the taking, it is written with the giving. */
async function drawPieces(work: Work, fact: GivenFact, itemId: string, ug: number): Promise<void> {
  const { tx, ctx, session, done } = work;
  const item = await lockItem(tx, itemId);
  const measure = measureOfRow(item);
  if (measure.form === 'vial' || (await isOfAnother(work, item))) return;
  const isSetAside = item.assignedSessionId !== null && item.assignedSessionId !== session.id;
  const out = (await listDrawsOfItems(tx, [itemId])).filter((draw) => draw.sessionId === session.id);
  const needed = ug - out.reduce((sum, { outUg }) => sum + outUg, 0);
  const taken = Math.ceil(needed / measure.pieceUg) * measure.pieceUg;
  if (isSetAside || needed <= 0 || taken > item.insideUg) return;
  const about = aboutOf(work, fact, 'draw');
  const made = { sessionId: session.id, patientId: session.patientId, drawnBy: about.by.actor };
  const step = must(drawUp(containerOf(item), taken, measure));
  done.rows.push(await book(tx, ctx, item, step, about, { id: newId(), made }));
}

/** First what was beyond, then what this fact took from draws: that is out again, and somebody says where it is. */
async function bookLess(work: Work, fact: GivenFact, ug: number, given: Work['booked']): Promise<void> {
  const { tx, ctx, done } = work;
  let left = ug;
  const beyond = given.reduce((sum, { beyondUg }) => sum + beyondUg, 0);
  const beyondItem = given.find(({ beyondUg }) => beyondUg > 0)?.itemId;
  if (beyond > 0 && beyondItem != null) {
    const part = Math.min(left, beyond);
    const item = await lockItem(tx, beyondItem);
    done.rows.push(await row(tx, ctx, item, { about: aboutOf(work, fact, 'correct', -part) }));
    left -= part;
  }
  for (const drawId of new Set(given.flatMap(({ drawId: of }) => of ?? [])))
    if (left > 0) {
      const draw = await findDraw(tx, drawId);
      const item = await lockItem(tx, draw.itemId);
      const took = given.filter((one) => one.drawId === drawId).reduce((sum, { outUg }) => sum - outUg, 0);
      const part = Math.min(left, took, draw.administeredUg);
      if (part <= 0) continue;
      const step = must(takeBackGiven(containerOf(item), drawOf(draw), part, measureOfRow(item)));
      done.rows.push(await book(tx, ctx, item, step, aboutOf(work, fact, 'correct'), { id: drawId }));
      left -= part;
    }
}

const sayings: Partial<Record<DiscrepancyKind, string>> = {
  'drawn-twice': 'were taken from a container that another session had opened',
  'drawn-beyond-vial': 'were written down as drawn, more than the container held',
  'given-beyond-drawn': 'were given beyond what was drawn',
  'given-undrawn': 'were given from a container that nobody drew from',
};

async function say(
  { tx, ctx, session, said, done }: Work,
  fact: Fact,
  item: ItemRow,
  { kind, ug }: { kind: DiscrepancyKind; ug: number },
): Promise<void> {
  const key = `${kind} ${fact.eventId}`;
  if (said.has(key)) return;
  said.add(key);
  done.discrepancies.push(
    await saveDiscrepancy(tx, {
      kind,
      discoveredAt: ctx.now,
      openedBy: fact.by ?? actorOf(ctx),
      productId: item.productId,
      locationId: item.locationId,
      itemId: item.id,
      patientId: session.patientId,
      sessionId: session.id,
      sessionEventId: fact.eventId,
      differenceUg: -ug,
      says: `${amountInWords(ug, measureOfRow(item))} of ${item.name}, lot ${item.lot}, ${sayings[kind] ?? 'do not add up'}.`,
    }),
  );
}
