/** How virtual people are treated: route, dose and days as the sources have them, and the model of what a dose becomes. */
import {
  imComposite,
  type Model,
  type Dose as ModelDose,
  perezRuixo2021,
  racemateComposite,
  racemicByMouth,
  racemicUnderTongue,
} from '#clinical/kinetics/kinetics.ts';
import { nasalDevice } from '#clinical/plan/plan.ts';
import { type Basis, label, practice, sourced, trial } from '#clinical/sources.ts';

export const simulatedRoutes = ['iv', 'im', 'sc', 'intranasal-esketamine', 'oral', 'sublingual'] as const;
export type SimulatedRoute = (typeof simulatedRoutes)[number];

const twiceWeekly = (weeks: number) =>
  Array.from({ length: 2 * weeks }, (_, at) => Math.floor(at / 2) * 7 + (at % 2) * 3);

export type Plan = {
  /** mg per kg, or mg; the spray in devices. */
  readonly dose: { readonly mgPerKg: number } | { readonly mg: number } | { readonly devices: number };
  readonly overMin?: number;
  /** Days from the first dose. */
  readonly inductionDays: readonly number[];
  /** Until the course ends or the person does. */
  readonly maintenanceDays: readonly number[];
};

const plan = (what: string, value: Plan, by: Basis) => sourced(what, value, 'as the names say', by);

/** From week 9 on the label leaves the choice between weekly and every two weeks. */
const sprayAfterWeek4 = [28, 35, 42, 49, ...Array.from({ length: 17 }, (_, at) => 56 + 14 * at)];

export const plans: Readonly<Record<SimulatedRoute, ReturnType<typeof plan>>> = {
  iv: plan(
    'Ketamine into a vein: 0.5 mg/kg in 40 min, twice a week for three weeks, then none',
    { dose: { mgPerKg: 0.5 }, overMin: 40, inductionDays: twiceWeekly(3), maintenanceDays: [] },
    trial('clinical basis 1.2 [S45, S60]'),
  ),
  im: plan(
    'Ketamine into a muscle: 0.5 mg/kg, six doses in three weeks, then none',
    { dose: { mgPerKg: 0.5 }, inductionDays: twiceWeekly(3), maintenanceDays: [] },
    practice('clinical basis 1.4: dose [S110, S111]; days [K]', 'unverified'),
  ),
  sc: plan(
    'Ketamine under the skin: 0.5 mg/kg, twice a week for four weeks, then none',
    { dose: { mgPerKg: 0.5 }, inductionDays: twiceWeekly(4), maintenanceDays: [] },
    trial('clinical basis 1.4 [S54]'),
  ),
  'intranasal-esketamine': plan(
    'Esketamine spray: 56 mg first, then 56 or 84 mg twice a week for four weeks, weekly to week 8, then every two weeks',
    { dose: { devices: 2 }, inductionDays: twiceWeekly(4), maintenanceDays: sprayAfterWeek4 },
    label('clinical basis 1.3 [S12, S13, S6]'),
  ),
  oral: plan(
    'Ketamine swallowed: 1 mg/kg, twice a week for six weeks, then none',
    { dose: { mgPerKg: 1 }, inductionDays: twiceWeekly(6), maintenanceDays: [] },
    trial('clinical basis 1.6 [S51]'),
  ),
  sublingual: plan(
    'Ketamine under the tongue: 100 mg, watched, twice a week for four weeks, then none',
    { dose: { mg: 100 }, inductionDays: twiceWeekly(4), maintenanceDays: [] },
    practice('clinical basis 1.1, 1.6: dose [S138], days ours', 'unverified'),
  ),
};

/** Under the skin has no model: the one for a muscle stands in, and its curve is not shown to anybody as a level. */
export const models: Readonly<Record<SimulatedRoute, Model>> = {
  iv: racemateComposite,
  im: imComposite,
  sc: imComposite,
  'intranasal-esketamine': perezRuixo2021,
  oral: racemicByMouth,
  sublingual: racemicUnderTongue,
};

export const productOf = (route: SimulatedRoute) => (route === 'intranasal-esketamine' ? 'esketamine' : 'ketamine');

/** Amounts are whole micrograms. */
export function doseUgOf(route: SimulatedRoute, of: { weightKg: number; devices: number }): number {
  const { dose } = plans[route].value;
  if ('devices' in dose) return of.devices * nasalDevice.value.ug;
  return Math.round(1_000 * ('mg' in dose ? dose.mg : dose.mgPerKg * of.weightKg));
}

/** One session's dose as its model takes it. */
export function modelDoses(route: SimulatedRoute, of: { doseUg: number; devices: number }): ModelDose[] {
  const mg = of.doseUg / 1_000;
  switch (route) {
    case 'iv':
      return [{ route: 'iv', atMin: 0, mg, overMin: plans.iv.value.overMin }];
    case 'intranasal-esketamine':
      return Array.from({ length: of.devices }, (_, at) => ({
        route: 'intranasal' as const,
        atMin: at * nasalDevice.value.restMin,
        mg: nasalDevice.value.ug / 1_000,
        device: at + 1,
      }));
    case 'im':
    case 'sc':
      return [{ route: 'im', atMin: 0, mg }];
    case 'oral':
    case 'sublingual':
      return [{ route, atMin: 0, mg }];
  }
}
