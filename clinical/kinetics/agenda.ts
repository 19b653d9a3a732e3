import { arithmetic } from './numerics.ts';
import type { Entry } from './system.ts';

export type Event = { readonly entry: number; readonly kind: 'bolus' | 'start' | 'stop' };

/**
 * What happens one after the other: a step over a gap, then an event, or a sample. Everybody with the same doses has the
 * same agenda, and of equal gaps the exponential is worked out once.
 */
export type Agenda = {
  /** Minutes. */
  readonly gaps: readonly number[];
  /** For each step its gap, or -1 where no time passes. */
  readonly gapOf: Int32Array;
  /** For each step the sample that follows, or -1 for an event. */
  readonly sampleOf: Int32Array;
  readonly eventOf: readonly (Event | undefined)[];
};

type Timed = Event & { readonly atMin: number };

const eventsOf = (entries: readonly Entry[]): Timed[] =>
  entries
    .flatMap(({ atMin, overMin }, entry): Timed[] =>
      overMin > 0
        ? [
            { atMin, entry, kind: 'start' },
            { atMin: atMin + overMin, entry, kind: 'stop' },
          ]
        : [{ atMin, entry, kind: 'bolus' }],
    )
    .sort((a, b) => a.atMin - b.atMin);

/** Times ascend. A sample at the time of an event comes after it. */
export function agendaOf(entries: readonly Entry[], times: Float64Array): Agenda {
  const { gapsCompared, sameGap } = arithmetic.value;
  const events = eventsOf(entries);
  const [gaps, gapOf, sampleOf, eventOf]: [number[], number[], number[], (Event | undefined)[]] = [[], [], [], []];
  let now = 0;
  const stop = (time: number, sample: number, event?: Event): void => {
    const tolerance = sameGap * Math.max(1, time);
    const gap = time - now;
    let place = -1;
    if (gap > tolerance) {
      // Two gaps that differ by the rounding of the clock are one; what is left over is made up by the next.
      const oldest = Math.max(0, gaps.length - gapsCompared);
      for (place = gaps.length - 1; place >= oldest; place--)
        if (Math.abs((gaps[place] ?? 0) - gap) <= tolerance) break;
      if (place < oldest) place = gaps.push(gap) - 1;
      now += gaps[place] ?? 0;
    }
    gapOf.push(place);
    sampleOf.push(sample);
    eventOf.push(event);
  };
  let upcoming = 0;
  times.forEach((time, point) => {
    for (let event = events[upcoming]; event !== undefined && event.atMin <= time; event = events[++upcoming])
      stop(event.atMin, -1, event);
    stop(time, point);
  });
  return { gaps, gapOf: Int32Array.from(gapOf), sampleOf: Int32Array.from(sampleOf), eventOf };
}
