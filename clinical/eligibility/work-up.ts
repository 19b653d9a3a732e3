/**
 * The work-up before treatment (basis 2.6): what is asked for by route, and how long it stays good.
 *
 * Required (●), if indicated (○), or only at cardiac risk. Esketamine by another route than the nose, and racemic ketamine
 * in the nose, have no column of their own: they take the stricter of the two that are nearest.
 */
import { label, practice, projectDefault, sourced, table } from '#clinical/sources.ts';
import type { Validity } from './days.ts';
import type { WorkUp } from './facts.ts';
import { isNasalSpray, isParenteral, type Treatment } from './treatments.ts';

/** Strictest first. */
export const asks = ['required', 'at-risk-or-older', 'at-risk', 'if-indicated'] as const;
export type Ask = (typeof asks)[number];
export type Column = 'nasalSpray' | 'parenteral' | 'byMouth';

export type WorkUpRow = Readonly<Record<Column, Ask>> & {
  readonly rule: string;
  readonly fact: keyof WorkUp;
  readonly what: string;
  /** Undefined: once it is done, it stays done. Liver, bladder and pregnancy tests change with the course. */
  readonly validity?: Validity;
};

const everyone = { nasalSpray: 'required', parenteral: 'required', byMouth: 'required' } as const;
const notForSpray = { ...everyone, nasalSpray: 'if-indicated' } as const;
const onlyParenteral = { ...notForSpray, byMouth: 'if-indicated' } as const;

export const workUpRows = table<WorkUpRow>(
  'What is asked for before treatment, by route, and how long it stays good',
  'd; mo',
  projectDefault('clinical basis 2.6'),
  [
    {
      rule: 'work-up-psychiatric',
      fact: 'psychiatricAssessmentOn',
      ...everyone,
      validity: { months: 3 },
      what: 'the psychiatric assessment (diagnosis, substance and psychosis history, past antidepressant trials, baseline severity)',
      ...projectDefault('clinical basis 2.6 [S96]'),
    },
    {
      rule: 'work-up-medical',
      fact: 'medicalAssessmentOn',
      ...everyone,
      validity: { months: 3 },
      what: 'the medical history, physical examination, medicines and allergies',
      ...projectDefault('clinical basis 2.6 [S96,S91]'),
    },
    {
      rule: 'work-up-consent',
      fact: 'consentOn',
      ...everyone,
      validity: { months: 12 },
      what: 'the written consent, with the off-label status named',
      ...projectDefault('clinical basis 2.6 [S96,S90]'),
    },
    {
      rule: 'work-up-pregnancy-test',
      fact: 'pregnancyTestOn',
      ...everyone,
      what: 'the pregnancy test',
      ...practice('clinical basis 2.6', 'unverified'),
    },
    {
      rule: 'work-up-drug-screen',
      fact: 'urineDrugScreenOn',
      ...notForSpray,
      what: 'the urine drug screen',
      ...practice('clinical basis 2.6', 'unverified'),
    },
    {
      rule: 'work-up-blood',
      fact: 'bloodCountAndChemistryOn',
      ...notForSpray,
      validity: { months: 6 },
      what: 'blood count, electrolytes, creatinine and eGFR',
      ...projectDefault('clinical basis 2.6 [S54c,S91]'),
    },
    {
      rule: 'work-up-liver-tests',
      fact: 'liverTestsOn',
      ...notForSpray,
      what: 'the liver tests (ALT, AST, ALP, GGT, bilirubin)',
      ...label('clinical basis 2.6, 7.2 [S27]'),
    },
    {
      rule: 'work-up-thyroid',
      fact: 'thyroidOn',
      ...onlyParenteral,
      validity: { months: 12 },
      what: 'TSH',
      ...projectDefault('clinical basis 2.6 [S54c]'),
    },
    {
      rule: 'work-up-ecg',
      fact: 'ecgOn',
      nasalSpray: 'at-risk-or-older',
      parenteral: 'required',
      byMouth: 'at-risk',
      validity: { months: 12 },
      what: 'the ECG',
      ...projectDefault('clinical basis 2.6 [S54c,S91]'),
    },
    {
      rule: 'work-up-urine-and-bladder',
      fact: 'urinalysisAndBladderScoreOn',
      ...everyone,
      what: 'urinalysis and a bladder symptom score',
    },
    {
      rule: 'work-up-sleep-apnoea',
      fact: 'sleepApnoeaScreenOn',
      ...onlyParenteral,
      what: 'the sleep-apnoea screen (STOP-BANG)',
      ...practice('clinical basis 2.6 [S91]'),
    },
    {
      rule: 'work-up-scales',
      fact: 'scalesOn',
      ...everyone,
      validity: { days: 7 },
      what: 'the scales (MADRS or PHQ-9 or QIDS, GAD-7, C-SSRS, AUDIT-C, DAST-10, PCL-5, ASRM or YMRS, CADSS)',
    },
    {
      rule: 'work-up-prescription-monitoring',
      fact: 'prescriptionMonitoringOn',
      ...everyone,
      validity: { months: 3 },
      what: 'the prescription monitoring programme',
      ...projectDefault('clinical basis 7.3'),
    },
  ],
);

