/**
 * What climbs, and which steps of the ladder are owed now. Pure: the same record, ladder and moment give the same steps,
 * so a server that was away owes exactly what was not told meanwhile.
 */
import { lateReading } from '#clinical/plan/plan.ts';
import type { Ladder, LadderStep } from './escalation-ladder.ts';
import type { Agenda } from './log-agenda.ts';
import type { SessionRecord } from './log-fold.ts';
import type { Todo } from './log-todo.ts';

/** Something that a person has to take, and nobody has. */
export type Climb = {
  /** What an acknowledgement points at: a task of the agenda, or `red@` with the id of the reading. */
  readonly task: string;
  readonly kind: 'overdue' | 'red';
  /** In words, without a person. */
  readonly says: string;
  /** From when the ladder counts, in ms since 1970. */
  readonly sinceMs: number;
};

const msPerMin = 60 * 1_000;

/**
 * Who has not come is not overdue at a chair, who could leave may stay, and until a handover is read back whoever gave it
 * goes on watching.
 */
const neverClimbs: readonly Todo['what'][] = ['arrive', 'leave', 'handover'];
/** What one hand at the chair answers together. */
const kindOfWork = (task: string): string =>
  /^(reading|repeat|ratings)@/.test(task) ? 'readings' : (task.split('@')[0] ?? task);

export const redTask = (reading: string): string => `red@${reading}`;

/** When a task that is late became so. */
const overdueSince = ({ atMs }: Todo): number | undefined =>
  atMs === undefined ? undefined : atMs + lateReading.value.overdueAfterMin * msPerMin;

/**
 * What climbs at one chair now, at most one of each kind of work: the one that has waited longest.
 *
 * "I have it" is of everything of its kind that was open then. What becomes overdue later climbs anew: to have it is not
 * to have done it.
 */
export function climbsOf(record: SessionRecord, agenda: Agenda): Climb[] {
  const first = new Map<string, Climb>();
  for (const climb of untakenOf(record, agenda)) {
    const work = climb.kind === 'red' ? climb.task : kindOfWork(climb.task);
    if (!first.has(work)) first.set(work, climb);
  }
  return [...first.values()];
}

/** Everything at one chair that is red or overdue and that nobody has, the oldest first. */
export function untakenOf(record: SessionRecord, agenda: Agenda): Climb[] {
  if (record.phase === 'left' || record.phase === 'expected') return [];
  const late = agenda.todo.flatMap((todo): Climb[] => {
    const sinceMs = overdueSince(todo);
    const isLate = todo.state === 'overdue' || todo.state === 'escalate';
    if (!isLate || sinceMs === undefined || neverClimbs.includes(todo.what)) return [];
    return [{ task: todo.id, kind: 'overdue', says: overdueSays(todo), sinceMs }];
  });
  const red = redOf(record, agenda);
  const dangers = agenda.dangers.map(
    ({ id, told, sinceMs }): Climb => ({ task: redTask(id), kind: 'red', says: told, sinceMs }),
  );
  return [...(red === undefined ? [] : [red]), ...dangers, ...late.sort((a, b) => a.sinceMs - b.sinceMs)].filter(
    (climb) => takenBy(record, climb) === undefined,
  );
}

/** Who said that they have it. A red reading is had by saying so of it, not by having had an overdue one. */
export const takenBy = (
  record: Pick<SessionRecord, 'acknowledged'>,
  { task, kind, sinceMs }: Pick<Climb, 'task' | 'kind' | 'sinceMs'>,
): SessionRecord['acknowledged'][number] | undefined =>
  record.acknowledged.find(
    ({ data, atMs }) =>
      data.task === task || (kind === 'overdue' && kindOfWork(data.task) === kindOfWork(task) && atMs >= sinceMs),
  );

/** For somebody who is not at the chair: what is due, and nothing of a person. */
function overdueSays({ what, says }: Todo): string {
  if (what === 'reading') return `${says} overdue`;
  if (what === 'ratings') return `${says.replace(/:.*/, '')} overdue`;
  return what === 'repeat' ? 'repeat readings overdue' : `${what.replaceAll('-', ' ')} overdue`;
}

