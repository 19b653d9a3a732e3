import { readFact, type SessionEvent } from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { patientFor } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic, permit } from '#server/platform/in-clinic.ts';
import { findSession, listEvents, listOwners, saveEvents, saveSession } from './session.queries.ts';
import { linkOf } from './session-link.ts';

export type Kept = { id: string; outcome: 'kept' | 'known'; seq: number; recordedMs: number };
export type Refused = { id: string; outcome: 'refused'; why: string; says: string };

/** Opens a session for a patient: from now on facts can be written down. */
export const openSession = (
  ctx: Context,
  given: {
    id?: string | undefined;
    patientId: string;
    plannedAt: string;
  },
) =>
  inClinic(ctx, async (tx) => {
    await patientFor(tx, ctx, 'session.open', given.patientId);
    const id = given.id ?? newId();
    const openedBy = practitionerOf(ctx);
    await saveSession(tx, { id, patientId: given.patientId, plannedAt: given.plannedAt, openedBy });
    await audit(tx, ctx, {
      action: 'session.open',
      patientId: given.patientId,
      subject: { kind: 'session', id },
      after: { plannedAt: given.plannedAt },
    });
    return { id };
  });

function practitionerOf(ctx: Context): string {
  if (ctx.by.practitionerId === undefined)
    throw new CannotProceed('not-permitted', 'Only someone on the staff of this clinic may do this.');
  return ctx.by.practitionerId;
}

/** What a fact needs beside being written down: a signature is an act of its own, confirmed just before. */
const signatures: readonly string[] = ['signed', 'countersigned'];

/**
 * Keeps facts. What happened at the chair happened: a fact is never refused because a rule objects. Refused is only what
 * is no fact of this clinic's sessions: it goes back with the reason and holds up nothing behind it.
 */
export const appendEvents = (ctx: Context, events: readonly SessionEvent[]): Promise<(Kept | Refused)[]> =>
  inClinic(ctx, async (tx) => {
    // By place in the batch: the same id may come twice in it, and each is answered for itself.
    const answers = new Map<number, Kept | Refused>();
    const refuse = (at: number, why: string, says: string) =>
      answers.set(at, { id: events[at]?.id ?? '', outcome: 'refused', why, says });
    const owners = new Map(
      (await listOwners(tx, [...new Set(events.map((event) => event.session))])).map((of) => [of.id, of.patientId]),
    );
    const objections = await objectionsTo(tx, ctx, new Set(owners.values()));
    const wanted: { at: number; event: SessionEvent }[] = [];
    for (const [at, event] of events.entries()) {
      const patientId = owners.get(event.session);
      const read = readFact(event);
      const objection = patientId === undefined ? undefined : objections.get(patientId);
      if (patientId === undefined) refuse(at, 'no-such-session', 'There is no such session in this clinic.');
      else if (objection !== undefined) refuse(at, objection.reason, objection.sentence);
      else if ('unread' in read) refuse(at, read.unread.why, read.unread.says);
      else if (event.by !== null && event.by !== ctx.by.practitionerId)
        refuse(at, 'not-yours', 'This fact carries another person’s name than that of who is signed in.');
      else if (signatures.includes(event.kind) && !mayIn(ctx))
        refuse(at, 'step-up-needed', 'Confirm that it is you before you sign.');
      else wanted.push({ at, event });
    }
    const kept = await saveEvents(
      tx,
      wanted.map(({ event }) => linkOf(event, ctx.by.accountId)),
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
        refuse(at, 'no-such-session', 'There is no such session in this clinic.');
      else answers.set(at, { id, outcome, seq, recordedMs });
    }
    await tellOfReusedIds(tx, ctx, [...answers.values()]);
    return events.flatMap((_, at) => answers.get(at) ?? []);
  });

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
      },
      events: rows.map((row) => ({
        ...linkParts(row.link),
        data: row.data === null ? null : JSON.parse(row.data),
        seq: Number(row.seq),
        recordedMs: Number(row.recordedMs),
        hash: row.hash.toString('hex'),
      })),
    };
  });

function linkParts(link: string): object {
  const { digest: _digest, account: _account, ...event } = JSON.parse(link);
  return event;
}
