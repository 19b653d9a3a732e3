/**
 * What went wrong, or nearly did: what is written down of it, who owns it, and what it asks for before it is closed.
 *
 * What happened at the chair stays in the log of the session; here stands what people add to it.
 */
import { z } from 'zod';
import {
  criteriaWords,
  type Product,
  reportsOf,
  type SeriousCriterion,
  seriousCriteria,
} from '#clinical/chart/chart.ts';
import { guideline, practice, sourced, table } from '#clinical/sources.ts';
import { emergencyIds } from './emergency-cards.ts';
import { typedText } from './typed-text.ts';

export const harmLevels = ['none', 'mild', 'moderate', 'severe', 'death'] as const;
export type HarmLevel = (typeof harmLevels)[number];

export const harmWords = table(
  'Degrees of harm, as the WHO classification for patient safety orders them; our own wording',
  '1',
  practice('WHO International Classification for Patient Safety 2009, degree of harm', 'unverified'),
  [
    { id: 'none', says: 'No harm: it reached nobody, or left nothing.' },
    { id: 'mild', says: 'Mild: passed by itself or with little done.' },
    { id: 'moderate', says: 'Moderate: needed treatment or a longer stay.' },
    { id: 'severe', says: 'Severe: life-saving treatment, hospital, or lasting harm.' },
    { id: 'death', says: 'Death.' },
  ],
);

/** A criterion as a person reads it. */
export const criteriaSays = (criterion: SeriousCriterion): string =>
  criteriaWords.rows.find(({ id }) => id === criterion)?.says ?? criterion;

/** What contributed. “None found” is an answer, an empty list is none. */
export const incidentFactors = [
  'medicine-or-dose',
  'route-or-line',
  'patient-selection',
  'monitoring',
  'staffing',
  'communication',
  'training',
  'equipment',
  'emergency-kit',
  'place',
  'software',
  'other',
  'none-found',
] as const;
export type IncidentFactor = (typeof incidentFactors)[number];

export const incidentStates = ['open', 'reviewed', 'closed'] as const;
export type IncidentState = (typeof incidentStates)[number];

export const dutyStates = ['not-decided', 'applies', 'does-not-apply', 'done'] as const;
export const dutyIds = ['rems', 'rems-call', 'medwatch', 'device', 'state-rule', 'maker'] as const;
export type DutyId = (typeof dutyIds)[number];

const text = typedText;
const once = (given: readonly string[]) => new Set(given).size === given.length;

export const DutyAnswer = z.strictObject({
  duty: z.enum(dutyIds, 'is a duty of this list'),
  state: z.enum(dutyStates, 'is a word of this list'),
  note: text(1_000),
});
export type DutyAnswer = z.infer<typeof DutyAnswer>;

/** What people add. Not known is null, and is asked for before a review. */
export const IncidentReport = z.strictObject({
  title: text(200).min(3, 'is needed'),
  card: z.enum(emergencyIds, 'is a card of this list').nullable(),
  harm: z.enum(harmLevels, 'is a word of this list').nullable(),
  /** Empty: it was looked at, and none holds. Null: nobody has looked. */
  serious: z
    .array(z.enum(seriousCriteria, 'is a criterion of this list'))
    .max(seriousCriteria.length)
    .refine(once, { message: 'names each criterion once' })
    .nullable(),
  factors: z
    .array(z.enum(incidentFactors, 'is a word of this list'))
    .max(incidentFactors.length)
    .refine(once, { message: 'names each factor once' }),
  whatHappened: text(4_000),
  immediateAction: text(4_000),
  duties: z
    .array(DutyAnswer)
    .max(dutyIds.length)
    .refine((given) => once(given.map(({ duty }) => duty)), { message: 'answers each duty once' }),
});
export type IncidentReport = z.infer<typeof IncidentReport>;

export const isSeriousIncident = ({ harm, serious }: Pick<IncidentReport, 'harm' | 'serious'>): boolean =>
  (serious ?? []).length > 0 || harm === 'severe' || harm === 'death';

