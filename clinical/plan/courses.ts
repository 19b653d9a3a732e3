/**
 * How sessions follow each other: inductions, the phases of the label, maintenance, and the caps on how often.
 *
 * @source clinical basis 1.2, 1.3, 1.4, 1.6 and 7.3
 */
import { label, practice, projectDefault, type Sourced, sourced, trial } from '#clinical/sources.ts';
import type { Phase } from './protocol.ts';

const d = 'd';
const spread = 'days spread evenly by the project';

export const ivInductions = {
  A: sourced<Phase>(
    'IV induction A: twice a week for 3 weeks',
    { name: 'induction A', gapsDays: [3, 4], sessions: 6, mostPer7Days: 2, forDays: 28 },
    d,
    trial(`clinical basis 1.2, ELEKT-D [S60]; ${spread}`),
  ),
  A8: sourced<Phase>(
    'IV induction A, longer: twice a week for 4 weeks',
    { name: 'induction A, 8 sessions', gapsDays: [3, 4], sessions: 8, mostPer7Days: 2, forDays: 28 },
    d,
    trial(`clinical basis 1.2, KARMA-Dep 2 [S63]; ${spread}`),
  ),
  B: sourced<Phase>(
    'IV induction B: three times a week for 2 weeks',
    { name: 'induction B', gapsDays: [2, 2, 3], sessions: 6, mostPer7Days: 3, forDays: 14 },
    d,
    trial(`clinical basis 1.2, Phillips [S55]; ${spread}`),
  ),
  C: sourced<Phase>(
    'IV induction C: three infusions in 11 days',
    { name: 'induction C', gapsDays: [5, 5], sessions: 3, mostPer7Days: 2, forDays: 28 },
    d,
    trial(`clinical basis 1.2, Bio-K [S56]; ${spread}`),
  ),
} as const;

export const ivMaintenance = {
  weekly: sourced<Phase>(
    'IV after the induction: weekly, four times',
    { name: 'weekly', gapsDays: [7], sessions: 4, mostPer7Days: 1 },
    d,
    trial('clinical basis 1.2, Phillips [S55]'),
  ),
  longer: sourced<Phase>(
    'IV later: every 3 to 6 weeks, up to 6 times; planned at 3, and made longer while the effect holds',
    { name: 'maintenance', gapsDays: [21], sessions: 6, mostPer7Days: 1 },
    d,
    practice('clinical basis 1.2, Australian veteran study [S92]'),
  ),
} as const;

export const labelPhases = {
  induction: sourced<Phase>(
    'Nasal esketamine, weeks 1 to 4: twice a week, 8 sessions',
    { name: 'induction', gapsDays: [3, 4], sessions: 8, mostPer7Days: 2, fromWeek: 1, toWeek: 4 },
    d,
    label(`clinical basis 1.3 [S12, S13]; ${spread}`),
  ),
  weekly: sourced<Phase>(
    'Nasal esketamine, weeks 5 to 8: once a week',
    { name: 'weekly', gapsDays: [7], sessions: 4, mostPer7Days: 2, fromWeek: 5, toWeek: 8, mostPerWeek: 1 },
    d,
    label('clinical basis 1.3 [S12, S13]'),
  ),
  everyTwoWeeks: sourced<Phase>(
    'Nasal esketamine from week 9, every 2 weeks: the least often that keeps the response',
    { name: 'maintenance', gapsDays: [14], mostPer7Days: 2, fromWeek: 9, mostPerWeek: 1 },
    d,
    label('clinical basis 1.3 [S6]'),
  ),
  stillWeekly: sourced<Phase>(
    'Nasal esketamine from week 9, every week',
    { name: 'maintenance', gapsDays: [7], mostPer7Days: 2, fromWeek: 9, mostPerWeek: 1 },
    d,
    label('clinical basis 1.3 [S6]'),
  ),
} as const;

export const otherCourses = {
  im: sourced<Phase>(
    'IM: once or twice a week, 4 to 6 sessions; planned twice a week for 6',
    { name: 'induction', gapsDays: [3, 4], sessions: 6, mostPer7Days: 2, forDays: 28 },
    d,
    practice('clinical basis 1.4', 'unverified'),
  ),
  sc: sourced<Phase>(
    'SC: twice a week for 4 weeks',
    { name: 'induction', gapsDays: [3, 4], sessions: 8, mostPer7Days: 2, forDays: 28 },
    d,
    trial(`clinical basis 1.4, KADS [S54]; ${spread}`),
  ),
  oral: sourced<Phase>(
    'Oral, supervised: twice a week for 6 weeks',
    { name: 'course', gapsDays: [3, 4], sessions: 12, mostPer7Days: 2 },
    d,
    trial(`clinical basis 1.6 [S51]; ${spread}`),
  ),
  sublingual: sourced<Phase>(
    'Sublingual, supervised: weekly; the case series gave every 2 to 3 days or weekly',
    { name: 'weekly', gapsDays: [7], mostPer7Days: 1 },
    d,
    practice('clinical basis 1.6 [S50]'),
  ),
} as const;

export const leastDaysBetween = sourced(
  'Days between two sessions at least: 48 hours at the same time of day',
  2,
  'd',
  projectDefault('clinical basis 1.3; trials dosed on days that do not follow each other'),
);

/** What no clinic's IV, IM or SC course is denser than, by sessions in 7 days. */
export const parenteralCaps = sourced(
  'IV, IM and SC: most sessions in any 7 days, and for how many days from the first dose',
  [
    { mostPer7Days: 3, forDays: 14 },
    { mostPer7Days: 2, forDays: 28 },
  ],
  'd',
  projectDefault('clinical basis 7.3'),
);

export const esketamineCap = sourced(
  'Nasal esketamine: most sessions in any 7 days, in every phase',
  2,
  '1',
  projectDefault('clinical basis 1.3, schedule arithmetic; consistent with the label [S12]'),
);

/** One a week in weeks 5 to 8 and later, unless a note says why. */
export const esketamineWeekly = sourced(
  'Nasal esketamine from this week: one session a week, more only with a note',
  { fromWeek: 5, perWeek: 1 },
  'wk',
  label('clinical basis 1.3, 7.3 [S12]'),
);

export const secondOpinion: Readonly<Record<'parenteral' | 'esketamine', Sourced>> = {
  parenteral: sourced(
    'IV, IM and SC sessions in 12 months above which a second opinion is asked for',
    24,
    '1',
    projectDefault('clinical basis 7.3'),
  ),
  esketamine: sourced(
    'Nasal esketamine sessions in 12 months above which a second opinion is asked for',
    52,
    '1',
    projectDefault('clinical basis 7.3'),
  ),
};

export const needReview = sourced(
  'Whether treatment is still needed is reviewed every so many months',
  3,
  'mo',
  projectDefault('clinical basis 7.3'),
);
