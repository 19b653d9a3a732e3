/**
 * What no source fixes, or where one that was read does not reach: the project's assumptions about virtual people and
 * clinics. Each is named here and nowhere else, and the report shows what hangs on them apart from what hangs on the basis.
 */
import { projectDefault, sourced } from '#clinical/sources.ts';

const assumption = (why = 'no figure in the clinical basis') => projectDefault(`project's assumption: ${why}`);

export const ownShare = sourced(
  'Share of the spread of an effect between sessions that belongs to the person and is there in each of their sessions',
  0.4,
  '1',
  assumption('the basis says only that a large rise can come after any dose (3.4 [S9])'),
);

/** Shares that add up to 1 with what is the effect's own. */
export const followsFrom = sourced(
  "Of what is a person's own in an effect: share that follows the level reached, share of one sensitivity for all effects",
  { level: 0.25, sensitivity: 0.35 },
  '1',
  assumption(),
);

export const weight = sourced(
  'Body weight of the people invented: mean, spread, and bounds of the models used',
  { mean: 78, sd: 13, from: 54, to: 100 },
  'kg',
  assumption('bounds of pharmacokinetics 3.1 and 3.7'),
);

export const episodeMonths = sourced(
  'Length of the episode: middle, spread of its logarithm, bounds',
  { middle: 18, logSd: 0.8, from: 2, to: 240 },
  'mo',
  assumption(),
);

export const triedBefore = sourced(
  'Share of people with an augmentation, with ECT, with a suicide attempt in their life',
  { augmentation: 0.45, ect: 0.08, attempt: 0.25 },
  '1',
  assumption(),
);

export const alsoTaken = sourced(
  'Share of people who take these too; benzodiazepines in mg a day as diazepam',
  {
    shares: [
      ['quetiapine', '50 mg', 0.08],
      ['alprazolam', '0.5 mg', 0.06],
      ['gabapentin', '300 mg', 0.05],
      ['methylphenidate', '10 mg', 0.04],
      ['naltrexone', '50 mg', 0.02],
      ["St John's wort", '300 mg', 0.01],
      ['clarithromycin', '500 mg', 0.005],
      ['theophylline', '200 mg', 0.003],
      ['ticlopidine', '250 mg', 0.002],
      ['rifampicin', '600 mg', 0.002],
    ],
    diazepamMg: { from: 2, to: 20 },
  },
  '1; mg',
  assumption(),
);

export const severityBefore = sourced(
  'MADRS and PHQ-9 before the first dose: mean, spread, bounds, and how far they go together',
  { madrs: { mean: 37, sd: 5, from: 28, to: 54 }, phq9: { mean: 19, sd: 2.8, from: 15, to: 27 }, together: 0.6 },
  '{score}',
  assumption('bounds from clinical basis 2.1: MADRS from 28, PHQ-9 from 15 [K]'),
);

export const fromDayToDay = sourced(
  'Spread of a total from one rating to the next without any change, while nothing has improved; less as it improves: MADRS, PHQ-9',
  { madrs: 1, phq9: 0.7 },
  '{score}',
  assumption(),
);

export const early = sourced(
  'At 24 hours: share of people who are worse than before, share of the later response that is there where none was read, and how far the early and the later improvement go together where that was not read',
  { worse: 0.15, ofLater: 0.4, together: 0.5 },
  '1',
  assumption(),
);

export const responseNotRead = sourced(
  'Responses where only a remission, or neither, was read: swallowed; into a muscle as into a vein',
  { swallowed: 0.4, worse: 0.084 },
  '1',
  assumption('no response was read for these; worse as after infusions, clinical basis 6.1 [S57]'),
);

export const improvementBounds = sourced(
  'The worst and the best that becomes of severity, as a share of the one before',
  { worst: -0.4, best: 1 },
  '1',
  assumption(),
);

export const afterRelapse = sourced(
  'Improvement left after a relapse, as a share of the severity before',
  { from: -0.1, to: 0.1 },
  '1',
  assumption('low enough for a MADRS of 22 and more: clinical basis 6.2'),
);

