/**
 * Contra-indications and cautions: the rows of the clinical basis 2.4 that turn on one condition.
 *
 * A row has one grade, or several where the basis grades within it; somebody who has it in a grade nobody knows counts as
 * the gravest. Age, pregnancy, blood pressure, a recent cardiovascular event, consent and escort have rules of their own.
 */
import type { Strength } from '#clinical/findings.ts';
import { type Basis, guideline, label, practice, projectDefault, table } from '#clinical/sources.ts';
import type { Conditions } from './facts.ts';
import type { Product } from './treatments.ts';

/** One cell of the table: how strongly the row speaks about one product, and who says so. */
export type Cell = Basis & { readonly what: string; readonly strength: Strength; readonly says: string };

type Grade = Readonly<Record<Product, Cell>>;

export type ConditionRow = {
  readonly rule: string;
  readonly fact: Exclude<keyof Conditions, 'cardiovascularEventOn'>;
  /** As the subject of a sentence: "… is not known". */
  readonly what: string;
  readonly grades: Readonly<Record<string, Grade>>;
};

type Word = readonly [strength: Strength, by: Basis];
/** One sentence for both products, or one each where a source speaks about one of them only. */
type Says = string | Readonly<Record<Product, string>>;
const absolute = (by: Basis): Word => ['absolute', by];
const relative = (by: Basis): Word => ['relative', by];
const caution = (by: Basis): Word => ['caution', by];
const information = (by: Basis): Word => ['information', by];

const at = (read: string) => `clinical basis 2.4 ${read}`;
const general = practice('clinical basis 2.4', 'unverified');
const proposal = projectDefault('clinical basis 2.4');

type Written = { says: Says; esketamine: Word; ketamine: Word };

/** Gives every cell the name under which a medical director finds it. */
function row(fact: ConditionRow['fact'], rule: string, what: string, written: Record<string, Written>): ConditionRow {
  const cell = (grade: string, product: Product, [strength, by]: Word, says: Says): Cell => ({
    what: `${what}${grade === 'yes' ? '' : ` (${grade})`}: ${product}`,
    strength,
    says: typeof says === 'string' ? says : says[product],
    ...by,
  });
  const grades = Object.entries(written).map(([grade, { says, esketamine, ketamine }]) => [
    grade,
    {
      esketamine: cell(grade, 'esketamine', esketamine, says),
      ketamine: cell(grade, 'ketamine', ketamine, says),
    },
  ]);
  return { rule, fact, what, grades: Object.fromEntries(grades) };
}

const both = (word: Word) => ({ esketamine: word, ketamine: word });

