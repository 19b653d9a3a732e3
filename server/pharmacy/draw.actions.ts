import {
  account,
  amountInWords,
  checkAboveOrder,
  checkAssign,
  checkDraw,
  checkUnassign,
  drawUp,
  type For,
  type Measured,
  nearestUg,
  ugOf,
  type Wanted,
} from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic, patientFor } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { type About, book, row } from './book.ts';
import { actorOf, momentOf, must, once, refuse } from './command.ts';
import {
  containerOf,
  drawOf,
  findSessionFor,
  type ItemRow,
  listSessionsThatBegan,
  lockItem,
  lockItemOfDraw,
  measureOfRow,
  saveAssignment,
} from './item.queries.ts';
import { listBooked } from './register.queries.ts';
import { listDrawsOfSessions } from './session-drugs.queries.ts';
import { isStrengthSure } from './stock.actions.ts';

/** What the rules want to know of a locked container. */
export async function wantedOf(tx: Tx, item: ItemRow): Promise<Wanted> {
  const began = item.severalSessions ? [] : await listSessionsThatBegan(tx, item.id);
  const { assignedPatientId, assignedSessionId } = item;
  const measure = measureOfRow(item);
  return {
    name: item.name,
    form: measure.form,
    substance: item.substance,
    severalSessions: item.severalSessions,
    lot: item.lot,
    expiresOn: item.expiresOn,
    isStrengthSure: isStrengthSure(item),
    container: containerOf(item),
    assigned:
      assignedPatientId === null || assignedSessionId === null
        ? undefined
        : { patientId: assignedPatientId, sessionId: assignedSessionId },
    drawnForSessions: began.map(({ sessionId }) => sessionId),
  };
}

type SessionRow = Awaited<ReturnType<typeof findSessionFor>>;

/** The session and its patient, whose chart has to be open to this person; and the container, locked. */
async function sessionAndItem(
  tx: Tx,
  ctx: Context,
  given: { sessionId: string; itemId: string },
): Promise<[SessionRow & { wanted: For }, ItemRow]> {
  const { sessionId, itemId } = given;
  const [session, today] = await Promise.all([findSessionFor(tx, sessionId), dayInClinic(tx, ctx.now)]);
  const { patientId } = session;
  const [, item] = await Promise.all([patientFor(tx, ctx, 'stock.draw', patientId), lockItem(tx, itemId)]);
  const orderedSubstance = substanceIn(session.body);
  return [{ ...session, wanted: { patientId, sessionId, today, orderedSubstance } }, item];
}

/** An order names its drug; one that names another than these two is no reason to stop anybody. */
function substanceIn(order: string | null): string | undefined {
  const body: unknown = order === null ? undefined : JSON.parse(order);
  const drug: unknown = typeof body === 'object' && body !== null && 'drug' in body ? body.drug : undefined;
  return drug === 'ketamine' || drug === 'esketamine' ? drug : undefined;
}

const ofSession = ({ patientId, id, orderId }: Pick<SessionRow, 'patientId' | 'id' | 'orderId'>) => ({
  patientId,
  sessionId: id,
  orderId,
});

type AssignGiven = { id: string; itemId: string; sessionId: string; at?: string | undefined };

/** Sets a container aside for one session: nobody else draws from it. */
export const assign = (ctx: Context, given: AssignGiven) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'assign', asked: given }, async () => {
      const [session, item] = await sessionAndItem(tx, ctx, given);
      refuse(checkAssign(await wantedOf(tx, item), session.wanted));
      const about = aboutOf(ctx, given, 'assign', session);
      await saveAssignment(tx, item.id, { patientId: session.patientId, sessionId: session.id });
      const made = await row(tx, ctx, item, { about });
      await auditItem(tx, ctx, 'stock.assign', item, session.patientId, { sessionId: session.id, row: made });
      return { items: [item.id], rows: [made] };
    }),
  );

type UnassignGiven = { id: string; itemId: string; at?: string | undefined; reason?: string | undefined };

/** An unopened container goes back among the others. */
export const unassign = (ctx: Context, given: UnassignGiven) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'unassign', asked: given }, async () => {
      const item = await lockItem(tx, given.itemId);
      const wanted = await wantedOf(tx, item);
      refuse(checkUnassign(wanted));
      const session = { patientId: item.assignedPatientId, sessionId: item.assignedSessionId };
      await saveAssignment(tx, item.id, undefined);
      const about = { ...aboutOf(ctx, given, 'unassign'), ...session };
      const made = await row(tx, ctx, item, { about });
      await auditItem(tx, ctx, 'stock.unassign', item, item.assignedPatientId, { row: made });
      return { items: [item.id], rows: [made] };
    }),
  );

type DrawGiven = {
  id: string;
  itemId: string;
  sessionId: string;
  amount: Measured;
  at?: string | undefined;
  reason?: string | undefined;
};

