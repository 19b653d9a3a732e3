/** What is written down of a virtual patient before the dose, whatever the route. */
import type { SessionRoute } from '#clinical/session/session.ts';
import type { Chance } from './chance.ts';
import { type IvLog, msPerMin, wholeSecond } from './iv-log.ts';
import { ivCourse } from './iv-patient.ts';
import type { IvPerson } from './iv-person.ts';
import { type JudgedSet, judgeSet, readSet } from './iv-sets.ts';

/** Minutes, as a fraction, between two bounds. */
export const some = (by: Chance, from: number, to: number) => from + by.next() * (to - from);

/** Arrival, identity, weight, the checklist, two sets of readings. @returns when the dose starts */
export function writeBefore(
  log: IvLog,
  by: Chance,
  person: IvPerson,
  of: { readonly plannedAtMs: number; readonly checklist: readonly string[]; readonly route: SessionRoute },
) {
  const state = ivCourse(person, [])(0);
  let at = of.plannedAtMs + some(by, -5, 3) * msPerMin;
  const after = (from: number, to: number) => {
    at += some(by, from, to) * msPerMin;
    return at;
  };
  const escort = by.pick(['Partner, in the waiting room', 'Sister, comes at the end', 'Friend, in the waiting room']);
  log.write(at, 'arrived', { escort });
  log.write(after(0.5, 1.5), 'watch-taken', {});
  log.write(after(0.5, 1.5), 'identity-confirmed', { identifiers: ['name', 'birth-date'] });
  const given = { value: Math.round((person.weightKg + some(by, -0.8, 0.8)) * 10) / 10, unit: 'kg' } as const;
  log.write(after(1, 2), 'weight', { given, second: given });
  const early = readSet(by, state);
  const earlyMs = after(1, 2);
  const earlyId = log.write(earlyMs, 'reading', early);
  for (const item of of.checklist) log.write(after(0.3, 0.9), 'checklist-item', { item, state: 'met' });
  const doseMs = wholeSecond(Math.max(at + 3 * msPerMin, earlyMs + some(by, 14, 16) * msPerMin));
  const last = readSet(by, state);
  const lastMs = doseMs - some(by, 1, 2) * msPerMin;
  const lastId = log.write(lastMs, 'reading', last, { lagSec: by.whole(4, 20) });
  const asSet = (id: string, data: typeof last, ms: number): JudgedSet => ({
    id,
    ...judgeSet(data, {
      atMin: (ms - doseMs) / msPerMin,
      phase: 'before',
      route: of.route,
      baseline: undefined,
      previous: [],
    }),
  });
  return { doseMs, baseline: [asSet(earlyId, early, earlyMs), asSet(lastId, last, lastMs)] };
}
