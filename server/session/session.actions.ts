import { type Fact, isIntent, objectionTo, readFact, type SessionEvent } from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { patientFor } from '#server/chart/chart.actions.ts';
import { listWhoWorksAt } from '#server/identity/station.actions.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic, permit } from '#server/platform/in-clinic.ts';
import { orderFor } from './floor.actions.ts';
import { listChairsOnFloor } from './floor.queries.ts';
import {
  findSession,
  holdSessions,
  isKept,
  listEvents,
  listMovedHere,
  listOwners,
  saveEvents,
  saveSession,
} from './session.queries.ts';
import { linkOf } from './session-link.ts';
import { keptEvent, sessionAsItStands } from './session-log.ts';

export type Kept = { id: string; outcome: 'kept' | 'known'; seq: number; recordedMs: number };
export type Refused = {
  id: string;
  outcome: 'refused';
  why: string;
  says: string;
  /** What an intent is still missing. */
  missing?: readonly { item: string; says: string }[];
};

/** Opens a session for a patient: from now on facts can be written down. */
export const openSession = (
  ctx: Context,
  given: {
    id?: string | undefined;
    patientId: string;
    plannedAt: string;
    chairId?: string | undefined;
    orderId?: string | undefined;
  },
) =>
  inClinic(ctx, async (tx) => {
    const { patientId, plannedAt, chairId, orderId } = given;
    await patientFor(tx, ctx, 'session.open', patientId);
    const id = given.id ?? newId();
    if (chairId !== undefined && !(await listChairsOnFloor(tx)).some((chair) => chair.id === chairId))
      throw notFound('chair');
    const order = orderId === undefined ? undefined : await orderFor(tx, patientId, orderId);
    const pinned = { orderId: orderId ?? null, protocolVersionId: order?.protocolVersionId ?? null };
    const openedBy = practitionerOf(ctx);
    await saveSession(tx, { id, patientId, plannedAt, openedBy, chairId: chairId ?? null, ...pinned });
    await audit(tx, ctx, {
      action: 'session.open',
      patientId,
      subject: { kind: 'session', id },
      after: { plannedAt, chairId, ...pinned },
    });
    return { id };
  });

function practitionerOf(ctx: Context): string {
  if (ctx.by.practitionerId === undefined)
    throw new CannotProceed('not-permitted', 'Only someone on the staff of this clinic may do this.');
  return ctx.by.practitionerId;
}

/**
 * Keeps facts. What happened at the chair happened: a fact is never refused because a rule objects. Refused is only what
 * is no fact of this clinic's sessions, and what is an intent that a rule blocks: it goes back with the reason and holds
 * up nothing behind it.
 */
export const appendEvents = async (ctx: Context, events: readonly SessionEvent[]): Promise<(Kept | Refused)[]> => {
  const here = await whoWorksHere(ctx, events);
  return inClinic(ctx, (tx) => append(tx, ctx, events, here));
};

/** Facts that a colleague wrote at this very station while it was offline come in under their own name. */
async function whoWorksHere(ctx: Context, events: readonly SessionEvent[]): Promise<ReadonlySet<string>> {
  const { stationId, by } = ctx;
  const isAnothers = (event: SessionEvent) => event.by !== null && event.by !== by.practitionerId;
  if (stationId === undefined || !events.some((event) => isAnothers(event) && event.station === stationId))
    return new Set();
  return new Set(await listWhoWorksAt(ctx.services, stationId));
}

async function append(
  tx: Tx,
  ctx: Context,
  events: readonly SessionEvent[],
  here: ReadonlySet<string>,
): Promise<(Kept | Refused)[]> {
  // By place in the batch: the same id may come twice in it, and each is answered for itself.
  const answers = new Map<number, Kept | Refused>();
  const refuse = (at: number, why: string, says: string, missing?: Refused['missing']) =>
    answers.set(at, {
      id: events[at]?.id ?? '',
      outcome: 'refused',
      why,
      says,
      ...(missing === undefined || missing.length === 0 ? {} : { missing }),
    });
  const facts = events.map((event) => readFact(event));
  const targets = facts.flatMap((read) => ('fact' in read ? (targetOf(read.fact) ?? []) : []));
  const ids = new Set([...events.map((event) => event.session), ...targets]);
  const owners = new Map((await listOwners(tx, [...ids])).map((of) => [of.id, of.patientId]));
  const objections = await objectionsTo(tx, ctx, new Set(owners.values()));
  const wanted: { at: number; event: SessionEvent }[] = [];
  for (const [at, event] of events.entries()) {
    const read = facts[at];
    if (read === undefined) continue;
    const target = 'fact' in read ? targetOf(read.fact) : undefined;
    const closed = [event.session, ...(target === undefined ? [] : [target])].find((id) => !owners.has(id));
    const objection = [event.session, target ?? event.session]
      .map((id) => objections.get(owners.get(id) ?? ''))
      .find((found) => found !== undefined);
    if (closed !== undefined) refuse(at, 'no-such-session', noSuchSession);
    else if (objection !== undefined) refuse(at, objection.reason, objection.sentence);
    else if ('unread' in read) refuse(at, read.unread.why, read.unread.says);
    else if (!mayBeBy(ctx, event, here))
      refuse(at, 'not-yours', 'This fact carries another person’s name than that of who is signed in.');
    else if (isIntent(read.fact)) {
      const answer = await judgeIntent(tx, ctx, read.fact, wanted);
      if (answer === undefined) wanted.push({ at, event });
      else refuse(at, answer.why, answer.says, answer.missing);
    } else wanted.push({ at, event });
  }
  const account = ctx.by.kind === 'system' ? null : ctx.by.accountId;
  const kept = await saveEvents(
    tx,
    wanted.map(({ event }) => linkOf(event, account, ctx.now.getTime())),
  );
  for (const [place, { at }] of wanted.entries()) {
    const { id, outcome, seq, recordedMs } = kept[place] ?? {};
    if (outcome === 'id-reused')
      refuse(at, outcome, 'Another fact with the same id is kept already. This one is different and was not kept.');
    else if (
      id === undefined ||
      outcome === undefined ||
      outcome === 'no-such-session' ||
      typeof seq !== 'number' ||
      typeof recordedMs !== 'number'
    )
      refuse(at, 'no-such-session', noSuchSession);
    else answers.set(at, { id, outcome, seq, recordedMs });
  }
  await tellOfReusedIds(tx, ctx, [...answers.values()]);
  return events.flatMap((_, at) => answers.get(at) ?? []);
}

