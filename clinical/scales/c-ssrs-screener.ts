/**
 * C-SSRS screener: six questions about suicide that give a level, never a total.
 *
 * A question nobody answered is asked again. Until then it counts as yes: not known is not "no".
 */
import { z } from 'zod';
import { readInput } from '#clinical/bad-input.ts';
import { guideline, projectDefault, sourced, table } from '#clinical/sources.ts';
import { loincOfCssrs } from './loinc.ts';
import { OfficialText } from './official-text.ts';
import type { Licence, Rater } from './scale.ts';
import type { Warning } from './score.ts';

const answer = z.boolean('is true, false or null').nullish();

export const CssrsAnswers = z.strictObject(
  {
    q1: answer,
    q2: answer,
    q3: answer,
    q4: answer,
    q5: answer,
    q6Lifetime: answer,
    q6ThreeMonths: answer,
  },
  { error: 'is an object with q1 to q5, q6Lifetime and q6ThreeMonths, each true, false or null' },
);
export type CssrsAnswers = z.infer<typeof CssrsAnswers>;

/** So that a refusal names the answer as the request does: `answers.q1`. */
const Given = z.object({ answers: CssrsAnswers });

export const cssrsLevels = ['none', 'low', 'moderate', 'high'] as const;
export type CssrsLevel = (typeof cssrsLevels)[number];

export const clocks = ['routine', 'at discharge', 'same day', 'immediate'] as const;
/** By when something is done; the later in the list, the sooner. */
export type Clock = (typeof clocks)[number];

type Question = Exclude<keyof CssrsAnswers, undefined>;

/** What each yes means. The highest of them is the level [S77]. */
export const cssrsQuestions = table<{ readonly question: Question; readonly asks: string; readonly level: CssrsLevel }>(
  'C-SSRS screener: the level each yes reaches',
  '1',
  guideline('clinical basis 5.3 [S77]'),
  [
    { question: 'q1', asks: 'wish to be dead', level: 'low' },
    { question: 'q2', asks: 'active thoughts, not specific', level: 'low' },
    { question: 'q3', asks: 'thoughts with a method', level: 'moderate' },
    { question: 'q4', asks: 'some intent', level: 'high' },
    { question: 'q5', asks: 'plan and intent', level: 'high' },
    { question: 'q6Lifetime', asks: 'suicidal behaviour ever', level: 'moderate' },
    { question: 'q6ThreeMonths', asks: 'suicidal behaviour within three months', level: 'high' },
  ],
);

/** What is done at a level, and by when. A clinic's own wording replaces it. */
export const cssrsActions = table<{ readonly level: CssrsLevel; readonly action: string; readonly clock: Clock }>(
  'C-SSRS screener: what is done at each level, and by when',
  '1',
  projectDefault('clinical basis 5.3 (PD wording)'),
  [
    { level: 'none', action: 'Nothing beyond routine care.', clock: 'routine' },
    {
      level: 'low',
      action: 'The clinician knows before discharge; refer to behavioural health.',
      clock: 'at discharge',
    },
    { level: 'moderate', action: 'A clinician evaluates the same day; consider precautions.', clock: 'same day' },
    {
      level: 'high',
      action: 'Evaluate now. The patient is not left alone; safety precautions.',
      clock: 'immediate',
    },
  ],
);

export const cssrsMissingRule = sourced(
  'C-SSRS screener: a question without an answer is asked again, and counts as yes until then',
  'unknown is yes',
  '1',
  projectDefault('clinical basis 5.1 (PD)'),
);

export const cssrsLicence = sourced<Licence>(
  'C-SSRS screener: licence',
  { says: 'Free; training recommended (Columbia Lighthouse Project).', mayShipText: true },
  '1',
  guideline('clinical basis 5.1 [K]', 'unverified'),
);

/** Q1 to Q5 ask about the past month. One question for each row of `cssrsQuestions`, in its order. */
export const cssrsText: OfficialText = OfficialText.parse({
  from: 'C-SSRS screener with triage points, past month; Columbia Lighthouse Project',
  items: [
    'Have you wished you were dead or wished you could go to sleep and not wake up?',
    'Have you actually had any thoughts about killing yourself?',
    'Have you been thinking about how you might do this?',
    'Have you had these thoughts and had some intention of acting on them?',
    'Have you started to work out or worked out the details of how to kill yourself? Do you intend to carry out this plan?',
    'Have you ever done anything, started to do anything, or prepared to do anything to end your life?',
    'Was this within the past three months?',
  ],
  answers: ['No', 'Yes'],
});

