/**
 * When readings are taken, in minutes from the start of the dose, and how long a patient stays at least: what a clinic
 * writes into its protocol. What is due, and who may leave, is the session's.
 *
 * @source clinical basis 3.2 and 3.6
 */
import { label, projectDefault, type Sourced, sourced } from '#clinical/sources.ts';

/** What is rated beside the readings. Dissociation is answered by the CADSS, the CADSS-6 or the grade; CADSS-6 by it or the whole CADSS. */
export const ratingNames = [
  'moaa-s',
  'dissociation',
  'cadss-6',
  'nausea',
  'pain',
  'anxiety',
  'orientation',
  'rass',
] as const;
export type RatingName = (typeof ratingNames)[number];
export type RatingTimes = { readonly rating: RatingName; readonly atMin: readonly number[] };

export type Cadence = {
  /** Minutes from the start of the dose; before it is negative. A reading before leaving always follows. */
  readonly readingsAtMin: readonly number[];
  /** How often a dose that runs longer than the list goes on being read: while it runs, and after its end. */
  readonly duringEveryMin?: number;
  readonly afterEveryMin?: number;
  /** Oxygen saturation and heart rate without a break, up to this minute; undefined: the whole time the drug runs. */
  readonly continuousUntilMin?: number;
  readonly continuous: 'while-running' | 'until-minute' | 'when-sedated' | 'no';
  /** Sedation and dissociation are rated at these minutes too. */
  readonly ratingsAtMin?: readonly number[];
  /** What else is rated, and when. */
  readonly ratings?: readonly RatingTimes[];
  /** One more reading at this minute when there are symptoms and the dose was swallowed. */
  readonly ifSymptomsAtMin?: number;
};

const basis = 'clinical basis 3.2';
/** That a CADSS-6 is taken at the peak and at the end is the basis'; which minute that is by which route is not. */
const rated =
  'ratings at the peak and the end by 4.2, their minutes and what is rated beside CADSS-6 are the project’s';

function atPeakAndEnd(of: {
  peak: readonly number[];
  end: number;
  /** Pain has bands during an infusion only (3.3). */
  hasPain?: boolean;
}): RatingTimes[] {
  const { peak, end, hasPain = false } = of;
  const both = [...peak, end];
  return [
    { rating: 'moaa-s', atMin: both },
    { rating: 'cadss-6', atMin: both },
    { rating: 'nausea', atMin: both },
    ...(hasPain ? [{ rating: 'pain', atMin: peak } as const] : []),
    { rating: 'anxiety', atMin: peak },
    { rating: 'orientation', atMin: [end] },
    { rating: 'rass', atMin: peak },
  ];
}

/** The list of each route: a project default; published practice is named beside it. */
export const cadences = {
  iv: sourced<Cadence>(
    'IV infusion: minutes of readings from its start; saturation and heart rate without a break',
    {
      readingsAtMin: [-15, 0, 10, 20, 30, 40, 55, 70, 85, 100],
      duringEveryMin: 10,
      afterEveryMin: 15,
      continuous: 'while-running',
      ratings: atPeakAndEnd({ peak: [40], end: 100, hasPain: true }),
    },
    'min',
    projectDefault(`${basis}; every 10 min during and 15 after in a published clinic [S34]; ${rated}`),
  ),
  injection: sourced<Cadence>(
    'IM and SC injection: minutes of readings; saturation and heart rate without a break for the first 60',
    {
      readingsAtMin: [0, 5, 10, 15, 30, 45, 60, 90, 120],
      continuous: 'until-minute',
      continuousUntilMin: 60,
      ratings: atPeakAndEnd({ peak: [15, 30], end: 120 }),
    },
    'min',
    projectDefault(`${basis}; trial practice every 15 to 30 min; ${rated}`),
  ),
  nasal: sourced<Cadence>(
    'Nasal spray: minutes of readings and of sedation and dissociation; saturation without a break when sedated',
    {
      readingsAtMin: [-15, 40, 60, 90, 120],
      ratingsAtMin: [40, 60, 90, 120],
      continuous: 'when-sedated',
      ratings: atPeakAndEnd({ peak: [40], end: 120 }),
    },
    'min',
    projectDefault(`${basis}; the label asks before, at about 40 min, then as warranted [S4, S14]; ${rated}`),
  ),
  byMouth: sourced<Cadence>(
    'Oral and sublingual, supervised: minutes of readings; swallowed with symptoms, one more',
    {
      readingsAtMin: [0, 30, 60, 90, 120],
      ifSymptomsAtMin: 180,
      continuous: 'no',
      ratings: atPeakAndEnd({ peak: [30, 60], end: 120 }),
    },
    'min',
    projectDefault(`${basis}; ${rated}`),
  ),
} as const;

export const lateReading = sourced(
  'A reading is overdue, and then passed on to the next person, so long after its time',
  { overdueAfterMin: 5, escalateAfterMin: 10 },
  'min',
  projectDefault(basis),
);

/** Counted from the start of the dose, or from the end of the infusion. */
export type LeastStay = { readonly fromDoseMin: number } | { readonly fromEndMin: number };

/** The shortest stay. No clinic's protocol is shorter; for the nasal spray the label says so, and nobody can waive it. */
export const leastStays: Readonly<Record<'iv' | 'nasal' | 'other', Sourced<LeastStay>>> = {
  iv: sourced<LeastStay>(
    'IV: earliest leaving after the end of the infusion',
    { fromEndMin: 60 },
    'min',
    projectDefault('clinical basis 3.6; used in a hospital protocol [S92]'),
  ),
  nasal: sourced<LeastStay>(
    'Nasal esketamine: earliest leaving after the dose',
    { fromDoseMin: 120 },
    'min',
    label('clinical basis 3.6 [S7]'),
  ),
  other: sourced<LeastStay>(
    'IM, SC, nasal racemic, oral and sublingual: earliest leaving after the dose',
    { fromDoseMin: 120 },
    'min',
    projectDefault('clinical basis 3.6; nasal racemic as esketamine, 1.5'),
  ),
};
