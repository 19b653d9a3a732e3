/**
 * What is asked and tested over months, and what stops a series. No guideline interval was found: all are project defaults.
 *
 * @source clinical basis 7.1, 7.2
 */
import { type Finding, overrides } from '#clinical/findings.ts';
import { basisOf, label, projectDefault, sourced, table, trial } from '#clinical/sources.ts';

const bladder = 'clinical basis 7.1';
const liver = 'clinical basis 7.2';

export const urinaryQuestions = sourced(
  'Asked at every session, each yes or no',
  ['frequency', 'urgency', 'night-time urination', 'painful urination', 'pain', 'blood'],
  '1',
  projectDefault(bladder),
);

export const bladderChecks = sourced(
  'BPIC-SS or ICSI, and urinalysis: at baseline, then every so many months; monthly at twice a week or more beyond induction, or daily oral use',
  { everyMonths: 3, heavyUseEveryMonths: 1, heavyUseSessionsPerWeek: 2 },
  'mo',
  projectDefault(bladder),
);

export const bladderHold = sourced(
  'Hold, urine culture and urology: BPIC-SS from; ICSI from, with a rise of at least; visible blood; microscopic blood so often',
  { bpicSsFrom: 19, icsiFrom: 6, icsiRiseFrom: 3, microscopicBloodTimes: 2 },
  '1',
  projectDefault(`${bladder}; the cut of ICSI is not sourced (5.1)`),
);

export const bladderFacts = table('The bladder: what is known', '%', trial(bladder), [
  { name: 'regular recreational users with lower urinary tract symptoms', abovePct: 25, ...trial(`${bladder} [S85]`) },
  {
    name: 'first published ketamine cystitis in treatment of depression',
    says: '2023–24, a woman of 28 years',
    ...trial(`${bladder} [S85]`),
  },
  {
    name: 'esketamine trials up to 1 year',
    says: 'no interstitial cystitis from esketamine; more lower urinary tract symptoms than placebo; watch and refer',
    pollakiuriaPct: { active: 3.5, control: 0.9 },
    ...label(`${bladder} [S101, S38, S18]`),
  },
  {
    name: 'repeated esketamine IV or SC, 25 people, 11.4 doses on average',
    says: 'no rise of leukocytes, erythrocytes, protein or free haemoglobin in urine',
    ...trial(`${bladder} [S86]`),
  },
  {
    name: 'course',
    says: 'stopped early it is reversible; late: fibrosis, hydronephrosis',
    ...trial(`${bladder} [S85b]`),
  },
]);

/** The strongest of what is known speaks; what nobody asked or tested is missing. */
export function bladderFindings(of: {
  bpicSs?: number | undefined;
  icsi?: number | undefined;
  icsiBaseline?: number | undefined;
  hasVisibleBlood?: boolean | undefined;
  timesMicroscopicBlood?: number | undefined;
  isCystitisSuspected?: boolean | undefined;
}): Finding[] {
  const { bpicSsFrom, icsiFrom, icsiRiseFrom, microscopicBloodTimes } = bladderHold.value;
  const by = basisOf(bladderHold);
  if (of.isCystitisSuspected === true)
    return [
      {
        rule: 'ketamine-cystitis-suspected',
        strength: 'absolute',
        says: 'Ketamine cystitis is suspected: stop for good, unless a urologist clears it.',
        facts: { suspected: true },
        ...by,
        override: overrides.twoClinicians,
      },
    ];
  const reasons = [
    ...(of.bpicSs !== undefined && of.bpicSs >= bpicSsFrom ? [`BPIC-SS ${of.bpicSs}`] : []),
    ...(of.icsi !== undefined &&
    of.icsi >= icsiFrom &&
    (of.icsiBaseline === undefined || of.icsi - of.icsiBaseline >= icsiRiseFrom)
      ? [`ICSI ${of.icsi}, ${of.icsiBaseline === undefined ? 'baseline not known' : `baseline ${of.icsiBaseline}`}`]
      : []),
    ...(of.hasVisibleBlood === true ? ['visible blood in the urine'] : []),
    ...(of.timesMicroscopicBlood !== undefined && of.timesMicroscopicBlood >= microscopicBloodTimes
      ? [`microscopic blood ${of.timesMicroscopicBlood} times`]
      : []),
  ];
  const missing = [
    ...(of.bpicSs === undefined && of.icsi === undefined ? ['BPIC-SS or ICSI'] : []),
    ...(of.hasVisibleBlood === undefined ? ['visible blood'] : []),
    ...(of.timesMicroscopicBlood === undefined ? ['urinalysis'] : []),
  ];
  return [
    ...(reasons.length === 0
      ? []
      : [
          {
            rule: 'bladder-hold',
            strength: 'relative' as const,
            says: `Hold the series; urine culture and urology: ${reasons.join('; ')}.`,
            facts: { reasons },
            ...by,
            override: overrides.prescriber,
          },
        ]),
    ...(missing.length === 0
      ? []
      : [
          {
            rule: 'bladder-not-known',
            strength: 'missing' as const,
            says: `Not known about the bladder: ${missing.join(', ')}.`,
            facts: { missing },
            ...basisOf(bladderChecks),
            override: overrides.clinician,
          },
        ]),
  ];
}