/**
 * Out of a container into somebody's hands, for one session. The request's id is that of the draw. Whoever writes it into
 * the session's log too gives the fact the same id: then it is booked once, whichever of the two comes first.
 */
export const drawStock = (ctx: Context, given: DrawGiven) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'draw', asked: given }, async () => {
      const [session, item] = await sessionAndItem(tx, ctx, given);
      const known = await bookedAsFact(tx, given, item);
      if (known !== undefined) return known;
      refuse(checkDraw(await wantedOf(tx, item), session.wanted));
      const measure = measureOfRow(item);
      const { ug } = must(ugOf(given.amount, measure));
      if (given.reason === undefined) refuse(await aboveOrder(tx, session, item, ug));
      const step = must(drawUp(containerOf(item), ug, measure));
      const drawnBy = actorOf(ctx);
      const made = { sessionId: session.id, patientId: session.patientId, drawnBy };
      const about = aboutOf(ctx, given, 'draw', session);
      const rowId = await book(tx, ctx, item, step, about, { id: given.id, made });
      await auditItem(tx, ctx, 'stock.draw', item, session.patientId, {
        sessionId: session.id,
        drawn: amountInWords(ug, measure),
        ug,
        row: rowId,
      });
      return { items: [item.id], rows: [rowId] };
    }),
  );

/** More than is ordered is asked about once: with a reason it is drawn, and the reason stands in the register. */
async function aboveOrder(tx: Tx, session: SessionRow, item: ItemRow, ug: number) {
  const orderedUg = doseIn(session.body);
  if (orderedUg === undefined) return undefined;
  const before = (await listDrawsOfSessions(tx, [session.id])).filter(({ substance }) => substance === item.substance);
  const hasUg = before.reduce((sum, of) => sum + of.drawnUg - of.returnedUg - of.wastedUg - of.lostUg, 0);
  return checkAboveOrder({ orderedUg, hasUg, ug, measure: measureOfRow(item) });
}

function doseIn(order: string | null): number | undefined {
  const body: unknown = order === null ? undefined : JSON.parse(order);
  const ug: unknown = typeof body === 'object' && body !== null && 'doseUg' in body ? body.doseUg : undefined;
  return typeof ug === 'number' ? ug : undefined;
}

/** What the session's log said under this id was booked with it. Read under the container's lock, as that was written. */
async function bookedAsFact(tx: Tx, { id, sessionId, amount }: DrawGiven, item: ItemRow) {
  const own = (await listBooked(tx, [id])).filter(({ kind }) => kind === 'draw' || kind === 'correct');
  if (own.length === 0) return undefined;
  const ug = own.reduce((sum, { insideUg, beyondUg }) => sum - insideUg + beyondUg, 0);
  const isSame =
    own.every((one) => one.itemId === item.id && one.sessionId === sessionId) &&
    ug === nearestUg(amount, measureOfRow(item));
  if (!isSame)
    throw new CannotProceed(
      'already-there',
      'The record of a session says something else under this id. What was drawn is corrected there.',
    );
  return { items: [item.id], rows: own.map(({ rowId }) => rowId) };
}

type ReturnGiven = {
  id: string;
  drawId: string;
  amount: Measured;
  at?: string | undefined;
  reason?: string | undefined;
};

/** Whole, unopened pieces go back into their container. */
export const returnStock = (ctx: Context, given: ReturnGiven) =>
  inClinic(ctx, (tx) =>
    once(tx, ctx, { id: given.id, kind: 'return', asked: given }, async () => {
      const { item, draw } = await lockItemOfDraw(tx, given.drawId);
      await patientFor(tx, ctx, 'stock.draw', draw.patientId);
      const measure = measureOfRow(item);
      const { ug } = must(ugOf(given.amount, measure));
      const step = must(account(containerOf(item), drawOf(draw), { fate: 'returned', ug }, measure));
      const about = { ...aboutOf(ctx, given, 'return'), patientId: draw.patientId, sessionId: draw.sessionId };
      const rowId = await book(tx, ctx, item, step, about, { id: draw.id });
      await auditItem(tx, ctx, 'stock.return', item, draw.patientId, { drawId: draw.id, ug, row: rowId });
      return { items: [item.id], rows: [rowId] };
    }),
  );

function aboutOf(
  ctx: Context,
  given: { id: string; at?: string | undefined; reason?: string | undefined },
  kind: About['kind'],
  session?: SessionRow,
): About {
  return {
    commandId: given.id,
    kind,
    at: momentOf(ctx, given.at),
    by: { actor: actorOf(ctx) },
    reason: given.reason,
    ...(session === undefined ? {} : ofSession(session)),
  };
}

const auditItem = (
  tx: Tx,
  ctx: Context,
  action: string,
  item: ItemRow,
  patientId: string | null,
  details: object,
): Promise<string> =>
  audit(tx, ctx, {
    action,
    patientId: patientId ?? undefined,
    subject: { kind: 'drug-item', id: item.id },
    details: { product: item.name, lot: item.lot, ...details },
  });
