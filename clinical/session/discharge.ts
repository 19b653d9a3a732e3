/**
 * Whether a patient could leave: what is met, what is not, what nobody knows.
 *
 * It never says ready before the shortest stay is over, and never while anything is not known. It discharges nobody: a
 * licensed clinician signs, with the time.
 *
 * @source clinical basis 3.6
 */
import { type Finding, inOrder, overrides } from '#clinical/findings.ts';
import { lateReading } from '#clinical/plan/plan.ts';
import { type Basis, basisOf } from '#clinical/sources.ts';
import { dueReadings, labelPressureTimes } from './cadence.ts';
import { isAldrete, isAwake, isClear, type Rated } from './discharge-newest.ts';
import {
  aldreteToLeave,
  awakeToLeave,
  breathingToLeave,
  dissociationToLeave,
  emergencyToLeave,
  goesHomeWith,
  pressureToLeave,
  shortestStay,
  suicideCheckToLeave,
  walkToLeave,
  wayHome,
} from './discharge-rules.ts';
import { interpretReading } from './interpret.ts';
import type { Baseline } from './judgement.ts';
import type { ReadingSet, SessionRoute } from './readings.ts';
import { dissociationGradeBands, thresholds } from './thresholds.ts';

export type Answer = 'met' | 'not met' | 'not known';
export type Criterion = Basis & {
  readonly id: string;
  readonly answer: Answer;
  readonly says: string;
  readonly override: 'prescriber' | 'nobody';
  /** A prescriber let it pass, with a reason: then it is met, and never shown as if it were. */
  readonly overridden?: LeavingOverride | undefined;
  /** What is written down and does not settle it, and why. */
  readonly but?: string | undefined;
};

/** Somebody let a criterion pass; `but` says why it does not count. */
export type LeavingOverride = {
  readonly criterion: string;
  readonly by: string | null;
  readonly atMs: number;
  readonly reason: string | undefined;
  readonly but: string | undefined;
};

/** Absent is not known. */
export type LeavingFacts = {
  readonly route: SessionRoute;
  /** From the first dose. */
  readonly minutesSinceDose?: number | undefined;
  /** Absent while the infusion runs. */
  readonly minutesSinceEnd?: number | undefined;
  /** From where the shortest stay counts by this route; left out, from the first dose. Absent while more is to come. */
  readonly minutesSinceCounted?: number | undefined;
  readonly countsFrom?: 'end-of-infusion' | 'first-device' | 'last-device' | 'dose' | undefined;
  /** What is left of the stay that another route asks for. */
  readonly alsoStayMin?: number | undefined;
  readonly baseline?: Baseline | undefined;
  /** All readings of the session; those after the dose count. */
  readonly readings: readonly ReadingSet[];
  /** Scales that were rated beside the readings; those after the dose count. */
  readonly ratings?: readonly Rated[] | undefined;
  readonly modifiedAldrete?: number | undefined;
  readonly isOriented?: boolean | undefined;
  readonly walksSteadily?: boolean | undefined;
  readonly hasUncontrolledVomiting?: boolean | undefined;
  readonly hasNewSuicidalFinding?: boolean | undefined;
  readonly hasEscort?: boolean | undefined;
  readonly hasTransport?: boolean | undefined;
  readonly hasLeaflet?: boolean | undefined;
  readonly hasEmergencyPhone?: boolean | undefined;
  readonly hasSaidBack?: boolean | undefined;
  readonly hasNextContact?: boolean | undefined;
  readonly overrides?: readonly LeavingOverride[] | undefined;
  /** Left out where nobody keeps emergency cards. */
  readonly hasOpenEmergency?: boolean | undefined;
  /** What a clinic's protocol asks for; a shorter one than ours is not taken. */
  readonly clinicMinimumMin?: number | undefined;
};