export const ecgFrom = sourced(
  'Age from which an ECG is asked for before the nasal spray',
  50,
  'a',
  projectDefault('clinical basis 2.6'),
);
export const bloodBestWithin = sourced(
  'Months after which blood tests are better repeated',
  3,
  'mo',
  projectDefault('clinical basis 2.6'),
);
export const weightValidity = sourced(
  'How long a weight stays good',
  { months: 1 },
  'mo',
  projectDefault('clinical basis 2.6'),
);

/** Pregnancy: close before the course, monthly within it. */
export const pregnancyTestValidity = {
  before: sourced('Pregnancy test before the course', { days: 7 }, 'd', projectDefault('clinical basis 2.6')),
  during: sourced('Pregnancy test during the course', { months: 1 }, 'mo', projectDefault('clinical basis 2.6')),
};

/** Liver (basis 7.2), by how often someone is treated; frequencies in sessions a week. */
export const liverTestValidity = {
  nasalSpray: sourced('Liver tests with the nasal spray', { months: 12 }, 'mo', projectDefault('clinical basis 7.2')),
  weekly: sourced(
    'Liver tests while treated weekly or more',
    { months: 3 },
    'mo',
    projectDefault('clinical basis 7.2'),
  ),
  lessThanWeekly: sourced(
    'Liver tests while treated less than weekly',
    { months: 6 },
    'mo',
    projectDefault('clinical basis 7.2'),
  ),
  oftenByMouth: sourced(
    'Liver tests while taken by mouth often',
    { months: 1 },
    'mo',
    projectDefault('clinical basis 7.2'),
  ),
  often: sourced('Sessions a week by mouth that count as often', 3, '/wk', projectDefault('clinical basis 7.2')),
  afterInduction: sourced(
    'Weeks of induction, after which liver tests are repeated',
    4,
    'wk',
    projectDefault('clinical basis 7.2'),
  ),
};

/** Bladder (basis 7.1): monthly when treatment stays frequent beyond induction. */
export const bladderTestValidity = {
  usual: sourced('Urinalysis and bladder score', { months: 3 }, 'mo', projectDefault('clinical basis 7.1')),
  frequent: sourced(
    'Urinalysis and bladder score at frequent treatment',
    { months: 1 },
    'mo',
    projectDefault('clinical basis 7.1'),
  ),
  often: sourced(
    'Sessions a week beyond induction that count as frequent',
    2,
    '/wk',
    projectDefault('clinical basis 7.1'),
  ),
  daily: sourced('Doses a week by mouth that count as daily', 7, '/wk', projectDefault('clinical basis 7.1')),
  induction: sourced('Weeks of induction', 4, 'wk', projectDefault('clinical basis 7.1, 7.2')),
};

/** The columns that apply: one, or the two nearest. */
export function workUpColumns(treatment: Treatment): readonly Column[] {
  if (isNasalSpray(treatment)) return ['nasalSpray'];
  const own = isParenteral(treatment.route) ? 'parenteral' : 'byMouth';
  return treatment.product === 'esketamine' || treatment.route === 'intranasal' ? ['nasalSpray', own] : [own];
}

export function askOf(row: WorkUpRow, treatment: Treatment): Ask {
  const columns = workUpColumns(treatment).map((column) => row[column]);
  return asks.find((ask) => columns.includes(ask)) ?? 'required';
}
