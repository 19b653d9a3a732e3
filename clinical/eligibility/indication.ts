/** What the treatment is for (basis 2.1 and 1.3, regulatory basis A1). */
import type { Finding } from '#clinical/findings.ts';
import { guideline, practice, sourced } from '#clinical/sources.ts';
import { countTrials, weigh } from './antidepressant-trials.ts';
import { diagnosisFindings } from './diagnoses.ts';
import type { Facts } from './facts.ts';
import { labelledUses, trialsNeeded } from './label.ts';
import { takes } from './medicines.ts';
import { askFirst, say } from './say.ts';
import { isNasalSpray } from './treatments.ts';

export const resistanceForKetamine = sourced(
  'Off-label ketamine is a later line of treatment',
  'relative',
  '1',
  guideline('clinical basis 0, 2.1 [S29]'),
);

export const stabiliser = sourced(
  'Bipolar I disorder needs a mood stabiliser',
  'relative',
  '1',
  practice('clinical basis 2.1 [S90]', 'unverified'),
);

/** How many trials of this episode failed; not known as soon as the unknown ones could make the difference. */
function resistanceFindings(of: Facts): Finding[] {
  const trials = of.antidepressantTrials?.map(weigh);
  const by = isNasalSpray(of) ? labelledUses : resistanceForKetamine;
  const named = {
    rule: 'treatment-resistance',
    facts: {
      diagnosis: of.diagnosis,
      acuteSuicidality: of.acuteSuicidality,
      antidepressantTrials: trials?.map(({ medicine, verdict, why }) => ({ medicine, verdict, why })),
    },
    by,
  };
  if (trials === undefined)
    return [
      say({
        ...named,
        strength: 'missing',
        says: 'The antidepressants tried in this episode are not known.',
        override: askFirst,
      }),
    ];
  const { failed, 'partly-failed': partly, 'not-known': unknown } = countTrials(trials);
  const needed = trialsNeeded.value;
  const counted = `${failed} of the ${needed} adequate trials without response in this episode`;
  if (failed >= needed)
    return [
      say({
        ...named,
        strength: 'information',
        says: `Treatment-resistant: ${failed} adequate oral antidepressants without response.`,
      }),
    ];
  if (failed + partly + unknown >= needed && unknown > 0)
    return [
      say({
        ...named,
        strength: 'missing',
        says: `${counted}; ${unknown} more cannot be judged as written. Complete them.`,
      }),
    ];
  const halfway =
    partly === 0 ? '' : ` ${partly} more brought a partial response: a prescriber decides whether that is resistance.`;
  const suicidal = isNasalSpray(of) && of.acuteSuicidality === 'yes';
  return [
    say({
      ...named,
      strength: suicidal ? 'information' : 'relative',
      says: `${counted} are on record.${halfway}${suicidal ? ' The indication here is acute suicidality, which does not ask for them.' : ''}`,
    }),
  ];
}

function majorDepression(of: Facts): Finding[] {
  const findings = resistanceFindings(of);
  if (!isNasalSpray(of) || of.acuteSuicidality !== 'yes') return findings;
  const oral = takes(of, ['ssri', 'snri', 'tca', 'maoi', 'other-antidepressant']);
  if (oral === 'yes') return findings;
  return [
    ...findings,
    say({
      rule: 'oral-antidepressant-beside',
      strength: oral === 'no' ? 'relative' : 'missing',
      says:
        oral === 'no'
          ? 'In acute suicidality the label asks for an oral antidepressant beside the spray: none is on the list.'
          : 'In acute suicidality the label asks for an oral antidepressant beside the spray: whether one is taken is not known.',
      facts: {
        diagnosis: of.diagnosis,
        acuteSuicidality: of.acuteSuicidality,
        medicines: of.medicines?.map((medicine) => (typeof medicine === 'string' ? medicine : medicine.name)),
      },
      by: labelledUses,
    }),
  ];
}

function bipolar(of: Facts): Finding[] {
  const stabilised = takes(of, ['mood-stabiliser']);
  if (stabilised === 'yes') return [];
  return [
    say({
      rule: 'mood-stabiliser-beside',
      strength: stabilised === 'no' ? 'relative' : 'missing',
      says: `Bipolar I disorder needs a mood stabiliser: ${stabilised === 'no' ? 'none is on the list' : 'whether one is taken is not known'}.`,
      facts: {
        diagnosis: of.diagnosis,
        medicines: of.medicines?.map((medicine) => (typeof medicine === 'string' ? medicine : medicine.name)),
      },
      by: stabiliser,
    }),
  ];
}

/** What the diagnosis says, then what stands beside it: trials, the pill beside the spray, the mood stabiliser. */
export function indicationFindings(of: Facts): Finding[] {
  const found = diagnosisFindings(of);
  switch (of.diagnosis) {
    case 'mdd':
      return [...found, ...majorDepression(of)];
    case 'bipolar-depression':
      return [...found, ...bipolar(of)];
    case 'ptsd':
    case 'ocd':
    case 'anxiety':
    case 'other':
      return found;
    default:
      return [...found, ...resistanceFindings(of)];
  }
}
