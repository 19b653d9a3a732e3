/**
 * What a session is, from the facts of its log. Nothing is stored twice and nothing is edited: the same facts, in whatever
 * order and however often they came, are the same record.
 */
import { acts, type Misfit, misfitsOf, type SessionState, stateAfter, withStates } from './log-acts.ts';
import { correct, type Settled } from './log-corrections.ts';
import type { Fact, FactOf, LoggedEvent, Unread } from './log-event.ts';
import type { DataOf, Kind } from './log-kinds.ts';
import { claimsOf, enteredAt, type Stamp, stampOf } from './log-stamp.ts';

type Stamped<Data> = Stamp & { readonly data: Data };

export type SideEffect = Stamp & {
  readonly effect: string;
  readonly note: string | undefined;
  readonly grades: readonly { readonly atMs: number; readonly grade: number }[];
  readonly endedAtMs: number | undefined;
  /** It goes on after leaving; who takes it further. */
  readonly handedOn: string | undefined;
};

export type Emergency = Stamp & {
  readonly card: string;
  readonly actions: readonly (Stamp & { readonly action: string })[];
  readonly closed: { readonly atMs: number; readonly outcome: string } | undefined;
};

export type SessionPhase = SessionState;

/** Two facts that can't both be so: shown side by side until someone settles it by a correction. */
export type Conflict = { readonly kind: 'two-starts' | 'two-leavings'; readonly ids: readonly string[] };

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
  readonly doseEnd: Stamp | undefined;
  readonly sideEffects: readonly SideEffect[];
  readonly medicines: readonly Stamped<DataOf<'medicine-given'>>[];
  readonly emergencies: readonly Emergency[];
  readonly watch: Stamp | undefined;
  readonly told: readonly Stamped<DataOf<'told'>>[];
  readonly notes: readonly Stamped<DataOf<'note'>>[];
  readonly acknowledged: readonly Stamped<DataOf<'task-acknowledged'>>[];
  readonly dischargeItems: readonly Stamped<DataOf<'discharge-item'>>[];
  readonly left: Stamped<DataOf<'left'>> | undefined;
  readonly explained: readonly Stamped<DataOf<'deviation-explained'>>[];
  readonly signatures: readonly (Stamped<DataOf<'signed'>> & { readonly kind: 'signed' | 'countersigned' })[];
  readonly conflicts: readonly Conflict[];
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

  const starts = data('dose-started');
  const leavings = data('left');
  const [doseStart] = starts;
  const doseEnd = doseStart && stampsOf('dose-stopped').find(({ atMs }) => atMs >= doseStart.atMs);
  const met = withStates(facts);
  const last = met.at(-1);
  const pump = facts.filter(({ kind }) => pumpKinds.includes(kind));
  const [arrived] = stampsOf('arrived');
  const [left] = leavings;
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
    doseEnd,
    sideEffects: data('side-effect-started').map(({ data: { effect, note, grade }, ...at }) => ({
      ...at,
      effect,
      note,
      grades: [
        ...(grade === undefined ? [] : [{ atMs: at.atMs, grade }]),
        ...(changes.get(at.id) ?? []).map((change) => ({ atMs: change.atMs, grade: change.data.grade })),
      ],
      endedAtMs: ends.get(at.id)?.[0]?.atMs,
      handedOn: handed.get(at.id)?.at(-1)?.data.note,
    })),
    medicines: data('medicine-given'),
    emergencies: data('emergency-opened').map(({ data: { card }, ...at }) => {
      const closed = closings.get(at.id)?.[0];
      return {
        ...at,
        card,
        actions: (actions.get(at.id) ?? []).map(({ data: { action }, ...when }) => ({ ...when, action })),
        closed: closed && { atMs: closed.atMs, outcome: closed.data.outcome },
      };
    }),
    watch: stampsOf('watch-taken').at(-1),
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
    conflicts: [
      ...(starts.length > 1 ? [{ kind: 'two-starts' as const, ids: starts.map(({ id }) => id) }] : []),
      ...(leavings.length > 1 ? [{ kind: 'two-leavings' as const, ids: leavings.map(({ id }) => id) }] : []),
    ],
    standing: facts,
    deviating: new Map(
      met.filter(({ fact, state }) => acts[fact.kind][state] === 'deviates').map(({ fact, state }) => [fact.id, state]),
    ),
    misfits: misfitsOf(met),
    afterSigning: afterSigning(settled.map(({ fact }) => fact)),
    unclaimed: facts.filter(({ by, id }) => by === null && !claims.has(id)).map(({ id }) => id),
    changed: settled.filter(({ corrections, state }) => corrections.length > 0 || state !== 'stands'),
    unread,
  };
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
