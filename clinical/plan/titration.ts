/**
 * The next dose after this one: at most one step up from one session to the next, and only after a dose that was
 * tolerated and did not do enough; one step down after an event.
 *
 * @source clinical basis 1.2, 1.4, 1.6
 */
import type { Finding } from '#clinical/findings.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { Protocol } from './protocol.ts';
import { say } from './say.ts';
import { sublingualSteps } from './templates.ts';

export const stepDownFromGrade = sourced(
  'Grade of dissociation or of a blood-pressure event from which the next dose is a step lower, or the infusion slower',
  2,
  '{grade}',
  projectDefault('clinical basis 1.2'),
);

type Dose = NonNullable<Protocol['dose']>;
type Steps = NonNullable<Dose['steps']>;

/** The highest dose one step above the last, in the protocol's own unit; undefined where no step is signed. */
export function highestNext(steps: Dose['steps'], last: number): number | undefined {
  if (steps === null) return undefined;
  if ('by' in steps) return last + steps.by.to;
  return steps.ladder.find((rung) => rung > last) ?? last;
}

function oneUp(steps: Steps, last: number): number {
  if ('by' in steps) return last + steps.by.from;
  return steps.ladder.find((rung) => rung > last) ?? last;
}

function oneDown(steps: Steps, last: number): number {
  if ('by' in steps) return last - steps.by.from;
  return steps.ladder.findLast((rung) => rung < last) ?? last;
}

export type LastSession = {
  /** In the protocol's own unit: µg/kg or µg. */
  readonly dose: number;
  readonly wasTolerated?: boolean | undefined;
  /** Per cent of the baseline; negative is worse. */
  readonly improvementPct?: number | undefined;
  /** The worst grade of dissociation or of a blood-pressure event; 0 is none. */
  readonly worstGrade?: number | undefined;
};

export type NextDose = {
  readonly change: 'up' | 'same' | 'down' | 'not known';
  /** In the protocol's own unit; undefined where what it needs is not known. */
  readonly dose: number | undefined;
  readonly findings: readonly Finding[];
};

/** A proposal that a prescriber takes or leaves. It never goes above the usual range: past that a person decides alone. */
export function nextDose(dose: Dose, last: LastSession): NextDose {
  const facts = {
    last_dose: last.dose,
    unit: dose.unit,
    tolerated: last.wasTolerated,
    improvement_pct: last.improvementPct,
    worst_grade: last.worstGrade,
  };
  const missing = (what: string): NextDose => ({
    change: 'not known',
    dose: undefined,
    findings: [
      say({
        rule: 'next-dose-needs-last-session',
        strength: 'missing',
        says: `No next dose is proposed: ${what}`,
        facts,
        by: stepDownFromGrade,
      }),
    ],
  });
  if (dose.steps === null) return { ...missing(sublingualSteps.empty) };
  const lowest = Math.min(dose.start.from, dose.usual.from);
  const isHard = last.wasTolerated === false || (last.worstGrade ?? 0) >= stepDownFromGrade.value;
  const downTo = Math.max(oneDown(dose.steps, last.dose), lowest);
  if (isHard)
    return {
      change: downTo < last.dose ? 'down' : 'same',
      dose: Math.min(downTo, last.dose),
      findings: [
        say({
          rule: 'step-down',
          strength: 'relative',
          says:
            downTo < last.dose
              ? 'The last session was not tolerated well: one step lower, or a slower infusion.'
              : 'The last session was not tolerated well, and this is the lowest dose: a slower infusion, or not again.',
          facts,
          by: stepDownFromGrade,
        }),
      ],
    };
  if (last.wasTolerated === undefined || last.worstGrade === undefined)
    return missing('how the last session was tolerated is not known.');
  if (dose.raiseBelowPct === undefined) return { change: 'same', dose: last.dose, findings: [] };
  if (last.improvementPct === undefined) return missing('the improvement since the baseline is not known.');
  const up = Math.min(oneUp(dose.steps, last.dose), dose.usual.to);
  const goesUp = last.improvementPct < dose.raiseBelowPct && up > last.dose;
  return { change: goesUp ? 'up' : 'same', dose: goesUp ? up : last.dose, findings: [] };
}
