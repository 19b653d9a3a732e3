/** Blood pressure before, during and after: absolute, rise, per cent, low. @source clinical basis 3.3 */
import { heldFor, type Judgement, judged, notKnown, repeatSoon, type Seen, stopGiving } from './judgement.ts';
import type { ReadingSet } from './readings.ts';
import { infusionRule, observeFirst } from './thresholds.ts';

type Pair = { systolic: number; diastolic: number };
type Values = { systolic: number | undefined; diastolic: number | undefined };

const valuesOf = (of: { systolicMmHg?: number | undefined; diastolicMmHg?: number | undefined }): Values => ({
  systolic: of.systolicMmHg,
  diastolic: of.diastolicMmHg,
});

const isKnown = ({ systolic, diastolic }: Values) => systolic !== undefined && diastolic !== undefined;
const reaches = ({ systolic, diastolic }: Values, line: Pair) =>
  (systolic !== undefined && systolic >= line.systolic) || (diastolic !== undefined && diastolic >= line.diastolic);
const exceeds = ({ systolic, diastolic }: Values, line: Pair) =>
  (systolic !== undefined && systolic > line.systolic) || (diastolic !== undefined && diastolic > line.diastolic);
/** Whether a reading reaches a line; half a pressure can say yes, never no. */
const reachesIn = (line: Pair) => (reading: ReadingSet) => {
  const values = valuesOf(reading);
  return reaches(values, line) ? true : isKnown(values) ? false : undefined;
};

const shown = (value: number | undefined) => (value === undefined ? '?' : String(Math.round(value * 10) / 10));
const inWords = ({ systolic, diastolic }: Values) => `${shown(systolic)}/${shown(diastolic)} mmHg`;
const line = ({ systolic, diastolic }: Pair) => `${systolic}/${diastolic}`;
const measure = 'Measure the blood pressure.';

/** Symptoms make it an emergency; until somebody has asked for them, it is taken for one. */
const cardFor = ({ symptoms }: ReadingSet) =>
  symptoms !== undefined && symptoms.length === 0 ? 'severe-pressure-without-symptoms' : 'hypertensive-emergency';

function before(seen: Seen): Judgement {
  const { lines, reading } = seen;
  const values = valuesOf(reading);
  const is = (state: Judgement['state'], by: Parameters<typeof judged>[1], says: string, next = '') =>
    judged('blood-pressure', by, state, says, { next });
  const { from, to, rechecks } = lines.restMin.value;
  const rest = `Let the patient rest for ${from} to ${to} minutes, then measure again, ${rechecks === 2 ? 'twice' : `${rechecks} times`}.`;
  if (reaches(values, lines.noDoseFrom.value))
    return judged('blood-pressure', lines.noDoseFrom, 'red', `${inWords(values)} before the dose.`, {
      next: 'Give no dose. Urgent evaluation now.',
      emergency: cardFor(reading),
    });
  if (reaches(values, lines.postponeFrom.value)) {
    const held = heldFor(seen, reachesIn(lines.postponeFrom.value));
    const limit = line(lines.postponeFrom.value);
    return held >= from
      ? is(
          'red',
          lines.postponeFrom,
          `${inWords(values)}, at or above ${limit} for ${held} minutes.`,
          'Postpone the session.',
        )
      : is(
          'amber',
          lines.postponeFrom,
          `${inWords(values)} before the dose.`,
          `Give no dose on this reading. ${rest} If it stays at or above ${limit}, postpone.`,
        );
  }
  if (exceeds(values, lines.decisionAbove.value))
    return is(
      'amber',
      lines.decisionAbove,
      `${inWords(values)} before the dose is above ${line(lines.decisionAbove.value)}.`,
      `The prescriber weighs risk against benefit, decides, and writes the reason. ${rest}`,
    );
  return isKnown(values)
    ? is('green', lines.decisionAbove, `${inWords(values)} before the dose.`)
    : notKnown('blood-pressure', lines.decisionAbove, 'The blood pressure before the dose is not known.', measure);
}

function absolute(seen: Seen): Judgement {
  const { lines, reading } = seen;
  const values = valuesOf(reading);
  const says = `${inWords(values)}.`;
  if (reaches(values, lines.pressureRedFrom.value)) {
    const { recheckFromMin, recheckToMin } = observeFirst.value;
    const emergency = cardFor(reading);
    const next =
      emergency === 'hypertensive-emergency'
        ? `${stopGiving(seen)}. Look and ask for symptoms; with any of them call emergency care. Readings every ${infusionRule.value.redReadingsEveryMin} minutes.`
        : `${stopGiving(seen)}, watch, and take it again after ${recheckFromMin} to ${recheckToMin} minutes before any drug is thought of. Readings every ${infusionRule.value.redReadingsEveryMin} minutes.`;
    return judged('blood-pressure', lines.pressureRedFrom, 'red', says, { next, emergency });
  }
  if (reaches(values, lines.pressureAmberFrom.value))
    return judged('blood-pressure', lines.pressureAmberFrom, 'amber', says, { next: repeatSoon(lines) });
  return isKnown(values)
    ? judged('blood-pressure', lines.pressureAmberFrom, 'green', says)
    : notKnown('blood-pressure', lines.pressureAmberFrom, 'The blood pressure is not known.', measure);
}

