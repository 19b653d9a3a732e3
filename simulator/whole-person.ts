/**
 * A virtual person from before the first dose to ten months after it: history, medicines, kinetics, sensitivity, sessions,
 * ratings, and how it ended. Pure: the same seed and place give the same person, whatever the number of people.
 *
 * Invented, for testing the program. It predicts nothing about anybody.
 */
import type { MedicineInput, PatientInput, ProblemInput } from '#clinical/chart/chart.ts';
import { yearsBetween } from '#clinical/plan/plan.ts';
import { dropoutReasons, lessBenefit, routesTaken, severityBefore } from './assumed.ts';
import { type Chance, chance } from './chance.ts';
import type { SyntheticChart } from './charts.ts';
import { addDays } from './days.ts';
import type { Figures } from './figures.ts';
import { drawHistory, drawTaken, type History, saidBefore, takesManyBenzodiazepines, takesPressor } from './history.ts';
import { drawLevel, drawWeight, type Level } from './level.ts';
import { drawMood, type Mood, type MoodRules, moodRules, type Severity } from './mood.ts';
import { inventPatient } from './patients.ts';
import { drawRatings, drawThoughts, lastDay, type Rating } from './ratings.ts';
import { type EffectRules, effectRules } from './session-effects.ts';
import { drawSessions, type SimulatedSession } from './sessions.ts';
import { drawTraits } from './traits.ts';
import { plans, type SimulatedRoute } from './treatments.ts';

export type Dropout = { readonly onDay: number; readonly reason: keyof typeof dropoutReasons.value };

export type SimulatedPerson = {
  readonly place: number;
  readonly patient: PatientInput;
  readonly problems: readonly ProblemInput[];
  readonly allergies: SyntheticChart['allergies'];
  readonly medicines: readonly MedicineInput[];
  readonly history: History;
  readonly route: SimulatedRoute;
  readonly weightKg: number;
  readonly ageYears: number;
  readonly firstDoseOn: string;
  /** Rules of the medicine that spoke before the first dose. */
  readonly said: readonly { readonly rule: string; readonly strength: string }[];
} & (
  | { readonly treated: false; readonly because: string }
  | {
      readonly treated: true;
      readonly level: Level;
      readonly sensitivity: number;
      readonly mood: Mood;
      readonly sessions: readonly SimulatedSession[];
      readonly ratings: readonly Rating[];
      readonly dropout?: Dropout;
    }
);
export type TreatedPerson = Extract<SimulatedPerson, { treated: true }>;

export type Rules = {
  readonly figures: Figures;
  readonly effects: Readonly<Record<SimulatedRoute, EffectRules>>;
  readonly mood: Readonly<Record<SimulatedRoute, MoodRules>>;
};

/** Lines worked out from the figures, once for any number of people. */
export function rulesFrom(figures: Figures): Rules {
  const each = <T>(of: (route: SimulatedRoute) => T): Record<SimulatedRoute, T> => ({
    iv: of('iv'),
    im: of('im'),
    sc: of('sc'),
    'intranasal-esketamine': of('intranasal-esketamine'),
    oral: of('oral'),
    sublingual: of('sublingual'),
  });
  return {
    figures,
    effects: each((route) => effectRules(route, figures)),
    mood: each((route) => moodRules(route, figures)),
  };
}

export type PersonWanted = {
  readonly seed: number;
  readonly place: number;
  /** Left out: by chance. */
  readonly route?: SimulatedRoute | undefined;
  /** The day on which the first of the people may begin; a Monday, so that nobody is treated on a Sunday. */
  readonly from: string;
  /** People begin within so many weeks. */
  readonly withinWeeks: number;
};

/** How severe it is before: two totals that go together. */
function drawSeverity(by: Chance): Severity {
  const { madrs, phq9, together } = severityBefore.value;
  const first = by.normal();
  const second = together * first + Math.sqrt(1 - together ** 2) * by.normal();
  const within = ({ mean, sd, from, to }: typeof madrs | typeof phq9, value: number) =>
    Math.round(Math.min(to, Math.max(from, mean + sd * value)));
  return { madrs: within(madrs, first), phq9: within(phq9, second) };
}

