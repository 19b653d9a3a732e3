/**
 * Grades of side effects: 1 mild to 5 death (CTCAE v5.0), and a scale of our own for dissociation, which has no term.
 *
 * A pressure before the dose of CTCAE grade 2 is already the label's decision line, so during a session the change from
 * the baseline is graded, not the pressure itself.
 *
 * @source clinical basis 4.3
 */
import { guideline, projectDefault, sourced, table } from '#clinical/sources.ts';

const section = 'clinical basis 4.3';

export const gradeNumbers = sourced(
  'Grades: 0 for none, 1 mild to 5 death',
  [0, 1, 2, 3, 4, 5],
  '1',
  guideline(`${section} [S81b]`),
);
export type Grade = (typeof gradeNumbers)['value'][number];

export const generalGrades = sourced(
  'What the grades mean for any side effect (CTCAE v5.0)',
  {
    g1: 'mild; no intervention',
    g2: 'moderate; minimal, local or non-invasive intervention; limits instrumental activities of daily living',
    g3: 'severe; hospital, or limits self-care',
    g4: 'life-threatening; urgent intervention',
    g5: 'death',
  },
  '1',
  guideline(`${section} [S81b]`),
);

export type GradeRow = {
  readonly term: string;
  readonly g1?: string;
  readonly g2?: string;
  readonly g3?: string;
  readonly g4?: string;
};

export const ctcaeGrades = table<GradeRow>(
  'CTCAE v5.0 grades by term; death is grade 5',
  '1',
  guideline(`${section}, CTCAE v5.0`, 'unverified'),
  [
    {
      term: 'hypertension',
      g1: '120 to 139 systolic or 80 to 89 diastolic',
      g2: '140 to 159 systolic or 90 to 99 diastolic; or a symptomatic diastolic rise of more than 20; or above 140/90 if normal before; one drug',
      g3: '160 systolic or more, or 100 diastolic or more; more than one drug, or a stronger one',
      g4: 'life-threatening: malignant, neurological deficit, crisis',
      ...guideline(`${section} [S81]`),
    },
    {
      term: 'nausea',
      g1: 'less appetite, eats normally',
      g2: 'eats less, no weight loss or dehydration',
      g3: 'eats too little; tube, parenteral feeding or hospital',
    },
    {
      term: 'vomiting',
      g1: 'no intervention',
      g2: 'intravenous fluids as an outpatient, medical intervention',
      g3: 'tube, parenteral feeding or hospital',
      g4: 'life-threatening',
    },
    {
      term: 'dizziness',
      g1: 'mild unsteadiness',
      g2: 'moderate, limits instrumental activities',
      g3: 'severe, limits self-care',
    },
    {
      term: 'confusion',
      g1: 'mild disorientation',
      g2: 'moderate, limits instrumental activities',
      g3: 'severe, limits self-care',
      g4: 'urgent intervention',
    },
    {
      term: 'hallucinations',
      g1: 'mild, as perceptual distortion',
      g2: 'moderate',
      g3: 'severe; hospital not urgent',
      g4: 'threat to self or others; hospital',
    },
    {
      term: 'anxiety or agitation',
      g1: 'mild; no intervention',
      g2: 'moderate, limits instrumental activities',
      g3: 'severe, limits self-care, hospital',
      g4: 'urgent intervention',
    },
    {
      term: 'somnolence',
      g1: 'more than usual',
      g2: 'moderate, limits instrumental activities',
      g3: 'obtundation or stupor',
      g4: 'urgent intervention',
    },
    {
      term: 'hypoxia',
      g2: 'saturation falls below 88 % on exercise',
      g3: 'saturation below 88 % at rest (PaO2 55 or less)',
      g4: 'airway compromise',
    },
    {
      term: 'allergic reaction',
      g1: 'no systemic intervention',
      g2: 'oral intervention',
      g3: 'bronchospasm, hospital, intravenous intervention',
      g4: 'urgent intervention',
    },
    { term: 'anaphylaxis', g3: 'symptomatic bronchospasm, parenteral therapy', g4: 'urgent intervention' },
    {
      term: 'cystitis, noninfective',
      g1: 'microscopic blood; minimal frequency, urgency, pain or night-time urination',
      g2: 'moderate blood, frequency and so on; catheter; limits instrumental activities',
      g3: 'visible blood, transfusion, intravenous treatment or hospital',
      g4: 'life-threatening',
    },
    { term: 'urinary frequency', g1: 'present', g2: 'limits instrumental activities; medical management' },
    {
      term: 'suicidal ideation',
      g1: 'more thoughts of death, no wish to kill oneself',
      g2: 'thoughts, no plan or intent',
      g3: 'plan without intent; hospital not indicated',
      g4: 'plan with intent; hospital',
    },
  ],
);

export const dissociationGrades = sourced(
  'Dissociation, a scale of the project: CTCAE has no term for it',
  {
    g0: 'none',
    g1: 'noticed, pleasant or neutral',
    g2: 'unpleasant; words bring the patient back',
    g3: 'severe distress; drug or stop',
    g4: 'unsafe; emergency',
  },
  '1',
  projectDefault(section),
);

/** Above each of these times the upper limit of normal (or the patient's own abnormal baseline), the grade is reached. */
export const liverGrades = sourced(
  'Liver enzymes: times the upper limit, or times an abnormal baseline, above which grades 1 to 4 begin (CTCAE v5.0)',
  {
    'ALT or AST': [1, 3, 5, 20],
    'GGT or ALP': [1, 2.5, 5, 20],
    /** Grade 1 begins at this value itself. */
    'ALT or AST, abnormal baseline': [1.5, 3, 5, 20],
  },
  '1',
  guideline(`${section}, CTCAE v5.0`, 'unverified'),
);

/**
 * Grade of a liver enzyme, from its value and the upper limit of that laboratory in the same unit.
 *
 * With a baseline above the limit, ALT and AST are graded against the baseline. Not known without a limit.
 */
export function gradeLiverEnzyme(of: {
  enzyme: 'ALT or AST' | 'GGT or ALP';
  value: number | undefined;
  upperLimit: number | undefined;
  baseline?: number | undefined;
}): Grade | 'not known' {
  const { value, upperLimit, baseline, enzyme } = of;
  if (value === undefined || upperLimit === undefined || !(upperLimit > 0) || !Number.isFinite(value))
    return 'not known';
  const isAbnormal = enzyme === 'ALT or AST' && baseline !== undefined && baseline > upperLimit;
  const [first = 0, ...higher] = liverGrades.value[isAbnormal ? 'ALT or AST, abnormal baseline' : enzyme];
  const times = value / (isAbnormal ? baseline : upperLimit);
  const isFirst = isAbnormal ? times >= first : times > first;
  return gradeNumbers.value[isFirst ? 1 + higher.filter((line) => times > line).length : 0] ?? 0;
}
