/** What a set of readings says, and what comes next. It advises; a clinician decides. @source clinical basis 3.3 */
import { type Finding, inOrder, type Override, overrides, type Strength } from '#clinical/findings.ts';
import { basisOf } from '#clinical/sources.ts';
import type { EmergencyId } from './emergency-cards.ts';
import { judgeOthers } from './judge-others.ts';
import { judgePressure } from './judge-pressure.ts';
import { type Baseline, type Judgement, type ReadingState, stopGiving, worst } from './judgement.ts';
import type { Phase, ReadingSet, SessionRoute } from './readings.ts';
import { cardsFirst } from './red-first.ts';
import { infusionRule, type Thresholds, thresholds } from './thresholds.ts';

export type Interpretation = {
  readonly state: ReadingState;
  readonly judgements: readonly Judgement[];
  readonly findings: readonly Finding[];
  readonly emergencies: readonly EmergencyId[];
  /** What to do with what is still to be given; `no objection` never means safe. */
  readonly giving: { readonly advice: 'stop' | 'slow' | 'wait' | 'not known' | 'no objection'; readonly says: string };
};

const says = (of: Judgement) => (of.next === '' ? of.says : `${of.says} ${of.next}`);

function strengthOf({ state, emergency }: Judgement, phase: Phase): [Strength, Override] {
  if (state === 'not known') return ['missing', overrides.clinician];
  if (state === 'red') return ['absolute', emergency === undefined ? overrides.twoClinicians : overrides.nobody];
  return phase === 'before' ? ['relative', overrides.prescriber] : ['caution', overrides.clinician];
}

const findingOf =
  (reading: ReadingSet, phase: Phase) =>
  (of: Judgement): Finding => {
    const [strength, override] = strengthOf(of, phase);
    return {
      rule: `reading-${of.parameter}-${of.state.replace(' ', '-')}`,
      strength,
      says: says(of),
      facts: { at_min: reading.atMin, phase, parameter: of.parameter, state: of.state },
      ...basisOf(of),
      override,
    };
  };

const isPressure = ({ parameter }: Judgement) => parameter.includes('pressure');

/**
 * Amber pressure slows what runs; anything red stops it. What is given at once cannot be slowed: the rest waits. While
 * something is not known, there is no "no objection".
 */
function givingOf(judgements: readonly Judgement[], phase: Phase, canSlow: boolean): Interpretation['giving'] {
  const { amberRatePct, redReadingsEveryMin } = infusionRule.value;
  const isPump = canSlow && phase === 'during';
  const unknown = judgements.filter(({ state }) => state === 'not known');
  if (judgements.some(({ state }) => state === 'red')) {
    const stop = isPump ? 'Stop the pump and keep the line' : stopGiving({ phase });
    return { advice: 'stop', says: `${stop}. Readings every ${redReadingsEveryMin} minutes.` };
  }
  if (judgements.some((of) => isPressure(of) && of.state === 'amber'))
    return isPump
      ? { advice: 'slow', says: `Slow the pump to ${amberRatePct} % of its rate.` }
      : {
          advice: 'wait',
          says: `${stopGiving({ phase })} until the pressure has been taken again and the prescriber has decided.`,
        };
  if (unknown.length > 0)
    return {
      advice: 'not known',
      says: `Measure and ask first. Not known: ${[...new Set(unknown.map(({ parameter }) => parameter.replaceAll('-', ' ')))].join(', ')}.`,
    };
  return { advice: 'no objection', says: 'No rule objects. The patient may stop at any time.' };
}

/**
 * Judges each parameter on its own. What is missing is a finding; without a baseline, the change is not known and says so.
 *
 * `isInfusion` says that a pump runs, or would; unsaid, the intravenous route is taken for one.
 */
export function interpretReading(of: {
  reading: ReadingSet;
  phase: Phase;
  route: SessionRoute;
  isInfusion?: boolean | undefined;
  baseline?: Baseline | undefined;
  previous?: readonly ReadingSet[] | undefined;
  lines?: Thresholds | undefined;
}): Interpretation {
  const { reading, phase } = of;
  const seen = {
    reading,
    phase,
    baseline: of.baseline ?? {},
    previous: of.previous ?? [],
    lines: of.lines ?? thresholds,
  };
  const judgements = [...judgePressure(seen), ...judgeOthers(seen)];
  const findings = judgements.filter(({ state }) => state !== 'green').map(findingOf(reading, phase));
  return {
    state: worst(judgements.map(({ state }) => state)),
    judgements,
    findings: inOrder(findings),
    emergencies: cardsFirst(judgements),
    giving: givingOf(judgements, phase, of.isInfusion ?? of.route === 'iv'),
  };
}