export const conditionRows = table<ConditionRow>(
  'Conditions that block, hold or ask for care, by product',
  '1',
  proposal,
  [
    row('aneurysmOrMalformation', 'aneurysm-or-malformation', 'An aneurysm or an arteriovenous malformation', {
      yes: {
        says: 'Aneurysmal vascular disease (aorta, within the skull, peripheral) or an arteriovenous malformation: a rise in blood pressure can burst it.',
        ...both(absolute(label(at('[S11]')))),
      },
    }),
    row('intracerebralHaemorrhage', 'intracerebral-haemorrhage', 'A past bleed in the brain', {
      yes: { says: 'A history of intracerebral haemorrhage.', ...both(absolute(label(at('[S11]')))) },
    }),
    row('hypersensitivity', 'hypersensitivity', 'Hypersensitivity to ketamine, esketamine or an excipient', {
      yes: {
        says: 'Hypersensitivity to ketamine, esketamine or an excipient (nasal spray: citric acid, edetate, sodium hydroxide).',
        ...both(absolute(label(at('[S11,S15b]')))),
      },
    }),
    row(
      'bloodPressureRiseHazard',
      'blood-pressure-rise-hazard',
      'Whether a rise in blood pressure would be a serious hazard',
      {
        yes: {
          says: 'A rise in blood pressure would be a serious hazard to this person.',
          ...both(absolute(label(at('[S25,S27]')))),
        },
      },
    ),
    row('severeHeartDisease', 'severe-heart-disease', 'Severe heart disease', {
      unstable: {
        says: 'Severe or unstable heart disease (unstable angina, decompensated failure, significant arrhythmia, severe valve, coronary or muscle disease).',
        esketamine: absolute(label(at('[S16,S25]'))),
        ketamine: absolute(label(at('[S25]'))),
      },
      stable: {
        says: 'Severe heart disease, now stable: only if the benefit outweighs the risk, with resuscitation at hand.',
        esketamine: relative(label(at('[S16]'))),
        ketamine: relative(label(at('[S25]'))),
      },
    }),
    row('strokeOrHeadInjury', 'stroke-or-head-injury', 'A stroke or a brain injury', {
      yes: {
        says: {
          esketamine:
            'A stroke or cerebral trauma: a prescriber weighs the rise in blood pressure that esketamine brings.',
          ketamine: 'A stroke or cerebral trauma: contra-indicated in the UK label of ketamine.',
        },
        esketamine: relative(proposal),
        ketamine: absolute(label(at('[S25]'))),
      },
    }),
    row('raisedIntracranialPressure', 'raised-intracranial-pressure', 'Raised pressure or a mass within the skull', {
      present: {
        says: {
          esketamine: 'Raised intracranial pressure or a mass: no esketamine when a further rise is a serious risk.',
          ketamine:
            'Raised intracranial pressure or a mass: hold ketamine until a prescriber has weighed a further rise.',
        },
        esketamine: absolute(label(at('[S14,S18]'))),
        ketamine: relative(guideline(at('[S28]'))),
      },
      'past-hypertensive-encephalopathy': {
        says: 'Hypertensive encephalopathy in the past: if treated at all, blood pressure is watched often.',
        esketamine: relative(label(at('[S18]'))),
        ketamine: relative(guideline(at('[S28]'))),
      },
    }),
    row(
      'raisedIntraocularPressure',
      'raised-intraocular-pressure',
      'Raised pressure in an eye, an open globe or acute angle closure',
      {
        yes: {
          says: 'Raised intra-ocular pressure, an open globe or acute angle closure: avoid, or a lower dose with extreme caution.',
          esketamine: caution(guideline(at('[S28]'))),
          ketamine: relative(guideline(at('[S28]'))),
        },
      },
    ),
    row('hypertension', 'hypertension', 'Hypertension', {
      uncontrolled: {
        says: {
          esketamine:
            'Uncontrolled hypertension: bring it under control first. The trials of esketamine left these patients out.',
          ketamine:
            'Uncontrolled hypertension: bring it under control first. The Swiss label of ketamine forbids it where the pressure at rest is too high.',
        },
        esketamine: relative(label(at('[S14,S37]'))),
        ketamine: relative(label(at('[S26]'))),
      },
      controlled: {
        says: 'Treated hypertension: expect higher peaks of blood pressure.',
        ...both(caution(projectDefault('clinical basis 3.4 [S34]'))),
      },
    }),
    row('preEclampsia', 'pre-eclampsia', 'Pre-eclampsia or eclampsia', {
      yes: { says: 'Pre-eclampsia or eclampsia.', ...both(absolute(label(at('[S25,S26]')))) },
    }),
    row('hyperthyroidism', 'hyperthyroidism', 'Hyperthyroidism', {
      untreated: {
        says: {
          esketamine:
            'Hyperthyroidism that is not treated, or not enough: the EU label of esketamine asks for caution.',
          ketamine:
            'Hyperthyroidism that is not treated, or not enough: contra-indicated in the Swiss label of ketamine.',
        },
        esketamine: relative(label(at('[S16]'))),
        ketamine: absolute(label(at('[S26]'))),
      },
      treated: {
        says: 'Hyperthyroidism, sufficiently treated: have a recent TSH.',
        ...both(information(proposal)),
      },
    }),
    row('psychosis', 'psychosis', 'Psychosis, now or in the past', {
      active: {
        says: 'Active psychosis.',
        esketamine: relative(label(at('[S17]'))),
        ketamine: absolute(guideline(at('[S28]'))),
      },
      history: {
        says: 'Psychosis in the past: assess carefully, and treat only if the benefit outweighs the risk.',
        esketamine: relative(label(at('[S17]'))),
        ketamine: relative(guideline(at('[S28]'))),
      },
    }),
    row('bipolarOrMania', 'bipolar-or-mania', 'Bipolar I disorder, or mania now', {
      yes: {
        says: 'Bipolar I disorder, or mania now: ask about mania at each visit.',
        esketamine: relative(label(at('[S16]'))),
        ketamine: relative(proposal),
      },
    }),
    row('substanceUseDisorder', 'substance-use-disorder', 'A substance use disorder', {
      active: {
        says: {
          esketamine:
            'An active substance use disorder: after any, alcohol included, the label asks for careful consideration before esketamine. Watch for misuse.',
          ketamine: 'An active substance use disorder: no series of ketamine infusions.',
        },
        esketamine: relative(label(at('[S4]'))),
        ketamine: absolute(guideline(at('[S28]'))),
      },
      history: {
        says: 'A substance use disorder in the past, alcohol included: consider carefully, and watch for misuse.',
        esketamine: caution(label(at('[S4]'))),
        ketamine: caution(proposal),
      },
    }),
    row('ketamineMisuse', 'ketamine-misuse', 'Misuse of ketamine or another dissociative', {
      yes: { says: 'Misuse of ketamine or another dissociative.', ...both(absolute(proposal)) },
    }),
    row('liverDisease', 'liver-disease', 'Liver disease', {
      'child-pugh-c': {
        says: 'Severe liver disease (Child-Pugh C): not recommended.',
        esketamine: absolute(label(at('[S18]'))),
        ketamine: absolute(guideline(at('[S28]'))),
      },
      'child-pugh-b': {
        says: 'Moderate liver disease (Child-Pugh B): with judgement, and watched for longer.',
        esketamine: caution(label(at('[S18]'))),
        ketamine: caution(guideline(at('[S28]'))),
      },
      'child-pugh-a': {
        says: 'Mild liver disease (Child-Pugh A): liver tests earlier and more often.',
        ...both(information(projectDefault('clinical basis 7.2'))),
      },
    }),
    row('dialysis', 'dialysis', 'Kidney disease on dialysis', {
      yes: { says: 'On dialysis: there are no data.', ...both(caution(general)) },
    }),
    row('respiratoryDisease', 'respiratory-disease', 'Respiratory insufficiency, COPD, or sleep apnoea with obesity', {
      yes: {
        says: 'Respiratory insufficiency, COPD, or sleep apnoea with obesity: watch breathing and oxygen closely.',
        ...both(caution(label(at('[S16,S91]')))),
      },
    }),
    row('cystitisOrUrinarySymptoms', 'cystitis-or-urinary-symptoms', 'Cystitis, or urinary symptoms now', {
      yes: {
        says: 'Interstitial or ulcerative cystitis, or active lower urinary tract symptoms.',
        esketamine: relative(label(at('[S18]'))),
        ketamine: absolute(proposal),
      },
    }),
    row('porphyria', 'porphyria', 'Acute porphyria', {
      yes: {
        says: 'Acute porphyria: ketamine stands on some lists of medicines that may set off an attack. Look it up.',
        ...both(relative(general)),
      },
    }),
    row('seizureDisorder', 'seizure-disorder', 'A seizure disorder', {
      uncontrolled: {
        says: 'Seizures that are not controlled.',
        esketamine: caution(general),
        ketamine: relative(general),
      },
      controlled: { says: 'A seizure disorder, controlled.', ...both(caution(general)) },
    }),
    row('deliriumOrDementia', 'delirium-or-dementia', 'Delirium or dementia', {
      yes: { says: 'Delirium or dementia.', ...both(relative(practice(at('[S90]')))) },
    }),
    row(
      'personalityOrDissociativeDisorder',
      'personality-or-dissociative-disorder',
      'A moderate or severe personality or dissociative disorder',
      {
        yes: {
          says: 'A moderate or severe personality or dissociative disorder: dissociation may be stronger. Decide together.',
          ...both(caution(general)),
        },
      },
    ),
  ],
);
