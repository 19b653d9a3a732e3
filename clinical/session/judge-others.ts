/** Heart, breathing, consciousness, and what the patient says. @source clinical basis 3.3 */
import type { Sourced } from '#clinical/sources.ts';
import type { EmergencyId } from './emergency-cards.ts';
import {
  type Judgement,
  judged,
  notKnown,
  type Parameter,
  repeatSoon,
  type Seen,
  slowOrStop,
  stopGiving,
} from './judgement.ts';
import { type WarningSymptom, warningSymptoms } from './readings.ts';
import { dissociationGradeBands } from './thresholds.ts';

type Span = Seen['lines']['heartRate']['value'];

/** A value on a span that is green in the middle. */
function onSpan(of: {
  parameter: Parameter;
  value: number | undefined;
  by: Sourced<Span>;
  seen: Seen;
  says: (value: number) => string;
  missing: [says: string, next: string];
  red: (value: number) => { next: string; emergency?: EmergencyId | undefined };
}): Judgement {
  const { parameter, value, by } = of;
  if (value === undefined) return notKnown(parameter, by, ...of.missing);
  const { greenFrom, greenTo, amberFrom, amberTo } = by.value;
  if (value < amberFrom || value > amberTo) return judged(parameter, by, 'red', of.says(value), of.red(value));
  if (value < greenFrom || value > greenTo)
    return judged(parameter, by, 'amber', of.says(value), { next: repeatSoon(of.seen.lines) });
  return judged(parameter, by, 'green', of.says(value));
}

function heart(seen: Seen): Judgement {
  const { reading, lines } = seen;
  if (reading.hasNewArrhythmia === true)
    return judged('heart-rate', lines.heartRate, 'red', 'A new arrhythmia.', {
      next: `${stopGiving(seen)}, record a 12-lead ECG, and call the prescriber.`,
    });
  return onSpan({
    parameter: 'heart-rate',
    value: reading.heartRatePerMin,
    by: lines.heartRate,
    seen,
    says: (value) => `Heart rate ${value} per minute.`,
    missing: ['The heart rate is not known.', 'Measure the heart rate.'],
    red: (value) => ({
      next: `${stopGiving(seen)}, record an ECG, and call the prescriber.`,
      emergency: value < lines.heartRate.value.amberFrom ? 'syncope' : undefined,
    }),
  });
}

const breathing = (seen: Seen) =>
  onSpan({
    parameter: 'breathing',
    value: seen.reading.breathsPerMin,
    by: seen.lines.breaths,
    seen,
    says: (value) => (value === 0 ? 'Not breathing.' : `${value} breaths per minute.`),
    missing: ['The breathing rate is not known.', 'Count the breaths.'],
    red: (value) =>
      value < seen.lines.breaths.value.amberFrom
        ? {
            next: `${stopGiving(seen)}, stimulate, open the airway, and call.`,
            emergency: 'respiratory-depression',
          }
        : { next: `${stopGiving(seen)}, look for the cause, and call the prescriber.` },
  });

function oxygen(seen: Seen): Judgement {
  const { reading, lines } = seen;
  const { spo2Pct: value, isOnOxygen } = reading;
  const parameter = 'oxygen-saturation';
  if (value === undefined)
    return notKnown(parameter, lines.spo2, 'The oxygen saturation is not known.', 'Put the pulse oximeter on.');
  const says = `Oxygen saturation ${value} %${isOnOxygen === true ? ' on oxygen' : ''}.`;
  const next = `${stopGiving(seen)}, stimulate, open the airway, give oxygen, and call the prescriber.`;
  if (value <= lines.spo2Emergency.value)
    return judged(parameter, lines.spo2Emergency, 'red', says, { next, emergency: 'respiratory-depression' });
  if (value < lines.spo2.value.redBelow) return judged(parameter, lines.spo2, 'red', says, { next });
  if (value < lines.spo2.value.greenFrom)
    return judged(parameter, lines.spo2, 'amber', says, { next: repeatSoon(lines) });
  return isOnOxygen === true
    ? judged(parameter, lines.spo2, 'amber', `${says} The line is one of room air.`, { next: repeatSoon(lines) })
    : judged(parameter, lines.spo2, 'green', says);
}

