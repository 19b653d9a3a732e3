/**
 * What the answers about suicide ask for, and by when: from the C-SSRS screener, PHQ-9 item 9, QIDS item 12 and MADRS item 10.
 *
 * The most urgent of them counts. An answer that was asked for and did not come counts as yes; with nothing asked at all,
 * asking is what has to be done.
 */
import { z } from 'zod';
import { readInput } from '#clinical/bad-input.ts';
import { type Finding, inOrder, overrides } from '#clinical/findings.ts';
import { type Basis, basisOf, projectDefault, table } from '#clinical/sources.ts';
import {
  type Clock,
  CssrsAnswers,
  clocks,
  cssrsActions,
  cssrsMissingRule,
  scoreCssrsScreener,
} from './c-ssrs-screener.ts';
import { madrs } from './madrs.ts';
import { phq9 } from './phq-9.ts';
import { qidsSr16 } from './qids-sr16.ts';
import type { Scale } from './scale.ts';

/** Null is asked and not answered. */
function itemOf(scale: Scale) {
  const most = scale.items.rows[(scale.suicide?.value.item ?? 0) - 1]?.to ?? 0;
  const says = `is a whole number from 0 to ${most}, or null`;
  return z.int(says).min(0, says).max(most, says).nullish();
}

/** An item left out was not asked; null was asked and not answered. */
export const SuicideAnswers = z.strictObject({
  cssrs: CssrsAnswers.nullish(),
  phq9Item9: itemOf(phq9),
  qidsItem12: itemOf(qidsSr16),
  madrsItem10: itemOf(madrs),
});
export type SuicideAnswers = z.infer<typeof SuicideAnswers>;

type Step = 'ask-c-ssrs-now' | 'clinician-same-day' | 'clinician-at-discharge' | 'note';
export const suicideSteps = table<{ readonly step: Step; readonly clock: Clock; readonly action: string }>(
  'What a suicide item of a depression scale asks for, and by when',
  '1',
  projectDefault('clinical basis 5.2, 5.3 (PD)'),
  [
    {
      step: 'ask-c-ssrs-now',
      clock: 'immediate',
      action: 'Ask the C-SSRS screener now; the patient is not left alone until it is read.',
    },
    { step: 'clinician-same-day', clock: 'same day', action: 'A clinician evaluates the same day.' },
    {
      step: 'clinician-at-discharge',
      clock: 'at discharge',
      action: 'The screener is answered beside it: the clinician knows both before discharge.',
    },
    { step: 'note', clock: 'at discharge', action: 'Note it; the clinician knows before discharge.' },
  ],
);

export type Triage = {
  readonly clock: Clock;
  readonly action: string;
  readonly findings: readonly Finding[];
};

type Said = { readonly clock: Clock; readonly action: string; readonly finding: Finding };

const isSooner = (a: Clock, b: Clock) => clocks.indexOf(a) > clocks.indexOf(b);

const askNow = step('ask-c-ssrs-now');

function say(
  rule: string,
  of: { clock: Clock; action: string; says: string; facts: Finding['facts'] },
  by: Basis,
): Said {
  const byClock = of.clock === 'immediate' ? 'absolute' : of.clock === 'same day' ? 'relative' : 'caution';
  // What waits for an answer is missing; only the answer can say that it is more.
  const isOpen = rule.endsWith('-not-known') || of.action === askNow.action;
  return {
    clock: of.clock,
    action: of.action,
    finding: {
      rule,
      strength: isOpen ? 'missing' : byClock,
      says: `${of.says} ${of.action}`,
      facts: { ...of.facts, clock: of.clock },
      ...basisOf(by),
      override:
        of.clock !== 'immediate' ? overrides.clinician : isOpen ? overrides.prescriber : overrides.twoClinicians,
    },
  };
}

function step(name: Step): { clock: Clock; action: string } {
  const row = suicideSteps.rows.find((at) => at.step === name);
  return row === undefined ? { clock: 'immediate', action: 'Ask the C-SSRS screener now.' } : row;
}

