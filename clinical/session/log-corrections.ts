import { type Fact, type FactOf, inTime, type LoggedEvent, readFact, type Unread } from './log-event.ts';

/** What became of a fact: as it now stands, and everything that was said about it since. */
export type Settled = {
  /** As it stands after all corrections. */
  readonly fact: Fact;
  /** As it was first written. */
  readonly original: Fact;
  /** In order of time; each says why. */
  readonly corrections: readonly FactOf<'correction'>[];
  readonly state: 'stands' | 'retracted' | 'moved-away';
  /** Withdrawn because this other one is right. */
  readonly inFavourOf?: string | undefined;
};

export type Corrected = { readonly settled: readonly Settled[]; readonly unread: readonly Unread[] };

const noCorrections: readonly FactOf<'correction'>[] = [];

/**
 * Applies every correction to what it points at. A correction can be corrected; the last word in time counts. One that
 * points at itself through others, or at nothing here, changes nothing.
 *
 * The result doesn't depend on the order or the repetition of `events`.
 */
export function correct(events: readonly LoggedEvent[], session: string): Corrected {
  const unread: Unread[] = [];
  const facts = new Map<string, Fact>();
  for (const event of events) {
    // A station holds its own copy until the server's comes back: the one that says when it was kept tells more.
    if (facts.has(event.id) && (event.recordedMs === undefined || facts.get(event.id)?.recordedMs !== undefined))
      continue;
    const read = readFact(event);
    if ('fact' in read) facts.set(event.id, read.fact);
    else if (!unread.some(({ id }) => id === event.id)) unread.push(read.unread);
  }
  const ordered = [...facts.values()].sort(inTime);
  const pointingAt = new Map<string, FactOf<'correction'>[]>();
  for (const fact of ordered)
    if (fact.kind === 'correction') pointingAt.set(fact.data.of, [...(pointingAt.get(fact.data.of) ?? []), fact]);

  const settle = (original: Fact, above: readonly string[]): Settled => {
    const corrections = pointingAt.get(original.id) ?? noCorrections;
    let fact = original;
    let inFavourOf: string | undefined;
    let state: Settled['state'] = original.session === session ? 'stands' : 'moved-away';
    if (corrections.length === 0) return { fact, original, corrections, state };
    for (const said of corrections) {
      if (above.includes(said.id)) continue;
      const now = settle(said, [...above, said.id]);
      // A correction that was itself withdrawn, or moved to another session, says nothing here any more.
      if (now.state === 'retracted' || now.fact.kind !== 'correction') continue;
      const { change } = now.fact.data;
      if ('retracted' in change) [state, inFavourOf] = ['retracted', change.inFavourOf];
      else if ('movesTo' in change) state = change.movesTo === session ? 'stands' : 'moved-away';
      else if ('measuredAt' in change) fact = { ...fact, measuredAt: change.measuredAt };
      else {
        const read = readFact({ ...fact, data: { ...change.data } });
        if ('fact' in read) fact = read.fact;
      }
    }
    return { fact, original, corrections, state, ...(inFavourOf === undefined ? {} : { inFavourOf }) };
  };
  const settled = nobodyWins(ordered.map((fact) => settle(fact, [fact.id])));
  // Only a correction moves a fact in time.
  if (pointingAt.size > 0) settled.sort((a, b) => inTime(a.fact, b.fact));
  return { settled, unread: unread.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/**
 * Two people who settle the same conflict at the same moment, each for the other side, would leave nothing: where each was
 * withdrawn in favour of the other, all of them stand again, and the conflict is shown again.
 */
function nobodyWins(all: Settled[]): Settled[] {
  const favours = new Map<string, string>();
  for (const { original, state, inFavourOf } of all)
    if (state === 'retracted' && inFavourOf !== undefined) favours.set(original.id, inFavourOf);
  if (favours.size < 2) return all;
  const isInCircle = (id: string): boolean => {
    const seen = new Set<string>();
    for (let next = favours.get(id); next !== undefined && !seen.has(next); next = favours.get(next)) {
      if (next === id) return true;
      seen.add(next);
    }
    return false;
  };
  return all.map((one) => (isInCircle(one.original.id) ? { ...one, state: 'stands' } : one));
}