export type Readiness = {
  readonly ready: boolean;
  readonly criteria: readonly Criterion[];
  /** What is not met or not known, in words. */
  readonly missing: readonly string[];
  /** Minutes still to stay at least; undefined where it cannot be known. */
  readonly stayForMin: number | undefined;
  readonly findings: readonly Finding[];
  readonly signOff: string;
};

const signOff = 'A licensed clinician decides and signs, with the time. Nobody is discharged by this list.';

const isTrue = (holds: boolean | undefined): Answer => (holds === undefined ? 'not known' : holds ? 'met' : 'not met');
/** Not met wins over not known. */
const all = (answers: readonly Answer[]): Answer =>
  (['not met', 'not known'] as const).find((answer) => answers.includes(answer)) ?? 'met';

/** Nobody shortens the stay; the rest a prescriber may let pass. */
const overrideOf = (id: string): Criterion['override'] => (id === 'minimum-time' ? 'nobody' : 'prescriber');

const criterion = (id: string, answer: Answer, says: string, by: Basis): Criterion => ({
  id,
  answer,
  says,
  override: overrideOf(id),
  ...basisOf(by),
});

/** Whole or not, finite or not: a time that is no time is not known. */
const time = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : undefined);

function stay(of: LeavingFacts): { criterion: Criterion; left: number | undefined } {
  const rule = shortestStay(of.route);
  const isFromDose = 'fromDoseMin' in rule.value;
  const least = 'fromDoseMin' in rule.value ? rule.value.fromDoseMin : rule.value.fromEndMin;
  const minutes = Math.max(least, time(of.clinicMinimumMin) ?? 0);
  const [dose, end] = [time(of.minutesSinceDose), time(of.minutesSinceEnd)];
  const counted = of.countsFrom === undefined ? dose : time(of.minutesSinceCounted);
  // An end before the start is a slip: then nobody knows when it was.
  const isSlip = dose !== undefined && end !== undefined && end > dose;
  const since = isFromDose ? counted : isSlip ? undefined : end;
  const says = `At least ${minutes} minutes from the ${isFromDose ? countedWords[of.countsFrom ?? 'dose'] : 'end of the infusion'}.`;
  const left = since === undefined ? undefined : Math.max(0, minutes - since, time(of.alsoStayMin) ?? 0);
  const answer = left === undefined ? 'not known' : isTrue(left === 0);
  return { criterion: criterion('minimum-time', answer, says, rule), left };
}

const countedWords: Readonly<Record<NonNullable<LeavingFacts['countsFrom']>, string>> = {
  'end-of-infusion': 'end of the infusion',
  'first-device': 'first device',
  'last-device': 'last device',
  dose: 'dose',
};

type Value = 'systolicMmHg' | 'diastolicMmHg';

/** One of the two pressures: past its peak, near the one before the dose, below the line. */
function pressureAnswer(value: Value, last: ReadingSet, earlier: readonly ReadingSet[], baseline: Baseline): Answer {
  const { withinPct, below } = pressureToLeave.value;
  const [now, then] = [last[value], baseline[value]];
  const limit = value === 'systolicMmHg' ? below.systolic : below.diastolic;
  if (now === undefined) return 'not known';
  if (now >= limit) return 'not met';
  if (then === undefined) return 'not known';
  if (100 * Math.abs(now - then) > withinPct * then) return 'not met';
  const before = earlier.flatMap((reading) => reading[value] ?? []);
  if (before.length === 0) return 'not known';
  return isTrue(now <= Math.max(...before));
}

function breathing(last: ReadingSet, baseline: Baseline): Answer {
  const { spo2FromPct, breathsFrom, breathsTo } = breathingToLeave.value;
  const { spo2Pct, breathsPerMin, isOnOxygen } = last;
  const enough = spo2Pct === undefined ? undefined : spo2Pct >= Math.min(spo2FromPct, baseline.spo2Pct ?? spo2FromPct);
  const rate = breathsPerMin === undefined ? undefined : breathsPerMin >= breathsFrom && breathsPerMin <= breathsTo;
  return all([isTrue(enough), isTrue(rate), isOnOxygen === true ? 'not met' : 'met']);
}

