/**
 * A round of readings as this page shows it. What became of each person is in the logs; in memory is only who is in
 * front here, and whether a red reading holds the round at them.
 */
import {
  type Agenda,
  lastRoundOf,
  type Round,
  type RoundOutcome,
  type SessionRecord,
} from '#clinical/session/session.ts';
import { type Store, store } from '#web/platform/store.ts';

/** A member of the group, as far as a round looks at them. */
type InRound = {
  readonly session: { readonly id: string };
  readonly found: { readonly record: SessionRecord; readonly agenda: Pick<Agenda, 'judgedReadings'> } | undefined;
};

export type Sweep = {
  readonly round: string;
  readonly at: string | undefined;
  readonly isHeld: boolean;
  /** Settled on this page: the log has it too, or will have it in a moment. */
  readonly done: ReadonlyMap<string, RoundOutcome>;
};
export type ShownRound = Round & {
  /** Who is in front, or was read red and holds the round; undefined: nobody is left to read. */
  readonly at: string | undefined;
  readonly isHeld: boolean;
};

export const sweeps: Store<ReadonlyMap<string, Sweep>> = store<ReadonlyMap<string, Sweep>>(new Map());

const put = (group: string, sweep: Sweep) => sweeps.set(new Map(sweeps.get()).set(group, sweep));

/** The newest round of this group, as the logs have it and as it stands on this page. */
export function roundOf(group: string, members: readonly InRound[], sweep: Sweep | undefined): ShownRound | undefined {
  const round = lastRoundOf(
    group,
    members.flatMap(({ session, found }) =>
      found === undefined
        ? []
        : {
            session: session.id,
            record: found.record,
            isRed: (reading) => found.agenda.judgedReadings.get(reading)?.state === 'red',
          },
    ),
  );
  if (round === undefined) return undefined;
  const own = sweep?.round === round.id ? sweep : undefined;
  const done = new Map([...(own?.done ?? []), ...round.done]);
  const isGone = (id: string) => members.find(({ session }) => session.id === id)?.found?.record.phase === 'left';
  const order = round.order.filter((id) => done.has(id) || !isGone(id));
  const shown = { ...round, order, done };
  if (own?.isHeld) return { ...shown, at: own.at, isHeld: true };
  const isOpen = own?.at !== undefined && order.includes(own.at) && !done.has(own.at);
  return { ...shown, at: isOpen ? own.at : nextAfter(shown, own?.at), isHeld: false };
}

/** The next one after this, whom nobody read or passed over yet. */
function nextAfter({ order, done }: Pick<Round, 'order' | 'done'>, at: string | undefined): string | undefined {
  const from = at === undefined ? 0 : order.indexOf(at) + 1;
  return [...order.slice(from), ...order.slice(0, from)].find((id) => !done.has(id));
}

/** On this page, the first one in front. */
export const beginSweep = (group: string, round: string, order: readonly string[]): void =>
  put(group, { round, at: order[0], isHeld: false, done: new Map() });

/** What was read red holds the round at this one person until somebody says how it goes on. */
export function settle(group: string, round: ShownRound, session: string, outcome: RoundOutcome): void {
  const before = sweeps.get().get(group);
  const done = new Map(before?.round === round.id ? before.done : []).set(session, outcome);
  const isHeld = outcome.how === 'red';
  const all = new Map([...round.done, ...done]);
  put(group, { round: round.id, done, isHeld, at: isHeld ? session : nextAfter({ ...round, done: all }, session) });
}

export function goOnWith(group: string, round: ShownRound): void {
  const done = sweeps.get().get(group)?.done ?? new Map();
  put(group, { round: round.id, done, isHeld: false, at: nextAfter(round, round.at) });
}
