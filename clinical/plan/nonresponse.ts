/**
 * When a course is looked at, and what too little response, worsening or an event then asks for.
 *
 * @source clinical basis 1.7
 */
import type { Finding } from '#clinical/findings.ts';
import { label, projectDefault, sourced, table, trial } from '#clinical/sources.ts';
import type { Protocol } from './protocol.ts';
import { say } from './say.ts';

export const reviewAfter = sourced(
  'Response is looked at after these parenteral sessions, or at the end of these weeks of nasal esketamine: early, then the decision',
  { earlySession: 3, decisionSession: 6, earlyWeek: 2, decisionWeek: 4 },
  '1',
  projectDefault('clinical basis 1.7; the label’s decision is at the end of week 4 [S6]'),
);

export const tooLittle = sourced(
  'Improvement in per cent: early, below this the treatment is reviewed; at the decision, below this stopping is advised, and below the last it is a documented decision',
  { earlyBelow: 20, stopBelow: 25, decideBelow: 50 },
  '%',
  projectDefault('clinical basis 1.7'),
);

export const labelDecision = sourced(
  'Nasal esketamine: benefit is judged at the end of this week, before going on',
  4,
  'wk',
  label('clinical basis 1.3, 1.7 [S6]'),
);

export const deterioration = sourced(
  'Rise of a score over its baseline from which a clinician calls on the same day',
  { qidsOrPhq9: 5, madrs: 6 },
  '{score}',
  projectDefault('clinical basis 1.7'),
);

/** What trials say about waiting: shown beside a review, never a rule. */
export const waiting = table('What waiting for a response has brought in trials', '%', trial('clinical basis 1.7'), [
  {
    says: 'Nasal esketamine: of those without response on day 2, 54.9 % responded by day 28, against 44.3 % on control. Not a reason to stop after one or two doses.',
    ...trial('clinical basis 1.7 [S68]'),
  },
  {
    says: 'IV: a median of 3 infusions to the first response; 59 % responded within 6.',
    ...trial('clinical basis 1.7 [S55]'),
  },
  {
    says: 'IV: 40 % of those without response to the first infusion remitted after the third; only 20 % of those without after two.',
    ...trial('clinical basis 1.7 [S56]'),
  },
  {
    says: 'IV in the community: response grew to the tenth infusion, from 50 % by 6 weeks to 72 %.',
    ...trial('clinical basis 1.7 [S58]'),
  },
]);

export const safetyStops = table(
  'What ends a course until it is clarified',
  '1',
  projectDefault('clinical basis 1.7'),
  [
    { event: 'a related event of CTCAE grade 3 or more' },
    { event: 'anaphylaxis' },
    { event: 'psychosis' },
    { event: 'mania' },
    { event: 'confirmed ketamine cystitis' },
    { event: 'ALT or AST above 5 × ULN, or above 3 × with bilirubin above 2 ×' },
    { event: 'diversion' },
    { event: 'pregnancy' },
  ],
);

export type ReviewPoint = { readonly kind: 'early' | 'decision' } & (
  | { readonly afterSession: number }
  | { readonly afterWeek: number }
);

/** When this protocol's response is looked at; empty by mouth, where the basis has no point. */
export function reviewPoints({ product, route }: Pick<Protocol, 'product' | 'route'>): readonly ReviewPoint[] {
  const { earlySession, decisionSession, earlyWeek, decisionWeek } = reviewAfter.value;
  if (product === 'esketamine' && route === 'intranasal')
    return [
      { kind: 'early', afterWeek: earlyWeek },
      { kind: 'decision', afterWeek: decisionWeek },
    ];
  if (route === 'iv' || route === 'im' || route === 'sc')
    return [
      { kind: 'early', afterSession: earlySession },
      { kind: 'decision', afterSession: decisionSession },
    ];
  return [];
}

/** At a review point. Improvement is in per cent of the baseline; negative is worse. */
export function reviewResponse(kind: 'early' | 'decision', improvementPct: number | undefined): Finding[] {
  const facts = { improvement_pct: improvementPct, review: kind };
  if (improvementPct === undefined)
    return [
      say({
        rule: 'review-needs-improvement',
        strength: 'missing',
        says: 'This is a review point, and the improvement since the baseline is not known.',
        facts,
        by: reviewAfter,
      }),
    ];
  const { earlyBelow, stopBelow, decideBelow } = tooLittle.value;
  if (kind === 'early')
    return improvementPct < earlyBelow
      ? [
          say({
            rule: 'little-response-early',
            strength: 'caution',
            says: `Less than ${earlyBelow} % better: review the dose, benzodiazepines and the diagnosis. It is no reason to stop yet.`,
            facts,
            by: tooLittle,
          }),
        ]
      : [];
  if (improvementPct < stopBelow)
    return [
      say({
        rule: 'no-response',
        strength: 'relative',
        says: `Less than ${stopBelow} % better: stopping, or another treatment, is advised.`,
        facts,
        by: tooLittle,
      }),
    ];
  if (improvementPct >= decideBelow) return [];
  return [
    say({
      rule: 'partial-response',
      strength: 'relative',
      says: `${stopBelow} to ${decideBelow - 1} % better: going on is a decision that is written down with its reason.`,
      facts,
      by: tooLittle,
    }),
  ];
}

/** After any session: worsening, or new suicidality. What was not rated is a finding. */
export function worsening(of: {
  scale: 'qids-sr16' | 'phq-9' | 'madrs';
  baseline: number | undefined;
  current: number | undefined;
  /** C-SSRS since last contact: a new 4, 5 or behaviour. */
  hasNewSuicidality: boolean | undefined;
}): Finding[] {
  const { baseline, current, hasNewSuicidality } = of;
  const facts = { scale: of.scale, baseline, current, new_suicidality: hasNewSuicidality };
  const from = of.scale === 'madrs' ? deterioration.value.madrs : deterioration.value.qidsOrPhq9;
  const rose = baseline === undefined || current === undefined ? undefined : current - baseline;
  const call = (why: string) =>
    say({
      rule: 'worse',
      strength: 'relative',
      says: `${why}: a clinician contacts the patient on the same day.`,
      facts,
      by: deterioration,
    });
  const unknown = (what: string) =>
    say({ rule: 'worse', strength: 'missing', says: `${what} is not known.`, facts, by: deterioration });
  return [
    ...(rose === undefined
      ? [unknown(`Whether ${of.scale} rose since the baseline`)]
      : rose >= from
        ? [call(`${of.scale} rose by ${rose}`)]
        : []),
    ...(hasNewSuicidality === undefined
      ? [unknown('Whether there is new suicidality by C-SSRS')]
      : hasNewSuicidality
        ? [call('New suicidality by C-SSRS')]
        : []),
  ];
}
