/**
 * What a session is, from the facts of its log. Nothing is stored twice and nothing is edited: the same facts, in whatever
 * order and however often they came, are the same record.
 */
import { type ClosingWay, closingSays } from './emergency-closing.ts';
import { acts, type Misfit, misfitsOf, type SessionState, stateAfter, withStates } from './log-acts.ts';
import { type Conflict, conflictsIn } from './log-conflicts.ts';
import { correct, type Settled } from './log-corrections.ts';
import { type FirstDose, isDose, type MouthDose, routeOfDose } from './log-doses.ts';
import type { Fact, FactOf, LoggedEvent, Unread } from './log-event.ts';
import type { DataOf, Kind } from './log-kinds.ts';
import { claimsOf, enteredAt, type Stamp, stampOf } from './log-stamp.ts';

type Stamped<Data> = Stamp & { readonly data: Data };

export type SideEffect = Stamp & {
  readonly effect: string;
  readonly note: string | undefined;
  /** How it became known; undefined where nobody said. */
  readonly source: DataOf<'side-effect-started'>['source'];
  readonly grades: readonly { readonly atMs: number; readonly grade: number }[];
  readonly endedAtMs: number | undefined;
  /** It goes on after leaving; who takes it further. */
  readonly handedOn: string | undefined;
  readonly actions: readonly (Stamp & { readonly action: string })[];
  /** The last answer; undefined: nobody has looked at it. */
  readonly serious: Stamped<DataOf<'side-effect-serious'>> | undefined;
};

/** What was said to the next person, and said back by that person: only then has the watch changed. */
export type Handover = Stamped<DataOf<'handover-given'>> & {
  readonly readBack: Stamped<DataOf<'handover-read-back'>> | undefined;
};

/** With whom the named second person confirmed it; by anybody else it is not confirmed. */
export type MedicineGiven = Stamped<DataOf<'medicine-given'>> & {
  readonly confirmed: Stamped<DataOf<'second-confirmed'>> | undefined;
};

/** Joined a group, or went on without it; what fits no state is left out. */
export type GroupChange = Stamp & { readonly kind: 'group-joined' | 'group-left'; readonly group: string };

export type Emergency = Stamp & {
  readonly card: string;
  readonly actions: readonly (Stamp & { readonly action: string })[];
  readonly closed:
    | {
        readonly id: string;
        readonly atMs: number;
        /** In one line: how, in whose words, and what was not done. */
        readonly outcome: string;
        readonly how: ClosingWay | undefined;
      }
    | undefined;
};

export type SessionPhase = SessionState;

export type SessionRecord = {
  readonly session: string;
  readonly phase: SessionPhase;
  readonly arrived: Stamp | undefined;
  readonly identity: Stamped<DataOf<'identity-confirmed'>> | undefined;
  readonly checklist: readonly Stamped<DataOf<'checklist-item'>>[];
  readonly weights: readonly Stamped<DataOf<'weight'>>[];
  readonly readings: readonly Stamped<DataOf<'reading'>>[];
  readonly ratings: readonly Stamped<DataOf<'rating'>>[];
  /** What was done at the pump, in time: `infusionOf(pump, now)` works out what it gave. */
  readonly pump: readonly Fact[];
  readonly doseStart: Stamped<DataOf<'dose-started'>> | undefined;
  /** The first dose by whatever route: from here minutes are counted. */
  readonly firstDose: FirstDose | undefined;
  /** When somebody stopped the pump, or said that no further spray is given. */
  readonly doseEnd: Stamp | undefined;
  readonly injections: readonly Stamped<DataOf<'injection-given'>>[];
  readonly devices: readonly Stamped<DataOf<'device-given'>>[];
  readonly sprays: readonly Stamped<DataOf<'spray-given'>>[];
  readonly mouthDoses: readonly MouthDose[];
  readonly drawn: readonly Stamped<DataOf<'drug-drawn'>>[];
  readonly remsAnswers: readonly Stamped<DataOf<'rems-answer'>>[];
  readonly handovers: readonly Handover[];
  readonly sideEffects: readonly SideEffect[];
  readonly medicines: readonly MedicineGiven[];
  readonly emergencies: readonly Emergency[];
  readonly watch: Stamp | undefined;
  /** In order of time: `groupOf` says to which group somebody belongs now. */
  readonly groupChanges: readonly GroupChange[];
  readonly roundsBegun: readonly Stamped<DataOf<'round-begun'>>[];
  readonly roundsSkipped: readonly Stamped<DataOf<'round-skipped'>>[];
  readonly told: readonly Stamped<DataOf<'told'>>[];
  readonly notes: readonly Stamped<DataOf<'note'>>[];
  readonly acknowledged: readonly Stamped<DataOf<'task-acknowledged'>>[];
  readonly dischargeItems: readonly Stamped<DataOf<'discharge-item'>>[];
  readonly left: Stamped<DataOf<'left'>> | undefined;
  readonly explained: readonly Stamped<DataOf<'deviation-explained'>>[];
  readonly signatures: readonly (Stamped<DataOf<'signed'>> & { readonly kind: 'signed' | 'countersigned' })[];
  /** Open ones that the log itself shows; those that the order adds are in the agenda. */
  readonly conflicts: readonly Conflict[];
  readonly settledConflicts: readonly Stamped<DataOf<'conflict-settled'>>[];
  /** Everything that stands, in order of time, and by its id what happened in a state in which it deviates. */
  readonly standing: readonly Fact[];
  readonly deviating: ReadonlyMap<string, SessionState>;
  /** Facts that fit no state the session was in: kept, shown, without effect. */
  readonly misfits: readonly Misfit[];
  /** Facts that were written after the newest signature: it doesn't cover them. */
  readonly afterSigning: readonly string[];
  /** What a locked station took and nobody has claimed. */
  readonly unclaimed: readonly string[];
  /** Everything that was corrected, withdrawn or moved to another session, with the words of each correction. */
  readonly changed: readonly Settled[];
  readonly unread: readonly Unread[];
};

