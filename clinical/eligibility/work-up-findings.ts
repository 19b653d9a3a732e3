/** What is missing of the work-up, or out of date on the day of assessment. */
import { type Fact, type Finding, overrides } from '#clinical/findings.ts';
import type { Basis } from '#clinical/sources.ts';
import { readingsAsked } from './blood-pressure.ts';
import { daysBetween, isGoodOn, type Validity, validityInWords } from './days.ts';
import type { Facts } from './facts.ts';
import { say } from './say.ts';
import { isByMouth, isNasalSpray } from './treatments.ts';
import {
  askOf,
  bladderTestValidity,
  bloodBestWithin,
  ecgFrom,
  liverTestValidity,
  pregnancyTestValidity,
  type WorkUpRow,
  weightValidity,
  workUpRows,
} from './work-up.ts';

/** What a row looks at beside its own date. */
type Looked = Readonly<Record<string, Fact | undefined>>;
type Rule = { readonly validity: Validity | undefined; readonly looked: Looked };

const isBeyond = (facts: Facts, weeks: number): boolean | undefined =>
  facts.courseStartedOn === undefined || facts.on === undefined
    ? undefined
    : daysBetween(facts.courseStartedOn, facts.on) > weeks * 7;

/** Not known how often: as if often. */
function liverValidity(facts: Facts): Validity {
  if (isNasalSpray(facts)) return liverTestValidity.nasalSpray.value;
  const often = facts.sessionsPerWeek;
  if (isByMouth(facts.route) && (often === undefined || often >= liverTestValidity.often.value))
    return liverTestValidity.oftenByMouth.value;
  return often !== undefined && often < 1 ? liverTestValidity.lessThanWeekly.value : liverTestValidity.weekly.value;
}

function bladderValidity(facts: Facts): Validity {
  const often = facts.sessionsPerWeek;
  const isDaily = isByMouth(facts.route) && (often === undefined || often >= bladderTestValidity.daily.value);
  const isFrequent = often === undefined || often >= bladderTestValidity.often.value;
  const isBeyondInduction = isBeyond(facts, bladderTestValidity.induction.value);
  const hasBegun = facts.courseStartedOn !== undefined;
  return isDaily || (isFrequent && hasBegun && isBeyondInduction !== false)
    ? bladderTestValidity.frequent.value
    : bladderTestValidity.usual.value;
}

function pregnancyValidity(facts: Facts): Validity {
  const { courseStartedOn: started, on } = facts;
  const isDuring = started !== undefined && on !== undefined && daysBetween(started, on) > 0;
  return isDuring ? pregnancyTestValidity.during.value : pregnancyTestValidity.before.value;
}

function ruleOf(row: WorkUpRow, facts: Facts): Rule {
  const { courseStartedOn, sessionsPerWeek, pregnancy } = facts;
  switch (row.fact) {
    case 'liverTestsOn':
      return { validity: liverValidity(facts), looked: { sessionsPerWeek, courseStartedOn } };
    case 'urinalysisAndBladderScoreOn':
      return { validity: bladderValidity(facts), looked: { sessionsPerWeek, courseStartedOn } };
    case 'pregnancyTestOn':
      return { validity: pregnancyValidity(facts), looked: { pregnancy, courseStartedOn } };
    default:
      return { validity: row.validity, looked: {} };
  }
}

/** Yes unless it is known that nothing asks for it. */
function isAsked(row: WorkUpRow, facts: Facts): { asked: 'yes' | 'no' | 'not-known' | 'if-indicated'; looked: Looked } {
  const ask = askOf(row, facts);
  if (row.fact === 'pregnancyTestOn')
    return { asked: facts.pregnancy === 'not-possible' ? 'no' : 'yes', looked: { pregnancy: facts.pregnancy } };
  if (ask === 'required') return { asked: 'yes', looked: {} };
  if (ask === 'if-indicated') return { asked: 'if-indicated', looked: {} };
  const { cardiacRisk, severeHeartDisease, cardiovascularEvent } = facts.conditions ?? {};
  const { ageYears } = facts;
  const looked = {
    'conditions.cardiacRisk': cardiacRisk,
    'conditions.severeHeartDisease': severeHeartDisease,
    'conditions.cardiovascularEvent': cardiovascularEvent,
  };
  const byAge = ask === 'at-risk-or-older';
  const isIll = severeHeartDisease !== undefined && severeHeartDisease !== 'no' && severeHeartDisease !== 'not-known';
  const isSick = isIll || cardiovascularEvent === 'yes';
  const isOld = byAge && ageYears !== undefined && ageYears >= ecgFrom.value;
  const all = byAge ? { ...looked, ageYears } : looked;
  if (cardiacRisk === 'yes' || isSick || isOld) return { asked: 'yes', looked: all };
  const isKnown = cardiacRisk === 'no' && (!byAge || ageYears !== undefined);
  return { asked: isKnown ? 'no' : 'not-known', looked: all };
}

