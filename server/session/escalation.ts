/**
 * What nobody has answered climbs, by the server and no browser: who is owed a word now is worked out anew from the
 * record, the ladder and the steps that are written down. Nothing of it lives in the process, so a server that was killed
 * neither loses a step nor tells one twice.
 */
import { setImmediate as othersHaveTheirTurn } from 'node:timers/promises';
import {
  type AgendaGiven,
  agenda,
  type Climb,
  climbsOf,
  owedSteps,
  type Reachable,
  type SessionRecord,
  takenBy,
  untakenOf,
  whomOf,
} from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { listLeftSite, listOnSite } from '#server/chart/shift.actions.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import {
  type Busy,
  holdEscalation,
  listBusySessions,
  listOpenSessions,
  listSteps,
  listWhoPrescribes,
  type NewStep,
  type StepRow,
  saveStep,
} from './escalation.queries.ts';
import { type LadderInForce, ladderInForce } from './ladder.queries.ts';
import { type LogRead, sessionAsItStands } from './session-log.ts';

type Folded = {
  lastSeq: number;
  atMs: number;
  record: SessionRecord;
  given: AgendaGiven;
  signer: string | undefined;
  read: LogRead;
  readAtMs: number;
};
/** Whoever is expected or has left owes nobody a word: only how long the log was is kept. */
type Rested = { lastSeq: number; record?: undefined };
/** What was folded before, to read and fold only what has grown. Losing it costs time and no step. */
export type Memory = Map<string, Folded | Rested>;

/** Orders, prescribers and what is known of a person change without a fact. */
const foldAgainMs = 60_000;
/** What was erased by law does not stay in memory for longer. */
const readAgainMs = 10 * 60_000;

type Around = {
  ladder: LadderInForce;
  who: Omit<Reachable, 'watcher' | 'signer'>;
  left: ReadonlySet<string>;
  nowMs: number;
};

/**
 * Writes down every step that is owed now in one clinic.
 *
 * @returns how many rows were added; undefined where another process is at it
 */
export async function climb(services: Services, clinicId: string, memory: Memory): Promise<number | undefined> {
  const now = services.clock();
  const added = await services.db.inClinicTransaction(clinicId, async (tx) => {
    if (!(await holdEscalation(tx))) return undefined;
    const busy = await listBusySessions(tx, now);
    const open = new Set(await listOpenSessions(tx, now));
    const grounds: { session: Busy; folded: Folded; climbs: Climb[] }[] = [];
    for (const session of busy) {
      const folded = await fold(tx, session, open.has(session.id), memory, now);
      if (folded === undefined) continue;
      const climbs = climbsOf(folded.record, agenda(folded.record, folded.given, now.getTime()));
      if (climbs.length > 0 || open.has(session.id)) grounds.push({ session, folded, climbs });
      await othersHaveTheirTurn();
    }
    forget(memory, busy);
    if (grounds.length === 0) return 0;
    const steps = await listSteps(
      tx,
      grounds.map(({ session }) => session.id),
    );
    const around = await look(tx, now);
    let count = 0;
    for (const { session, folded, climbs } of grounds) {
      const before = steps.filter(({ sessionId }) => sessionId === session.id);
      const fresh = [
        ...endings(session, folded, before, now),
        ...climbs.flatMap((one) => owed(session, folded, one, before, around)),
      ];
      const kept: NewStep[] = [];
      for (const step of fresh) if (await saveStep(tx, step)) kept.push(step);
      if (kept.length > 0) await writeDown(tx, services, clinicId, session, kept, now);
      count += kept.length;
    }
    return count;
  });
  if (added !== undefined && added > 0) services.live.changed(clinicId);
  return added;
}

/** @returns nothing where nobody is owed a word and nothing that climbed is open */
async function fold(
  tx: Tx,
  { id, lastSeq }: Busy,
  isOpen: boolean,
  memory: Memory,
  now: Date,
): Promise<Folded | undefined> {
  const before = memory.get(id);
  const isSame = before?.lastSeq === lastSeq;
  if (before !== undefined && before.record === undefined && isSame && !isOpen) return undefined;
  const folded = before?.record === undefined ? undefined : before;
  const atMs = now.getTime();
  if (folded !== undefined && isSame && atMs - folded.atMs < foldAgainMs) return folded;
  const isReadOn = folded !== undefined && atMs - folded.readAtMs < readAgainMs;
  const { session, record, given, read } = await sessionAsItStands(tx, id, now, {
    before: isReadOn ? folded.read : undefined,
  });
  if (!isOpen && (record.phase === 'expected' || record.phase === 'left')) {
    memory.set(id, { lastSeq });
    return undefined;
  }
  const fresh = {
    ...{ lastSeq, atMs, record, given, read },
    readAtMs: isReadOn ? folded.readAtMs : atMs,
    signer: session.order?.signedBy,
  };
  memory.set(id, fresh);
  return fresh;
}

function forget(memory: Memory, busy: readonly Busy[]): void {
  const here = new Set(busy.map(({ id }) => id));
  for (const id of memory.keys()) if (!here.has(id)) memory.delete(id);
}

