/** What the treatment is for, and whether a label covers it (basis 2.1 and 1.3, regulatory basis A1 and A2). */
import type { Finding } from '#clinical/findings.ts';
import { guideline, label, practice, projectDefault, sourced, trial } from '#clinical/sources.ts';
import { countTrials, trialsNeeded, weigh } from './antidepressant-trials.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { Facts } from './facts.ts';
import { takes } from './medicines.ts';
import { askFirst, say } from './say.ts';
import { isNasalSpray, isParenteral } from './treatments.ts';

export const labelledUses = sourced(
  'Labelled uses of esketamine nasal spray in adults',
  'treatment-resistant depression, alone or with an oral antidepressant; depressive symptoms of major depression with acute suicidal ideation or behaviour, with an oral antidepressant',
  '1',
  label('clinical basis 1.3, 2.1 [S3,S5,S20,S21]; regulatory basis A1'),
);
export const labelLimits = sourced(
  'What esketamine is not shown to do',
  'not shown to prevent suicide; does not replace a hospital when one is needed; not an anaesthetic',
  '1',
  label('clinical basis 1.3 [S4b]; regulatory basis A1'),
);
export const otherDiagnoses = sourced(
  'Bipolar depression, PTSD, OCD, anxiety: off-label, case by case',
  'relative',
  '1',
  practice('clinical basis 2.1 [S90]'),
);
export const psychoticDepression = sourced(
  'Major depression with psychotic features: left out of the indication',
  'relative',
  '1',
  practice('clinical basis 4.2', 'unverified'),
);
export const resistanceForKetamine = sourced(
  'Off-label ketamine is a later line of treatment',
  'relative',
  '1',
  guideline('clinical basis 0, 2.1 [S29]'),
);
export const statusOfRacemic = sourced(
  'Ketamine for depression is off-label: approved as an anaesthetic only',
  'information',
  '1',
  label('clinical basis 0 [S24]; regulatory basis A1 [S1,S2,S3]'),
);
export const statusOfCompounded = sourced(
  'Compounded ketamine is off-label and unapproved; the FDA warned in February 2022 (nasal) and October 2023 (all, oral at home above all)',
  'relative',
  '1',
  projectDefault('clinical basis 0, 1.5 [S84]; regulatory basis A1, A2 [S1,S2,S8,S9]'),
);
export const statusOfOtherEsketamine = sourced(
  'Esketamine by another way than the nasal spray: no label for depression was read',
  'relative',
  '1',
  projectDefault('clinical basis 0'),
);
export const severityGate = {
  madrs: sourced('Lowest MADRS of a trial (KARMA-Dep 2)', 20, '{score}', trial('clinical basis 2.1 [S63]')),
  phq9: sourced('Lowest PHQ-9 in practice', 15, '{score}', practice('clinical basis 2.1', 'unverified')),
};
export const maudsleyCut = sourced(
  'Maudsley total proposed as the line of treatment resistance',
  7.5,
  '{score}',
  guideline('clinical basis 2.2 [S80b]'),
);
export const stabiliser = sourced(
  'Bipolar I disorder needs a mood stabiliser',
  'relative',
  '1',
  practice('clinical basis 2.1 [S90]', 'unverified'),
);

const rule = 'indication';
const facts = (of: Facts) => ({ diagnosis: of.diagnosis, acuteSuicidality: of.acuteSuicidality });

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
  const indication =
    isNasalSpray(of) && of.acuteSuicidality === 'yes'
      ? 'The label covers depressive symptoms of major depression with acute suicidal thoughts or behaviour, with an oral antidepressant.'
      : 'Major depression.';
  const findings = [
    say({
      rule,
      strength: 'information',
      says: isNasalSpray(of) ? `${indication} ${labelLimits.value}.` : indication,
      facts: facts(of),
      by: labelledUses,
    }),
    ...resistanceFindings(of),
  ];
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
        ...facts(of),
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

const namesOf = {
  'bipolar-depression': 'Bipolar depression',
  ptsd: 'PTSD',
  ocd: 'OCD',
  anxiety: 'An anxiety disorder',
  other: 'Another diagnosis',
} as const;