/** Why a date does not do; undefined when it does. */
function wrongWith(doneOn: string | undefined, facts: Facts, validity: Validity | undefined): string | undefined {
  if (doneOn === undefined) return 'is not on record';
  if (facts.on === undefined) return `is of ${doneOn}, and the day of assessment ("on") is not given`;
  if (doneOn > facts.on) return `is dated ${doneOn}, after the day of assessment`;
  if (validity !== undefined && !isGoodOn(doneOn, facts.on, validity))
    return `is of ${doneOn}, older than ${validityInWords(validity)}`;
  return undefined;
}

/** After induction, liver tests from before the course no longer do. */
function isBeforeInduction(row: WorkUpRow, doneOn: string | undefined, facts: Facts): boolean {
  if (row.fact !== 'liverTestsOn' || isNasalSpray(facts) || doneOn === undefined) return false;
  const isBeyondInduction = isBeyond(facts, liverTestValidity.afterInduction.value) === true;
  return isBeyondInduction && facts.courseStartedOn !== undefined && doneOn <= facts.courseStartedOn;
}

function rowFindings(row: WorkUpRow & Partial<Basis>, facts: Facts): Finding[] {
  const doneOn = facts.workUp?.[row.fact];
  const { asked, looked } = isAsked(row, facts);
  const { validity, looked: also } = ruleOf(row, facts);
  const named = {
    rule: row.rule,
    facts: { [`workUp.${row.fact}`]: doneOn, on: facts.on, ...looked, ...also },
    by: { ...workUpRows, ...row },
  };
  if (asked === 'no') return [];
  const wrong = isBeforeInduction(row, doneOn, facts)
    ? `is of ${doneOn}, from before the course: repeat it after induction`
    : wrongWith(doneOn, facts, validity);
  const what = `${row.what.slice(0, 1).toUpperCase()}${row.what.slice(1)}`;
  if (wrong === undefined) {
    const isAging =
      row.fact === 'bloodCountAndChemistryOn' &&
      doneOn !== undefined &&
      facts.on !== undefined &&
      !isGoodOn(doneOn, facts.on, { months: bloodBestWithin.value });
    return isAging
      ? [
          say({
            ...named,
            strength: 'caution',
            says: `${what}: of ${doneOn}, older than ${bloodBestWithin.value} months.`,
            by: bloodBestWithin,
          }),
        ]
      : [];
  }
  if (asked === 'if-indicated')
    return [
      say({
        ...named,
        strength: 'information',
        says: `${what}: ${wrong}. By this route only where there is a reason.`,
      }),
    ];
  const maybe = asked === 'not-known' ? ' Asked for at cardiac risk, which is not known.' : '';
  return [say({ ...named, strength: 'missing', says: `${what}: ${wrong}.${maybe}`, override: overrides.prescriber })];
}

/** The measurements of the day (basis 2.6): each session, and a weight of the last month. */
function measurementFindings(facts: Facts): Finding[] {
  const { vitals = {}, on } = facts;
  const today = { 'vitals.measuredOn': vitals.measuredOn, on };
  const body = { 'vitals.weightKg': vitals.weightKg, 'vitals.weighedOn': vitals.weighedOn, on };
  const findings: Finding[] = [];
  if (vitals.measuredOn === undefined || on === undefined || vitals.measuredOn !== on)
    findings.push(
      say({
        rule: 'work-up-vital-signs',
        strength: 'missing',
        says: 'Blood pressure twice, heart rate, oxygen and breathing of this very day are asked for at each session.',
        facts: today,
        by: readingsAsked,
      }),
    );
  const weighedWrong = wrongWith(vitals.weighedOn, facts, weightValidity.value);
  if (vitals.weightKg === undefined || weighedWrong !== undefined)
    findings.push(
      say({
        rule: 'work-up-weight',
        strength: 'missing',
        says: `The weight ${vitals.weightKg === undefined ? 'is not on record' : weighedWrong}.`,
        facts: body,
        by: weightValidity,
      }),
    );
  if (vitals.heightCm === undefined)
    findings.push(
      say({
        rule: 'work-up-height',
        strength: 'missing',
        says: 'The height is not on record: without it there is no body mass index.',
        facts: { 'vitals.heightCm': vitals.heightCm },
        by: weightValidity,
      }),
    );
  return findings;
}

export const workUpFindings = (facts: Facts): Finding[] => [
  ...workUpRows.rows.flatMap((row) => rowFindings(row, facts)),
  ...measurementFindings(facts),
];