const wholeSet = ['systolicMmHg', 'diastolicMmHg', 'heartRatePerMin', 'breathsPerMin', 'spo2Pct'] as const;

function fromReadings(of: LeavingFacts): Criterion[] {
  const now = time(of.minutesSinceDose);
  const since = of.readings.filter(({ atMin }) => atMin > 0 && (now === undefined || atMin <= now));
  const sorted = [...since].sort((a, b) => a.atMin - b.atMin);
  const last = sorted.at(-1);
  const fresh = lateReading.value.escalateAfterMin;
  const age = last === undefined || now === undefined ? undefined : now - last.atMin;
  const isFresh = age === undefined ? undefined : age <= fresh;
  const isWhole = last !== undefined && wholeSet.every((name) => last[name] !== undefined);
  const recent = criterion(
    'recent-reading',
    isFresh === true && !isWhole ? 'not known' : isTrue(isFresh),
    `Pressure, heart rate, breaths and saturation from the last ${fresh} minutes, in one set.`,
    lateReading,
  );
  const baseline = of.baseline ?? {};
  const read = (answer: (reading: ReadingSet) => Answer): Answer => (last === undefined ? 'not known' : answer(last));
  const { spo2FromPct, breathsFrom, breathsTo } = breathingToLeave.value;
  const { withinPct, below } = pressureToLeave.value;
  const said = {
    last,
    baseline,
    rated: (of.ratings ?? []).filter(({ atMin }) => atMin > 0 && (now === undefined || atMin <= now)),
    youngFromMin: now === undefined ? undefined : now - fresh,
  };
  const isRed = (reading: ReadingSet) =>
    interpretReading({ reading, phase: 'after', route: of.route, baseline, previous: since }).state === 'red';
  const symptomsAsked = (reading: ReadingSet): Answer => (reading.symptoms === undefined ? 'not known' : 'met');
  return [
    recent,
    criterion(
      'blood-pressure',
      read((reading) =>
        all(
          (['systolicMmHg', 'diastolicMmHg'] as const).map((value) =>
            pressureAnswer(value, reading, sorted.slice(0, -1), baseline),
          ),
        ),
      ),
      `Blood pressure past its peak, within ${withinPct} % of the one before the dose, and below ${below.systolic}/${below.diastolic}.`,
      pressureToLeave,
    ),
    criterion(
      'breathing',
      read((reading) => breathing(reading, baseline)),
      `Saturation from ${spo2FromPct} % on room air, or as before the dose; ${breathsFrom} to ${breathsTo} breaths a minute.`,
      breathingToLeave,
    ),
    criterion('awake', isAwake(said), `MOAA/S ${awakeToLeave.value}.`, awakeToLeave),
    criterion(
      'dissociation',
      all([isClear(said), isTrue(of.isOriented)]),
      `CADSS ${dissociationToLeave.value} or less, or as before the dose, or dissociation grade ${dissociationGradeBands.value.leaveTo}; oriented to person, place, time and situation.`,
      dissociationToLeave,
    ),
    criterion(
      'nothing-red',
      read((reading) => (isRed(reading) ? 'not met' : symptomsAsked(reading))),
      'Nothing red in the last readings, and asked for warning symptoms.',
      thresholds.pressureRedFrom,
    ),
  ];
}

const not = (value: boolean | undefined) => (value === undefined ? undefined : !value);