const pumpKinds: readonly string[] = ['dose-started', 'rate-changed', 'dose-paused', 'dose-resumed', 'dose-stopped'];

/** Who is named with it, and is not who gave it. Nobody named: anybody but who gave it. */
export const isSecondOf = (
  given: { readonly by: string | null; readonly data: { readonly secondPerson?: string | undefined } },
  by: string | null,
): boolean => by !== null && by !== given.by && (given.data.secondPerson ?? by) === by;

/** @param session the id of the session whose record this is: facts may have been moved here from another */
export function fold(events: readonly LoggedEvent[], session: string): SessionRecord {
  const { settled, unread } = correct(events, session);
  const standing = settled.filter(({ state, fact }) => state === 'stands' && fact.kind !== 'correction');
  const facts = standing.map(({ fact }) => fact);
  const claims = claimsOf(facts);
  const stamp = ({ fact, corrections }: Settled): Stamp => stampOf(fact, corrections.length > 0, claims);
  // Each fact is stamped once: a record is folded anew with every fact that comes.
  const byKind = groupBy(standing, ({ fact }) => fact.kind);
  const data = <K extends Kind>(kind: K): Stamped<DataOf<K>>[] => {
    const found: Stamped<DataOf<K>>[] = [];
    for (const one of byKind.get(kind) ?? [])
      if (isKindOf(one.fact, kind)) found.push({ ...stamp(one), data: one.fact.data });
    return found;
  };
  const stampsOf = (kind: Kind): Stamp[] => (byKind.get(kind) ?? []).map(stamp);
  const changes = groupBy(data('side-effect-changed'), (one) => one.data.of);
  const ends = groupBy(data('side-effect-ended'), (one) => one.data.of);
  const handed = groupBy(data('side-effect-handed-on'), (one) => one.data.of);
  const actions = groupBy(data('emergency-action'), (one) => one.data.of);
  const closings = groupBy(data('emergency-closed'), (one) => one.data.of);
  const seriousness = groupBy(data('side-effect-serious'), (one) => one.data.of);
  const effectActions = groupBy(data('side-effect-action'), (one) => one.data.of);
  const seconds = groupBy(data('second-confirmed'), (one) => one.data.of);
  const mouthEnds = groupBy(data('mouth-dose-ended'), (one) => one.data.of);
  const readBacks = groupBy(data('handover-read-back'), (one) => one.data.of);

  const [doseStart] = data('dose-started');
  const firstDose = firstDoseOf(standing, stamp);
  const doseEnd = firstDose && stampsOf('dose-stopped').find(({ atMs }) => atMs >= firstDose.atMs);
  const handovers = data('handover-given').map((given) => ({
    ...given,
    // Said back by somebody else, it hands over nothing.
    readBack: readBacks.get(given.id)?.find(({ by, atMs }) => by === given.data.to && atMs >= given.atMs),
  }));
  const met = withStates(facts);
  const last = met.at(-1);
  const pump = facts.filter(({ kind }) => pumpKinds.includes(kind));
  const misfits = misfitsOf(met);
  const misfitIds = new Set(misfits.map(({ id }) => id));
  const [arrived] = stampsOf('arrived');
  const [left] = data('left');
  return {
    session,
    phase: last === undefined ? 'expected' : stateAfter(last.state, last.fact),
    arrived,
    identity: data('identity-confirmed').at(-1),
    checklist: latestOfEach(data('checklist-item'), ({ item }) => item),
    weights: data('weight'),
    readings: data('reading'),
    ratings: data('rating'),
    pump,
    doseStart,
    firstDose,
    doseEnd,
    injections: data('injection-given'),
    devices: data('device-given'),
    sprays: data('spray-given'),
    mouthDoses: data('mouth-dose-placed').map((placed) => {
      const end = (mouthEnds.get(placed.id) ?? []).find(({ atMs }) => atMs >= placed.atMs);
      const ended = end && { ...withoutData(end), how: end.data.how };
      return { ...placed, ended, heldMs: ended && ended.atMs - placed.atMs };
    }),
    drawn: data('drug-drawn'),
    remsAnswers: latestOfEach(data('rems-answer'), ({ question }) => question),
    handovers,
    sideEffects: data('side-effect-started').map(({ data: { effect, note, grade, source }, ...at }) => ({
      ...at,
      effect,
      note,
      source,
      grades: [
        ...(grade === undefined ? [] : [{ atMs: at.atMs, grade }]),
        ...(changes.get(at.id) ?? []).map((change) => ({ atMs: change.atMs, grade: change.data.grade })),
      ],
      endedAtMs: ends.get(at.id)?.[0]?.atMs,
      handedOn: handed.get(at.id)?.at(-1)?.data.note,
      actions: (effectActions.get(at.id) ?? []).map(({ data: { action }, ...when }) => ({ ...when, action })),
      serious: seriousness.get(at.id)?.at(-1),
    })),
    medicines: data('medicine-given').map((given) => ({
      ...given,
      confirmed: seconds.get(given.id)?.find(({ by }) => isSecondOf(given, by)),
    })),
    emergencies: data('emergency-opened').map(({ data: { card }, ...at }) => {
      const closed = closings.get(at.id)?.[0];
      return {
        ...at,
        card,
        actions: (actions.get(at.id) ?? []).map(({ data: { action }, ...when }) => ({ ...when, action })),
        closed: closed && {
          id: closed.id,
          atMs: closed.atMs,
          outcome: closingSays(closed.data),
          how: 'how' in closed.data ? closed.data.how : undefined,
        },
      };
    }),
    watch: watchOf([...stampsOf('watch-taken'), ...handovers.flatMap(({ readBack }) => readBack ?? [])]),
    groupChanges: [...data('group-joined').map(joined), ...data('group-left').map(leftGroup)]
      .filter(({ id }) => !misfitIds.has(id))
      .sort(inTime),
    roundsBegun: data('round-begun'),
    roundsSkipped: data('round-skipped'),
    told: data('told'),
    notes: data('note'),
    acknowledged: data('task-acknowledged'),
    dischargeItems: latestOfEach(data('discharge-item'), ({ item }) => item),
    left,
    explained: data('deviation-explained'),
    signatures: [
      ...data('signed').map((signature) => ({ ...signature, kind: 'signed' as const })),
      ...data('countersigned').map((signature) => ({ ...signature, kind: 'countersigned' as const })),
    ],
    conflicts: conflictsIn(facts),
    settledConflicts: data('conflict-settled'),
    standing: facts,
    deviating: new Map(
      met.filter(({ fact, state }) => acts[fact.kind][state] === 'deviates').map(({ fact, state }) => [fact.id, state]),
    ),
    misfits,
    afterSigning: afterSigning(settled.map(({ fact }) => fact)),
    unclaimed: facts.filter(({ by, id }) => by === null && !claims.has(id)).map(({ id }) => id),
    changed: settled.filter(({ corrections, state }) => corrections.length > 0 || state !== 'stands'),
    unread,
  };
}