function oxygenFall(seen: Seen): Judgement {
  const { reading, baseline, lines } = seen;
  const parameter = 'oxygen-saturation-fall';
  if (reading.spo2Pct === undefined || baseline.spo2Pct === undefined)
    return notKnown(
      parameter,
      lines.spo2,
      'How far the oxygen saturation has fallen is not known.',
      'Find the one from before the dose, and put the pulse oximeter on.',
    );
  const fall = baseline.spo2Pct - reading.spo2Pct;
  const says = `Oxygen saturation ${Math.abs(fall)} points ${fall > 0 ? 'below' : 'from'} the one before the dose.`;
  return fall >= lines.spo2.value.fallAmberFrom
    ? judged(parameter, lines.spo2, 'amber', says, { next: repeatSoon(lines) })
    : judged(parameter, lines.spo2, 'green', says);
}

function sedation(seen: Seen): Judgement {
  const { reading, lines } = seen;
  const { moaaS: value } = reading;
  const { green, redTo, emergencyTo } = lines.moaaS.value;
  if (value === undefined)
    return notKnown('sedation', lines.moaaS, 'How awake the patient is, is not known.', 'Rate MOAA/S.');
  const says = `MOAA/S ${value}.`;
  if (value <= redTo)
    return judged('sedation', lines.moaaS, 'red', says, {
      next: `${stopGiving(seen)}, stimulate, open the airway, watch oxygen without a break, and call the prescriber.`,
      emergency: value <= emergencyTo ? 'respiratory-depression' : undefined,
    });
  return value < green
    ? judged('sedation', lines.moaaS, 'amber', says, { next: repeatSoon(lines) })
    : judged('sedation', lines.moaaS, 'green', says);
}

const agitation = (seen: Seen) =>
  onSpan({
    parameter: 'agitation',
    value: seen.reading.rass,
    by: seen.lines.rass,
    seen,
    says: (value) => `RASS ${value > 0 ? '+' : ''}${value}.`,
    missing: ['RASS is not known.', 'Rate RASS.'],
    red: (value) => ({
      next: `${stopGiving(seen)}. One calm person stays; call the prescriber.`,
      emergency: value > 0 ? 'agitation' : undefined,
    }),
  });

/** By the project's grade alone, where nobody rated CADSS. */
function byGrade(seen: Seen, grade: number): Judgement {
  const { greenTo, amberTo } = dissociationGradeBands.value;
  const says = `Dissociation grade ${grade}.`;
  if (grade > amberTo)
    return judged('dissociation', dissociationGradeBands, 'red', says, {
      next: `${slowOrStop(seen)}, stay, calm voice, dim light.`,
      emergency: 'agitation',
    });
  return grade > greenTo
    ? judged('dissociation', dissociationGradeBands, 'amber', says, { next: repeatSoon(seen.lines) })
    : judged('dissociation', dissociationGradeBands, 'green', says);
}

const ranks: readonly Judgement['state'][] = ['green', 'not known', 'amber', 'red'];

function dissociation(seen: Seen): Judgement {
  const { cadss, dissociationGrade, distress } = seen.reading;
  const isSaid = cadss !== undefined || distress === 'needs-drug';
  if (dissociationGrade === undefined) return byCadss(seen);
  const graded = byGrade(seen, dissociationGrade);
  if (!isSaid) return graded;
  const rated = byCadss(seen);
  return ranks.indexOf(graded.state) > ranks.indexOf(rated.state) ? graded : rated;
}

