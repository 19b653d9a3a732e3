/**
 * The one way a curve is worked out: from event to event, and within them from sample to sample, by the exponential of the
 * model's rates (pharmacokinetics 9). Bolus, infusion, pause, depot, delay, metabolite and effect site take the same path,
 * for one person or for a thousand.
 *
 * A sample at the time of a bolus is taken after it.
 */
import { exponential, type Lanes, lanesOf } from './exponential.ts';
import { arithmetic } from './numerics.ts';
import { type Pattern, patternOf } from './pattern.ts';
import type { Entry, System } from './system.ts';

type Event = { readonly atMin: number; readonly entry: number; readonly kind: 'bolus' | 'start' | 'stop' };

function eventsOf(entries: readonly Entry[]): Event[] {
  const events = entries.flatMap(({ atMin, overMin }, entry): Event[] =>
    overMin > 0
      ? [
          { atMin, entry, kind: 'start' },
          { atMin: atMin + overMin, entry, kind: 'stop' },
        ]
      : [{ atMin, entry, kind: 'bolus' }],
  );
  return events.sort((a, b) => a.atMin - b.atMin);
}

const isSameCourse = (one: System, other: System) =>
  one.entries.length === other.entries.length &&
  one.entries.every(({ state, atMin, overMin }, at) => {
    const entry = other.entries[at];
    return entry?.state === state && entry.atMin === atMin && entry.overMin === overMin;
  });

/** Exponentials of the gaps met so far. Two gaps that differ by the rounding of the clock are one. */
function keeper(lanes: Lanes) {
  const gaps: number[] = [];
  const kept: Float64Array[] = [];
  let oldest = 0;
  return (gapMin: number, tolerance: number): { gapMin: number; of: Float64Array } => {
    for (let at = 0; at < gaps.length; at++) {
      const gap = gaps[at];
      const of = kept[at];
      if (gap !== undefined && of !== undefined && Math.abs(gap - gapMin) <= tolerance) return { gapMin: gap, of };
    }
    const at = gaps.length < arithmetic.value.kept ? gaps.length : oldest++ % arithmetic.value.kept;
    const of = kept[at] ?? new Float64Array(lanes.shifted.length);
    exponential(lanes, gapMin, of);
    gaps[at] = gapMin;
    kept[at] = of;
    return { gapMin, of };
  };
}

/** x after one gap: exp · x, and what the sources brought meanwhile. */
function advance(
  { pattern, count }: Lanes,
  exp: Float64Array,
  x: Float64Array,
  next: Float64Array,
  inflow: Float64Array | undefined,
): void {
  next.fill(0);
  const { rows, columns, fromSources } = pattern;
  if (count === 1) {
    for (let at = 0; at < fromSources; at++) {
      const row = rows[at] ?? 0;
      next[row] = (next[row] ?? 0) + (exp[at] ?? 0) * (x[columns[at] ?? 0] ?? 0);
    }
  } else {
    for (let at = 0; at < fromSources; at++) {
      const [row, column, entry] = [(rows[at] ?? 0) * count, (columns[at] ?? 0) * count, at * count];
      for (let lane = 0; lane < count; lane++)
        next[row + lane] = (next[row + lane] ?? 0) + (exp[entry + lane] ?? 0) * (x[column + lane] ?? 0);
    }
  }
  if (inflow === undefined) return;
  const states = pattern.states.length;
  for (let at = fromSources; at < rows.length; at++) {
    const [row, source] = [rows[at] ?? 0, (columns[at] ?? 0) - states];
    if (row >= states) continue;
    for (let lane = 0; lane < count; lane++) {
      const place = row * count + lane;
      next[place] = (next[place] ?? 0) + (exp[at * count + lane] ?? 0) * (inflow[source * count + lane] ?? 0);
    }
  }
}

/** Runs lanes that share their course and writes their concentrations; `first` is the place of the first of them. */
function run(
  systems: readonly System[],
  pattern: Pattern,
  events: readonly Event[],
  times: Float64Array,
  into: { values: Float64Array; first: number; all: number },
): void {
  const lanes = lanesOf(systems, pattern);
  const { count } = lanes;
  const expOver = keeper(lanes);
  const [model] = systems;
  const outputs = (model?.outputs ?? []).map(({ state }, at) => ({
    state: pattern.states.indexOf(state),
    factors: Float64Array.from(systems, (of) => of.outputs[at]?.ngPerMlPerMg ?? 0),
  }));
  let x = new Float64Array(pattern.states.length * count);
  let spare = new Float64Array(x.length);
  const inflow = new Float64Array(pattern.sources.length * count);
  const running = new Set<number>();
  let now = 0;

  const goTo = (time: number): void => {
    const tolerance = arithmetic.value.sameGap * Math.max(1, Math.abs(time));
    if (time - now <= tolerance) return;
    const { gapMin, of } = expOver(time - now, tolerance);
    advance(lanes, of, x, spare, running.size > 0 ? inflow : undefined);
    [x, spare] = [spare, x];
    now += gapMin;
  };

  const happen = ({ entry, kind }: Event): void => {
    if (kind === 'bolus') {
      const at = pattern.states.indexOf(model?.entries[entry]?.state ?? 0) * count;
      systems.forEach(({ entries }, lane) => {
        x[at + lane] = (x[at + lane] ?? 0) + (entries[entry]?.mg ?? 0);
      });
      return;
    }
    if (kind === 'start') running.add(entry);
    else running.delete(entry);
    // Added up anew: what has stopped leaves no rounding behind.
    inflow.fill(0);
    for (const still of running)
      systems.forEach(({ entries }, lane) => {
        const { state, mg, overMin } = entries[still] ?? { state: 0, mg: 0, overMin: 1 };
        const place = pattern.sources.indexOf(state) * count + lane;
        inflow[place] = (inflow[place] ?? 0) + mg / overMin;
      });
  };

  let upcoming = 0;
  times.forEach((time, point) => {
    for (let event = events[upcoming]; event !== undefined && event.atMin <= time; event = events[++upcoming]) {
      goTo(event.atMin);
      happen(event);
    }
    goTo(time);
    outputs.forEach(({ state, factors }, output) => {
      if (state < 0) return;
      const place = (output * times.length + point) * into.all + into.first;
      for (let lane = 0; lane < count; lane++)
        into.values[place + lane] = (x[state * count + lane] ?? 0) * (factors[lane] ?? 0);
    });
  });
}

/**
 * Concentrations in ng/mL at ascending times in minutes from 0: output by output, time by time, system by system.
 * The systems are one model with different numbers.
 */
export function propagate(systems: readonly System[], times: Float64Array): Float64Array {
  const [first] = systems;
  const values = new Float64Array((first?.outputs.length ?? 0) * times.length * systems.length);
  if (first === undefined || first.entries.length === 0) return values;
  const pattern = patternOf(systems);
  const isOneCourse = systems.every((system) => system === first || isSameCourse(first, system));
  const atOnce = isOneCourse ? arithmetic.value.lanesAtOnce : 1;
  const shared = eventsOf(first.entries);
  for (let from = 0; from < systems.length; from += atOnce) {
    const some = systems.slice(from, from + atOnce);
    const events = isOneCourse ? shared : eventsOf(some[0]?.entries ?? []);
    run(some, pattern, events, times, { values, first: from, all: systems.length });
  }
  return values;
}
