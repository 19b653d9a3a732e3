/** Predicted concentrations: support for a display, never for a dose. */
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import { type Band, bandOf } from './band.ts';
import { type Estimate, estimate } from './estimate.ts';
import type { Model } from './model.ts';
import { chooseModel } from './models.ts';
import { type Course, predict } from './predict.ts';
import { seeded } from './random.ts';
import { checkDoses, requestBounds, SimulateRequest } from './request.ts';
import { checkPossible, checkValidity, missingOf, strainsOf } from './validity.ts';

export const typicalError = sourced(
  'Typical error of a predicted concentration, said in the legend',
  40,
  '%',
  projectDefault('pharmacokinetics 8'),
);

/** `ketamineNgPerMl` and so on, as the model has them. */
type Concentrations = Record<string, number>;
type Sample = { atMin: number } & Record<string, number | Record<string, Band>>;

export type Simulation = {
  readonly model: string;
  readonly title: string;
  readonly site: string;
  readonly source: string;
  readonly grade: string;
  readonly analytes: readonly string[];
  readonly samples: readonly Sample[];
  readonly band?: { readonly subjects: number; readonly seed: number; readonly source: string };
  readonly map?: Estimate & { readonly samples: readonly ({ atMin: number } & Concentrations)[] };
  /** Why this model does not cover this person, when it was run all the same. */
  readonly outsideValidity?: readonly string[];
  /** What is not known. */
  readonly missing: readonly string[];
  /** What belongs beside the curve, in words. */
  readonly notes: readonly string[];
};

const keysOf = (model: Model, hasEffectSite: boolean): string[] => [
  ...model.analytes.map((analyte) => `${analyte}NgPerMl`),
  ...(hasEffectSite ? ['effectSiteNgPerMl'] : []),
];

function notesOf(model: Model, request: SimulateRequest): string[] {
  const { ageYears } = request.patient;
  const studied = model.studiedAgeYears;
  const isBeyond =
    ageYears !== undefined && studied !== undefined && (ageYears < studied.from || ageYears > studied.to);
  return [
    `Sampling site: ${model.site}. ${model.siteNote ?? 'Never compare it with a curve of another site.'}`,
    request.levels === undefined || request.levels.length === 0
      ? `The typical curve for these facts, not measured in this patient. Typical error ± ${typicalError.value} %.`
      : 'Samples are the typical curve; map.samples is the curve of this patient, given the levels.',
    ...strainsOf(request),
    ...model.notes,
    ...(isBeyond ? [`Studied from ${studied.from} to ${studied.to} years; no effect of age is known.`] : []),
    ...(request.ke0PerMin === undefined
      ? []
      : ['The effect site is a model of a delay, measured for S-ketamine with half-lives from 0 to 11.8 min.']),
  ];
}

/** @throws BadInput when drawing the band would take too long */
function checkWork(model: Model, { band, sampleAtMin, doses }: SimulateRequest): void {
  if (band === undefined) return;
  if (model.variability === undefined)
    throw new BadInput('band', `band: ${model.name} publishes no spread between people, so there is no band to draw`);
  const limit = requestBounds.value.bandWork / (model.timesDiffer === true ? 10 : 1);
  if (band.subjects * (sampleAtMin.length + 2 * 2 * doses.length) > limit)
    throw new BadInput('band.subjects', 'band.subjects: too many people for so many times and doses; ask for fewer');
}

/** The model for a request that was read. @throws BadInput where it does not fit these doses or this person */
export function modelOf(request: SimulateRequest): { model: Model; outside: string[] } {
  checkDoses(request.doses);
  const model = chooseModel(request);
  checkPossible(model, request);
  return { model, outside: checkValidity(model, request) };
}

/** Answers a request of the `simulate` command. @throws BadInput that names the field */
export function simulate(input: unknown): Simulation {
  const request = readInput(SimulateRequest, input);
  const { model, outside } = modelOf(request);
  checkWork(model, request);
  const { patient: person, doses, sampleAtMin, ke0PerMin, band, levels } = request;
  const times = Float64Array.from(new Set(sampleAtMin)).sort();
  const course: Course = { model, person, doses, times, ke0PerMin };
  const keys = keysOf(model, ke0PerMin !== undefined);
  const points = new Map(Array.from(times, (time, point) => [time, point]));
  const curve = predict(course, [{}]);
  const people =
    band === undefined || model.variability === undefined
      ? undefined
      : bandOf(course, model.variability, band.subjects, seeded(band.seed));
  const concentrationsAt = (of: Float64Array, atMin: number): Concentrations =>
    Object.fromEntries(keys.map((key, output) => [key, of[output * times.length + (points.get(atMin) ?? 0)] ?? 0]));
  const bandAt = (of: readonly Band[], atMin: number): Record<string, Band> =>
    Object.fromEntries(
      keys.flatMap((key, output) => {
        const found = of[output * times.length + (points.get(atMin) ?? 0)];
        return found === undefined ? [] : [[key, found]];
      }),
    );
  const found = levels === undefined ? undefined : estimate(model, { person, doses }, levels);
  const ofPatient = found === undefined ? undefined : predict(course, [found.etas]);
  return {
    model: model.name,
    title: model.title,
    site: model.site,
    source: model.source,
    grade: model.grade,
    analytes: model.analytes,
    samples: sampleAtMin.map((atMin) => ({
      atMin,
      ...concentrationsAt(curve, atMin),
      ...(people === undefined ? {} : { band: bandAt(people, atMin) }),
    })),
    ...(band === undefined ? {} : { band: { ...band, source: model.variability?.source ?? '' } }),
    ...(found === undefined || ofPatient === undefined
      ? {}
      : {
          map: {
            ...found,
            samples: sampleAtMin.map((atMin) => ({ atMin, ...concentrationsAt(ofPatient, atMin) })),
          },
        }),
    ...(outside.length === 0 ? {} : { outsideValidity: outside }),
    missing: missingOf(model, request),
    notes: notesOf(model, request),
  };
}
