/**
 * What a session is, from the facts of its log. Nothing is stored twice and nothing is edited: the same facts, in whatever
 * order and however often they came, are the same record.
 */
import { correct, type Settled } from './log-corrections.ts';
import { type Fact, type FactOf, happenedAt, type SessionEvent, type Unread } from './log-event.ts';
import type { DataOf } from './log-kinds.ts';

/** Who, when it happened, when it was written, and whether it has been corrected since. */
export type Stamp = {
  readonly id: string;
  readonly atMs: number;
  readonly enteredMs: number;
  /** Null: a locked station took it, and nobody has claimed it yet. */
  readonly by: string | null;
  readonly station: string;
  readonly isCorrected: boolean;
};

type Stamped<Data> = Stamp & { readonly data: Data };

export type SideEffect = Stamp & {
  readonly effect: string;
  readonly note: string | undefined;
  readonly grades: readonly { readonly atMs: number; readonly grade: number }[];
  readonly endedAtMs: number | undefined;
};

export type Emergency = Stamp & {
  readonly card: string;
  readonly actions: readonly (Stamp & { readonly action: string })[];
  readonly closed: { readonly atMs: number; readonly outcome: string } | undefined;
};

export type SessionPhase = 'expected' | 'arrived' | 'dosing' | 'paused' | 'observing' | 'left';

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
  readonly notes: readonly Stamped<DataOf<'note'>>[];
  readonly acknowledged: readonly Stamped<DataOf<'task-acknowledged'>>[];
  readonly dischargeItems: readonly Stamped<DataOf<'discharge-item'>>[];
  readonly left: Stamped<DataOf<'left'>> | undefined;
  readonly explained: readonly Stamped<DataOf<'deviation-explained'>>[];
  readonly signatures: readonly (Stamped<DataOf<'signed'>> & { readonly kind: 'signed' | 'countersigned' })[];
  readonly conflicts: readonly Conflict[];
  /** What a locked station took and nobody has claimed. */
  readonly unclaimed: readonly string[];
  /** Everything that was corrected, withdrawn or moved to another session, with the words of each correction. */
  readonly changed: readonly Settled[];
  readonly unread: readonly Unread[];
};

const pumpKinds: readonly string[] = ['dose-started', 'rate-changed', 'dose-paused', 'dose-resumed', 'dose-stopped'];

/** @param session the id of the session whose record this is: facts may have been moved here from another */
export function fold(events: readonly SessionEvent[], session: string): SessionRecord {
  const { settled, unread } = correct(events, session);
  const standing = settled.filter(({ state, fact }) => state === 'stands' && fact.kind !== 'correction');
  const claims = claimsOf(standing);
  const stamp = ({ fact, corrections }: Settled): Stamp => ({
    id: fact.id,
    atMs: happenedAt(fact),
    enteredMs: Date.parse(fact.enteredAt) + fact.clockOffsetMs,
    by: fact.by ?? claims.get(fact.id) ?? null,
    station: fact.station,
    isCorrected: corrections.length > 0,
  });
  const of = <K extends Fact['kind']>(kind: K) =>
    standing.flatMap((one) => {
      const { fact } = one;
      return isKindOf(fact, kind) ? [{ ...stamp(one), fact }] : [];
    });
  const data = <K extends Fact['kind']>(kind: K): Stamped<FactOf<K>['data']>[] =>
    of(kind).map(({ fact, ...at }) => ({ ...at, data: fact.data }));

  const starts = data('dose-started');
  const leavings = data('left');
  const [doseStart] = starts;
  const doseEnd = doseStart && of('dose-stopped').find(({ atMs }) => atMs >= doseStart.atMs);
  const pump = standing.map(({ fact }) => fact).filter(({ kind }) => pumpKinds.includes(kind));
  const [arrived] = of('arrived');
  const [left] = leavings;
  return {
    session,
    phase: phaseOf({ arrived: arrived !== undefined, pump, left: left !== undefined }),
    arrived: arrived && withoutFact(arrived),
    identity: data('identity-confirmed').at(-1),
    checklist: latestOfEach(data('checklist-item'), ({ item }) => item),
    weights: data('weight'),
    readings: data('reading'),
    ratings: data('rating'),
    pump,
    doseStart,
    doseEnd: doseEnd && withoutFact(doseEnd),
    sideEffects: of('side-effect-started').map(({ fact, ...at }) => ({
      ...at,
      effect: fact.data.effect,
      note: fact.data.note,
      grades: [
        ...(fact.data.grade === undefined ? [] : [{ atMs: at.atMs, grade: fact.data.grade }]),
        ...data('side-effect-changed')
          .filter((change) => change.data.of === at.id)
          .map((change) => ({ atMs: change.atMs, grade: change.data.grade })),
      ],
      endedAtMs: data('side-effect-ended').find((end) => end.data.of === at.id)?.atMs,
    })),
    medicines: data('medicine-given'),
    emergencies: of('emergency-opened').map(({ fact, ...at }) => {
      const closed = data('emergency-closed').find((end) => end.data.of === at.id);
      return {
        ...at,
        card: fact.data.card,
        actions: data('emergency-action')
          .filter((action) => action.data.of === at.id)
          .map(({ data: { action }, ...when }) => ({ ...when, action })),
        closed: closed && { atMs: closed.atMs, outcome: closed.data.outcome },
      };
    }),
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
    unclaimed: standing.filter((one) => stamp(one).by === null).map(({ fact }) => fact.id),
    changed: settled.filter(({ corrections, state }) => corrections.length > 0 || state !== 'stands'),
    unread,
  };
}

const isKindOf = <K extends Fact['kind']>(fact: Fact, kind: K): fact is FactOf<K> => fact.kind === kind;

const withoutFact = <T extends Stamp & { fact: unknown }>({ fact: _, ...stamp }: T): Omit<T, 'fact'> => stamp;

/** Of answers to the same question the last one in time counts. */
function latestOfEach<Data>(all: readonly Stamped<Data>[], question: (data: Data) => string): Stamped<Data>[] {
  return [...new Map(all.map((one) => [question(one.data), one])).values()];
}

/** Who says that what a locked station took was theirs; the first claim counts. */
function claimsOf(standing: readonly Settled[]): Map<string, string> {
  const claims = new Map<string, string>();
  for (const { fact } of standing)
    if (fact.kind === 'claimed' && fact.by !== null)
      for (const id of fact.data.of) if (!claims.has(id)) claims.set(id, fact.by);
  return claims;
}

function phaseOf(of: { arrived: boolean; pump: readonly Fact[]; left: boolean }): SessionPhase {
  if (of.left) return 'left';
  let phase: SessionPhase = of.arrived ? 'arrived' : 'expected';
  for (const { kind } of of.pump) {
    const hasStarted = phase === 'dosing' || phase === 'paused';
    if (kind === 'dose-started' && phase !== 'observing' && !hasStarted) phase = 'dosing';
    else if (kind === 'dose-paused' && phase === 'dosing') phase = 'paused';
    else if (kind === 'dose-resumed' && phase === 'paused') phase = 'dosing';
    else if (kind === 'dose-stopped' && hasStarted) phase = 'observing';
  }
  return phase;
}
