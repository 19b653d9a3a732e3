import { expect, test } from 'vitest';
import { kamp2020, type Person, perezRuixo2021, propagate, simons2022, typical } from '#clinical/kinetics/kinetics.ts';
import { deSolveFunction, hasDeSolve, needsDeSolve, runR } from './desolve.ts';

const person: Person = { weightKg: 70, ageYears: 45, ancestry: 'not-used' };
const isThere = hasDeSolve();
const times = [2, 5, 10, 20, 30, 40, 60, 90, 120, 240, 361, 480];

test.skipIf(!isThere).each([
  ['Kamp 2020, infusion', kamp2020, [{ route: 'iv', atMin: 0, mg: 35, overMin: 40 }]],
  [
    'Perez-Ruixo 2021, two devices',
    perezRuixo2021,
    [
      { route: 'intranasal', atMin: 0, mg: 28, device: 1 },
      { route: 'intranasal', atMin: 5, mg: 28, device: 2 },
    ],
  ],
  [
    'Simons 2022, film and a bolus',
    simons2022,
    [
      { route: 'sublingual', atMin: 0, mg: 50 },
      { route: 'iv', atMin: 60, mg: 5 },
    ],
  ],
] as const)(`lsoda of deSolve gives the same to 1e-7 ${needsDeSolve}: %s`, (_name, model, doses) => {
  const [system] = model.build(person, doses, typical);
  if (system === undefined) throw new Error('no system');
  const ours = propagate([system], Float64Array.from(times));
  const code = `suppressMessages(library(deSolve))\n${deSolveFunction(system, times, 1e-12)}\nwrite.table(format(curve(), digits = 17), row.names = FALSE, col.names = FALSE, quote = FALSE)`;
  const rows = runR(code)
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  expect(rows).toHaveLength(times.length);
  const distances = rows.flatMap((row, at) =>
    row.map((value, output) => Math.abs((ours[output * times.length + at] ?? Number.NaN) / value - 1)),
  );
  expect(distances.length).toBe(times.length * model.analytes.length);
  expect(Math.max(...distances)).toBeLessThan(1e-7);
});