/** The newest set of readings is red. The one before it no longer says how the patient is. */
function redOf(record: SessionRecord, { latest }: Agenda): Climb | undefined {
  if (latest === undefined || latest.judged.state !== 'red') return undefined;
  const reading = record.readings.find(({ id }) => id === latest.id);
  if (reading === undefined) return undefined;
  // One that waited on a station without a network is told when it comes, by the clock of its coming.
  return {
    task: redTask(latest.id),
    kind: 'red',
    says: 'a reading is red',
    sinceMs: Math.max(reading.enteredMs, reading.recordedMs ?? 0),
  };
}

/** One step with its place, from 0; steps after the last of the ladder go on counting. */
export type OwedStep = { readonly place: number; readonly dueMs: number; readonly step: LadderStep };

/** The steps of a ladder with their moments, the repeats of its last one among them. */
export function stepsOf({ kind, sinceMs }: Pick<Climb, 'kind' | 'sinceMs'>, ladder: Ladder): OwedStep[] {
  const own = ladder[kind].map((step, place) => ({ place, dueMs: sinceMs + step.afterMin * msPerMin, step }));
  const last = own.at(-1);
  if (last === undefined) return [];
  const again = Array.from({ length: ladder.mostAgain }, (_, at) => ({
    place: own.length + at,
    dueMs: last.dueMs + (at + 1) * ladder.againEveryMin * msPerMin,
    step: { ...last.step, whom: 'next-person' as const },
  }));
  return [...own, ...again];
}

/**
 * What is owed now and was not told yet, in order. After a stretch in which no server ran, every step of the ladder is
 * owed at once, and of its repeats only the newest.
 *
 * @param told places that were told or found nobody
 * @param empty places that found nobody: the step after them does not wait for its minute
 */
export function owedSteps(of: {
  climb: Climb;
  ladder: Ladder;
  told: ReadonlySet<number>;
  empty: ReadonlySet<number>;
  nowMs: number;
}): OwedStep[] {
  const { climb, ladder, told, empty, nowMs } = of;
  const all = stepsOf(climb, ladder);
  const own = ladder[climb.kind].length;
  const reached = all.filter(({ place, dueMs }) => dueMs <= nowMs || (place < own && isNextOfNobody(place, empty)));
  const open = reached.filter(({ place }) => !told.has(place));
  const newest = reached.at(-1)?.place ?? 0;
  return open.filter(({ place }) => place < own || place === newest);
}

/** The step before it found nobody. */
const isNextOfNobody = (place: number, empty: ReadonlySet<number>): boolean => place > 0 && empty.has(place - 1);

/** Which step comes next, when nobody takes it; undefined after the last. */
export const nextStep = (
  climb: Climb,
  ladder: Ladder,
  told: ReadonlySet<number>,
  nowMs: number,
): OwedStep | undefined => stepsOf(climb, ladder).find(({ place, dueMs }) => dueMs > nowMs && !told.has(place));

/** Who could be told, as far as the floor knows it. Ids of people who work here. */
export type Reachable = {
  readonly watcher: string | undefined;
  /** In the order in which they came. */
  readonly prescribersOnSite: readonly string[];
  /** Who signed the order. */
  readonly signer: string | undefined;
  /** Everybody who can prescribe here, medical directors last. */
  readonly prescribers: readonly string[];
};

/**
 * Whom a step tells; nobody is undefined.
 *
 * @param before whom the steps before it told, of whatever way
 */
export function whomOf({ whom }: LadderStep, who: Reachable, before: readonly string[]): string | undefined {
  const { watcher, prescribersOnSite, signer, prescribers } = who;
  const isOnSite = signer !== undefined && prescribersOnSite.includes(signer);
  const here = isOnSite ? signer : prescribersOnSite[0];
  switch (whom) {
    case 'watcher':
      return watcher;
    case 'prescriber-on-site':
      return here;
    case 'prescriber':
      return here ?? signer ?? prescribers[0];
    case 'next-person': {
      const line = [
        ...new Set([
          ...(here === undefined ? [] : [here]),
          ...prescribersOnSite,
          ...(signer === undefined ? [] : [signer]),
          ...prescribers,
        ]),
      ];
      if (line.length === 0) return undefined;
      const fresh = line.find((id) => !before.includes(id));
      if (fresh !== undefined) return fresh;
      // Everybody was told: whoever was told longest ago is told again.
      return line.toSorted((a, b) => before.lastIndexOf(a) - before.lastIndexOf(b))[0];
    }
  }
}