async function look(tx: Tx, now: Date): Promise<Around> {
  const prescribers = await listWhoPrescribes(tx);
  const onSite = await listOnSite(tx, now);
  return {
    ladder: await ladderInForce(tx),
    who: {
      prescribers,
      prescribersOnSite: onSite.map(({ practitionerId }) => practitionerId).filter((id) => prescribers.includes(id)),
    },
    left: new Set(await listLeftSite(tx, now)),
    nowMs: now.getTime(),
  };
}

const rowOf = (
  session: Busy,
  of: Pick<NewStep, 'task' | 'what' | 'sinceAt' | 'dueAt' | 'at'> & Partial<NewStep>,
): NewStep => ({
  id: newId(),
  sessionId: session.id,
  place: 0,
  byWay: null,
  practitionerId: null,
  ofStep: null,
  attempt: 0,
  why: null,
  says: '',
  ladderVersion: null,
  ...of,
});

/** Climbs that are under way and have ended: somebody has it, or it was done. */
function endings(session: Busy, folded: Folded, before: readonly StepRow[], now: Date): NewStep[] {
  const stillOpen = new Set(
    untakenOf(folded.record, agenda(folded.record, folded.given, now.getTime())).map(({ task }) => task),
  );
  const ended = new Set(
    before.filter(({ what }) => what === 'acknowledged' || what === 'over').map(({ task }) => task),
  );
  const begun = new Map(
    before.filter(({ what }) => what === 'told' || what === 'nobody').map((row) => [row.task, row]),
  );
  return [...begun.values()]
    .filter(({ task }) => !ended.has(task) && !stillOpen.has(task))
    .map(({ task, sinceAt }) => {
      const kind = task.startsWith('red@') ? 'red' : 'overdue';
      const ack = takenBy(folded.record, { task, kind, sinceMs: sinceAt.getTime() });
      const rest = { task, sinceAt, dueAt: sinceAt };
      return ack === undefined
        ? rowOf(session, { ...rest, what: 'over', at: now })
        : rowOf(session, { ...rest, what: 'acknowledged', practitionerId: ack.by, at: new Date(ack.atMs) });
    });
}

/** The steps that are owed, each with whom it tells. One that finds nobody is written down, and the next one is owed too. */
function owed(session: Busy, folded: Folded, one: Climb, before: readonly StepRow[], around: Around): NewStep[] {
  const mine = before.filter(({ task }) => task === one.task);
  const told = new Set(mine.filter(({ what }) => what === 'told' || what === 'nobody').map(({ place }) => place));
  const empty = new Set(mine.filter(({ what }) => what === 'nobody').map(({ place }) => place));
  const people = mine.flatMap(({ what, practitionerId }) =>
    what === 'told' && practitionerId !== null ? [practitionerId] : [],
  );
  const watch = folded.record.watch?.by ?? undefined;
  const who: Reachable = {
    ...around.who,
    // Who has left the site watches nobody there.
    watcher: watch === undefined || around.left.has(watch) ? undefined : watch,
    signer: folded.signer !== undefined && around.who.prescribers.includes(folded.signer) ? folded.signer : undefined,
  };
  const { ladder, version } = around.ladder;
  const found: NewStep[] = [];
  for (;;) {
    const [next] = owedSteps({ climb: one, ladder, told, empty, nowMs: around.nowMs });
    if (next === undefined) return found;
    const whom = whomOf(next.step, who, people);
    const step = {
      task: one.task,
      place: next.place,
      says: `${chairWords(session.chair)}: ${one.says}`,
      sinceAt: new Date(one.sinceMs),
      dueAt: new Date(next.dueMs),
      at: new Date(around.nowMs),
      ladderVersion: version,
    };
    told.add(next.place);
    if (whom === undefined) {
      empty.add(next.place);
      found.push(rowOf(session, { ...step, what: 'nobody' }));
    } else {
      people.push(whom);
      for (const byWay of next.step.by)
        found.push(rowOf(session, { ...step, what: 'told', byWay, practitionerId: whom }));
    }
  }
}

/** "Chair 2", also where the clinic calls its chairs "Chair 2" or "Window". */
const chairWords = (name: string | null): string =>
  name === null ? 'Without a chair' : /^\S{1,3}$/.test(name) ? `Chair ${name}` : name;

/** In the trail, and so on the live feed: the floor looks again. */
export async function writeDown(
  tx: Tx,
  services: Services,
  clinicId: string,
  session: { id: string; patientId?: string },
  kept: readonly NewStep[],
  now: Date,
): Promise<void> {
  const ctx: Context = {
    services,
    clinicId,
    by: { kind: 'system', accountId: '', clinicId, roles: [], method: 'none', steppedUp: false },
    now,
    requestId: newId(),
  };
  await audit(tx, ctx, {
    action: 'session.escalation',
    patientId: session.patientId,
    subject: { kind: 'session', id: session.id },
    details: {
      steps: kept.map(({ task, what, place, byWay, practitionerId, attempt, why }) => ({
        ...{ task, what, place, byWay, practitionerId, attempt, why },
      })),
    },
  });
  for (const { id, task, what, place, byWay, practitionerId, why } of kept)
    services.log.info({ step: id, task: task.split('@')[0], what, place, byWay, practitionerId, why }, 'escalation');
}
