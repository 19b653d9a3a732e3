/** The bladder (basis 7.1): scores and blood in the urine hold, a suspected ketamine cystitis stops. */
import { bladderHold } from '#clinical/chart/chart.ts';
import type { Finding } from '#clinical/findings.ts';
import { basisOf, practice, projectDefault, sourced } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { Facts } from './facts.ts';
import { askFirst, say } from './say.ts';

export const bpicFrom = sourced(
  'BPIC-SS from which treatment is held',
  19,
  '{score}',
  projectDefault('clinical basis 7.1, 5.1 [S93b]'),
);
export const icsiFrom = sourced(
  'ICSI from which, after a rise, treatment is held; no source gives this cut',
  bladderHold.value.icsiFrom,
  '{score}',
  basisOf(bladderHold),
);
export const icsiRise = sourced(
  'Rise of the ICSI over its baseline that holds treatment',
  bladderHold.value.icsiRiseFrom,
  '{score}',
  basisOf(bladderHold),
);
export const haematuriaTimes = sourced(
  'Findings of blood in the urine that hold treatment',
  2,
  '1',
  projectDefault('clinical basis 7.1'),
);
export const cystitisStop = sourced(
  'Suspected or confirmed ketamine cystitis stops treatment for good, unless a urologist clears it',
  'absolute',
  '1',
  practice('clinical basis 1.7, 7.1', 'unverified'),
);

const hold = 'Hold, culture the urine, and ask a urologist.';

function scoreFindings(facts: Facts): Finding[] {
  const { bpicSs, icsi, icsiBaseline } = facts.bladder ?? {};
  const named = {
    rule: 'bladder-score',
    facts: { 'bladder.bpicSs': bpicSs, 'bladder.icsi': icsi, 'bladder.icsiBaseline': icsiBaseline },
  };
  if (bpicSs === undefined && icsi === undefined)
    return [
      say({
        ...named,
        strength: 'missing',
        says: 'There is no bladder symptom score.',
        by: bpicFrom,
        override: askFirst,
      }),
    ];
  if (bpicSs !== undefined && bpicSs >= bpicFrom.value)
    return [say({ ...named, strength: 'relative', says: `BPIC-SS ${bpicSs}. ${hold}`, by: bpicFrom })];
  if (icsi === undefined || icsi < icsiFrom.value) return [];
  if (icsiBaseline === undefined)
    return [
      say({
        ...named,
        strength: 'relative',
        says: `ICSI ${icsi} without a baseline: it counts as risen. ${hold}`,
        by: icsiFrom,
      }),
    ];
  const rise = icsi - icsiBaseline;
  if (rise >= icsiRise.value)
    return [
      say({ ...named, strength: 'relative', says: `ICSI ${icsi}, ${rise} over its baseline. ${hold}`, by: icsiRise }),
    ];
  return [
    say({ ...named, strength: 'caution', says: `ICSI ${icsi}: symptoms, not risen since the baseline.`, by: icsiFrom }),
  ];
}

function bloodFindings(facts: Facts): Finding[] {
  const times = facts.bladder?.haematuriaFindings;
  const named = { rule: 'blood-in-urine', facts: { 'bladder.haematuriaFindings': times }, by: haematuriaTimes };
  if (times === undefined)
    return [
      say({
        ...named,
        strength: 'missing',
        says: 'Whether blood was found in the urine is not known.',
        override: askFirst,
      }),
    ];
  if (times >= haematuriaTimes.value)
    return [say({ ...named, strength: 'relative', says: `Blood in the urine, ${times} times. ${hold}` })];
  return times === 0 ? [] : [say({ ...named, strength: 'caution', says: 'Blood in the urine, once: test again.' })];
}

function cystitisFindings(facts: Facts): Finding[] {
  const said = facts.bladder?.ketamineCystitis;
  const named = { rule: 'ketamine-cystitis', facts: { 'bladder.ketamineCystitis': said }, by: cystitisStop };
  switch (said) {
    case 'no':
      return [];
    case 'cleared-by-urologist':
      return [
        say({
          ...named,
          strength: 'caution',
          says: 'A suspected ketamine cystitis, cleared by a urologist. Watch closely.',
        }),
      ];
    case 'yes':
    case 'suspected':
    case 'confirmed':
      return [
        say({
          ...named,
          strength: cystitisStop.value,
          says: `Ketamine cystitis${said === 'yes' ? '' : `, ${said}`}: stop for good, unless a urologist clears it.`,
        }),
      ];
    default:
      return [
        say({
          ...named,
          strength: 'missing',
          says: 'Whether there ever was a ketamine cystitis is not known.',
          override: ownerOfUnknown(said, cystitisStop.value),
        }),
      ];
  }
}

export const bladderFindings = (facts: Facts): Finding[] => [
  ...scoreFindings(facts),
  ...bloodFindings(facts),
  ...cystitisFindings(facts),
];