function drawRoute(by: Chance): SimulatedRoute {
  const parts = routesTaken.value;
  return by.weighted([
    ['iv', parts.iv],
    ['im', parts.im],
    ['sc', parts.sc],
    ['intranasal-esketamine', parts['intranasal-esketamine']],
    ['oral', parts.oral],
    ['sublingual', parts.sublingual],
  ]);
}

const daysInMonth = 30;

/** Who stops coming, on which day, and why; nobody who is much better stops for want of benefit. */
function drawDropout(
  by: Chance,
  { in28Days, aMonth }: Figures['dropouts'],
  course: Mood['course'],
): Dropout | undefined {
  const onDay = by.isLikely(in28Days)
    ? by.whole(1, 27)
    : 28 + Math.floor((daysInMonth * Math.log1p(-by.next())) / Math.log1p(-aMonth));
  const reasons = dropoutReasons.value;
  const reason = by.weighted([
    ['not said', reasons['not said']],
    ['side effects', reasons['side effects']],
    ['blood pressure', reasons['blood pressure']],
    ['cost or travel', reasons['cost or travel']],
    ['no benefit', course === 'response' ? 0 : reasons['no benefit']],
  ] as const);
  return onDay > lastDay ? undefined : { onDay, reason };
}

/** Days on which somebody is booked until they leave, or until the treatment has done what it can. */
function bookedDays(route: SimulatedRoute, mood: Mood, dropout: Dropout | undefined): number[] {
  const { inductionDays, maintenanceDays } = plans[route].value;
  const goesOn = mood.course !== 'none' && !mood.stops;
  return [...inductionDays, ...(goesOn ? maintenanceDays : [])].filter(
    (day) => day < (dropout?.onDay ?? Number.POSITIVE_INFINITY),
  );
}

export function simulatePerson(wanted: PersonWanted, rules: Rules): SimulatedPerson {
  const { seed, place, from } = wanted;
  const of = (what: string) => chance(seed, 'whole', place, what);
  const { patient, chart } = inventPatient({ seed, today: from }, place);
  const begins = of('begins');
  // Monday or Tuesday: three days on is no weekend.
  const firstDoseOn = addDays(from, 7 * begins.whole(0, wanted.withinWeeks - 1) + begins.whole(0, 1));
  const route = wanted.route ?? drawRoute(of('route'));
  const taken = drawTaken(of('taken'), chart);
  const ageYears = yearsBetween(patient.birthOn, firstDoseOn);
  const weightKg = drawWeight(of('weight'));
  const severity = drawSeverity(of('severity'));
  const minds = drawThoughts(of('thoughts'), rules.figures.thoughts);
  const mood = drawMood(of('mood'), rules.mood[route], {
    severity,
    less: takesManyBenzodiazepines(taken) ? lessBenefit.value : 0,
  });
  const dropout = drawDropout(of('dropout'), rules.figures.dropouts, mood.course);
  const { day: inductionDays } = rules.mood[route].improvement;
  const rated = { severity, mood, minds, inductionDays, untilDay: dropout?.onDay ?? lastDay };
  const said = saidBefore(chart, taken, route);
  const stop = said.find(({ strength }) => strength === 'absolute');
  const history = drawHistory(of('history'), chart, severity.madrs);
  const base = {
    place,
    patient,
    problems: chart.problems,
    allergies: chart.allergies,
    medicines: [...chart.medicines.filter(({ status }) => status !== 'active'), ...taken.medicines],
    history,
    route,
    weightKg,
    ageYears,
    firstDoseOn,
    said,
  };
  if (stop !== undefined) return { ...base, treated: false, because: stop.rule };
  const level = drawLevel(of('level'), route, { weightKg, ageYears }, taken.classes);
  const { sensitivity, traits } = drawTraits(of('traits'), level.apart);
  return {
    ...base,
    treated: true,
    level,
    sensitivity,
    mood,
    sessions: drawSessions(
      of('sessions'),
      { route, weightKg, ageYears, traits, takesPressor: takesPressor(taken) },
      { rules: rules.effects[route], noShow: rules.figures.noShow, days: bookedDays(route, mood, dropout) },
    ),
    ratings: drawRatings(of('ratings'), { ...rated, attempt: history.suicideAttempt }, rules.figures.missing),
    ...(dropout === undefined ? {} : { dropout }),
  };
}