export const liverChecks = sourced(
  'Liver tests: after the baseline, when and how often',
  {
    parenteralOrOral: { afterInductionWeeks: 4, everyMonthsWhileWeekly: 3, everyMonthsIfLess: 6 },
    oralFromThreePerWeek: { monthlyTimes: 3, thenEveryMonths: 3 },
    esketamine: { everyMonths: 12, says: 'earlier with liver disease' },
  },
  'mo',
  projectDefault(liver),
);

export const liverActions = sourced(
  'Liver enzymes in times the upper limit: above the first, repeat and hold increases; above the second with symptoms or with bilirubin above twice its limit, stop; above the third, stop',
  { repeatAbove: 2, stopWithSymptomsAbove: 3, bilirubinAbove: 2, stopAbove: 5, repeatInWeeks: { from: 1, to: 2 } },
  '1',
  projectDefault(liver),
);

export const liverFacts = table('The liver: what is known', '1', trial(liver), [
  {
    name: 'S-ketamine for 100 hours, again at 16 days: enzymes three times the limit or more',
    patients: 6,
    affected: 3,
    ...trial(`${liver} [S87]`),
  },
  {
    name: 'pair of cases',
    says: 'steep rise less than 2 days after a second infusion, normal in weeks',
    ...trial(`${liver} [S87b]`),
  },
  {
    name: 'FDA case series to July 2018',
    says: 'liver and bile events with repeated supervised ketamine',
    ...trial(`${liver} [S87c]`),
  },
  {
    name: 'pain infusions of 72 hours or more',
    patients: 101,
    says: 'small rise of no clinical weight',
    ...trial(`${liver} [S87d]`),
  },
  { name: 'US ketamine label', says: 'liver tests with ALP and GGT at baseline', ...label(`${liver} [S27]`) },
  { name: 'US ketamine label, repeated use', says: 'liver tests from time to time', ...label(liver, 'unverified') },
]);

/** Highest enzyme and bilirubin, each in times its own upper limit. A baseline that is abnormal is graded elsewhere. */
export function liverFindings(of: {
  timesLimit: number | undefined;
  bilirubinTimesLimit?: number | undefined;
  hasSymptoms?: boolean | undefined;
}): Finding[] {
  const { repeatAbove, stopWithSymptomsAbove, bilirubinAbove, stopAbove, repeatInWeeks } = liverActions.value;
  const { timesLimit: times } = of;
  const by = basisOf(liverActions);
  if (times === undefined)
    return [
      {
        rule: 'liver-not-known',
        strength: 'missing',
        says: 'No liver test is known.',
        facts: {},
        ...basisOf(liverChecks),
        override: overrides.prescriber,
      },
    ];
  const facts = { times_upper_limit: times };
  const isWorse =
    of.hasSymptoms === true || (of.bilirubinTimesLimit !== undefined && of.bilirubinTimesLimit > bilirubinAbove);
  if (times > stopAbove || (times > stopWithSymptomsAbove && isWorse))
    return [
      {
        rule: 'liver-stop',
        strength: 'absolute',
        says: `A liver enzyme is ${times.toFixed(1)} times its upper limit${isWorse ? ', with symptoms or raised bilirubin' : ''}: stop.`,
        facts,
        ...by,
        override: overrides.twoClinicians,
      },
    ];
  if (times <= repeatAbove) return [];
  const unknown = of.hasSymptoms === undefined || of.bilirubinTimesLimit === undefined;
  return [
    {
      rule: 'liver-repeat',
      strength: 'relative',
      says: `A liver enzyme is ${times.toFixed(1)} times its upper limit: test again in ${repeatInWeeks.from} to ${repeatInWeeks.to} weeks and raise no dose until then.`,
      facts,
      ...by,
      override: overrides.prescriber,
    },
    ...(times > stopWithSymptomsAbove && unknown
      ? [
          {
            rule: 'liver-symptoms-not-known',
            strength: 'missing' as const,
            says: 'Symptoms and bilirubin decide whether to stop, and one of them is not known.',
            facts,
            ...by,
            override: overrides.prescriber,
          },
        ]
      : []),
  ];
}
