import { describe, expect, test } from 'vitest';
import {
  agenda,
  fold,
  readinessFor,
  remsAskedOf,
  type SessionOrder,
  sessionRouteOf,
} from '#clinical/session/session.ts';
import { type RouteSession, routeSession } from './route-session.ts';

const [nurse, prescriber] = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'];
const plannedAtMs = Date.UTC(2026, 10, 25, 10);
const common = { id: '01900000-0000-7000-8000-0000000000c1', validUntil: '2026-12-31', state: 'active' } as const;
const orders: readonly RouteSession['order'][] = [
  { ...common, drug: 'ketamine', route: 'im', doseUg: 35_000, concentrationUgPerMl: 50_000, volumeUl: 700 },
  { ...common, drug: 'ketamine', route: 'sc', doseUg: 35_000, concentrationUgPerMl: 50_000, volumeUl: 700 },
  {
    ...common,
    drug: 'esketamine',
    route: 'intranasal',
    doseUg: 84_000,
    devices: 3,
    indication: 'trd',
    phase: 'weekly',
  },
  { ...common, drug: 'ketamine', route: 'oral', doseUg: 70_000, form: 'solution' },
  {
    ...common,
    drug: 'ketamine',
    route: 'sublingual',
    doseUg: 100_000,
    form: 'lozenge',
    holdMin: 10,
    afterwards: 'spit',
  },
];
const told = (order: RouteSession['order'], seed: number): RouteSession => ({
  ...{ seed, order, plannedAtMs, station: '01900000-0000-7000-8000-0000000000f1' },
  session: `01900000-0000-7000-8000-${seed.toString(16).padStart(12, '0')}`,
  patient: { ageYears: 25 + (seed % 40), weightKg: 70 },
  staff: { nurse, prescriber: { id: prescriber, name: 'Dr Okafor' } },
  checklist: readinessFor(sessionRouteOf(order)).map(({ item }) => item),
});

describe.each(orders.map((order) => ({ route: sessionRouteOf(order), order })))(
  'a virtual session: $route',
  ({ order }) => {
    const many = Array.from({ length: 40 }, (_, at) => told(order, 500 + at));
    test('every fact is read, fits, and nothing about the dose deviates; everybody leaves', () => {
      for (const of of many) {
        const events = routeSession(of);
        const record = fold(events, of.session);
        expect([record.unread, record.misfits, record.conflicts, record.phase]).toEqual([[], [], [], 'left']);
        const given = {
          order: order as SessionOrder,
          today: '2026-11-25',
          prescribers: [{ id: prescriber, fromMs: null, untilMs: null }],
        };
        const { deviations, dosing } = agenda(record, given, record.left?.atMs ?? 0);
        expect(dosing.givenUg).toBe(order.doseUg);
        if (order.route === 'intranasal' && order.drug === 'esketamine')
          expect(remsAskedOf(record).filter(({ answered }) => answered === undefined)).toEqual([]);
        // A red set before the dose stops a real one; the virtual nurse goes on, and the record says so.
        const rules = deviations.map(({ rule }) => rule).filter((rule) => rule !== 'start-without-baseline');
        expect(rules).toEqual([]);
      }
    });
    test('told again it is the same', () => {
      const [of = told(order, 1)] = many;
      expect(routeSession(of)).toEqual(routeSession(of));
    });
  },
);

test('a compounded spray that nobody can order is written down, watched for its two hours, and explained by the prescriber', () => {
  const order = {
    drug: 'ketamine',
    route: 'intranasal',
    doseUg: 50_000,
    concentrationUgPerMl: 100_000,
    volumeUl: 500,
  } as const;
  for (let seed = 700; seed < 740; seed += 1) {
    const of = told(order, seed);
    const record = fold(routeSession(of), of.session);
    expect([record.unread, record.misfits, record.conflicts, record.phase]).toEqual([[], [], [], 'left']);
    const { deviations, dosing } = agenda(
      record,
      { order: undefined, today: '2026-11-25', prescribers: [] },
      record.left?.atMs ?? 0,
    );
    expect(dosing).toMatchObject({ route: 'intranasal-racemic', givenUg: 50_000 });
    expect(deviations.map(({ rule, isExplained }) => [rule, isExplained])).toContainEqual([
      'start-without-order',
      true,
    ]);
  }
});
