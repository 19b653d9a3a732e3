/** What stands against showing a report. The signature is checked elsewhere; this is about what it says. */

import { isAbsent, type Report } from './report.ts';
import { isHalfYear, outcomesDueOn, reportMethod } from './report-method.ts';
import { type FigureFault, figureFaults, roomForPeople } from './report-rules.ts';

export const reportRules = [
  'totals-disagree',
  'small-count',
  'can-be-worked-out',
  'method-unknown',
  'period-not-fixed',
  'period-not-over',
  'outcomes-too-early',
  'released-in-the-future',
  'released-before-previewed',
  'price-date-in-the-future',
  'another-center',
  'period-reported-twice',
  'replaces-unknown',
  'seen-beside-another-version',
  'withdrawn-with-figures',
] as const;
export type ReportRule = (typeof reportRules)[number];

/** A reason not to show the report, as a person would say it. */
export type ReportFinding = { readonly rule: ReportRule; readonly says: string; readonly where: string };

const faultWords: Record<FigureFault['rule'], string> = {
  'totals-disagree': 'Two numbers of this report do not fit together.',
  'small-count': 'It shows a count of 1 to 10, which points at single people.',
  'can-be-worked-out': 'A count that it hides could be worked out from what it shows.',
};

const find = (rule: ReportRule, says: string, where: string): ReportFinding => ({ rule, says, where });
const when = (is: boolean, rule: ReportRule, says: string, where: string) => (is ? [find(rule, says, where)] : []);

function dateFindings(report: Report, now: Date): ReportFinding[] {
  const { period, figures, prices, previewedBy, releasedBy, withdrawn } = report;
  const releasedOn = releasedBy.at.slice(0, 10);
  const today = now.toISOString().slice(0, 10);
  const hasOutcomes = !isAbsent(figures.outcomes) || !isAbsent(figures.completeness);
  return [
    ...when(!isHalfYear(period), 'period-not-fixed', 'Its period is not a fixed half-year.', 'period'),
    ...when(
      releasedOn <= period.to && withdrawn === null,
      'period-not-over',
      'It was released before its period was over.',
      'releasedBy.at',
    ),
    ...when(
      hasOutcomes && releasedOn < outcomesDueOn(period),
      'outcomes-too-early',
      'It was released before everyone in it had had their time to answer.',
      'releasedBy.at',
    ),
    ...when(
      Date.parse(releasedBy.at) > now.getTime(),
      'released-in-the-future',
      'It says that it was released later than now.',
      'releasedBy.at',
    ),
    ...when(
      Date.parse(releasedBy.at) < Date.parse(previewedBy.at),
      'released-before-previewed',
      'It was released before anyone had looked at it.',
      'previewedBy.at',
    ),
    ...when(
      !isAbsent(prices) && prices.statedOn > today,
      'price-date-in-the-future',
      'Its prices carry a day that is yet to come.',
      'prices.statedOn',
    ),
  ];
}

/** Chosen groups of figures: what was published once stands beside what is published now. */
const blocks = {
  people: ['people', 'completeness', 'outcomes', 'waiting'],
  sessions: ['sessions', 'sideEffects', 'readings', 'transfers'],
} as const;
export type ReportBlock = keyof typeof blocks;
export const reportBlocks = Object.keys(blocks) as readonly ReportBlock[];

const blockOf = ({ figures }: Pick<Report, 'figures'>, block: ReportBlock) =>
  JSON.stringify(blocks[block].map((name) => figures[name]));
const saysSomething = (report: Pick<Report, 'figures'>, block: ReportBlock) =>
  /"shown"|"1-10"/.test(blockOf(report, block));

/**
 * Whether a block of figures may stand beside what was released before for the same half-year: the same, or one of the
 * two says nothing. The difference between two versions would be the few people who were added or taken out.
 */
export const mayStandBeside = (
  now: Pick<Report, 'figures'>,
  before: Pick<Report, 'figures'>,
  block: ReportBlock,
): boolean =>
  !saysSomething(now, block) || !saysSomething(before, block) || blockOf(now, block) === blockOf(before, block);

/** The people of one version and the sessions of the other are read together. */
const leaveRoomTogether = ({ figures: a }: Report, { figures: b }: Report): boolean =>
  roomForPeople({ ...a, sessions: b.sessions }).length === 0 &&
  roomForPeople({ ...b, sessions: a.sessions }).length === 0;

const isSamePeriod = (a: Report, b: Report) => a.period.from <= b.period.to && b.period.from <= a.period.to;

function findingsBesides(report: Report, known: readonly Report[]): ReportFinding[] {
  const others = known.filter(({ id }) => id !== report.id);
  const replaced = others.find(({ id }) => id === report.replaces);
  const standing = others.filter(({ id }) => !others.some(({ replaces }) => replaces === id));
  const overlapping = standing.filter((other) => other.id !== report.replaces && isSamePeriod(other, report));
  return [
    ...when(
      others.some(({ center }) => center.domain !== report.center.domain),
      'another-center',
      'It speaks for another center than the reports before it.',
      'center.domain',
    ),
    ...when(
      overlapping.length > 0,
      'period-reported-twice',
      'Another report stands for this period, and this one does not say that it replaces it.',
      'replaces',
    ),
    ...when(
      report.replaces !== null && replaced === undefined,
      'replaces-unknown',
      'It replaces a report that nobody here knows.',
      'replaces',
    ),
    ...when(
      replaced !== undefined &&
        (replaced.period.from !== report.period.from || replaced.period.to !== report.period.to),
      'replaces-unknown',
      'It replaces a report of another period.',
      'replaces',
    ),
    ...when(
      others.some(
        (other) =>
          isSamePeriod(other, report) &&
          !(reportBlocks.every((block) => mayStandBeside(report, other, block)) && leaveRoomTogether(report, other)),
      ),
      'seen-beside-another-version',
      'Beside an older version of this report, the few people who make the difference could be seen.',
      'figures',
    ),
  ];
}

/**
 * Everything that stands against showing this report.
 *
 * @param knownReports reports of the same center that were accepted before, replaced and withdrawn ones too
 * @returns nothing when it may be shown; that never means that it is true
 */
export function checkReport(
  report: Report,
  { knownReports, now }: { knownReports: readonly Report[]; now: Date },
): ReportFinding[] {
  const { method, withdrawn, figures } = report;
  const isKnown = method.name === reportMethod.name && reportMethod.versions.some((one) => one === method.version);
  return [
    ...when(!isKnown, 'method-unknown', 'It was made by a method that we do not know.', 'method'),
    ...when(
      withdrawn !== null && !Object.values(figures).every(isAbsent),
      'withdrawn-with-figures',
      'It takes figures back and still shows some.',
      'withdrawn',
    ),
    ...dateFindings(report, now),
    ...figureFaults(figures).map(({ rule, where }) => find(rule, faultWords[rule], `figures.${where}`)),
    ...findingsBesides(report, knownReports),
  ];
}
