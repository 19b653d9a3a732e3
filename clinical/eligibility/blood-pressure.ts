/** Blood pressure before a dose (basis 1.3 and the first line of 3.3). Readings are in mmHg, in the order they were taken. */
import type { Finding } from '#clinical/findings.ts';
import { label, projectDefault, sourced } from '#clinical/sources.ts';
import { mmHg } from '#clinical/units.ts';
import type { BloodPressure, Facts } from './facts.ts';
import { askFirst, say } from './say.ts';
import { columnsOf, placeOf } from './treatments.ts';

const of = (systolic: number, diastolic: number) => ({ systolic: mmHg(systolic), diastolic: mmHg(diastolic) });

/** Above either value a prescriber weighs risk against benefit before esketamine: a decision, not a ban. */
export const decisionAbove = sourced(
  'Blood pressure above which a prescriber decides before esketamine',
  of(140, 90),
  'mm[Hg]',
  label('clinical basis 1.3, 3.3 [S14]'),
);
/** No label of ketamine fixes this line: the project proposes the same. */
export const decisionAboveKetamine = sourced(
  'Blood pressure above which a prescriber decides before ketamine',
  of(140, 90),
  'mm[Hg]',
  projectDefault('clinical basis 3.3 [S90b]'),
);
export const postponeFrom = sourced(
  'Blood pressure that, when it persists, postpones the session',
  of(160, 100),
  'mm[Hg]',
  projectDefault('clinical basis 3.3'),
);
export const noDoseFrom = sourced(
  'Blood pressure from which no dose is given and the person is seen urgently',
  of(180, 110),
  'mm[Hg]',
  projectDefault('clinical basis 3.3'),
);
/** Contra-indicated above either value at rest, where hypertension is untreated or poorly controlled. */
export const swissLimit = sourced(
  'Resting blood pressure above which the Swiss label forbids ketamine',
  of(180, 100),
  'mm[Hg]',
  label('clinical basis 2.4, 3.3 [S26]'),
);
/** Low before a dose: amber below the first, held below the second. The session reads the same two figures. */
export const lowSystolicBeforeDose = sourced(
  'Systolic blood pressure before a dose: care below the first, held below the second',
  { amberBelow: 100, redBelow: 90 },
  'mm[Hg]',
  projectDefault('clinical basis 3.3'),
);
export const readingsAsked = sourced(
  'Readings of blood pressure before a session',
  2,
  '1',
  projectDefault('clinical basis 2.6 [S14]'),
);

type Limit = { readonly value: BloodPressure };
const isAbove = (reading: BloodPressure, { value }: Limit) =>
  reading.systolic > value.systolic || reading.diastolic > value.diastolic;
const isFrom = (reading: BloodPressure, { value }: Limit) =>
  reading.systolic >= value.systolic || reading.diastolic >= value.diastolic;
const inWords = ({ systolic, diastolic }: BloodPressure) => `${systolic}/${diastolic} mmHg`;

/** Not measured is not normal: no reading, no "no". */
export function needsDecision(reading: BloodPressure | undefined): 'yes' | 'no' | 'not known' {
  if (reading === undefined) return 'not known';
  return isAbove(reading, decisionAbove) ? 'yes' : 'no';
}

const rule = 'blood-pressure-before-dose';

/** The most serious thing that the readings say; the last one decides what persists, any one can forbid. */
function worstOf(readings: readonly BloodPressure[], facts: Facts): Finding[] {
  const named = { rule, facts: { 'vitals.bloodPressures': readings, jurisdiction: facts.jurisdiction } };
  const last = readings.at(-1);
  if (last === undefined) return [];
  const forbidden = readings.find((reading) => isFrom(reading, noDoseFrom));
  if (forbidden !== undefined)
    return [
      say({
        ...named,
        strength: 'absolute',
        says: `${inWords(forbidden)}: no dose, and evaluate urgently.`,
        by: noDoseFrom,
      }),
    ];
  const isSwiss = placeOf(facts) === 'CH' && columnsOf(facts).includes('ketamine');
  if (isSwiss && isAbove(last, swissLimit))
    return [
      say({
        ...named,
        strength: 'absolute',
        says: `${inWords(last)} at rest: above ${inWords(swissLimit.value)} the Swiss label forbids ketamine.`,
        by: swissLimit,
      }),
    ];
  if (isFrom(last, postponeFrom))
    return [
      say({
        ...named,
        strength: 'relative',
        says: `${inWords(last)}: rest 10 to 15 minutes and measure twice more. If it stays at ${inWords(postponeFrom.value)} or above, postpone.`,
        by: postponeFrom,
      }),
    ];
  const line = columnsOf(facts).includes('esketamine') ? decisionAbove : decisionAboveKetamine;
  if (isAbove(last, line))
    return [
      say({
        ...named,
        strength: 'relative',
        says: `${inWords(last)}: above ${inWords(line.value)} a prescriber weighs the short rise against the benefit, and writes the decision down.`,
        by: line,
      }),
    ];
  const earlier = readings.find((reading) => isAbove(reading, line));
  if (earlier === undefined) return [];
  return [
    say({
      ...named,
      strength: 'caution',
      says: `An earlier reading was ${inWords(earlier)}, the last one ${inWords(last)}.`,
      by: line,
    }),
  ];
}

/** A finding of its own: one list of readings can hold a pressure that is too high and one that is too low. */
function lowOf(readings: readonly BloodPressure[]): Finding[] {
  const last = readings.at(-1);
  if (last === undefined) return [];
  const named = {
    rule: 'low-blood-pressure-before-dose',
    facts: { 'vitals.bloodPressures': readings },
    by: lowSystolicBeforeDose,
  };
  const { amberBelow, redBelow } = lowSystolicBeforeDose.value;
  if (last.systolic < redBelow)
    return [
      say({ ...named, strength: 'relative', says: `${inWords(last)}: low. Hold the session, and find out why.` }),
    ];
  if (last.systolic < amberBelow)
    return [
      say({
        ...named,
        strength: 'caution',
        says: `${inWords(last)}: low. Measure again in 5 minutes, and tell the clinician.`,
      }),
    ];
  const earlier = readings.find(({ systolic }) => systolic < amberBelow);
  if (earlier === undefined) return [];
  return [
    say({
      ...named,
      strength: 'caution',
      says: `An earlier reading was low, ${inWords(earlier)}; the last one is ${inWords(last)}.`,
    }),
  ];
}

const judged = (readings: readonly BloodPressure[], facts: Facts): Finding[] => [
  ...worstOf(readings, facts),
  ...lowOf(readings),
];

export function bloodPressureFindings(facts: Facts): Finding[] {
  const readings = facts.vitals?.bloodPressures;
  const given = readings?.length ?? 0;
  if (given >= readingsAsked.value) return judged(readings ?? [], facts);
  const missing = say({
    rule,
    strength: 'missing',
    says:
      given === 0
        ? 'Blood pressure is not measured.'
        : 'There is only one reading of blood pressure: two are asked for.',
    facts: { 'vitals.bloodPressures': readings },
    by: readingsAsked,
    override: given === 0 ? { ...askFirst, how: 'Measure it, and enter it.' } : undefined,
  });
  return [...judged(readings ?? [], facts), missing];
}
