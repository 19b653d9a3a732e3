/**
 * How often side effects came, with the denominators. Per cent, active against control.
 *
 * Rates by report and rates by scale stand apart: a scale finds far more. Reporting odds ratios of spontaneous reports are
 * no incidence and are not here.
 *
 * @source clinical basis 4.1
 */
import { label, type Slot, type Sourced, slot, sourced, trial } from '#clinical/sources.ts';
import type { EventSource, SideEffectId } from './side-effect.ts';

export type Product = 'esketamine' | 'racemic';

export type RateRow = {
  readonly event: SideEffectId;
  readonly reaction: string;
  readonly activePct: number;
  readonly controlPct?: number;
};
export type RateColumn = {
  readonly study: string;
  readonly product: Product;
  readonly by: EventSource;
  /** Patients; absent where the source we read gives none. */
  readonly patients?: { readonly active: number; readonly control?: number };
  readonly rates: readonly RateRow[];
};

const section = 'clinical basis 4.1';
const row = (event: SideEffectId, reaction: string, activePct: number, controlPct?: number): RateRow => ({
  event,
  reaction,
  activePct,
  ...(controlPct === undefined ? {} : { controlPct }),
});

export const transform1 = sourced<RateColumn>(
  'TRANSFORM-1: esketamine, all doses, against placebo, both with an antidepressant',
  {
    study: 'TRANSFORM-1',
    product: 'esketamine',
    by: 'spontaneous report',
    patients: { active: 231, control: 113 },
    rates: [
      row('dissociation', 'dissociation', 26.8, 3.5),
      row('dizziness', 'dizziness', 25.1, 8.8),
      row('nausea-and-vomiting', 'nausea', 29.4, 10.6),
      row('dizziness', 'vertigo', 20.8, 1.8),
      row('headache', 'headache', 20.3, 16.8),
      row('sedation', 'somnolence', 19.5, 11.5),
      row('sedation', 'sedation', 6.1, 0.9),
      row('perception', 'changed taste', 16.0, 15.0),
      row('perception', 'numbness', 13.0, 1.8),
      row('perception', 'numbness of the mouth', 12.1, 1.8),
      row('perception', 'tingling', 13.0, 2.7),
      row('other', 'fatigue', 8.7, 4.4),
      row('nausea-and-vomiting', 'vomiting', 9.1, 1.8),
      row('anxiety-and-agitation', 'anxiety', 8.2, 6.2),
      row('blood-pressure-and-heart', 'raised blood pressure', 8.2, 4.4),
      row('perception', 'blurred vision', 7.4, 0),
      row('mania', 'euphoria', 4.3, 1.8),
      row('other', 'feeling drunk', 4.3, 0),
      row('memory', 'mental impairment', 3.9, 0.9),
      row('bladder', 'frequent urination', 3.5, 0.9),
    ],
  },
  '%',
  trial(`${section}, T1 [S38]`),
);

export const sustain1 = sourced<RateColumn>(
  'SUSTAIN-1, maintenance: esketamine against placebo, both with an antidepressant',
  {
    study: 'SUSTAIN-1',
    product: 'esketamine',
    by: 'spontaneous report',
    patients: { active: 152, control: 145 },
    rates: [
      row('dissociation', 'dissociation', 23.0, 0),
      row('dizziness', 'dizziness', 20.4, 4.8),
      row('nausea-and-vomiting', 'nausea', 16.4, 0.7),
      row('dizziness', 'vertigo', 25.0, 5.5),
      row('headache', 'headache', 17.8, 9.7),
      row('sedation', 'somnolence', 21.1, 2.1),
      row('sedation', 'sedation', 6.6, 0.7),
      row('perception', 'changed taste', 27.0, 6.9),
      row('perception', 'numbness', 5.9, 0),
      row('perception', 'numbness of the mouth', 13.2, 0),
      row('perception', 'tingling', 7.2, 0),
      row('nausea-and-vomiting', 'vomiting', 6.6, 0.7),
      row('anxiety-and-agitation', 'anxiety', 7.9, 3.4),
      row('blood-pressure-and-heart', 'raised blood pressure', 6.6, 3.4),
      row('perception', 'blurred vision', 15.8, 0.7),
      row('perception', 'double vision', 5.9, 0),
      row('confusion', 'confusion', 5.9, 0),
    ],
  },
  '%',
  trial(`${section}, SU1 [S39]`),
);

