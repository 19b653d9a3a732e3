/**
 * The lines of a session as data: amber is "repeat soon, the clinician knows", red is "act or stop".
 *
 * Only 140/90 before the dose is the label's. The label's reporting cuts (rise of 40/25, 180/110) carry our actions.
 * Everything else is a project default that a medical director signs or changes.
 *
 * @source clinical basis 3.3
 */
import { label, projectDefault, type Sourced, sourced } from '#clinical/sources.ts';

type Pressure = { readonly systolic: number; readonly diastolic: number };

/** Green from `from` to `to`, amber out to the wider pair, red beyond that. */
type Span = {
  readonly greenFrom: number;
  readonly greenTo: number;
  readonly amberFrom: number;
  readonly amberTo: number;
};

export type Thresholds = {
  readonly decisionAbove: Sourced<Pressure>;
  readonly postponeFrom: Sourced<Pressure>;
  readonly noDoseFrom: Sourced<Pressure>;
  readonly restMin: Sourced<{ readonly from: number; readonly to: number; readonly rechecks: number }>;
  readonly pressureAmberFrom: Sourced<Pressure>;
  readonly pressureRedFrom: Sourced<Pressure>;
  readonly riseAmberFrom: Sourced<Pressure>;
  readonly risePct: Sourced<{ readonly amberFrom: number; readonly redAbove: number; readonly sustainedMin: number }>;
  readonly lowSystolic: Sourced<{ readonly amberBelow: number; readonly redBelow: number }>;
  readonly fallPct: Sourced<{ readonly amberAbove: number; readonly redAbove: number }>;
  readonly heartRate: Sourced<Span>;
  readonly breaths: Sourced<Span>;
  readonly spo2: Sourced<{ readonly greenFrom: number; readonly redBelow: number; readonly fallAmberFrom: number }>;
  readonly spo2Emergency: Sourced<number>;
  readonly moaaS: Sourced<{ readonly green: number; readonly redTo: number; readonly emergencyTo: number }>;
  readonly rass: Sourced<Span>;
  readonly cadss: Sourced<{ readonly greenTo: number; readonly amberTo: number }>;
  readonly ratingNrs: Sourced<{ readonly greenTo: number; readonly amberTo: number }>;
  readonly repeatMin: Sourced<number>;
};

const basis = 'clinical basis 3.3';
const default_ = projectDefault(basis);

export const thresholds: Thresholds = {
  decisionAbove: sourced(
    'Blood pressure before the dose, above either value: the prescriber weighs risk against benefit. A decision, not a ban',
    { systolic: 140, diastolic: 90 },
    'mm[Hg]',
    label(`${basis} [S14]`),
  ),
  postponeFrom: sourced(
    'Blood pressure before the dose, from either value, still there after a rest: postpone',
    { systolic: 160, diastolic: 100 },
    'mm[Hg]',
    default_,
  ),
  noDoseFrom: sourced(
    'Blood pressure before the dose, from either value: no dose, urgent evaluation',
    { systolic: 180, diastolic: 110 },
    'mm[Hg]',
    default_,
  ),
  restMin: sourced(
    'Rest before a raised pressure is taken again, and how often',
    { from: 10, to: 15, rechecks: 2 },
    'min',
    default_,
  ),
  pressureAmberFrom: sourced(
    'Blood pressure during and after, amber from either value',
    { systolic: 160, diastolic: 100 },
    'mm[Hg]',
    default_,
  ),
  pressureRedFrom: sourced(
    'Blood pressure during and after, red from either value: the label’s reporting cut [S10]; what to do at it is ours',
    { systolic: 180, diastolic: 110 },
    'mm[Hg]',
    projectDefault(`${basis}; cut of label table 6 [S10]`),
  ),
  riseAmberFrom: sourced(
    'Rise over the pressure before the dose, amber from either value: the label’s reporting cut [S10]; what to do at it is ours',
    { systolic: 40, diastolic: 25 },
    'mm[Hg]',
    projectDefault(`${basis}; cut of label table 6 [S10]`),
  ),
  risePct: sourced(
    'Rise over the pressure before the dose in per cent: amber from, red above when it lasts so many minutes',
    { amberFrom: 20, redAbove: 30, sustainedMin: 10 },
    '%',
    default_,
  ),
  lowSystolic: sourced('Low systolic pressure', { amberBelow: 100, redBelow: 90 }, 'mm[Hg]', default_),
  fallPct: sourced(
    'Fall of the systolic pressure below the one before the dose',
    { amberAbove: 20, redAbove: 30 },
    '%',
    default_,
  ),
  heartRate: sourced(
    'Heart rate: green within, amber out to, red beyond; a new arrhythmia is red',
    { greenFrom: 50, greenTo: 110, amberFrom: 45, amberTo: 130 },
    '/min',
    default_,
  ),
  breaths: sourced(
    'Breathing rate: green within, amber out to, red beyond; apnoea is red',
    { greenFrom: 10, greenTo: 24, amberFrom: 8, amberTo: 30 },
    '/min',
    default_,
  ),
  spo2: sourced(
    'Oxygen saturation on room air: green from, red below, and the fall that is amber',
    { greenFrom: 94, redBelow: 92, fallAmberFrom: 3 },
    '%',
    default_,
  ),
  spo2Emergency: sourced('Oxygen saturation at or below which it is an emergency', 90, '%', default_),
  moaaS: sourced(
    'MOAA/S: green at 5, amber between, red at or below, emergency at or below',
    { green: 5, redTo: 3, emergencyTo: 1 },
    '1',
    projectDefault(`${basis}; any fall below 5 counts as sedation in label table 6 [S10]`),
  ),
  rass: sourced(
    'RASS: green within, amber out to, red beyond',
    { greenFrom: -1, greenTo: 1, amberFrom: -2, amberTo: 2 },
    '1',
    default_,
  ),
  cadss: sourced(
    'CADSS total: green to, amber to; red above with distress, or at any value when distress needs a drug',
    { greenTo: 4, amberTo: 20 },
    '1',
    default_,
  ),
  ratingNrs: sourced(
    'Pain or anxiety from 0 to 10: green to, amber to, red above',
    { greenTo: 3, amberTo: 6 },
    '1',
    default_,
  ),
  repeatMin: sourced('An amber or red reading is taken again after', 5, 'min', default_),
};

/** Where only the project's grade was taken. A grade and a CADSS are two answers: the worse one counts. */
export const dissociationGradeBands = sourced(
  'Dissociation by the project’s grade: green to, amber to, red above; to leave at most',
  { greenTo: 1, amberTo: 2, leaveTo: 0 },
  '1',
  projectDefault('clinical basis 4.3'),
);

export const infusionRule = sourced(
  'A running infusion: at an amber pressure it goes on at this share of its rate; at red the pump stops, the line stays, and readings come this often',
  { amberRatePct: 50, redReadingsEveryMin: 5 },
  '1',
  default_,
);

/** When a severe pressure without symptoms is seen again, before any drug is thought of. */
export const observeFirst = sourced(
  'A severe rise without symptoms: stop, watch and take it again, before drugs that lower it [S33]',
  { recheckFromMin: 10, recheckToMin: 15 },
  'min',
  projectDefault(`${basis}; Yip 2022 [S33] argues for observation`),
);
