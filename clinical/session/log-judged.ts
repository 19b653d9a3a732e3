/** Every set of readings of a record, judged. A record is folded anew with each fact that comes; a set is judged once. */
import type { Interpretation } from './interpret.ts';
import type { AgendaGiven } from './log-agenda.ts';
import type { Dosing } from './log-dosing.ts';
import type { SessionRecord } from './log-fold.ts';
import type { ReadingFact } from './log-kinds.ts';
import { baselineOf, type judgeIn, phaseAt, zeroOf } from './log-readings.ts';

/** All that a judgement rests on: the set itself is the key, and through `earlier` everything before it. */
type Grounds = {
  readonly earlier: Known | undefined;
  readonly sinceDoseMs: number;
  readonly phase: ReturnType<typeof phaseAt>;
  readonly compared: ReadingFact | undefined;
  readonly lines: AgendaGiven['lines'];
  readonly route: Dosing['route'];
};
type Known = Grounds & { readonly judged: Interpretation };

const known = new WeakMap<ReadingFact, Known>();

const isSame = (a: Grounds, b: Grounds): boolean =>
  a.earlier === b.earlier &&
  a.sinceDoseMs === b.sinceDoseMs &&
  a.phase === b.phase &&
  a.compared === b.compared &&
  a.lines === b.lines &&
  a.route === b.route;

export function judgedIn(
  record: SessionRecord,
  given: AgendaGiven,
  dosing: Dosing,
  nowMs: number,
  judge: ReturnType<typeof judgeIn>,
): ReadonlyMap<string, Interpretation> {
  const [baseline, zeroMs] = [baselineOf(record), zeroOf(record, dosing, nowMs)];
  const all = new Map<string, Interpretation>();
  let earlier: Known | undefined;
  for (const reading of record.readings) {
    const grounds: Grounds = {
      earlier,
      sinceDoseMs: reading.atMs - zeroMs,
      phase: phaseAt(dosing, reading.atMs),
      compared: baseline?.id === reading.id ? undefined : baseline?.data,
      lines: given.lines,
      route: dosing.route,
    };
    const before = known.get(reading.data);
    const now = before !== undefined && isSame(before, grounds) ? before : { ...grounds, judged: judge(reading) };
    known.set(reading.data, now);
    all.set(reading.id, now.judged);
    earlier = now;
  }
  return all;
}