function fromAnswers(of: LeavingFacts): Criterion[] {
  return [
    ...(of.hasOpenEmergency === undefined
      ? []
      : [
          criterion(
            'emergency-closed',
            isTrue(!of.hasOpenEmergency),
            'No emergency card is open: each is closed with its outcome.',
            emergencyToLeave,
          ),
        ]),
    criterion(
      'modified-aldrete',
      isAldrete(time(of.modifiedAldrete)),
      `Modified Aldrete score of ${aldreteToLeave.value} or more.`,
      aldreteToLeave,
    ),
    criterion('gait', isTrue(of.walksSteadily), 'Walks steadily.', walkToLeave),
    criterion('vomiting', isTrue(not(of.hasUncontrolledVomiting)), 'No uncontrolled vomiting.', walkToLeave),
    criterion(
      'suicide-check',
      isTrue(not(of.hasNewSuicidalFinding)),
      'C-SSRS since last contact: no new item 4 or 5, no behaviour.',
      suicideCheckToLeave,
    ),
    criterion('escort', isTrue(of.hasEscort), 'An escort is there.', wayHome),
    criterion('transport', isTrue(of.hasTransport), 'Transport is arranged.', wayHome),
    criterion('leaflet', isTrue(of.hasLeaflet), 'The patient has the leaflet.', wayHome),
    criterion(
      'emergency-phone',
      isTrue(of.hasEmergencyPhone),
      'The patient has an emergency telephone number.',
      wayHome,
    ),
    criterion(
      'instructions-said-back',
      isTrue(of.hasSaidBack),
      'The patient has said the instructions back.',
      goesHomeWith,
    ),
    criterion('next-contact', isTrue(of.hasNextContact), 'The next contact is named.', goesHomeWith),
  ];
}

const findingOf = (of: Criterion): Finding => ({
  rule: `leaving-${of.id}`,
  strength: of.answer === 'not known' ? 'missing' : 'absolute',
  says: `${of.answer === 'not known' ? 'Not known' : 'Not met'}: ${of.says}`,
  facts: { criterion: of.id, answer: of.answer },
  ...basisOf(of),
  override: overrides[of.override],
});

/** The REMS form asks for the pressure at 40 minutes: without it the session is recorded, and that is flagged. */
function withoutLabelPressure({ route, readings }: LeavingFacts): Finding[] {
  if (route !== 'intranasal-esketamine') return [];
  const taken = readings
    .filter(({ systolicMmHg, diastolicMmHg }) => systolicMmHg !== undefined && diastolicMmHg !== undefined)
    .map(({ atMin }) => atMin);
  const due = dueReadings({ route, minutesSinceDose: Number.MAX_SAFE_INTEGER, taken });
  const { value: at } = labelPressureTimes;
  if (due.some(({ dueAtMin, state }) => dueAtMin === at && state === 'taken')) return [];
  return [
    {
      rule: 'no-pressure-at-label-time',
      strength: 'caution',
      says: `There is no whole blood pressure from about ${at} minutes after the dose. The REMS form asks for it: leave it blank and say so.`,
      facts: { due_at_min: at, taken_at_min: taken },
      ...basisOf(labelPressureTimes),
      override: overrides.clinician,
    },
  ];
}

/** What is met by itself needs no override; one that does not count leaves the criterion as it is, and says so. */
function withOverride(of: Criterion, overridden: LeavingFacts['overrides']): Criterion {
  const said = of.answer === 'met' ? undefined : overridden?.find(({ criterion: id }) => id === of.id);
  if (said === undefined) return of;
  return said.but === undefined ? { ...of, answer: 'met', overridden: said } : { ...of, but: said.but };
}

export function dischargeReadiness(of: LeavingFacts): Readiness {
  const { criterion: minimum, left } = stay(of);
  const criteria = [minimum, ...fromReadings(of), ...fromAnswers(of)].map((one) => withOverride(one, of.overrides));
  const open = criteria.filter(({ answer }) => answer !== 'met');
  return {
    ready: open.length === 0,
    criteria,
    missing: open.map(({ answer, says }) => `${answer === 'not known' ? 'Not known' : 'Not met'}: ${says}`),
    stayForMin: left,
    findings: inOrder([...open.map(findingOf), ...withoutLabelPressure(of)]),
    signOff,
  };
}