export const aspire = sourced<RateColumn>(
  'ASPIRE I and II pooled: esketamine against placebo, with full care in hospital',
  {
    study: 'ASPIRE I and II',
    product: 'esketamine',
    by: 'spontaneous report',
    patients: { active: 227, control: 225 },
    rates: [
      row('dissociation', 'dissociation', 33.9, 5.8),
      row('dizziness', 'dizziness', 38.3, 13.8),
      row('nausea-and-vomiting', 'nausea', 26.9, 13.8),
      row('headache', 'headache', 20.3, 20.4),
      row('sedation', 'somnolence', 20.7, 10.2),
      row('sedation', 'sedation', 10.1, 2.2),
      row('perception', 'changed taste', 19.8, 12.9),
      row('perception', 'tingling', 11.5, 3.1),
      row('nausea-and-vomiting', 'vomiting', 11.5, 5.3),
      row('anxiety-and-agitation', 'anxiety', 10.1, 7.6),
      row('blood-pressure-and-heart', 'raised blood pressure', 11.5, 4.0),
      row('perception', 'blurred vision', 11.9, 4.9),
    ],
  },
  '%',
  trial(`${section}, AS [S40]`),
);

export const aspire2 = sourced<RateColumn>(
  'ASPIRE II alone; the number of patients was not read',
  {
    study: 'ASPIRE II',
    product: 'esketamine',
    by: 'spontaneous report',
    rates: [
      row('perception', 'double vision', 5.3, 0),
      row('mania', 'euphoria', 11.4, 0.9),
      row('other', 'feeling drunk', 5.3, 0.9),
      row('dissociation', 'depersonalisation or derealisation', 7.9, 0),
      row('suicidality', 'suicidal ideation', 4.4, 5.3),
    ],
  },
  '%',
  trial(`${section}, ASPIRE II [S41]`),
);

export const monotherapy = sourced<RateColumn>(
  'TRD4005, esketamine alone; only the active arm, the number of patients was not read',
  {
    study: 'TRD4005',
    product: 'esketamine',
    by: 'spontaneous report',
    rates: [
      row('dissociation', 'dissociation', 24.3),
      row('dizziness', 'dizziness', 21.7),
      row('nausea-and-vomiting', 'nausea', 24.8),
      row('headache', 'headache', 19.0),
    ],
  },
  '%',
  trial(`${section}, M [S64]`),
);

export const labelPooled = sourced<RateColumn>(
  'Label, pooled: esketamine with an antidepressant against placebo with one (Table 3, to be read)',
  {
    study: 'label Table 3',
    product: 'esketamine',
    by: 'spontaneous report',
    patients: { active: 346, control: 222 },
    rates: [
      row('dissociation', 'dissociation', 41, 9),
      row('dizziness', 'dizziness', 29, 8),
      row('nausea-and-vomiting', 'nausea', 28, 9),
      row('dizziness', 'vertigo', 23, 3),
      row('headache', 'headache', 20, 17),
      row('sedation', 'sedation, with somnolence', 23, 9),
      row('perception', 'changed taste', 19, 14),
      row('perception', 'numbness', 18, 2),
      row('nausea-and-vomiting', 'vomiting', 9, 2),
      row('anxiety-and-agitation', 'anxiety', 13, 6),
      row('blood-pressure-and-heart', 'raised blood pressure', 10, 3),
      row('mania', 'euphoria', 4, 1),
      row('other', 'feeling drunk', 5, 0.5),
      row('memory', 'mental impairment', 3, 0.5),
      row('bladder', 'frequent urination', 3, 0),
    ],
  },
  '%',
  label(`${section}, LB`, 'unverified'),
);