/** What was answered is said as it is; what was not, beside it, as the yes it counts for. */
function fromCssrs(given: CssrsAnswers): Said[] {
  const { level, clock, action, askAgain, answeredLevel } = scoreCssrsScreener(given);
  const answered = cssrsActions.rows.find((row) => row.level === answeredLevel);
  const said: Said[] = [];
  if (answered !== undefined && answeredLevel !== 'none') {
    const says = `C-SSRS screener: ${answeredLevel}.`;
    said.push(say('suicide-c-ssrs', { ...answered, says, facts: { level: answeredLevel } }, cssrsActions));
  }
  if (askAgain !== undefined) {
    const says = `C-SSRS: not answered are ${askAgain.join(', ')}; ask again. Unknown counts as yes: ${level}.`;
    const facts = { level, answered_level: answeredLevel, not_answered: askAgain };
    said.push(say('suicide-c-ssrs-not-known', { clock, action, says, facts }, cssrsMissingRule));
  }
  return said;
}

/** A complete screener answers the question an item raises; what is left is that the two do not agree. */
function fromItem(of: { scale: Scale; answer: number | null | undefined; isScreened: boolean }): Said[] {
  const { scale, answer } = of;
  const suicide = scale.suicide;
  if (answer === undefined || suicide === undefined) return [];
  const { item: number, pathwayFrom, noteFrom, sameDayFrom } = suicide.value;
  const rule = `suicide-${scale.name}`;
  const what = `${scale.title} item ${number}`;
  const facts = { item: number, answer };
  if (answer === null) {
    const to = of.isScreened ? step('clinician-at-discharge') : askNow;
    return [
      say(`${rule}-not-known`, { ...to, says: `${what} is not answered: it counts as yes.`, facts }, cssrsMissingRule),
    ];
  }
  const says = `${what} is ${answer}.`;
  const said: Said[] = [];
  if (sameDayFrom !== undefined && answer >= sameDayFrom)
    said.push(say(`${rule}-same-day`, { ...step('clinician-same-day'), says, facts }, suicide));
  if (answer >= pathwayFrom)
    said.push(say(rule, { ...(of.isScreened ? step('clinician-at-discharge') : askNow), says, facts }, suicide));
  else if (noteFrom !== undefined && answer >= noteFrom)
    said.push(say(`${rule}-note`, { ...step('note'), says, facts }, suicide));
  return said;
}

/**
 * The action and its clock. Nothing asked at all gives the screener to ask, never "routine". Whether the screener belongs
 * to every session is the session's rule; here an item that is 0 raises nothing.
 *
 * @throws BadInput that names the answer
 */
export function triageSuicide(input: unknown): Triage {
  const given = readInput(SuicideAnswers, input);
  const { cssrs } = given;
  const isScreened = cssrs !== undefined && cssrs !== null && scoreCssrsScreener(cssrs).missing === 0;
  const items = [
    { scale: phq9, answer: given.phq9Item9 },
    { scale: qidsSr16, answer: given.qidsItem12 },
    { scale: madrs, answer: given.madrsItem10 },
  ];
  const said = [
    ...(cssrs === undefined || cssrs === null ? [] : fromCssrs(cssrs)),
    ...items.flatMap((one) => fromItem({ ...one, isScreened })),
  ];
  const isAsked = cssrs !== undefined && cssrs !== null ? true : items.some(({ answer }) => answer !== undefined);
  if (!isAsked || cssrs === null)
    said.push(
      say(
        'suicide-not-known',
        { ...askNow, says: 'Nobody has asked about suicide with the screener.', facts: {} },
        cssrsMissingRule,
      ),
    );
  const start: { clock: Clock; action: string } = { clock: 'routine', action: 'Nothing beyond routine care.' };
  const first = said.reduce((a, b) => (isSooner(b.clock, a.clock) ? b : a), start);
  return { clock: first.clock, action: first.action, findings: inOrder(said.map(({ finding }) => finding)) };
}
