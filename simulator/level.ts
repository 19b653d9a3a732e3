/** How high one dose goes in one virtual person, and how that compares with others on the same route. */
import { drawPeople, type Effects, type Person, predict } from '#clinical/kinetics/kinetics.ts';
import { weight } from './assumed.ts';
import { type Chance, chance } from './chance.ts';
import type { DrugClass } from './history.ts';
import { levelWith } from './published.ts';
import { doseUgOf, modelDoses, models, type SimulatedRoute } from './treatments.ts';

export type Level = {
  readonly model: string;
  /** How their kinetics differ from the typical ones, by the names of the model: an exponent, 0 is typical. */
  readonly kinetics: Effects;
  /** Highest level of one dose, of ketamine or esketamine in all, ng/mL. */
  readonly peakNgPerMl: number;
  /** How far that is from others on this route: standard deviations of the logarithm. */
  readonly apart: number;
  /** What their medicines make of the level. */
  readonly times: number;
};

type Body = { readonly weightKg: number; readonly ageYears: number };

/** Two hours, every five minutes: peaks come earlier, by every route. */
const times = Float64Array.from({ length: 25 }, (_, at) => 5 * at);

function peakOf(
  route: SimulatedRoute,
  body: Body,
  dose: { doseUg: number; devices: number },
  effects: Effects,
): number {
  const person: Person = { ...body, ancestry: 'not-used' };
  const curves = predict({ model: models[route], person, doses: modelDoses(route, dose), times }, [effects]);
  return curves.subarray(0, times.length).reduce((most, value) => Math.max(most, value), 0);
}

function drawKinetics(route: SimulatedRoute, by: Chance): Effects {
  const { variability } = models[route];
  const [effects] = variability === undefined ? [] : drawPeople(variability, 1, by.next);
  return effects ?? {};
}

export const drawWeight = (by: Chance): number => {
  const { mean, sd, from, to } = weight.value;
  return Math.round(Math.min(to, Math.max(from, mean + sd * by.normal())) * 10) / 10;
};

/** How many people the spread of a route is taken from, always the same ones. */
const compared = 1_000;
const spreads = new Map<SimulatedRoute, { mean: number; sd: number }>();

/** Mean and spread of the logarithm of the peak on a route, worked out once. */
function spreadOf(route: SimulatedRoute): { mean: number; sd: number } {
  const known = spreads.get(route);
  if (known !== undefined) return known;
  const logs = Array.from({ length: compared }, (_, place) => {
    const by = chance(0, 'level', route, place);
    const body = { weightKg: drawWeight(by), ageYears: by.whole(18, 80) };
    const dose = { doseUg: doseUgOf(route, { ...body, devices: 2 }), devices: 2 };
    return Math.log(peakOf(route, body, dose, drawKinetics(route, by)));
  });
  const mean = logs.reduce((sum, log) => sum + log, 0) / compared;
  const sd = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (compared - 1));
  spreads.set(route, { mean, sd });
  return { mean, sd };
}

export function drawLevel(by: Chance, route: SimulatedRoute, body: Body, classes: readonly DrugClass[]): Level {
  const kinetics = drawKinetics(route, by);
  const dose = { doseUg: doseUgOf(route, { ...body, devices: 2 }), devices: 2 };
  const changed = levelWith.value.filter((row) => row.route === route && classes.includes(row.class));
  const factor = changed.reduce((product, row) => product * row.times, 1);
  const peak = peakOf(route, body, dose, kinetics) * factor;
  const { mean, sd } = spreadOf(route);
  return {
    model: models[route].name,
    kinetics,
    peakNgPerMl: Math.round(peak * 10) / 10,
    apart: (Math.log(peak) - mean) / sd,
    times: factor,
  };
}
