/** What is ordered and nobody has given yet: as it would be if it were given from now on. Never shown as given. */
import { nasalDevice } from '#clinical/plan/plan.ts';
import { type Agenda, devicesOrdered, type SessionRecord } from '#clinical/session/session.ts';
import type { OrderOnFloor } from '#server/session/floor.shapes.ts';
import type { CurveDose } from './plasma-curve.ts';

export type PlannedFrom = {
  record: SessionRecord;
  agenda: Pick<Agenda, 'dosing'>;
  order: OrderOnFloor | null;
  today: string;
  minuteOf: (ms: number) => number;
  nowMin: number;
};

/**
 * Before the first dose the whole order, from this minute on; between devices those that are left, each after its rest.
 * Nothing where the order no longer stands, where somebody said that no more is given, and after leaving.
 */
export function plannedDoses({ record, agenda, order, today, minuteOf, nowMin }: PlannedFrom): CurveDose[] {
  if (order === null || order.state !== 'active' || order.validUntil < today || record.left !== undefined) return [];
  // In whole minutes, so that the clock alone asks for a new curve once a minute.
  const now = Math.max(0, Math.ceil(nowMin));
  const { next, startedAtMs } = agenda.dosing;
  const count = devicesOrdered(order);
  if (count !== undefined) {
    if (next === undefined) return [];
    const from = Math.max(now, next.opensAtMs === undefined ? now : minuteOf(next.opensAtMs));
    return Array.from({ length: count - next.number + 1 }, (_, at) => ({
      route: 'intranasal',
      atMin: Math.round((from + at * nasalDevice.value.restMin) * 10) / 10,
      mg: nasalDevice.value.ug / 1_000,
      device: next.number + at,
    }));
  }
  if (startedAtMs !== undefined || record.firstDose !== undefined) return [];
  const dose = { atMin: now, mg: order.doseUg / 1_000 };
  if (order.route === 'iv') return [{ ...dose, route: 'iv', overMin: order.overMin }];
  return [{ ...dose, route: order.route }];
}

/** When the last of it would be over, in minutes from the start. */
export const plannedEnd = (doses: readonly CurveDose[]): number | undefined =>
  doses.length === 0 ? undefined : Math.max(...doses.map(({ atMin, overMin = 0 }) => atMin + overMin));