const noSuchSession = 'There is no such session in this clinic.';

/** A set that was charted on the wrong person is moved to another session: that one has to be theirs to write in too. */
const targetOf = (fact: Fact): string | undefined =>
  fact.kind === 'correction' && 'movesTo' in fact.data.change ? fact.data.change.movesTo : undefined;

const mayBeBy = ({ by, stationId }: Context, event: SessionEvent, here: ReadonlySet<string>): boolean =>
  event.by === null ||
  event.by === by.practitionerId ||
  by.kind === 'system' ||
  (event.station === stationId && here.has(event.by));

/** An intent is asked of the record as it stands at this moment, with what comes before it in the same batch. */
async function judgeIntent(
  tx: Tx,
  ctx: Context,
  fact: Fact,
  before: readonly { event: SessionEvent }[],
): Promise<{ why: string; says: string; missing?: Refused['missing'] } | undefined> {
  const isSignature = fact.kind === 'signed' || fact.kind === 'countersigned';
  if (isSignature && !mayIn(ctx)) return { why: 'step-up-needed', says: 'Confirm that it is you before you sign.' };
  await holdSessions(tx, [fact.session]);
  if (await isKept(tx, fact.id)) return undefined;
  const also = before.map(({ event }) => event).filter(({ session }) => session === fact.session);
  const { session, record, given, seen } = await sessionAsItStands(tx, fact.session, ctx.now, also);
  const objection = objectionTo(fact, { record, seen, given, head: session.head });
  return objection && { why: 'blocked', says: objection.says, missing: objection.missing };
}

/** Patients whose chart this person may not write to, with the reason: their facts go back, the others are kept. */
async function objectionsTo(tx: Tx, ctx: Context, patientIds: ReadonlySet<string>) {
  const objections = new Map<string, CannotProceed>();
  for (const patientId of patientIds) {
    try {
      await patientFor(tx, ctx, 'session.write', patientId);
    } catch (error) {
      if (!(error instanceof CannotProceed)) throw error;
      objections.set(patientId, error);
    }
  }
  return objections;
}

function mayIn(ctx: Context): boolean {
  try {
    permit(ctx, 'session.sign');
    return true;
  } catch (error) {
    if (error instanceof CannotProceed) return false;
    throw error;
  }
}

/** The same id with other content is either a defect or someone at work: it leaves a trace. */
async function tellOfReusedIds(tx: Tx, ctx: Context, answers: readonly (Kept | Refused)[]): Promise<void> {
  for (const answer of answers)
    if (answer.outcome === 'refused' && answer.why === 'id-reused')
      await audit(tx, ctx, { action: 'session.id-reused', subject: { kind: 'session-event', id: answer.id } });
}

/** The log of a session after a place in it, in the order in which it was kept. */
export const readEvents = (ctx: Context, sessionId: string, after: number) =>
  inClinic(ctx, async (tx) => {
    const session = await findSession(tx, sessionId);
    await patientFor(tx, ctx, 'session.read', session.patientId);
    const rows = await listEvents(tx, sessionId, after);
    // Looking again for what is new is not another look at the chart, unless there is something to see.
    if (after === 0 || rows.length > 0)
      await audit(tx, ctx, {
        action: 'chart.read',
        patientId: session.patientId,
        subject: { kind: 'session', id: sessionId },
      });
    return {
      session: {
        id: session.id,
        patientId: session.patientId,
        plannedAt: session.plannedAt,
        lastSeq: Number(session.lastSeq),
        head: session.head.toString('hex'),
      },
      events: rows.map(keptEvent),
      movedHere: (await listMovedHere(tx, sessionId)).map(keptEvent),
    };
  });
