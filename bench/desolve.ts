import { execFileSync, spawnSync } from 'node:child_process';
import type { System } from '#clinical/kinetics/kinetics.ts';

/** Whether R with deSolve is on this machine. */
export function hasDeSolve(): boolean {
  return spawnSync('Rscript', ['-e', 'library(deSolve)'], { stdio: 'ignore' }).status === 0;
}

/** In the name of every test that asks R. */
export const needsDeSolve = '(needs R with deSolve)';

export const runR = (code: string): string =>
  execFileSync('Rscript', ['-'], { input: code, encoding: 'utf8', maxBuffer: 1e8, stdio: ['pipe', 'pipe', 'ignore'] });

const vector = (values: Iterable<number>) => `c(${Array.from(values, (value) => value.toPrecision(17)).join(',')})`;

/**
 * An R function `curve()` that solves a system with lsoda, from event to event, and gives one row per time: the first
 * concentration of the model, then the second.
 */
export function deSolveFunction(system: System, times: readonly number[], tolerance: number): string {
  const { a, size, entries, outputs } = system;
  const stops = new Set([0, times.at(-1) ?? 0, ...entries.flatMap(({ atMin, overMin }) => [atMin, atMin + overMin])]);
  const ordered = [...stops].sort((p, q) => p - q);
  const states = (add: (state: number) => number) => vector(Array.from({ length: size }, (_, state) => add(state)));
  const pieces = ordered.flatMap((from, at) => {
    const bolus = states((state) =>
      entries.reduce((sum, e) => sum + (e.state === state && e.overMin === 0 && e.atMin === from ? e.mg : 0), 0),
    );
    const to = ordered[at + 1];
    const jump = `x <- x + ${bolus}`;
    if (to === undefined)
      return [jump, `if (${times.includes(from) ? 'TRUE' : 'FALSE'}) rows <- rbind(rows, c(${from}, x))`];
    const inflow = states((state) =>
      entries.reduce((sum, e) => {
        const isRunning = e.overMin > 0 && e.atMin <= from && to <= e.atMin + e.overMin;
        return sum + (e.state === state && isRunning ? e.mg / e.overMin : 0);
      }, 0),
    );
    const inside = times.filter((time) => from <= time && time < to);
    return [
      jump,
      `got <- lsoda(x, unique(c(${from}, ${vector(inside)}, ${to.toPrecision(17)})), flow, ${inflow}, rtol=${tolerance}, atol=${tolerance / 1e3})`,
      `rows <- rbind(rows, got[got[, 1] %in% ${vector(inside)}, , drop = FALSE])`,
      `x <- got[nrow(got), -1]`,
    ];
  });
  const columns = outputs.map(({ state, ngPerMlPerMg }) => `rows[, ${state + 2}] * ${ngPerMlPerMg.toPrecision(17)}`);
  return [
    `A <- matrix(${vector(a)}, nrow = ${size}, byrow = TRUE)`,
    'flow <- function(t, x, u) list(as.vector(A %*% x) + u)',
    'curve <- function() {',
    `x <- ${vector(new Array<number>(size).fill(0))}; rows <- NULL`,
    ...pieces,
    `cbind(${columns.join(', ')})`,
    '}',
  ].join('\n');
}
