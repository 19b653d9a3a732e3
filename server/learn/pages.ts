/** All pages of the learning part, in the order in which a person meets the questions. */
import { type Figures, learnFigures } from '#clinical/learn/learn.ts';
import { aSession } from './a-session.text.ts';
import type { LearnPage } from './article.ts';
import { choosingACenter } from './choosing-a-center.text.ts';
import { cost } from './cost.text.ts';
import { helpNow } from './help-now.text.ts';
import { howFast } from './how-fast.text.ts';
import { howItIsGiven } from './how-it-is-given.text.ts';
import { howItWorks } from './how-it-works.text.ts';
import { lawPage } from './law.text.ts';
import { longTermRisks } from './long-term-risks.text.ts';
import { questions } from './questions.text.ts';
import { sideEffects } from './side-effects.text.ts';
import { weeks } from './weeks.text.ts';
import { whatItIs } from './what-it-is.text.ts';
import { whatStudiesFound } from './what-studies-found.text.ts';
import { whoItMayHelp } from './who-it-may-help.text.ts';

const made: readonly ((figures: Figures) => LearnPage)[] = [
  whatItIs,
  howFast,
  howItIsGiven,
  aSession,
  weeks,
  howItWorks,
  whoItMayHelp,
  whatStudiesFound,
  sideEffects,
  longTermRisks,
  lawPage,
  cost,
  choosingACenter,
  questions,
  helpNow,
];

export const learnPages = (figures: Figures = learnFigures()): readonly LearnPage[] =>
  made.map((make) => make(figures));
