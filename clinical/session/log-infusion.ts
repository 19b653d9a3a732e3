import { type Fact, happenedAt } from './log-event.ts';

/** A stretch of time in which the pump ran at one rate. */
export type Stretch = { readonly fromMs: number; readonly toMs: number; readonly pumpRateUlPerH: number };

export type Infusion = {
  readonly state: 'not-started' | 'running' | 'paused' | 'stopped' | 'run-out';
  readonly startedAtMs: number | undefined;
  /** When somebody wrote down that it was stopped. What a pump should have done by then is no end that anybody saw. */
  readonly endedAtMs: number | undefined;
  /** When the pump had given the volume it was set to, by the rates that are written down. */
  readonly ranOutAtMs: number | undefined;
  readonly stretches: readonly Stretch[];
  /** Worked out from rates and times, whole microlitres and micrograms, rounded down: never more than was given. */
  readonly givenUl: number;
  readonly givenUg: number;
  /** As read off the pump when it was stopped, where someone did. */
  readonly readOffUl: number | undefined;
  readonly concentrationUgPerMl: number | undefined;
};

const msPerH = 60 * 60 * 1_000;

/**
 * What the pump gave up to `nowMs`, from what was done at it.
 *
 * The first start counts; a second one is for the fold to show as a conflict. Volumes are worked out in microlitres times
 * milliseconds per hour, so that nothing is rounded before the end.
 */
export function infusionOf(facts: readonly Fact[], momentMs: number): Infusion {
  // A clock may speak of parts of a millisecond; amounts are worked out in whole ones.
  const nowMs = Math.floor(momentMs);
  let rate = 0;
  let since: number | undefined;
  let state: Infusion['state'] = 'not-started';
  let start: { at: number; concentration: number; limit: number | undefined; rate: number } | undefined;
  let readOffUl: number | undefined;
  let endedAtMs: number | undefined;
  const stretches: Stretch[] = [];
  const runTo = (at: number): void => {
    if (since !== undefined && at > since && rate > 0)
      stretches.push({ fromMs: since, toMs: at, pumpRateUlPerH: rate });
    since = undefined;
  };
  for (const fact of facts) {
    const at = happenedAt(fact);
    if (at > nowMs) break;
    if (fact.kind === 'dose-started' && start === undefined) {
      start = {
        at,
        concentration: fact.data.concentrationUgPerMl,
        limit: fact.data.volumeToGiveUl,
        rate: fact.data.pumpRateUlPerH,
      };
      [rate, since, state] = [start.rate, at, 'running'];
    } else if (start === undefined || state === 'stopped') {
      if (fact.kind === 'dose-stopped' && fact.data.volumeGivenUl !== undefined) readOffUl = fact.data.volumeGivenUl;
    } else if (fact.kind === 'rate-changed') {
      const isRunning = state === 'running';
      runTo(at);
      rate = fact.data.pumpRateUlPerH;
      if (isRunning) since = at;
    } else if (fact.kind === 'dose-paused') {
      runTo(at);
      state = 'paused';
    } else if (fact.kind === 'dose-resumed') {
      runTo(at);
      rate = fact.data.pumpRateUlPerH ?? rate;
      [since, state] = [at, 'running'];
    } else if (fact.kind === 'dose-stopped') {
      runTo(at);
      [state, endedAtMs] = ['stopped', at];
      readOffUl = fact.data.volumeGivenUl ?? readOffUl;
    }
  }
  if (state === 'running') runTo(nowMs);
  const { kept, ranOutAtMs } = upToVolume(stretches, start?.limit);
  if (ranOutAtMs !== undefined && (state === 'running' || state === 'paused')) state = 'run-out';
  const ulMsPerH = kept.reduce<bigint>((sum, of) => sum + BigInt(of.pumpRateUlPerH) * BigInt(of.toMs - of.fromMs), 0n);
  const concentration = BigInt(start?.concentration ?? 0);
  return {
    state,
    startedAtMs: start?.at,
    endedAtMs,
    ranOutAtMs,
    stretches: kept,
    givenUl: Number(ulMsPerH / BigInt(msPerH)),
    givenUg: Number((ulMsPerH * concentration) / BigInt(msPerH * 1_000)),
    readOffUl,
    concentrationUgPerMl: start?.concentration,
  };
}

/** When so much had been given; undefined while it was not. */
export const reachedAtMs = ({ stretches }: Infusion, ul: number): number | undefined =>
  upToVolume(stretches, ul).ranOutAtMs;

/** A pump that was set to a volume stops by itself when it has given it. */
function upToVolume(
  stretches: readonly Stretch[],
  limitUl: number | undefined,
): { kept: readonly Stretch[]; ranOutAtMs: number | undefined } {
  if (limitUl === undefined) return { kept: stretches, ranOutAtMs: undefined };
  const kept: Stretch[] = [];
  let left = limitUl * msPerH;
  for (const of of stretches) {
    const lasts = Math.floor(left / of.pumpRateUlPerH);
    if (of.toMs - of.fromMs >= lasts) {
      if (lasts > 0) kept.push({ ...of, toMs: of.fromMs + lasts });
      return { kept, ranOutAtMs: of.fromMs + lasts };
    }
    kept.push(of);
    left -= (of.toMs - of.fromMs) * of.pumpRateUlPerH;
  }
  return { kept, ranOutAtMs: undefined };
}
