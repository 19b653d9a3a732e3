/** PHQ-9: nine symptoms of depression over two weeks, answered by the patient. */
import { guideline, projectDefault, sourced, table, trial } from '#clinical/sources.ts';
import { loincOfPhq9 } from './loinc.ts';
import { type Answer, type Band, each, type Remission, type Scale } from './scale.ts';
import { type Score, scoreOf } from './score.ts';

const known = guideline('clinical basis 5.1 [K]', 'unverified');

export const phq9: Scale = {
  name: 'phq-9',
  title: 'PHQ-9',
  more: 'worse',
  rater: 'self',
  items: table(
    'PHQ-9: items and their points',
    '{score}',
    guideline('clinical basis 5.1 [S94]'),
    each(0, 3, [
      'interest',
      'mood',
      'sleep',
      'energy',
      'appetite',
      'self-worth',
      'concentration',
      'slowed or restless',
      'thoughts of death or self-harm',
    ]),
  ),
  total: sourced('PHQ-9: range of the total', { from: 0, to: 27 }, '{score}', guideline('clinical basis 5.1 [S94]')),
  bands: table<Band>('PHQ-9: bands', '{score}', guideline('clinical basis 5.1 [S94]'), [
    { band: 'minimal', from: 0, to: 4 },
    { band: 'mild', from: 5, to: 9 },
    { band: 'moderate', from: 10, to: 14 },
    { band: 'moderately severe', from: 15, to: 19 },
    { band: 'severe', from: 20, to: 27 },
  ]),
  mayMiss: sourced('PHQ-9: answers that may be missing, the mean of the others standing for them', 2, '1', known),
  suicide: sourced(
    'PHQ-9: item 9 starts the suicide pathway from this answer, whatever the total',
    { item: 9, pathwayFrom: 1 },
    '{score}',
    guideline('clinical basis 5.2', 'unverified'),
  ),
  change: {
    response: sourced('PHQ-9: improvement that is a response', 50, '%', trial('clinical basis 5.1 [S57]')),
    remission: table<Remission>('PHQ-9: remission', '{score}', trial('clinical basis 5.1 [S57]'), [
      { name: '< 5', atMost: 4 },
    ]),
    important: table('PHQ-9: smallest change that matters', '{score}', trial('clinical basis 5.1 [S73]'), [
      { name: 'minimal change in treatment-resistant depression (MCT)', points: 6 },
      { name: 'classic minimal important difference', points: 5, ...known },
    ]),
    classes: sourced(
      'PHQ-9: change that patients and clinicians call meaningful, and substantial (anchored to CGI)',
      { meaningful: 3, substantial: 6 },
      '{score}',
      trial('clinical basis 5.1 [S74]'),
    ),
    reliability: sourced(
      'PHQ-9: standard deviation and alpha for the reliable change; an example, a clinic enters its own',
      { sd: 6.0, alpha: 0.86 },
      '1',
      guideline('clinical basis 5.1, worked example', 'unverified'),
    ),
    deterioration: sourced(
      'PHQ-9: rise from the baseline after which a clinician makes contact the same day',
      5,
      '{score}',
      projectDefault('clinical basis 1.7 (PD)'),
    ),
  },
  recall: {
    days: sourced('PHQ-9: days it asks about', 14, 'd', guideline('clinical basis 5.2', 'unverified')),
    ifAltered: 'Asked weekly, the span it asks about overlaps: the altered recall period is kept beside the score.',
  },
  licence: sourced(
    'PHQ-9: licence',
    { says: 'Free, no permission needed (statement of Pfizer).', mayShipText: true },
    '1',
    known,
  ),
  loinc: loincOfPhq9,
  officialText: {
    from: 'PHQ-9, English for the United States',
    intro: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
    items: [
      'Little interest or pleasure in doing things',
      'Feeling down, depressed, or hopeless',
      'Trouble falling or staying asleep, or sleeping too much',
      'Feeling tired or having little energy',
      'Poor appetite or overeating',
      'Feeling bad about yourself — or that you are a failure or have let yourself or your family down',
      'Trouble concentrating on things, such as reading the newspaper or watching television',
      'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual',
      'Thoughts that you would be better off dead or of hurting yourself in some way',
    ],
    answers: ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'],
    notScored: {
      question:
        'If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?',
      answers: ['Not difficult at all', 'Somewhat difficult', 'Very difficult', 'Extremely difficult'],
    },
  },
};

export const phq9Algorithm = sourced(
  'PHQ-9 as a diagnostic algorithm: symptoms at "more than half the days" (item 9 at any), one of them item 1 or 2',
  { symptomFrom: 2, item9From: 1, major: 5, other: 2, cardinalItems: [1, 2] },
  '{score}',
  guideline('clinical basis 5.2', 'unverified'),
);

/** 'major' is a major depressive syndrome, never a diagnosis. */
export type Phq9Algorithm = 'major' | 'other' | 'no' | null;

function algorithmOf(answers: readonly Answer[]): Phq9Algorithm {
  const { symptomFrom, item9From, major, other, cardinalItems } = phq9Algorithm.value;
  const isSymptom = (answer: Answer, index: number) =>
    answer !== null && answer >= (index === answers.length - 1 ? item9From : symptomFrom);
  const symptoms = answers.filter(isSymptom).length;
  if (!cardinalItems.some((item) => isSymptom(answers[item - 1] ?? null, item - 1))) return 'no';
  if (symptoms >= major) return 'major';
  return symptoms >= other ? 'other' : 'no';
}

/** With answers missing the algorithm speaks of those that are there, and says so. Without a total it says nothing. */
export function scorePhq9(answers: readonly Answer[]): Score & { algorithm: Phq9Algorithm; algorithmOn?: string } {
  const score = scoreOf(phq9, answers);
  if (score.total === null) return { ...score, algorithm: null };
  const algorithmOn = score.missing === 0 ? {} : { algorithmOn: 'answered items only' };
  return { ...score, algorithm: algorithmOf(answers), ...algorithmOn };
}
