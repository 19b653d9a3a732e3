/**
 * The one way a curve is worked out: from event to event, and within them from sample to sample, by the exponential of the
 * model's rates (pharmacokinetics 9). Bolus, infusion, pause, depot, delay, metabolite and effect site take the same path.
 *
 * A sample at the time of a bolus is taken after it.
 */
import { type Agenda, agendaOf, type Event } from './agenda.ts';
import { exponential, fill, roomFor } from './exponential.ts';
import { arithmetic } from './numerics.ts';
import { type Pattern, patternOf } from './pattern.ts';
import type { Entry, System } from './system.ts';

const { rowsAtOnce } = arithmetic.value;

const isSameCourse = (one: System, other: System) =>
  one.entries.length === other.entries.length &&
  one.entries.every(({ state, atMin, overMin }, at) => {
    const entry = other.entries[at];
    return entry?.state === state && entry.atMin === atMin && entry.overMin === overMin;
  });

/** next = exp · x, four rows at once: their band stands together, and each x is read once for all of them. */
function advance(exp: Float64Array, x: Float64Array, next: Float64Array, count: number): void {
  let at = 0;
  for (let row = 0; row < count; row += rowsAtOnce) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let column = 0; column < count; column++) {
      const value = x[column] ?? 0;
      first += (exp[at] ?? 0) * value;
      second += (exp[at + 1] ?? 0) * value;
      third += (exp[at + 2] ?? 0) * value;
      fourth += (exp[at + 3] ?? 0) * value;
      at += rowsAtOnce;
    }
    next[row] = first;
    next[row + 1] = second;
    next[row + 2] = third;
    next[row + 3] = fourth;
  }
}

/** What the sources bring meanwhile. */
function bringIn(exp: Float64Array, inflow: Float64Array, next: Float64Array, count: number): void {
  const padded = next.length;
  for (let source = 0; source < inflow.length; source++) {
    const from = padded * (count + source);
    for (let row = 0; row < count; row++) next[row] = (next[row] ?? 0) + (exp[from + row] ?? 0) * (inflow[source] ?? 0);
  }
}

/** Inflow of the running entries, added up anew: what has stopped leaves no rounding behind. */
function addUp(
  running: ReadonlySet<number>,
  entries: readonly Entry[],
  sources: readonly number[],
  into: Float64Array,
) {
  into.fill(0);
  for (const entry of running) {
    const { state, mg, overMin } = entries[entry] ?? { state: 0, mg: 0, overMin: 1 };
    const at = sources.indexOf(state);
    into[at] = (into[at] ?? 0) + mg / overMin;
  }
}

/** Works out systems of one pattern, one after the other, in the same room. */
function runner(pattern: Pattern, points: number, values: Float64Array, stride: number) {
  const rates = roomFor(pattern);
  const { states, sources, padded } = pattern;
  const count = states.length;
  const inflow = new Float64Array(sources.length);
  const exps: Float64Array[] = [];
  const rooms = [new Float64Array(padded), new Float64Array(padded)] as const;

  function happen({ kind, entry }: Event, system: System, x: Float64Array, running: Set<number>): void {
    if (kind === 'bolus') {
      const { state = 0, mg = 0 } = system.entries[entry] ?? {};
      const at = states.indexOf(state);
      x[at] = (x[at] ?? 0) + mg;
      return;
    }
    if (kind === 'start') running.add(entry);
    else running.delete(entry);
    addUp(running, system.entries, sources, inflow);
  }

  return (system: System, { gaps, gapOf, sampleOf, eventOf }: Agenda, offset: number): void => {
    fill(rates, system);
    gaps.forEach((gap, at) => {
      exps[at] ??= new Float64Array(padded * (count + sources.length));
      exponential(rates, gap, exps[at]);
    });
    let [x, next] = rooms;
    x.fill(0);
    inflow.fill(0);
    const running = new Set<number>();
    const measured = Int32Array.from(system.outputs, ({ state }) => states.indexOf(state));
    const factors = Float64Array.from(system.outputs, ({ ngPerMlPerMg }) => ngPerMlPerMg);
    let isRunning = false;
    for (let step = 0; step < gapOf.length; step++) {
      const exp = exps[gapOf[step] ?? -1];
      if (exp !== undefined) {
        advance(exp, x, next, count);
        if (isRunning) bringIn(exp, inflow, next, count);
        const held = x;
        x = next;
        next = held;
      }
      const point = sampleOf[step] ?? 0;
      if (point < 0) {
        const event = eventOf[step];
        if (event !== undefined) happen(event, system, x, running);
        isRunning = running.size > 0;
        continue;
      }
      for (let output = 0; output < measured.length; output++) {
        const state = measured[output] ?? -1;
        if (state >= 0) values[(output * points + point) * stride + offset] = (x[state] ?? 0) * (factors[output] ?? 0);
      }
    }
  };
}

/**
 * Concentrations in ng/mL at ascending times in minutes from 0: output by output, time by time, system by system.
 * The systems are one model with different numbers.
 */
export function propagate(systems: readonly System[], times: Float64Array): Float64Array {
  const [first] = systems;
  const values = new Float64Array((first?.outputs.length ?? 0) * times.length * systems.length);
  if (first === undefined || first.entries.length === 0) return values;
  const run = runner(patternOf(systems), times.length, values, systems.length);
  const shared = agendaOf(first.entries, times);
  systems.forEach((system, at) => {
    run(system, isSameCourse(first, system) ? shared : agendaOf(system.entries, times), at);
  });
  return values;
}
