/**
 * What every model says about itself: whom it was made for, what it measures and where, how people differ, and how a
 * person and their doses become rates.
 */
import type { z } from 'zod';
import { projectDefault, sourced, trial } from '#clinical/sources.ts';
import type { Doses, Patient } from './request.ts';
import type { System } from './system.ts';

export type Route = 'iv' | 'im' | 'sc' | 'intranasal' | 'sublingual' | 'oral';
export type Product = 'racemic' | 'esketamine';
export type Analyte = 'ketamine' | 'norketamine' | 'hydroxynorketamine';
export type Dose = z.infer<typeof Doses>[number];
export type Person = z.infer<typeof Patient>;

/** How one person differs from the typical one, by the name of the parameter: 0 is typical. */
export type Effects = Readonly<Record<string, number>>;
export const typical: Effects = {};

/** Random effects: normal with this covariance, or even between two bounds. */
export type Variability = {
  readonly names: readonly string[];
  readonly omega: readonly (readonly number[])[];
  readonly even?: { readonly name: string; readonly from: number; readonly to: number };
  readonly source: string;
};

/** Residual variance of an assay value: proportional (of the square of the prediction), and added (ng/mL)². */
export type Residual = { readonly proportional: number; readonly added?: number };

export type Within = { readonly from: number; readonly to: number };

export type Model = {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** Where the samples behind it were drawn. Curves of different sites are never mixed. */
  readonly site: 'venous' | 'arterial' | 'arterial-like' | 'not stated';
  readonly siteNote?: string;
  /** A population model with external check, B published and incomplete, C special population, D project composite. */
  readonly grade: string;
  readonly analytes: readonly Analyte[];
  readonly routes: readonly Route[];
  readonly products: readonly Product[];
  readonly population: string;
  /** Outside these it is refused unless asked. */
  readonly limits: { readonly weightKg?: Within; readonly ageYears?: Within; readonly adultsOnly: boolean };
  /** Ages that were studied, where the model is used beyond them with a note. */
  readonly studiedAgeYears?: Within;
  readonly usesWeight: boolean;
  readonly usesAge: boolean;
  readonly usesAncestry: boolean;
  /** Never runs unless asked: a model of children. */
  readonly isOff?: string;
  readonly notes: readonly string[];
  readonly variability?: Variability;
  readonly residual?: Partial<Record<Analyte, Residual>>;
  /** The times of the doses differ from person to person, because absorption lasts differently long. */
  readonly timesDiffer?: boolean;
  /** One system, or several whose concentrations add up. */
  readonly build: (person: Person, doses: readonly Dose[], effects: Effects) => readonly System[];
};

export const adultFromYears = sourced(
  'Age from which a model of adults is used',
  18,
  'a',
  projectDefault('pharmacokinetics 1: the models named adult'),
);

export const referenceWeight = sourced(
  'Body weight to which the published parameters refer',
  70,
  'kg',
  trial('pharmacokinetics 2.2'),
);

export const allometry = sourced(
  'Exponents of body weight over 70 kg, unless a model says otherwise',
  { clearance: 0.75, volume: 1 },
  '1',
  trial('pharmacokinetics 2.2'),
);

/** kg. A model that uses the weight is never run without one: the request was refused before. */
export const weightOf = ({ weightKg }: Person): number => weightKg ?? referenceWeight.value;

/** Weight over 70 kg. */
export const sizeOf = (person: Person): number => weightOf(person) / referenceWeight.value;

export const scaleVolume = (size: number): number => size ** allometry.value.volume;
export const scaleClearance = (size: number): number => size ** allometry.value.clearance;

/** The parameter of one person: typical · e^η. */
export const individual = (value: number, effects: Effects, name: string): number =>
  value * Math.exp(effects[name] ?? 0);

/** ω² of a log-normal parameter from its coefficient of variation in per cent. */
export const varianceOfCv = (percent: number): number => Math.log1p((percent / 100) ** 2);

/** A covariance matrix with nothing beside the diagonal. */
export const independent = (variances: readonly number[]): number[][] =>
  variances.map((variance, at) => variances.map((_, other) => (at === other ? variance : 0)));
