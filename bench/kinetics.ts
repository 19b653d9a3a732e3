import {
  bandOf,
  type Course,
  type Dose,
  domino1984,
  otto2021,
  ottoVariability,
  type Person,
  perezRuixo2021,
  predict,
  seeded,
  typical,
} from '#clinical/kinetics/kinetics.ts';
import { deSolveFunction, hasDeSolve, runR } from './desolve.ts';
import { spreadOf } from './figures.ts';

type Say = (line: string) => void;
type Goal = (what: string, aim: string, measured: string, isMet: boolean) => void;

const person: Person = { weightKg: 70, ageYears: 45, ancestry: 'not-used' };
const infusion: Dose[] = [{ route: 'iv', atMin: 0, mg: 35, overMin: 40 }];
const devices: Dose[] = [
  { route: 'intranasal', atMin: 0, mg: 28, device: 1 },
  { route: 'intranasal', atMin: 5, mg: 28, device: 2 },
];
/** How much slower a tablet is than this machine, for an estimate. */
const tablet = 4;

const every = (minutes: number, points: number) => Float64Array.from({ length: points }, (_, at) => (at + 1) * minutes);

/** Median in ms, after a warm-up: a screen asks again and again. */
function median(what: () => unknown, rounds: number): number {
  for (let round = 0; round < rounds; round++) what();
  const took = Array.from({ length: rounds }, () => {
    const began = performance.now();
    what();
    return performance.now() - began;
  });
  return spreadOf(took).median;
}

/** The same curve by lsoda, median in ms; R starts once for all of them. */
function inR(courses: readonly Course[], rounds: number): number[] {
  const code = courses.map((course) => {
    const [system] = course.model.build(course.person, course.doses, typical);
    if (system === undefined) return '';
    return `${deSolveFunction(system, Array.from(course.times), 1e-6)}
invisible(curve()); cat(median(replicate(${rounds}, system.time(for (i in 1:5) curve())[['elapsed']])) * 200, '\\n')`;
  });
  return runR(`suppressMessages(library(deSolve))\n${code.join('\n')}`)
    .trim()
    .split('\n')
    .map(Number);
}

const shown = (ms: number) => `${ms.toFixed(ms < 1 ? 3 : 1)} ms`;

/** How long a curve and a band take, beside R's deSolve where it is there, and what a tablet would feel. */
export function measureKinetics(quick: boolean, say: Say, goal: Goal): void {
  say('\nKinetics: predicted concentrations, median of repeated runs in one process');
  const curves: [string, Course][] = [
    ['3 states, 480 points', { model: domino1984, person, doses: infusion, times: every(1, 480) }],
    ['9 states, 480 points', { model: perezRuixo2021, person, doses: devices, times: every(1, 480) }],
  ];
  const deSolve = hasDeSolve()
    ? inR(
        curves.map(([, course]) => course),
        quick ? 5 : 20,
      )
    : [];
  curves.forEach(([name, course], at) => {
    const ms = median(() => predict(course, [typical]), quick ? 500 : 3_000);
    const beside = deSolve[at];
    const other = beside === undefined ? 'deSolve is not here' : `deSolve (lsoda, 1e-6) ${shown(beside)}`;
    say(`  curve, ${name.padEnd(34)} ${shown(ms).padStart(10)}   tablet about ${shown(tablet * ms)}   ${other}`);
    if (at === 1) goal('a 9-state curve on 480 points', '<= 0.15 ms', shown(ms), ms <= 0.15);
  });
  for (const [points, step, aim] of [
    [96, 5, 10],
    [480, 1, 40],
  ] as const) {
    const course: Course = { model: otto2021, person, doses: infusion, times: every(step, points) };
    const ms = median(() => bandOf(course, ottoVariability, 1_000, seeded(1)), quick ? 10 : 50);
    const beside = deSolve[0];
    const other = beside === undefined ? '' : `   1,000 curves of 3 states in deSolve about ${shown(1_000 * beside)}`;
    say(
      `  band, 1,000 people, 5 states, ${String(points).padStart(3)} points ${shown(ms).padStart(17)}   tablet about ${shown(tablet * ms)}${other}`,
    );
    goal(`a 1,000-person band on ${points} points`, `<= ${aim} ms`, shown(ms), ms <= aim);
  }
}
