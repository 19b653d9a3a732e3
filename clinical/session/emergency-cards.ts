/**
 * What to recognise and do first. Cards advise; the local protocol prevails.
 *
 * @source clinical basis 3.5; what no document behind it was read for is unverified
 */
import { guideline, practice, projectDefault, table } from '#clinical/sources.ts';

export const emergencyIds = [
  'hypertensive-emergency',
  'severe-pressure-without-symptoms',
  'laryngospasm',
  'respiratory-depression',
  'agitation',
  'vomiting',
  'anaphylaxis',
  'syncope',
  'seizure',
  'chest-pain',
  'salivation',
  'suicidal-crisis',
] as const;
export type EmergencyId = (typeof emergencyIds)[number];

export type CardRow = {
  readonly id: EmergencyId;
  readonly title: string;
  readonly recognise: string;
  readonly firstActions: readonly string[];
  readonly callNow: boolean;
};

const section = 'clinical basis 3.5';

const stopStep = 'Stop giving the medicine.';
const oxygenStep = 'Give oxygen if the saturation is below 94 %.';
const stopOrSlowStep = 'Stop or slow the medicine.';

/** What a step asks of the pump. While the pump runs on as before, such a step is not done, whatever was ticked. */
export function pumpStep(step: string): 'stop' | 'stop-or-slow' | undefined {
  if (step === stopStep) return 'stop';
  return step === stopOrSlowStep ? 'stop-or-slow' : undefined;
}

const callSteps: readonly string[] = ['Call.', 'Call for help.', 'Make the emergency call.'];

/** Whoever was called is kept as a call: that is the step. */
export const isCallStep = (step: string): boolean => callSteps.includes(step);

export const emergencyCardTable = table<CardRow>(
  'Emergencies: what to recognise and what to do first (adults)',
  '1',
  practice(section, 'unverified'),
  [
    {
      id: 'hypertensive-emergency',
      title: 'Hypertensive emergency',
      recognise:
        'Above 180 systolic or 120 diastolic with signs of organ damage. We act already from 180/110 with any warning symptom.',
      firstActions: [
        stopStep,
        'Make the emergency call.',
        'Record an ECG.',
        oxygenStep,
        'Goal of the emergency team: mean pressure down by about 25 % within minutes to an hour.',
      ],
      callNow: true,
      ...guideline(`${section} [S121d, S121e]; 180/110 with symptoms is a project default`),
    },
    {
      id: 'severe-pressure-without-symptoms',
      title: 'Severe blood pressure without symptoms',
      recognise: 'From 180/110 without any warning symptom.',
      firstActions: [
        stopOrSlowStep,
        'Quiet room, head up.',
        'Measure every 5 minutes; it usually falls within 15 to 30 minutes.',
        'Ask for warning symptoms each time: with one, it is an emergency.',
      ],
      callNow: false,
      ...projectDefault(section),
    },
    {
      id: 'laryngospasm',
      title: 'Laryngospasm',
      recognise: 'Stridor, silent effort to breathe, falling saturation.',
      firstActions: [
        'Call for help.',
        'Jaw thrust with firm pressure at the laryngospasm notch.',
        'Oxygen 100 % with continuous positive pressure.',
        'Suction.',
      ],
      callNow: true,
    },
    {
      id: 'respiratory-depression',
      title: 'Respiratory depression or apnoea',
      recognise: 'Fewer than 8 breaths a minute, or saturation below 90 %.',
      // Oxygen as the response to sedation (4.2) and to a low saturation (3.5) has it.
      firstActions: [stopStep, 'Call.', 'Stimulate.', 'Open the airway.', oxygenStep, 'Bag and mask.'],
      callNow: true,
    },
    {
      id: 'agitation',
      title: 'Emergence agitation or severe dissociation',
      recognise: 'RASS +2 or more, fear.',
      firstActions: [
        stopStep,
        'One person stays, calm voice, dim light.',
        'Say where the patient is and what happens. Most pass within 60 minutes.',
      ],
      callNow: false,
    },
    {
      id: 'vomiting',
      title: 'Vomiting',
      recognise: 'Vomiting, above all while drowsy.',
      firstActions: [
        'On the side, suction ready.',
        'Hold the next oral dose.',
        'Prevent it next time.',
        'No promethazine: it sedates.',
      ],
      callNow: false,
    },
    {
      id: 'anaphylaxis',
      title: 'Anaphylaxis',
      recognise: 'Airway, breathing or circulation, with or without skin signs.',
      firstActions: [
        stopStep,
        'Lie flat, legs up.',
        'Call.',
        'Adrenaline into the thigh muscle first. An antihistamine or a steroid is never first; no sedating antihistamine.',
        'Oxygen.',
      ],
      callNow: true,
      ...guideline(`${section} [S120, S120b, S120c]`),
    },
    {
      id: 'syncope',
      title: 'Syncope or slow heart with symptoms',
      recognise: 'Pallor, heart rate below 50, faint.',
      firstActions: ['Flat, legs up.', 'ECG.', 'Blood glucose.'],
      callNow: false,
    },
    {
      id: 'seizure',
      title: 'Seizure',
      recognise: 'Tonic and clonic movements, not responsive.',
      firstActions: ['Note the time.', 'Protect from injury.', 'Oxygen.', 'Blood glucose.', 'Drug at 5 minutes. Call.'],
      callNow: true,
    },
    {
      id: 'chest-pain',
      title: 'Chest pain',
      recognise: 'Pain or pressure in the chest.',
      firstActions: [stopStep, '12-lead ECG.', 'Make the emergency call.'],
      callNow: true,
    },
    {
      id: 'salivation',
      title: 'Saliva that threatens the airway',
      recognise: 'Drooling, coughing.',
      firstActions: ['Turn to the side.', 'Suction.'],
      callNow: false,
    },
    {
      id: 'suicidal-crisis',
      title: 'Suicidal crisis',
      recognise: 'C-SSRS item 4 or 5, or behaviour.',
      firstActions: ['Do not leave the patient alone.', 'Safety plan.', 'Psychiatrist now.'],
      callNow: false,
    },
  ],
);