function byCadss(seen: Seen): Judgement {
  const { reading, lines } = seen;
  const { cadss, distress } = reading;
  const { greenTo, amberTo } = lines.cadss.value;
  const stop = { next: `${slowOrStop(seen)}, stay, calm voice, dim light.`, emergency: 'agitation' as const };
  const is = (state: Judgement['state'], says: string, more: { next?: string; emergency?: EmergencyId } = {}) =>
    judged('dissociation', lines.cadss, state, says, more);
  if (distress === 'needs-drug') return is('red', 'Distress that needs a drug.', stop);
  if (cadss === undefined)
    return notKnown(
      'dissociation',
      lines.cadss,
      'CADSS is not known.',
      'Rate CADSS, or CADSS-6, and ask about distress.',
    );
  if (cadss > amberTo && distress === 'present') return is('red', `CADSS ${cadss}, with distress.`, stop);
  if (cadss > amberTo && distress === undefined)
    return is('red', `CADSS ${cadss}; whether it distresses the patient is not known.`, {
      ...stop,
      next: `Ask about distress now. Until it is known: ${stop.next}`,
    });
  if (cadss > greenTo || distress === 'present')
    return is('amber', `CADSS ${cadss}${distress === 'present' ? ', with distress' : ''}.`, {
      next: repeatSoon(lines),
    });
  return is('green', `CADSS ${cadss}.`);
}

function rating(parameter: 'pain' | 'anxiety', value: number | undefined, seen: Seen): Judgement {
  const { reading, lines } = seen;
  const { greenTo, amberTo } = lines.ratingNrs.value;
  const name = parameter === 'pain' ? 'Pain' : 'Anxiety';
  if (reading.wantsToStop === true)
    return judged(parameter, lines.ratingNrs, 'red', 'The patient asks to stop.', {
      next: `${stopGiving(seen)}.`,
    });
  if (value === undefined)
    return notKnown(parameter, lines.ratingNrs, `${name} is not known.`, `Ask for ${parameter} from 0 to 10.`);
  const says = `${name} ${value} of 10.`;
  if (value > amberTo)
    return judged(parameter, lines.ratingNrs, 'red', says, {
      next: `${slowOrStop(seen)}, stay with the patient.`,
    });
  return value > greenTo
    ? judged(parameter, lines.ratingNrs, 'amber', says, { next: repeatSoon(lines) })
    : judged(parameter, lines.ratingNrs, 'green', says);
}

/** The card of a symptom; those without one of their own are looked up under raised pressure. */
const cards: Record<WarningSymptom, EmergencyId> = {
  'chest-pain': 'chest-pain',
  seizure: 'seizure',
  'shortness-of-breath': 'hypertensive-emergency',
  'sudden-severe-headache': 'hypertensive-emergency',
  'change-in-vision': 'hypertensive-emergency',
  'neurological-deficit': 'hypertensive-emergency',
};

/** One line for each symptom: each may have its own card. */
function symptoms(seen: Seen): Judgement[] {
  const { reading } = seen;
  const parameter = 'warning-symptoms';
  const { symptoms: found, systolicMmHg, diastolicMmHg } = reading;
  if (found === undefined)
    return [
      notKnown(
        parameter,
        warningSymptoms,
        'Nobody has asked for warning symptoms.',
        'Ask for chest pain, shortness of breath, sudden severe headache and change in vision; look for a seizure and for weakness.',
      ),
    ];
  if (found.length === 0) return [judged(parameter, warningSymptoms, 'green', 'No warning symptom.')];
  const known = systolicMmHg !== undefined && diastolicMmHg !== undefined;
  return found.map((symptom) =>
    judged(parameter, warningSymptoms, 'red', `Warning symptom: ${symptom.replaceAll('-', ' ')}.`, {
      next: `${stopGiving(seen)} and call emergency care${known ? '' : '; measure the blood pressure'}.`,
      emergency: cards[symptom],
    }),
  );
}

export const judgeOthers = (seen: Seen): Judgement[] => [
  heart(seen),
  breathing(seen),
  oxygen(seen),
  ...(seen.phase === 'before' ? [] : [oxygenFall(seen)]),
  sedation(seen),
  agitation(seen),
  dissociation(seen),
  rating('pain', seen.reading.painNrs, seen),
  rating('anxiety', seen.reading.anxietyNrs, seen),
  ...symptoms(seen),
];
