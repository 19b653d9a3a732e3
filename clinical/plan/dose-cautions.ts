/** What there is to say about a dose that keeps to its limits: first dose, steps, the usual range, the route. */
import type { Finding } from '#clinical/findings.ts';
import { guideline, label, practice, projectDefault, sourced } from '#clinical/sources.ts';
import type { Quantity } from '#clinical/units.ts';
import { leastDaysBetween } from './courses.ts';
import type { DoseAsked } from './dose-asked.ts';
import type { Protocol } from './protocol.ts';
import { say } from './say.ts';
import { esketamineDose, ivDose, oralDose, scDose, sublingualDose } from './templates.ts';
import { highestNext } from './titration.ts';

export const oralBioavailability = sourced(
  'Share of a swallowed dose that reaches the blood, and the oral dose that stands for 0.5 mg/kg IV',
  { fromPct: 20, toPct: 25, ivMgPerKg: 0.5, oralFromMgPerKg: 2, oralToMgPerKg: 2.5 },
  '%; mg/kg',
  guideline('clinical basis 1.1, 1.6 [S46]'),
);

export const lowStart = sourced(
  'Nasal esketamine 28 mg: a start from this age, outside the US',
  { fromAgeYears: 65, mg: 28 },
  'a; mg',
  label('clinical basis 1.3 [S13, S99]'),
);

export const recordedUnderTongue = sourced(
  'What is recorded with each dose under the tongue: swallowed or spat, and for how many minutes it was held',
  ['swallowedOrSpat', 'minutesHeld'],
  '1',
  projectDefault('clinical basis 1.6'),
);

export const startBasis = {
  iv: ivDose,
  im: practice('clinical basis 1.4 [S110, S111]'),
  sc: scDose,
  intranasal: esketamineDose,
  oral: oralDose,
  sublingual: sublingualDose,
};

/** Each dose is asked for by a person, who knows the last one and goes one step at most: the project's own rule. */
export const oneStep = projectDefault('clinical basis 1.2: a dose is asked for, and goes up by one step a session');

type Weighed = DoseAsked & {
  readonly dose: NonNullable<DoseAsked['dose']>;
  readonly weight: Quantity<'g'> | undefined;
  readonly doseUg: number;
  readonly exactNg: number;
};

const inUnit = (unit: 'ug/kg' | 'ug', amount: number) => `${amount / 1_000} ${unit === 'ug' ? 'mg' : 'mg/kg'}`;

/** The dose in the protocol's own unit, as it was asked for; undefined where a weight is needed and not known. */
function ownDose({ protocol, dose: wanted, weight, exactNg }: Weighed): number | undefined {
  if (protocol.dose?.unit === 'ug') return exactNg / 1_000;
  if ('ugPerKg' in wanted) return wanted.ugPerKg;
  return weight === undefined ? undefined : exactNg / weight;
}

function lastInUnit({ protocol, last, weight }: Weighed): number | undefined {
  if (last === undefined) return undefined;
  if (protocol.dose?.unit === 'ug') return last.ug;
  if (last.ugPerKg !== undefined) return last.ugPerKg;
  return last.ug === undefined || weight === undefined ? undefined : (last.ug * 1_000) / weight;
}

function courseFindings(asked: Weighed, dose: NonNullable<Protocol['dose']>, own: number): Finding[] {
  const { protocol, sessionNumber } = asked;
  const by = startBasis[protocol.route];
  const last = lastInUnit(asked);
  const facts = { dose: own, unit: dose.unit, session_number: sessionNumber, last_dose: last };
  if (sessionNumber === 1)
    return own > dose.start.to
      ? [
          say({
            rule: 'first-dose-above-start',
            strength: 'relative',
            says: `A first dose starts at ${inUnit(dose.unit, dose.start.to)} at most under this protocol; this is ${inUnit(dose.unit, own)}.`,
            facts,
            by,
          }),
        ]
      : [];
  if (last === undefined)
    return [
      say({
        rule: 'last-dose-not-known',
        strength: 'missing',
        says: 'Neither is this said to be the first session, nor is the last dose known: nobody can say whether this is more than one step.',
        facts,
        by: oneStep,
      }),
    ];
  const most = highestNext(dose.steps, last);
  if (most === undefined)
    return own > last
      ? [
          say({
            rule: 'step-not-signed',
            strength: 'missing',
            says: 'The dose goes up, and the protocol has no step: no source fixes one, and nobody has filled and signed it.',
            facts,
            by,
          }),
        ]
      : [];
  // Weights differ by grams from session to session: a whole µg/kg is the grain of a protocol.
  return own > last && own - most >= 1
    ? [
        say({
          rule: 'more-than-one-step',
          strength: 'relative',
          says: `From ${inUnit(dose.unit, Math.round(last))} this goes up to ${inUnit(dose.unit, Math.round(own))}; one step for each session reaches ${inUnit(dose.unit, Math.round(most))}.`,
          facts,
          by: oneStep,
        }),
      ]
    : [];
}