const joined = ({ data: { group }, ...at }: Stamped<DataOf<'group-joined'>>): GroupChange => ({
  ...at,
  kind: 'group-joined',
  group,
});
const leftGroup = ({ data: { group }, ...at }: Stamped<DataOf<'group-left'>>): GroupChange => ({
  ...at,
  kind: 'group-left',
  group,
});
const inTime = (a: Stamp, b: Stamp): number => a.atMs - b.atMs || (a.id < b.id ? -1 : 1);

/** Whoever took the watch last, or said a handover back last. */
const watchOf = (stamps: readonly Stamp[]): Stamp | undefined => {
  const last = [...stamps].sort(inTime).at(-1);
  return last && withoutData(last);
};

function withoutData(of: Stamp & { readonly data?: unknown }): Stamp {
  const { data: _data, ...stamp } = of;
  return stamp;
}

function firstDoseOf(standing: readonly Settled[], stamp: (one: Settled) => Stamp): FirstDose | undefined {
  for (const one of standing)
    if (isDose(one.fact)) return { ...stamp(one), kind: one.fact.kind, route: routeOfDose(one.fact) };
  return undefined;
}

/** What a signature can't have covered: everything but signatures that was written after it. */
function afterSigning(facts: readonly Fact[]): string[] {
  const isSignature = ({ kind }: Fact) => kind === 'signed' || kind === 'countersigned';
  const signed = facts.filter(isSignature).map(enteredAt);
  if (signed.length === 0) return [];
  const last = Math.max(...signed);
  return facts.filter((fact) => !isSignature(fact) && enteredAt(fact) > last).map(({ id }) => id);
}

const isKindOf = <K extends Fact['kind']>(fact: Fact, kind: K): fact is FactOf<K> => fact.kind === kind;

function groupBy<T, K>(all: readonly T[], key: (one: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return groups;
}

/** Of answers to the same question the last one in time counts. */
function latestOfEach<Data>(all: readonly Stamped<Data>[], question: (data: Data) => string): Stamped<Data>[] {
  return [...new Map(all.map((one) => [question(one.data), one])).values()];
}
