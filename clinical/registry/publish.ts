/** From what was counted to what is published, with everything that was released before as an input. */
import {
  fewestSessions,
  isAbsent,
  keptBack,
  mayStandBeside,
  type Report,
  type ReportBlock,
  type ReportFigures,
  shownOf,
} from '#clinical/finder/finder.ts';
import {
  noPeople,
  noSessions,
  type PeopleFigures,
  publishPeople,
  publishSessions,
  type SessionFigures,
} from './suppress.ts';
import type { PeopleTally, SessionTally } from './tally.ts';

/** What the record does not hold, by its place in the report, with the reason in words without a digit. */
export type NotHeld = Partial<Record<keyof ReportFigures, string>>;

export type Tallies = { readonly people: PeopleTally; readonly sessions: SessionTally };

const absentOf = (notHeld: NotHeld): Partial<ReportFigures> =>
  Object.fromEntries(Object.entries(notHeld).map(([name, absent]) => [name, { absent }]));

/** Whether the sessions that were shown before leave room for everyone who can have begun. */
function fitsSessionsBefore(people: PeopleFigures, earlier: readonly Pick<Report, 'figures'>[]): boolean {
  const fewest = fewestSessions(people);
  return earlier.every(({ figures: { sessions } }) => {
    const total = isAbsent(sessions) ? undefined : shownOf(sessions.total);
    return total === undefined || total >= fewest;
  });
}

/**
 * The figures of a half-year as they may be published.
 *
 * @param earlier every report that was released for the same half-year, replaced and withdrawn ones too: nothing that was
 *   published is ever unpublished
 * @returns `keptBack` names the blocks that are not shown because of an earlier version
 */
export function publish(
  { people, sessions }: Tallies,
  notHeld: NotHeld,
  earlier: readonly Pick<Report, 'figures'>[],
): { figures: ReportFigures; keptBack: ReportBlock[] } {
  const absent = absentOf(notHeld);
  const besides = (figures: ReportFigures, block: ReportBlock) =>
    earlier.every((before) => mayStandBeside({ figures }, before, block));
  const weeks = people.weeks.map(({ week }) => week);
  const withPeople = (of: PeopleFigures) => ({ ...of, ...noSessions(keptBack, keptBack), ...absent });
  const told: PeopleFigures = publishPeople(people);
  const isPeopleSafe = besides(withPeople(told), 'people') && fitsSessionsBefore(told, earlier);
  const chosen = isPeopleSafe ? told : noPeople(weeks);
  const fewest = Math.max(0, ...[{ figures: chosen }, ...earlier].map(({ figures }) => fewestSessions(figures)));
  const held: SessionFigures = publishSessions(sessions, fewest);
  const whole: ReportFigures = { ...chosen, ...held, ...absent };
  const areSessionsSafe = besides(whole, 'sessions');
  const figures = areSessionsSafe ? whole : { ...chosen, ...noSessions(keptBack, keptBack), ...absent };
  const back: ReportBlock[] = [
    ...(isPeopleSafe ? [] : (['people'] as const)),
    ...(areSessionsSafe ? [] : (['sessions'] as const)),
  ];
  return { figures, keptBack: back };
}
