/** A round of readings: who is read in which order, and what became of each. In memory only: it is no record. */
import { type Store, store } from '#web/platform/store.ts';

export type Outcome =
  | { readonly how: 'read' | 'red'; readonly atMs: number }
  | { readonly how: 'skipped'; readonly why: string };
export type Round = {
  readonly order: readonly string[];
  readonly done: ReadonlyMap<string, Outcome>;
  /** Who is in front, or was read red and holds the round. */
  readonly at: string | undefined;
  readonly isHeld: boolean;
};

export const rounds: Store<ReadonlyMap<string, Round>> = store<ReadonlyMap<string, Round>>(new Map());

const change = (group: string, round: Round | undefined) => {
  const next = new Map(rounds.get());
  if (round === undefined) next.delete(group);
  else next.set(group, round);
  rounds.set(next);
};

export function beginRound(group: string, order: readonly string[]): void {
  change(group, { order, done: new Map(), at: order[0], isHeld: false });
}

export const endRound = (group: string): void => change(group, undefined);

/** The next one after this, whom nobody read or skipped yet. */
const nextAfter = ({ order, done, at }: Round): string | undefined => {
  const from = at === undefined ? 0 : order.indexOf(at) + 1;
  return [...order.slice(from), ...order.slice(0, from)].find((id) => !done.has(id));
};

/** What was read red holds the round at this one person until somebody says how it goes on. */
export function settle(group: string, session: string, outcome: Outcome): void {
  const round = rounds.get().get(group);
  if (round === undefined) return;
  const settled = { ...round, done: new Map(round.done).set(session, outcome) };
  const isHeld = outcome.how === 'red';
  change(group, { ...settled, isHeld, at: isHeld ? session : nextAfter(settled) });
}

export function goOnWith(group: string, session?: string): void {
  const round = rounds.get().get(group);
  if (round !== undefined) change(group, { ...round, isHeld: false, at: session ?? nextAfter(round) });
}