function rangeFindings({ protocol, ageYears }: Weighed, dose: NonNullable<Protocol['dose']>, own: number): Finding[] {
  const by = startBasis[protocol.route];
  const facts = { dose: own, unit: dose.unit, age_years: ageYears };
  if (own > dose.usual.to)
    return [
      say({
        rule: 'dose-above-usual-range',
        strength: 'relative',
        says: `Above the protocol’s usual range of ${inUnit(dose.unit, dose.usual.from)} to ${inUnit(dose.unit, dose.usual.to)}: enter the reason.`,
        facts,
        by,
      }),
    ];
  if (own >= dose.usual.from) return [];
  if (dose.only !== undefined)
    return [
      say({
        rule: 'nasal-28-mg',
        strength: ageYears !== undefined && ageYears >= lowStart.value.fromAgeYears ? 'caution' : 'relative',
        says: '28 mg is described only as a start at 65 years or more outside the US; the US label has 56 and 84 mg.',
        facts,
        by: lowStart,
      }),
    ];
  return [
    say({
      rule: 'dose-below-usual-range',
      strength: 'caution',
      says: `Below the protocol’s usual range of ${inUnit(dose.unit, dose.usual.from)} to ${inUnit(dose.unit, dose.usual.to)}.`,
      facts,
      by,
    }),
  ];
}

function routeFindings({ protocol, lastRoute, exactNg }: Weighed): Finding[] {
  const { route } = protocol;
  const facts = { route, last_route: lastRoute, dose_ug: exactNg / 1_000 };
  if (route === 'oral') {
    const comesFromElsewhere = lastRoute !== undefined && lastRoute !== 'oral';
    return [
      say({
        rule: 'oral-bioavailability',
        strength: comesFromElsewhere ? 'relative' : 'caution',
        says: `Of a swallowed dose only ${oralBioavailability.value.fromPct} to ${oralBioavailability.value.toPct} % reaches the blood, and more after some medicines: an IV dose in mg/kg is no oral dose, and an oral dose is never given by vein.`,
        facts,
        by: oralBioavailability,
      }),
    ];
  }
  if (route !== 'sublingual') return [];
  return [
    say({
      rule: 'swallowed-or-spat',
      strength: lastRoute !== undefined && lastRoute !== 'sublingual' ? 'relative' : 'caution',
      says: 'Swallowed and spat are two different doses at the same mg. Record which, and for how many minutes it was held.',
      facts,
      by: recordedUnderTongue,
    }),
  ];
}

function sameSession({ alreadyGivenUg }: Weighed): Finding[] {
  if (alreadyGivenUg === undefined || alreadyGivenUg === 0) return [];
  return [
    say({
      rule: 'second-dose-in-session',
      strength: 'relative',
      says: `${alreadyGivenUg / 1_000} mg were given in this session already. No source describes a second dose within ${leastDaysBetween.value * 24} hours; ceiling and hard stop count both together.`,
      facts: { already_given_ug: alreadyGivenUg },
      by: leastDaysBetween,
    }),
  ];
}

export function doseCautions(asked: Weighed): Finding[] {
  const { dose } = asked.protocol;
  const own = ownDose(asked);
  if (dose === null || own === undefined) return [];
  return [
    ...courseFindings(asked, dose, own),
    ...rangeFindings(asked, dose, own),
    ...routeFindings(asked),
    ...sameSession(asked),
  ];
}