export const deviceReport = sourced(
  'Device user facility: a pump that contributed to death or serious injury, days of work from when it is known',
  10,
  'd',
  guideline('regulatory basis D1 [S148]', 'unverified'),
);

export const stateReports = sourced(
  'State rules that ask for a report of such an event: examples that were read, no survey',
  [
    'Texas: the medical board within 15 days of an unplanned hospital stay over 24 h, or a death during or within 72 h.',
    'New York: office-based surgery under moderate or deeper sedation: death within 30 days, unplanned transfer or emergency visit within 72 h.',
  ],
  '1',
  guideline('regulatory basis A4a [S128, S130]'),
);

export const makerContact = sourced(
  'The maker may contact who reported: keep a log of what was asked and answered',
  'may contact',
  '1',
  practice('regulatory basis B5', 'unverified'),
);

export type Duty = {
  readonly id: DutyId;
  readonly says: string;
  /** ISO date; absent where no day is fixed. */
  readonly dueOn?: string | undefined;
  readonly source: string;
  readonly verified: boolean;
};

/**
 * What a serious incident may have to be reported to: facts for people to decide on, never a report by itself.
 *
 * @param happenedOn ISO date in the clinic's zone
 */
export function dutiesOf(of: {
  product: Product;
  happenedOn: string;
  serious: readonly SeriousCriterion[] | null;
}): readonly Duty[] {
  const known = of.serious;
  const answers =
    known === null
      ? {}
      : Object.fromEntries(seriousCriteria.map((criterion) => [criterion, known.includes(criterion)]));
  const { reports } = reportsOf({ product: of.product, setting: 'outpatient', treatedOn: of.happenedOn, answers });
  const found: Duty[] = reports.map(({ to, how, dueOn, verified, source }) => ({
    id: to === 'MedWatch' ? 'medwatch' : how.startsWith('Call') ? 'rems-call' : 'rems',
    says: `${to}: ${how}`,
    dueOn,
    verified,
    source,
  }));
  found.push({
    id: 'device',
    says: `Where the pump contributed and the clinic counts as a device user facility: form 3500A within ${deviceReport.value} days of work. A physician’s office is none; the clinic decides with counsel.`,
    verified: deviceReport.verified,
    source: deviceReport.source,
  });
  found.push({
    id: 'state-rule',
    says: `A rule of the state: look it up. Read were: ${stateReports.value.join(' ')}`,
    verified: stateReports.verified,
    source: stateReports.source,
  });
  found.push({
    id: 'maker',
    says: 'The maker may ask after a report: keep a log of the contact.',
    verified: makerContact.verified,
    source: makerContact.source,
  });
  return found;
}

/** What has to be there before an incident goes on to a state; empty: it may. */
export function missingFor(
  to: Exclude<IncidentState, 'open'>,
  of: {
    report: IncidentReport;
    hasOwner: boolean;
    /** Pulled from the log of a session, and that emergency is still open there. */
    isGoingOn: boolean;
    isNearMiss: boolean;
    debriefs: number;
    duties: readonly Duty[];
  },
): readonly string[] {
  const { report } = of;
  const missing: string[] = [];
  if (of.isGoingOn) missing.push('The emergency is still open in the session.');
  if (!of.hasOwner) missing.push('Nobody owns it yet.');
  if (report.harm === null) missing.push('The level of harm is not said.');
  if (report.serious === null) missing.push('Whether it was serious is not said.');
  if (report.factors.length === 0) missing.push('No contributing factor is said; “none found” is one.');
  if (report.immediateAction === '') missing.push('What was done at once is not said.');
  if (to === 'closed') {
    if (of.debriefs === 0 && !of.isNearMiss) missing.push('No debrief is written down.');
    if (isSeriousIncident(report))
      for (const { id, says } of of.duties) {
        const state = report.duties.find(({ duty }) => duty === id)?.state ?? 'not-decided';
        if (state === 'not-decided') missing.push(`Not decided: ${says}`);
        if (state === 'applies') missing.push(`Not done: ${says}`);
      }
  }
  return missing;
}