export const cssrsScreener = {
  name: 'c-ssrs-screener',
  title: 'C-SSRS screener',
  questions: cssrsQuestions,
  actions: cssrsActions,
  missingRule: cssrsMissingRule,
  licence: cssrsLicence,
  loinc: loincOfCssrs,
  officialText: cssrsText,
} as const;

export type CssrsScore = {
  readonly scale: 'c-ssrs-screener';
  readonly total: null;
  readonly why: string;
  /** The level, with unknown answers taken as yes. */
  readonly band: CssrsLevel;
  readonly missing: number;
  readonly prorated: false;
  readonly flags: readonly string[];
  readonly level: CssrsLevel;
  /** The level of what was really answered. It never calms: `level` is the one to act on. */
  readonly answeredLevel: CssrsLevel;
  readonly basis: 'answered' | 'unknown counted as yes';
  readonly action: string;
  readonly clock: Clock;
  readonly askAgain?: readonly Question[];
  /** A yes to intent, plan, or behaviour within three months. */
  readonly intentPlanOrRecentBehaviour: boolean;
  readonly warnings?: readonly Warning[];
  readonly rater: Rater;
};

type Asked = 'yes' | 'no' | 'not known';

const asked = (given: boolean | null | undefined): Asked =>
  given === true ? 'yes' : given === false ? 'no' : 'not known';

/** Whether a question is put at all once the one before it is "no". Asked all the same, a yes to it counts. */
const follow = (lead: Asked, given: boolean | null | undefined): Asked =>
  lead === 'no' && given !== true ? 'no' : asked(given);

const highest = (levels: readonly CssrsLevel[]): CssrsLevel =>
  levels.reduce<CssrsLevel>((a, b) => (cssrsLevels.indexOf(b) > cssrsLevels.indexOf(a) ? b : a), 'none');

function contradictions(of: CssrsAnswers): Warning[] {
  const found: Warning[] = [];
  const say = (rule: string, says: string) => found.push({ rule, says });
  if (of.q2 === false && [of.q3, of.q4, of.q5].includes(true))
    say(
      'c-ssrs-thoughts-contradict',
      'Method, intent or plan is yes although active thoughts are no. Ask again; the yes counts.',
    );
  if (of.q6Lifetime === false && of.q6ThreeMonths === true)
    say(
      'c-ssrs-behaviour-contradicts',
      'Behaviour within three months is yes although behaviour ever is no. Ask again; the yes counts.',
    );
  return found;
}

/** @throws BadInput that names the question */
export function scoreCssrsScreener(input: unknown): CssrsScore {
  const { answers } = readInput(Given, { answers: input });
  const q2 = asked(answers.q2);
  const q6 = asked(answers.q6Lifetime);
  const said: Record<Question, Asked> = {
    q1: asked(answers.q1),
    q2,
    q3: follow(q2, answers.q3),
    q4: follow(q2, answers.q4),
    q5: follow(q2, answers.q5),
    q6Lifetime: q6,
    q6ThreeMonths: follow(q6, answers.q6ThreeMonths),
  };
  const levelsOf = (...counted: Asked[]) =>
    cssrsQuestions.rows.filter(({ question }) => counted.includes(said[question])).map(({ level }) => level);
  const answeredLevel = highest(levelsOf('yes'));
  const level = highest(levelsOf('yes', 'not known'));
  const askAgain = cssrsQuestions.rows.map(({ question }) => question).filter((q) => said[q] === 'not known');
  const warnings = contradictions(answers);
  const act = cssrsActions.rows.find((row) => row.level === level);
  const flags = [
    ...(answeredLevel === 'none' ? [] : ['suicide-item']),
    ...(askAgain.length === 0 ? [] : ['suicide-item-unanswered']),
  ];
  return {
    scale: 'c-ssrs-screener',
    total: null,
    why: 'The screener has no total: it gives a level.',
    band: level,
    missing: askAgain.length,
    prorated: false,
    flags,
    level,
    answeredLevel,
    basis: askAgain.length === 0 ? 'answered' : 'unknown counted as yes',
    action: act?.action ?? '',
    clock: act?.clock ?? 'immediate',
    ...(askAgain.length === 0 ? {} : { askAgain }),
    intentPlanOrRecentBehaviour: answeredLevel === 'high',
    ...(warnings.length === 0 ? {} : { warnings }),
    rater: 'self or clinician',
  };
}
