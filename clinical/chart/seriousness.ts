/**
 * When an event is serious, and who has to hear of it by when. The software prepares; a named person sends.
 *
 * @source regulatory basis B4, B5, D1, D2
 */
import { type Finding, overrides } from '#clinical/findings.ts';
import { basisOf, guideline, practice, sourced, table } from '#clinical/sources.ts';
import type { Product } from './rates.ts';

export const seriousCriteria = [
  'death',
  'life-threatening',
  'hospitalisation',
  'disability-or-permanent-damage',
  'congenital-anomaly',
  'other-important-medical-event',
] as const;
export type SeriousCriterion = (typeof seriousCriteria)[number];

export const criteriaWords = table(
  'What makes an event serious: FDA form 3500. The wording of the REMS form (without the congenital one) was not read',
  '1',
  guideline('regulatory basis D2 [S45, S46]; B4 row 30', 'unverified'),
  [
    { id: 'death', says: 'The patient died.' },
    { id: 'life-threatening', says: 'The patient was at risk of dying at the time.' },
    { id: 'hospitalisation', says: 'Admitted to hospital, or kept there longer.' },
    { id: 'disability-or-permanent-damage', says: 'Disability or permanent damage.' },
    { id: 'congenital-anomaly', says: 'Congenital anomaly or birth defect.' },
    { id: 'other-important-medical-event', says: 'Another important medical event, by a clinician’s judgement.' },
  ],
);

export const remsFormDays = sourced(
  'REMS monitoring form, with its serious events: calendar days from the treatment day, holidays included',
  7,
  'd',
  guideline('regulatory basis B2, B5 [S21, S29]'),
);

export const remsFields = sourced(
  'What the REMS monitoring form asks of each session about side effects: never filled with "no" when unanswered',
  {
    events: ['sedation', 'dissociation', 'respiratory-depression'],
    ofEach: ['yes or no', 'onset in minutes from the start', 'resolved within 2 hours', 'else minutes to resolution'],
    serious: ['yes or no', 'which seriousness', 'description', 'onset date', 'outcome', 'relation'],
    action: 'medicine or other action given for the event',
  },
  '1',
  guideline('regulatory basis B4 rows 25 to 31 [S21, S29, S31, S106]; single fields not read', 'unverified'),
);

export const callAtOnce = sourced(
  'Death and life-threatening events: call REMS at once, beside the form',
  'good practice',
  '1',
  practice('regulatory basis B5', 'unverified'),
);

export const medWatch = sourced(
  'MedWatch, FDA form 3500: voluntary for clinicians, clinics and patients',
  'voluntary, at any time',
  '1',
  guideline('regulatory basis B5, D1 [S32]'),
);

export const medWatchTarget = sourced(
  'MedWatch: our own target, working days for serious events and days for others',
  { seriousWorkingDays: 1, otherDays: 7 },
  'd',
  practice('regulatory basis D1', 'unverified'),
);

export type Report = {
  readonly to: 'REMS' | 'MedWatch';
  readonly duty: 'required' | 'voluntary';
  readonly how: string;
  /** ISO date; absent where no day is fixed. */
  readonly dueOn?: string | undefined;
  readonly verified: boolean;
  readonly source: string;
};

export type Seriousness = {
  readonly serious: 'yes' | 'no' | 'not known';
  readonly reports: readonly Report[];
  readonly findings: readonly Finding[];
};

const dayMs = 24 * 60 * 60 * 1_000;

/** `2026-11-23` and 7 give `2026-11-30`. @throws RangeError for what is no date */
export const daysAfter = (on: string, days: number): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** One yes makes it serious; only when every one is answered no, it is not. */
export function isSerious(answers: Partial<Record<SeriousCriterion, boolean | undefined>>): Seriousness['serious'] {
  const said = seriousCriteria.map((criterion) => answers[criterion]);
  if (said.includes(true)) return 'yes';
  return said.includes(undefined) ? 'not known' : 'no';
}

function remsReports(of: {
  setting: 'outpatient' | 'inpatient';
  serious: Seriousness['serious'];
  isUrgent: boolean;
  treatedOn: string;
}): Report[] {
  const { verified, source } = remsFormDays;
  if (of.setting === 'inpatient')
    return [
      {
        to: 'REMS',
        duty: 'required',
        how: 'By telephone: every suspected adverse event. No day is fixed.',
        verified: true,
        source: 'regulatory basis B1, B5 [S24]',
      },
    ];
  const part = of.serious === 'no' ? 'No serious event goes on it.' : 'With the part for serious events.';
  const form: Report = {
    to: 'REMS',
    duty: 'required',
    how: `Monitoring form of this session, online or by fax, within ${remsFormDays.value} calendar days. ${part}`,
    dueOn: daysAfter(of.treatedOn, remsFormDays.value),
    verified,
    source,
  };
  const call: Report = {
    to: 'REMS',
    duty: 'voluntary',
    how: 'Call at once, beside the form: death or life-threatening.',
    dueOn: of.treatedOn,
    verified: callAtOnce.verified,
    source: callAtOnce.source,
  };
  return of.isUrgent ? [form, call] : [form];
}

/**
 * What an event asks to be reported, and by when. Unanswered criteria are a finding, and the report is prepared as if
 * serious until they are answered.
 */
export function reportsOf(of: {
  product: Product;
  setting: 'outpatient' | 'inpatient';
  treatedOn: string;
  answers: Partial<Record<SeriousCriterion, boolean | undefined>>;
}): Seriousness {
  const serious = isSerious(of.answers);
  const isUrgent = of.answers.death === true || of.answers['life-threatening'] === true;
  const { seriousWorkingDays, otherDays } = medWatchTarget.value;
  const reports: Report[] = [
    ...(of.product === 'esketamine' ? remsReports({ ...of, serious, isUrgent }) : []),
    {
      to: 'MedWatch',
      duty: 'voluntary',
      how:
        serious === 'no'
          ? `FDA form 3500. Our own target: within ${otherDays} days.`
          : `FDA form 3500. Our own target: within ${seriousWorkingDays} working day.`,
      ...(serious === 'no' ? { dueOn: daysAfter(of.treatedOn, otherDays) } : {}),
      verified: medWatch.verified,
      source: medWatch.source,
    },
  ];
  const unanswered = seriousCriteria.filter((criterion) => of.answers[criterion] === undefined);
  const findings: Finding[] =
    serious !== 'not known'
      ? []
      : [
          {
            rule: 'seriousness-not-known',
            strength: 'missing',
            says: `Whether the event was serious is not known: ${unanswered.join(', ').replaceAll('-', ' ')} not answered.`,
            facts: { unanswered },
            ...basisOf(criteriaWords),
            override: overrides.clinician,
          },
        ];
  return { serious, reports, findings };
}
