import {
  type Fact,
  isAboutDrug,
  isIntent,
  type Objection,
  objectionTo,
  readFact,
  type SessionEvent,
} from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { patientFor, wayOf, waysThatAllow } from '#server/chart/chart.actions.ts';
import { listWhoWorksAt } from '#server/identity/station.actions.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { atOnce, inClinic, permit } from '#server/platform/in-clinic.ts';
import { orderFor } from './floor.actions.ts';
import { listChairsOnFloor } from './floor.queries.ts';
import {
  type Appended,
  appendText,
  appendValues,
  findSession,
  holdSessions,
  isKept,
  listEvents,
  listMovedHere,
  listOwners,
  saveEvents,
  saveSession,
} from './session.queries.ts';
import { bookDrugs, openDrugs, sessionsOfDrugs } from './session-drugs.ts';
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
    /** The same for everyone who is treated together. */
    groupId?: string | undefined;
  },
) =>
  inClinic(ctx, async (tx) => {
    const { patientId, plannedAt, chairId, orderId, groupId } = given;
    await patientFor(tx, ctx, 'session.open', patientId);
    const id = given.id ?? newId();
    if (chairId !== undefined && !(await listChairsOnFloor(tx)).some((chair) => chair.id === chairId))
      throw notFound('chair');
    const order = orderId === undefined ? undefined : await orderFor(tx, patientId, orderId);
    const pinned = { orderId: orderId ?? null, protocolVersionId: order?.protocolVersionId ?? null };
    const openedBy = practitionerOf(ctx);
    await saveSession(tx, {
      id,
      patientId,
      plannedAt,
      openedBy,
      chairId: chairId ?? null,
      groupId: groupId ?? null,
      ...pinned,
    });
    await audit(tx, ctx, {
      action: 'session.open',
      patientId,
      subject: { kind: 'session', id },
      after: { plannedAt, chairId, groupId, ...pinned },
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
export async function appendEvents(
  ctx: Context,
  events: readonly SessionEvent[],
  { isProved = false }: { isProved?: boolean } = {},
): Promise<(Kept | Refused)[]> {
  const here = await whoWorksHere(ctx, events);
  const { wanted, refused } = screen(ctx, events, { here, isProved });
  // Facts alone are one statement. Where something has to be asked first, it is asked and kept in one transaction.
  const needsAsking = wanted.some(({ fact }) => isIntent(fact) || targetOf(fact) !== undefined || isAboutDrug(fact));
  const answered = needsAsking
    ? await inClinic(ctx, (tx) => askAndAppend(tx, ctx, wanted))
    : wanted.length === 0
      ? new Map()
      : answersOf(
          ctx,
          wanted,
          await atOnce<Appended>(ctx, appendText, appendValues(linked(ctx, wanted), authorOf(ctx))),
        );
  const answers = new Map<number, Kept | Refused>([...refused, ...answered]);
  await tellOfReusedIds(ctx, [...answers.values()]);
  return events.flatMap((_, at) => answers.get(at) ?? []);
}

/** By place in the batch: the same id may come twice in it, and each is answered for itself. */
type Wanted = { at: number; event: SessionEvent; fact: Fact };
type Answered = Map<number, Kept | Refused>;

const refusal = (id: string, why: string, says: string, missing?: Refused['missing']): Refused => ({
  id,
  outcome: 'refused',
  why,
  says,
  ...(missing === undefined || missing.length === 0 ? {} : { missing }),
});

function screen(
  ctx: Context,
  events: readonly SessionEvent[],
  { here, isProved }: { here: ReadonlySet<string>; isProved: boolean },
): { wanted: Wanted[]; refused: Answered } {
  const wanted: Wanted[] = [];
  const refused: Answered = new Map();
  for (const [at, event] of events.entries()) {
    const read = readFact(event);
    if ('unread' in read) refused.set(at, refusal(event.id, read.unread.why, read.unread.says));
    else if (!mayBeBy(ctx, event, here))
      refused.set(
        at,
        refusal(event.id, 'not-yours', 'This fact carries another person’s name than that of who is signed in.'),
      );
    else if (read.fact.kind === 'second-confirmed' && !isProved)
      refused.set(at, refusal(event.id, 'not-yours', notProved));
    else wanted.push({ at, event, fact: read.fact });
  }
  return { wanted, refused };
}

const authorOf = (ctx: Context) => ({
  by: ctx.by.practitionerId,
  now: ctx.now,
  ways: waysThatAllow(ctx, 'session.write', ''),
});

const linked = (ctx: Context, wanted: readonly Wanted[]) => {
  const account = ctx.by.kind === 'system' ? null : ctx.by.accountId;
  return wanted.map(({ event }) => linkOf(event, account, ctx.now.getTime()));
};

function answersOf(ctx: Context, wanted: readonly Wanted[], kept: readonly Appended[]): Answered {
  const answers: Answered = new Map();
  for (const [place, { at, event }] of wanted.entries()) {
    const { outcome, seq, recordedMs, stands } = kept[place] ?? {};
    if (outcome === 'id-reused')
      answers.set(
        at,
        refusal(
          event.id,
          outcome,
          'Another fact with the same id is kept already. This one is different and was not kept.',
        ),
      );
    else if (outcome === 'not-allowed' && typeof stands === 'number') answers.set(at, closedTo(ctx, event.id, stands));
    else if ((outcome !== 'kept' && outcome !== 'known') || typeof seq !== 'number' || typeof recordedMs !== 'number')
      answers.set(at, refusal(event.id, 'no-such-session', noSuchSession));
    else answers.set(at, { id: event.id, outcome, seq, recordedMs });
  }
  return answers;
}

/** The reason why this chart is closed to this person, in the words of the one table. */
function closedTo(ctx: Context, id: string, stands: number): Refused {
  try {
    permit(ctx, 'session.write', { patient: { id: '', ...wayOf(stands) } });
  } catch (error) {
    if (error instanceof CannotProceed) return refusal(id, error.reason, error.sentence);
    throw error;
  }
  return refusal(id, 'not-permitted', 'Your roles in this clinic do not include this.');
}

/** Facts that a colleague wrote at this very station while it was offline come in under their own name. */
async function whoWorksHere(ctx: Context, events: readonly SessionEvent[]): Promise<ReadonlySet<string>> {
  const { stationId, by } = ctx;
  const isAnothers = (event: SessionEvent) => event.by !== null && event.by !== by.practitionerId;
  if (stationId === undefined || !events.some((event) => isAnothers(event) && event.station === stationId))
    return new Set();
  return new Set(await listWhoWorksAt(ctx.services, stationId));
}

/** Intents are judged, and where a set is moved to is looked at; then all that may be kept is kept, in one transaction. */
async function askAndAppend(tx: Tx, ctx: Context, wanted: readonly Wanted[]): Promise<Answered> {
  const answers: Answered = new Map();
  const ready: Wanted[] = [];
  for (const one of wanted) {
    const { at, event, fact } = one;
    const target = targetOf(fact);
    const objection =
      (target === undefined ? undefined : await objectionToTarget(tx, ctx, event.id, target)) ??
      (isIntent(fact) ? await judgeIntent(tx, ctx, fact, ready) : undefined);
    if (objection === undefined) ready.push(one);
    else answers.set(at, objection);
  }
  const kept = ready.length === 0 ? [] : await saveEvents(tx, linked(ctx, ready), authorOf(ctx));
  const own = answersOf(ctx, ready, kept);
  const isKeptNow = ({ at }: Wanted) => own.get(at)?.outcome === 'kept';
  await bookDrugs(tx, ctx, sessionsOfDrugs(ready.filter(isKeptNow).map(({ fact }) => fact)));
  return new Map([...answers, ...own]);
}

/** A set can be moved only to a patient whose chart is theirs to write in too. */
async function objectionToTarget(tx: Tx, ctx: Context, id: string, target: string): Promise<Refused | undefined> {
  const [owner] = await listOwners(tx, [target]);
  if (owner === undefined) return refusal(id, 'no-such-session', noSuchSession);
  try {
    await patientFor(tx, ctx, 'session.write', owner.patientId);
    return undefined;
  } catch (error) {
    if (error instanceof CannotProceed) return refusal(id, error.reason, error.sentence);
    throw error;
  }
}

const notProved = 'A second person confirms on their own factor, and the server writes it down.';
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
): Promise<Refused | undefined> {
  const isSignature = fact.kind === 'signed' || fact.kind === 'countersigned';
  if (isSignature && !mayIn(ctx)) return refusal(fact.id, 'step-up-needed', 'Confirm that it is you before you sign.');
  const [owner] = await listOwners(tx, [fact.session]);
  if (owner === undefined) return refusal(fact.id, 'no-such-session', noSuchSession);
  const closed = await objectionToTarget(tx, ctx, fact.id, fact.session);
  if (closed !== undefined) return closed;
  await holdSessions(tx, [fact.session]);
  if (await isKept(tx, fact.id)) return undefined;
  const also = before.map(({ event }) => event).filter(({ session }) => session === fact.session);
  const { session, record, given, seen } = await sessionAsItStands(tx, fact.session, ctx.now, { also });
  const objection =
    objectionTo(fact, { record, seen, given, head: session.head }) ??
    (isSignature ? await objectionByDrugs(tx, ctx, fact.session) : undefined);
  return objection && refusal(fact.id, 'blocked', objection.says, objection.missing);
}

/** Nobody signs while a vial that was drawn from is not accounted for. What was drawn after it was given is booked first. */
async function objectionByDrugs(tx: Tx, ctx: Context, sessionId: string): Promise<Objection | undefined> {
  await bookDrugs(tx, ctx, [sessionId]);
  const missing = await openDrugs(tx, ctx, sessionId);
  if (missing.length === 0) return undefined;
  return { says: 'This can’t be signed yet: what was drawn is not accounted for.', missing };
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
async function tellOfReusedIds(ctx: Context, answers: readonly (Kept | Refused)[]): Promise<void> {
  const reused = answers.filter((answer) => answer.outcome === 'refused' && answer.why === 'id-reused');
  if (reused.length === 0) return;
  await inClinic(ctx, async (tx) => {
    for (const { id } of reused)
      await audit(tx, ctx, { action: 'session.id-reused', subject: { kind: 'session-event', id } });
  });
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

/** The record and the agenda as they stand, for who writes by itself. */
export { sessionAsItStands } from './session-log.ts';
/** For figures over a span of time, which later rooms make. */
export { eachPastSession, listDosedBefore, type PastSession } from './session-records.ts';
