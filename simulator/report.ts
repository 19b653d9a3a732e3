/** Simulates people of every route and holds what comes out against the basis. It passes only when every line is within. */
import { type Figures, usualFigures } from './figures.ts';
import { type Judged, judge } from './report-line.ts';
import { reportLines } from './report-lines.ts';
import { type SimulatedRoute, simulatedRoutes } from './treatments.ts';
import { rulesFrom, simulatePerson } from './whole-person.ts';

export type Report = {
  readonly seed: number;
  readonly people: number;
  /** Held back by a rule of the medicine, of all. */
  readonly notTreated: number;
  readonly lines: readonly Judged[];
  readonly passes: boolean;
};

export type ReportWanted = {
  readonly seed: number;
  /** Of the spray twice as many. */
  readonly peopleOfEachRoute: number;
  /** Other figures than those of the report: that is how it is seen to fail. */
  readonly figures?: Figures;
  /** Told now and then, with the number of people so far. */
  readonly tell?: (people: number) => void;
};

/** Of the spray the basis says most, and of people of 65 years and over apart: twice as many are looked at. */
const timesAsMany = (route: SimulatedRoute): number => (route === 'intranasal-esketamine' ? 2 : 1);

/** A Monday; which one changes nothing that the report looks at. */
const from = '2026-01-05';
const tellEvery = 1_000;

export function simulationReport({ seed, peopleOfEachRoute, figures = usualFigures, tell }: ReportWanted): Report {
  const rules = rulesFrom(figures);
  const gathers = reportLines.map((spec) => ({ spec, gather: spec.gather() }));
  let [people, notTreated] = [0, 0];
  for (const route of simulatedRoutes) {
    const looking = gathers.filter(({ spec }) => spec.route === route);
    for (let place = 0; place < timesAsMany(route) * peopleOfEachRoute; place += 1) {
      const person = simulatePerson({ seed, place, route, from, withinWeeks: 1 }, rules);
      if (person.treated) for (const { gather } of looking) gather.see(person);
      else notTreated += 1;
      people += 1;
      if (people % tellEvery === 0) tell?.(people);
    }
  }
  const lines = gathers.map(({ spec, gather }) => judge(spec, gather.result()));
  return { seed, people, notTreated, lines, passes: lines.every(({ verdict }) => verdict === 'within') };
}
