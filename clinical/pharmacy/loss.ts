/**
 * Something does not add up: what has to be asked, what follows from the answer, and by when.
 *
 * The system asks and reminds; a person judges, and a person tells the authority.
 */
import { z } from 'zod';
import { guideline, sourced } from '#clinical/sources.ts';
import type { Refusal } from './amounts.ts';
import { businessDaysLater, daysLater } from './business-days.ts';

const rule = guideline('21 CFR 1301.76(b); regulatory basis C5 [S39][S40]');
export const noticeBusinessDays = sourced(
  'Written notice to the DEA field office after theft or significant loss is discovered',
  1,
  'business days',
  rule,
);
export const form106Days = sourced('DEA Form 106, electronic, after theft or significant loss is discovered', 45, 'd', {
  ...guideline('21 CFR 1301.76(b); regulatory basis C5 [S39][S40][S122]'),
});

/** The factors that make a loss significant. */
export const lossFactors = [
  { factor: 'quantity', asks: 'How much is missing, against what this clinic uses?' },
  { factor: 'substance', asks: 'Which substance, in which form?' },
  { factor: 'person', asks: 'Can access to it be linked to one person?' },
  { factor: 'pattern', asks: 'Did something like it happen before, also small losses?' },
  { factor: 'circumstances', asks: 'Is something about it unusual?' },
  { factor: 'local-trend', asks: 'Are thefts of this drug known around here?' },
] as const;
export type LossFactor = (typeof lossFactors)[number]['factor'];

const answer = z.string('is text').trim().min(1, 'is needed').max(1_000, 'has 1000 characters or fewer');
export const LossFacts = z.strictObject({
  quantity: answer,
  substance: answer,
  person: answer,
  pattern: answer,
  circumstances: answer,
  'local-trend': answer,
});
export type LossFacts = z.infer<typeof LossFacts>;

export const judgements = ['explained', 'small-difference', 'significant-loss', 'theft'] as const;
export type Judgement = (typeof judgements)[number];
export const stepKinds = ['note', 'judged', 'notice-sent', 'form-106-filed', 'settled'] as const;
export type StepKind = (typeof stepKinds)[number];

export type Taken = { readonly kind: string; readonly judgement?: string | null | undefined };

/** The newest judgement counts. */
export const judgementOf = (steps: readonly Taken[]): string | undefined =>
  steps.filter(({ kind }) => kind === 'judged').at(-1)?.judgement ?? undefined;

/** Whether the authority is told. */
export const isReported = (judgement: string | undefined): boolean =>
  judgement === 'theft' || judgement === 'significant-loss';

/** What is settled stays settled; nothing is settled before it was judged, nor before what the law asks was done. */
export function checkStep(kind: StepKind, steps: readonly Taken[]): Refusal | undefined {
  const has = (of: StepKind) => steps.some((step) => step.kind === of);
  if (has('settled')) return { says: 'This discrepancy was settled. What is found out later is a new one.' };
  if (kind === 'settled') {
    const judgement = judgementOf(steps);
    if (judgement === undefined)
      return { says: 'First say what it was: explained, a small difference, a loss or a theft.' };
    if (isReported(judgement) && !has('notice-sent'))
      return { says: 'A theft or significant loss is settled after the written notice to the DEA field office.' };
    if (isReported(judgement) && !has('form-106-filed'))
      return { says: 'A theft or significant loss is settled after Form 106 was filed.' };
  }
  if ((kind === 'notice-sent' || kind === 'form-106-filed') && !isReported(judgementOf(steps)))
    return { says: 'First judge it as a theft or a significant loss: only then is there something to report.' };
  return undefined;
}

/** @param discoveredOn ISO day at the clinic */
export const reportingDue = (discoveredOn: string) => ({
  noticeBy: businessDaysLater(discoveredOn, noticeBusinessDays.value),
  form106By: daysLater(discoveredOn, form106Days.value),
});