const minus = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : a - b;
const inPercent = (change: number | undefined, of: number | undefined) =>
  change === undefined || of === undefined ? undefined : (100 * change) / of;

const unknownRise =
  'How far the pressure has risen is not known: there is no whole pressure from before the dose, or none now.';

function rise(seen: Seen): Judgement {
  const { lines, reading, baseline } = seen;
  const [now, then] = [valuesOf(reading), valuesOf(baseline)];
  const by = { systolic: minus(now.systolic, then.systolic), diastolic: minus(now.diastolic, then.diastolic) };
  const says = `${shown(by.systolic)}/${shown(by.diastolic)} mmHg more than before the dose.`;
  if (reaches(by, lines.riseAmberFrom.value))
    return judged('blood-pressure-rise', lines.riseAmberFrom, 'amber', says, { next: repeatSoon(lines) });
  return isKnown(by)
    ? judged('blood-pressure-rise', lines.riseAmberFrom, 'green', says)
    : notKnown('blood-pressure-rise', lines.riseAmberFrom, unknownRise, 'Find the pressure from before the dose.');
}

function risePercent(seen: Seen): Judgement {
  const { lines, reading, baseline } = seen;
  const { amberFrom, redAbove, sustainedMin } = lines.risePct.value;
  const then = valuesOf(baseline);
  const percentOf = (of: ReadingSet): Values => {
    const now = valuesOf(of);
    return {
      systolic: inPercent(minus(now.systolic, then.systolic), then.systolic),
      diastolic: inPercent(minus(now.diastolic, then.diastolic), then.diastolic),
    };
  };
  const now = percentOf(reading);
  const both = (limit: number): Pair => ({ systolic: limit, diastolic: limit });
  const says = `${shown(now.systolic)} % systolic and ${shown(now.diastolic)} % diastolic more than before the dose.`;
  const parameter = 'blood-pressure-rise-percent';
  if (exceeds(now, both(redAbove))) {
    const held = heldFor(seen, (earlier) => {
      const values = percentOf(earlier);
      return exceeds(values, both(redAbove)) ? true : isKnown(values) ? false : undefined;
    });
    if (held >= sustainedMin)
      return judged(parameter, lines.risePct, 'red', `${says} More than ${redAbove} % for ${held} minutes.`, {
        next: `${stopGiving(seen)}. Readings every ${infusionRule.value.redReadingsEveryMin} minutes.`,
      });
  }
  if (reaches(now, both(amberFrom)))
    return judged(parameter, lines.risePct, 'amber', says, { next: repeatSoon(lines) });
  return isKnown(now)
    ? judged(parameter, lines.risePct, 'green', says)
    : notKnown(parameter, lines.risePct, unknownRise, 'Find the pressure from before the dose.');
}

function low(seen: Seen): Judgement {
  const { lines, reading, baseline } = seen;
  const { systolicMmHg: systolic } = reading;
  const parameter = 'low-blood-pressure';
  if (systolic === undefined)
    return notKnown(parameter, lines.lowSystolic, 'The systolic pressure is not known.', measure);
  const fall = inPercent(minus(baseline.systolicMmHg, systolic), baseline.systolicMmHg);
  const says =
    fall === undefined
      ? `${shown(systolic)} mmHg systolic.`
      : `${shown(systolic)} mmHg systolic${fall > 0 ? `, ${shown(fall)} % below the one before the dose` : ''}.`;
  const next = 'Lay the patient flat with the legs up, stop giving the medicine, and call the prescriber.';
  if (systolic < lines.lowSystolic.value.redBelow)
    return judged(parameter, lines.lowSystolic, 'red', says, { next, emergency: 'syncope' });
  if (fall !== undefined && fall > lines.fallPct.value.redAbove)
    return judged(parameter, lines.fallPct, 'red', says, { next, emergency: 'syncope' });
  if (systolic < lines.lowSystolic.value.amberBelow)
    return judged(parameter, lines.lowSystolic, 'amber', says, { next: repeatSoon(lines) });
  if (fall !== undefined && fall > lines.fallPct.value.amberAbove)
    return judged(parameter, lines.fallPct, 'amber', says, { next: repeatSoon(lines) });
  return fall === undefined
    ? notKnown(
        parameter,
        lines.fallPct,
        `${says} How far it has fallen is not known.`,
        'Find the pressure from before the dose.',
      )
    : judged(parameter, lines.lowSystolic, 'green', says);
}

/** Before the dose there is no change yet: what counts is the pressure itself. */
export const judgePressure = (seen: Seen): Judgement[] => {
  if (seen.phase !== 'before') return [absolute(seen), rise(seen), risePercent(seen), low(seen)];
  // The first reading is its own comparison.
  const own = seen.baseline.systolicMmHg === undefined ? valuesOf(seen.reading).systolic : seen.baseline.systolicMmHg;
  return [before(seen), low({ ...seen, baseline: { ...seen.baseline, systolicMmHg: own } })];
};
