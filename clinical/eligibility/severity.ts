/** How ill someone is: acute suicidality, severity, stage of resistance (basis 1.3, 2.1, 2.2). */
import type { Finding } from '#clinical/findings.ts';
import { guideline, practice, sourced, trial } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { Facts } from './facts.ts';
import { labelLimits } from './label.ts';
import { askFirst, say } from './say.ts';

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

function scoreFindings(of: Facts): Finding[] {
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

export const severityFindings = (of: Facts): Finding[] => [
  ...suicidalityFindings(of),
  ...scoreFindings(of),
  ...stageFindings(of),
];