function diagnosisFindings(of: Facts): Finding[] {
  const named = { rule, facts: facts(of) };
  switch (of.diagnosis) {
    case 'mdd':
      return majorDepression(of);
    case 'mdd-with-psychotic-features':
      return [
        say({
          ...named,
          strength: psychoticDepression.value,
          says: 'Major depression with psychotic features: outside the indication, see psychosis.',
          by: psychoticDepression,
        }),
        ...resistanceFindings(of),
      ];
    case 'bipolar-depression':
    case 'ptsd':
    case 'ocd':
    case 'anxiety':
    case 'other':
      return [
        say({
          ...named,
          strength: otherDiagnoses.value,
          says: `${namesOf[of.diagnosis]}: off-label, case by case.${of.diagnosis === 'bipolar-depression' ? ' Ask about mania at each visit.' : ''}`,
          by: otherDiagnoses,
        }),
        ...(of.diagnosis === 'bipolar-depression' ? bipolar(of) : []),
      ];
    default:
      return [
        say({
          ...named,
          strength: 'missing',
          says: 'The diagnosis is not known.',
          by: labelledUses,
          override: ownerOfUnknown(of.diagnosis, 'relative'),
        }),
        ...resistanceFindings(of),
      ];
  }
}

/** How this product stands in law by this route: said every time, because consent must name it. */
function statusFindings(of: Facts): Finding[] {
  const named = { rule: 'regulatory-status', facts: { product: of.product, route: of.route } };
  if (isNasalSpray(of))
    return [say({ ...named, strength: 'information', says: `Labelled for: ${labelledUses.value}.`, by: labelledUses })];
  if (of.product === 'esketamine')
    return [
      say({
        ...named,
        strength: statusOfOtherEsketamine.value,
        says: 'The label of esketamine knows the nasal spray only. By this route the rules of esketamine and of ketamine are both read, and the stricter one counts.',
        by: statusOfOtherEsketamine,
      }),
    ];
  if (isParenteral(of.route))
    return [
      say({
        ...named,
        strength: statusOfRacemic.value,
        says: 'Off-label for depression: consent names that. Approved as an anaesthetic only.',
        by: statusOfRacemic,
      }),
    ];
  const nasal = of.route === 'intranasal' ? ' Monitor it exactly as the nasal spray of esketamine.' : '';
  return [
    say({
      ...named,
      strength: statusOfCompounded.value,
      says: `Off-label and an unapproved compounded product: consent shows the FDA warnings of 2022 and 2023, and the record names the compounder, lot and beyond-use date.${nasal}`,
      by: statusOfCompounded,
    }),
  ];
}

function suicidalityFindings(of: Facts): Finding[] {
  const said = of.acuteSuicidality;
  if (said === 'no') return [];
  const named = { rule: 'acute-suicidality', facts: { acuteSuicidality: said }, by: labelLimits };
  if (said === 'yes')
    return [
      say({
        ...named,
        strength: 'caution',
        says: 'Acute suicidal thoughts or behaviour: assess the risk now. The treatment does not replace a hospital when one is needed.',
      }),
    ];
  return [
    say({
      ...named,
      strength: 'missing',
      says: 'Acute suicidal thoughts or behaviour are not known.',
      override: ownerOfUnknown(said, 'relative'),
    }),
  ];
}

function severityFindings(of: Facts): Finding[] {
  const { madrs, phq9 } = of.scores ?? {};
  const named = { rule: 'severity', facts: { 'scores.madrs': madrs, 'scores.phq9': phq9 } };
  if (madrs === undefined && phq9 === undefined)
    return [
      say({
        ...named,
        strength: 'missing',
        says: 'There is no MADRS and no PHQ-9 before treatment.',
        by: severityGate.madrs,
        override: askFirst,
      }),
    ];
  if (madrs !== undefined)
    return madrs >= severityGate.madrs.value
      ? []
      : [
          say({
            ...named,
            strength: 'caution',
            says: `MADRS ${madrs}: milder than in the trials (from ${severityGate.madrs.value}).`,
            by: severityGate.madrs,
          }),
        ];
  return phq9 === undefined || phq9 >= severityGate.phq9.value
    ? []
    : [
        say({
          ...named,
          strength: 'caution',
          says: `PHQ-9 ${phq9}: milder than in practice (from ${severityGate.phq9.value}).`,
          by: severityGate.phq9,
        }),
      ];
}

function stageFindings(of: Facts): Finding[] {
  const { maudsleyTotal: total } = of;
  const named = { rule: 'maudsley-stage', facts: { maudsleyTotal: total }, by: maudsleyCut };
  if (total === undefined) return [say({ ...named, strength: 'missing', says: 'The Maudsley stage is not known.' })];
  const side = total > maudsleyCut.value ? 'above' : 'below';
  return [
    say({
      ...named,
      strength: 'information',
      says: `Maudsley total ${total}: ${side} the proposed line of ${maudsleyCut.value}.`,
    }),
  ];
}

export const indicationFindings = (of: Facts): Finding[] => [
  ...diagnosisFindings(of),
  ...statusFindings(of),
  ...suicidalityFindings(of),
  ...severityFindings(of),
  ...stageFindings(of),
];