export const sustain3 = sourced<RateColumn>(
  'SUSTAIN-3, long term: esketamine, 42.9 months on average, 3777 patient-years',
  {
    study: 'SUSTAIN-3',
    product: 'esketamine',
    by: 'spontaneous report',
    patients: { active: 1148 },
    rates: [
      row('headache', 'headache', 36.9),
      row('dizziness', 'dizziness', 33.9),
      row('nausea-and-vomiting', 'nausea', 33.6),
      row('other', 'stopped for an adverse event', 6.4),
      row('other', 'serious adverse event, 216 patients', 18.8),
    ],
  },
  '%',
  trial(`${section}, SUSTAIN-3 [S42]`),
);

export const racemicHypertension = sourced<RateColumn>(
  'Racemic, intravenous 0.5 mg/kg, 2342 infusions: severe hypertension, in per cent of patients',
  {
    study: 'Yale cohort',
    product: 'racemic',
    by: 'vital sign',
    patients: { active: 138 },
    rates: [row('blood-pressure-and-heart', 'severe hypertension at least once', 12.5)],
  },
  '%',
  trial('clinical basis 3.4 [S35]'),
);

export const rateColumns: readonly Sourced<RateColumn>[] = [
  transform1,
  sustain1,
  aspire,
  aspire2,
  monotherapy,
  labelPooled,
  sustain3,
  racemicHypertension,
];

/** What a scale finds, which is far more than what is reported. */
export const ratesByScale = sourced(
  'Esketamine, by scale: sedation (MOAA/S below 5), MOAA/S 0, dissociation or perceptual change (CADSS)',
  {
    sedationPct: { from: 48, to: 61 },
    moaaS0Pct: { from: 0.3, to: 0.4 },
    dissociationPct: { from: 61, to: 84 },
  },
  '%',
  label(`${section} [S8]`),
);

export const seriousRates = sourced(
  'Serious or severe common reactions of 4 weeks per 100 patients, esketamine against control',
  {
    transform1And2: {
      patients: { active: 343, control: 222 },
      per100: { active: 12.0, control: 3.6 },
      onDosingDay: { active: 10.2, control: 1.4 },
    },
    transform3From65Years: { patients: { active: 72, control: 65 }, per100: { active: 4.2, control: 3.1 } },
  },
  '1',
  trial(`${section} [S103]`),
);

/** No source we read gives a rate of most effects of racemic ketamine, whatever the route. */
export const noRacemicRate = slot(
  'How often this comes with racemic ketamine',
  '%',
  'Short 2018 [S44] names headache, dizziness, dissociation, raised pressure and blurred vision as commonest, and anxiety as the commonest acute psychiatric effect; no rate was read.',
  trial(`${section} [S44]`),
);

export const noEsketamineRate = slot(
  'How often this comes with esketamine',
  '%',
  'No rate of it was read in the trials of esketamine.',
  trial(section),
);

export type ExpectedRate = RateRow & {
  readonly study: string;
  readonly by: EventSource;
  readonly patients?: { readonly active: number; readonly control?: number };
  readonly verified: boolean;
  readonly source: string;
};

/** Every rate read for an effect of a product, with its study and denominator; or the slot that says there is none. */
export function expectedRates(event: SideEffectId, product: Product): ExpectedRate[] | Slot {
  const found = rateColumns
    .filter(({ value }) => value.product === product)
    .flatMap(({ value: { study, by, patients, rates }, verified, source }) =>
      rates
        .filter((rate) => rate.event === event)
        .map((rate) => ({ ...rate, study, by, ...(patients === undefined ? {} : { patients }), verified, source })),
    );
  if (found.length > 0) return found;
  return product === 'racemic' ? noRacemicRate : noEsketamineRate;
}
