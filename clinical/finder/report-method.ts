/**
 * The public method by which centers make their figures: fixed half-years, the same weeks, the same definitions.
 *
 * Half-years never overlap, and a person belongs to the one in which their course began. That is what makes small counts
 * safe over periods: no two reports speak of the same person or the same session. There are no totals over centers.
 */
import { projectDefault, sourced, trial } from '#clinical/sources.ts';

/** A new version is a new number here; reports made by an older one stay readable. */
export const reportMethod = { name: 'racemic-center-report', versions: [1] } as const;

export const reportWeeks = sourced(
  'Weeks after the first dose at which a published report counts response and remission, the first of them first',
  [4, 8],
  'wk',
  trial('clinical basis 6: day 28 [S68]; week 8 [S62]'),
);

export const answerWindow = sourced(
  'Days around such a week within which a score still answers for it',
  7,
  'd',
  projectDefault('no source; the weeks stay apart'),
);

const halfYears = sourced(
  'Half-years: first and last day',
  [
    { from: '01-01', to: '06-30' },
    { from: '07-01', to: '12-31' },
  ],
  '1',
  projectDefault('no source; fixed, so that periods never overlap'),
);

export type ReportPeriod = { readonly from: string; readonly to: string };

/** The half-year of a day. */
export function halfYearOf(day: string): ReportPeriod {
  const year = day.slice(0, 4);
  const found = halfYears.value.find(({ to }) => day <= `${year}-${to}`) ?? halfYears.value[1];
  return { from: `${year}-${found.from}`, to: `${year}-${found.to}` };
}

export const isHalfYear = ({ from, to }: ReportPeriod): boolean => {
  const half = halfYearOf(from);
  return half.from === from && half.to === to;
};

const msPerDay = 24 * 60 * 60 * 1_000;
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * msPerDay).toISOString().slice(0, 10);

/** The first day on which everyone who began in a period has had their time to answer. */
export const outcomesDueOn = ({ to }: ReportPeriod): string =>
  dayAfter(to, Math.max(...reportWeeks.value) * 7 + answerWindow.value + 1);
