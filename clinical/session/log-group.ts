/** Who is treated together, and what became of each in a round of readings: from the logs, on whichever screen. */
import type { SessionRecord } from './log-fold.ts';

/**
 * The group somebody belongs to now: the one the session was opened in, until they joined another or went on by
 * themselves. Nobody is in two at once.
 */
export function groupOf(
  openedIn: string | null | undefined,
  { groupChanges }: Pick<SessionRecord, 'groupChanges'>,
): string | undefined {
  let now = openedIn ?? undefined;
  for (const { kind, group } of groupChanges)
    if (kind === 'group-joined') now = group;
    // Leaving a group that somebody is in no more changes nothing.
    else if (group === now) now = undefined;
  return now;
}

export type RoundMember = {
  readonly session: string;
  readonly record: Pick<SessionRecord, 'readings' | 'roundsBegun' | 'roundsSkipped'>;
  /** Whether this set of readings was red when it was judged. */
  readonly isRed: (reading: string) => boolean;
};

export type RoundOutcome =
  | { readonly how: 'read' | 'red'; readonly atMs: number }
  | { readonly how: 'skipped'; readonly atMs: number; readonly why: string };

export type Round = {
  readonly id: string;
  readonly begunAtMs: number;
  /** Who belongs to it, in the order of the members: who joins the group later is read in the next round. */
  readonly order: readonly string[];
  /** In the order of the members; who is missing here was neither read nor passed over. */
  readonly done: ReadonlyMap<string, RoundOutcome>;
};

/** The newest round of this group. Who was passed over and read after all, was read. */
export function lastRoundOf(group: string, members: readonly RoundMember[]): Round | undefined {
  const begun = new Map<string, number>();
  for (const { record } of members)
    for (const { data, atMs } of record.roundsBegun)
      if (data.group === group) begun.set(data.round, Math.min(atMs, begun.get(data.round) ?? atMs));
  const [newest] = [...begun].sort(([a, one], [b, other]) => other - one || (a < b ? 1 : -1));
  if (newest === undefined) return undefined;
  const [id, begunAtMs] = newest;
  const done = new Map<string, RoundOutcome>();
  const of = members.filter(({ record }) => record.roundsBegun.some(({ data }) => data.round === id));
  for (const member of of) {
    const outcome = outcomeOf(member, id, begunAtMs);
    if (outcome !== undefined) done.set(member.session, outcome);
  }
  return { id, begunAtMs, order: of.map(({ session }) => session), done };
}

function outcomeOf({ record, isRed }: RoundMember, round: string, begunAtMs: number): RoundOutcome | undefined {
  const reading = record.readings.find(({ atMs }) => atMs >= begunAtMs);
  if (reading !== undefined) return { how: isRed(reading.id) ? 'red' : 'read', atMs: reading.atMs };
  const skipped = record.roundsSkipped.findLast(({ data }) => data.round === round);
  return skipped && { how: 'skipped', atMs: skipped.atMs, why: skipped.data.why };
}