export const thoughtsBefore = sourced(
  'People by their answer to item 9 of the PHQ-9 before the first dose, from 0 to 3',
  [0.35, 0.35, 0.2, 0.1] as const,
  '1',
  assumption(),
);

export const stopsAfterInduction = sourced(
  'Share of those much better with the spray who stop it after the induction',
  0.35,
  '1',
  assumption(),
);

export const toHigherDose = sourced(
  'Share of people who go from 56 to 84 mg of the spray after the first dose',
  0.6,
  '1',
  assumption(),
);

export const missing = sourced(
  'Share of ratings after the first that nobody makes, and of single answers left out: clinician, patient',
  { rating: 0.07, madrs: 0.002, phq9: 0.01 },
  '1',
  assumption(),
);

export const noShow = sourced('Share of booked sessions to which nobody comes', 0.05, '1', assumption());

export const dropouts = sourced(
  'Share of people who stop coming within four weeks, and in each month after',
  { in28Days: 0.08, aMonth: 0.02 },
  '1',
  assumption(),
);

export const dropoutReasons = sourced(
  'Why people stop coming: shares',
  { 'side effects': 0.15, 'blood pressure': 0.02, 'no benefit': 0.38, 'cost or travel': 0.25, 'not said': 0.2 },
  '1',
  assumption(),
);

export const pressureOfPeople = sourced(
  'Pressure before a dose: mean and spread between people, spread from session to session, and how far the two go together',
  {
    systolic: { mean: 122, sd: 10 },
    diastolic: { mean: 75, sd: 5.5 },
    fromSession: { systolic: 5, diastolic: 3.5 },
    together: 0.6,
  },
  'mm[Hg]',
  assumption(),
);

/** The label and the trials speak of the spray and of a vein. */
export const standsIn = sourced(
  'Routes without figures of their own: how much of the rise into a vein, and of the rates of the spray, is taken for them',
  {
    iv: { rates: 1 },
    im: { rise: 0.9, rates: 1 },
    sc: { rise: 0.8, rates: 0.9 },
    oral: { rise: 0.3, rates: 0.5 },
    sublingual: { rise: 0.4, rates: 0.6 },
  },
  '1',
  assumption('clinical basis 1.4 and 1.6 give directions only [S111, S114]'),
);

export const gradeTwo = sourced(
  'Share of reported side effects that are moderate and not mild; severe ones are not simulated',
  0.2,
  '1',
  assumption('the basis gives 12 serious or severe ones in 100 people [S103], and not of what'),
);

export const pressorMedicines = sourced(
  'How much further the systolic pressure rises with a medicine that raises it',
  4,
  'mm[Hg]',
  assumption('clinical basis 2.5 gives the direction only [S18c, S24]'),
);

export const lessBenefit = sourced(
  'How much smaller the improvement is with more benzodiazepines than 8 mg a day as diazepam, as a share',
  0.1,
  '1',
  assumption('clinical basis 2.5 gives the direction only [S109]'),
);

export const routesTaken = sourced(
  'People by route in a virtual clinic: parts',
  { iv: 4, im: 1, sc: 1, 'intranasal-esketamine': 4, oral: 1, sublingual: 1 },
  '1',
  assumption(),
);

export const clinicDay = sourced(
  'A day in the clinic: opens, closes, hours a chair is taken by one session',
  { opens: 8, closes: 18, slotHours: 2.5 },
  'h',
  assumption(),
);

export const licenceRenewed = sourced(
  'Licences that end: days before that they are renewed, for how long, share renewed too late, and by how many days',
  { daysBefore: 20, forDays: 730, lateShare: 0.05, lateDays: 12 },
  'd; 1',
  assumption(),
);

export const counts = sourced(
  'Counts of the cabinet: days between, and share of counts that find less or more than the register says',
  { everyDays: 7, offShare: 0.02 },
  'd; 1',
  assumption(),
);
