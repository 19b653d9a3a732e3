/**
 * The one way a curve is worked out: from event to event, and within them from sample to sample, by the exponential of the
 * model's rates (pharmacokinetics 9). Bolus, infusion, pause, depot, delay, metabolite and effect site take the same path.
 *
 * A sample at the time of a bolus is taken after it.
 */
import { type Agenda, agendaOf, type Event } from './agenda.ts';
import { exponential, fill, roomFor, type Shifted } from './exponential.ts';
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
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
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
    if (at >= 0) into[at] = (into[at] ?? 0) + mg / overMin;
  }
}

/** Room to work out systems of one pattern, one after the other. */
type Room = {
  readonly pattern: Pattern;
  readonly rates: Shifted;
  /** One exponential for each gap of the agenda. */
  readonly exps: Float64Array[];
  readonly inflow: Float64Array;
  /** What runs now, by the number of the entry. */
  readonly running: Set<number>;
  /** Where the outputs are measured, and their ng/mL per mg. */
  readonly measured: Int32Array;
  readonly factors: Float64Array;
  readonly one: Float64Array;
  readonly other: Float64Array;
};

function roomOf(pattern: Pattern, { outputs }: System): Room {
  return {
    pattern,
    rates: roomFor(pattern),
    exps: [],
    inflow: new Float64Array(pattern.sources.length),
    running: new Set(),
    measured: Int32Array.from(outputs, ({ state }) => pattern.states.indexOf(state)),
    factors: new Float64Array(outputs.length),
    one: new Float64Array(pattern.padded),
    other: new Float64Array(pattern.padded),
  };
}

function happen(
  { kind, entry }: Event,
  { entries }: System,
  x: Float64Array,
  { pattern, running, inflow }: Room,
): void {
  if (kind === 'bolus') {
    const { state = 0, mg = 0 } = entries[entry] ?? {};
    const at = pattern.states.indexOf(state);
    if (at >= 0) x[at] = (x[at] ?? 0) + mg;
    return;
  }
  if (kind === 'start') running.add(entry);
  else running.delete(entry);
  addUp(running, entries, pattern.sources, inflow);
}

function prepare(
  { pattern, rates, exps, running, inflow, factors, one }: Room,
  system: System,
  { gaps }: Agenda,
): void {
  const size = pattern.padded * (pattern.states.length + pattern.sources.length);
  fill(rates, system);
  for (let at = 0; at < gaps.length; at++) {
    const exp = exps[at] ?? new Float64Array(size);
    exponential(rates, gaps[at] ?? 0, exp);
    exps[at] = exp;
  }
  for (let output = 0; output < factors.length; output++) factors[output] = system.outputs[output]?.ngPerMlPerMg ?? 0;
  running.clear();
  inflow.fill(0);
  one.fill(0);
}

/** Values go output by output, point by point, to place `offset` of `stride`. */
function run(
  room: Room,
  system: System,
  { gapOf, sampleOf, eventOf }: Agenda,
  to: { values: Float64Array; stride: number; offset: number },
): void {
  const { pattern, exps, inflow, running, measured, factors } = room;
  const { values, stride, offset } = to;
  const points = values.length / stride / measured.length;
  const count = pattern.states.length;
  let x = room.one;
  let next = room.other;
  for (let step = 0; step < gapOf.length; step++) {
    const gap = gapOf[step] ?? -1;
    const exp = gap < 0 ? undefined : exps[gap];
    if (exp !== undefined) {
      advance(exp, x, next, count);
      if (running.size > 0) bringIn(exp, inflow, next, count);
      const held = x;
      x = next;
      next = held;
    }
    const point = sampleOf[step] ?? -1;
    if (point < 0) {
      const event = eventOf[step];
      if (event !== undefined) happen(event, system, x, room);
      continue;
    }
    for (let output = 0; output < measured.length; output++) {
      const state = measured[output] ?? -1;
      if (state >= 0) values[(output * points + point) * stride + offset] = (x[state] ?? 0) * (factors[output] ?? 0);
    }
  }
}

/**
 * Concentrations in ng/mL at ascending times in minutes from 0: output by output, time by time, system by system.
 * The systems are one model with different numbers.
 */
export function propagate(systems: readonly System[], times: Float64Array): Float64Array {
  const [first] = systems;
  const rows = (first?.outputs.length ?? 0) * times.length;
  const values = new Float64Array(rows * systems.length);
  if (first === undefined || first.entries.length === 0) return values;
  const shared = agendaOf(first.entries, times);
  // A few people at a time in a small room: written straight to their places, each value would touch memory of its own.
  const some = Math.min(systems.length, arithmetic.value.peopleAtOnce);
  const few = new Float64Array(rows * some);
  const room = roomOf(patternOf(systems), first);
  for (let from = 0; from < systems.length; from += some) {
    const count = Math.min(some, systems.length - from);
    for (let at = 0; at < count; at++) {
      const system = systems[from + at];
      if (system === undefined) continue;
      const agenda = isSameCourse(first, system) ? shared : agendaOf(system.entries, times);
      prepare(room, system, agenda);
      run(room, system, agenda, { values: few, stride: some, offset: at });
    }
    for (let row = 0; row < rows; row++)
      for (let at = 0; at < count; at++) values[row * systems.length + from + at] = few[row * some + at] ?? 0;
  }
  return values;
}
