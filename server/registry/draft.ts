/** The report of a half-year as it would be released now, and what still stands in the way. */
import { createHash } from 'node:crypto';
import {
  type halfYearOf,
  isHalfYear,
  noFigures,
  type Report,
  type ReportBlock,
  type ReportFigures,
  type ReportPeriod,
  reportMethod,
} from '#clinical/finder/finder.ts';
import { publish } from '#clinical/registry/registry.ts';
import { canonical } from '#server/audit/audit.ts';
import { dayIn } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { findReportingClinic, type KeptReport, listReports } from './registry.queries.ts';
import { domainOf, holderOf } from './report-domain.ts';
import { noPrices, notHeld, tallyHalfYear } from './rows.ts';

export type Draft = {
  readonly period: ReportPeriod;
  readonly center: Report['center'];
  readonly synthetic: boolean;
  readonly figures: ReportFigures;
  readonly prices: Report['prices'];
  /** Blocks that are not shown beside what an earlier version showed. */
  readonly keptBack: readonly ReportBlock[];
  /** The report that stands for this half-year; a release takes its place. */
  readonly standing: KeptReport | undefined;
  readonly earlier: readonly KeptReport[];
  /** Why it cannot be released yet, each in a sentence. */
  readonly obstacles: readonly string[];
  /** Hex SHA-256 of what a person looks at before a release. */
  readonly print: string;
};

export const latestMethod = Math.max(...reportMethod.versions);

const standingOf = (reports: readonly KeptReport[]): KeptReport | undefined =>
  reports.find(({ report }) => !reports.some((other) => other.report.replaces === report.id));

export function halfYearFrom(from: string): ReturnType<typeof halfYearOf> {
  const period = {
    from,
    to: from.endsWith('-01-01') ? from.replace('-01-01', '-06-30') : from.replace('-07-01', '-12-31'),
  };
  if (isHalfYear(period)) return period;
  throw new CannotProceed('not-understood', 'A report is about a half-year: it begins on January 1 or on July 1.');
}

/** Works it out anew from the record. @param reports every report that was released here */
export async function draftOf(tx: Tx, ctx: Context, period: ReportPeriod): Promise<Draft> {
  const clinic = await findReportingClinic(tx);
  const earlier = (await listReports(tx)).filter(({ report }) => report.period.from === period.from);
  const { tallies, unsigned } = await tallyHalfYear(tx, period, clinic.timeZone);
  const isEmpty = tallies.sessions.total.count === 0;
  // Nothing recorded is not none: an empty half-year must not read as a spotless one.
  const { figures, keptBack } = isEmpty
    ? { figures: noFigures('No session was recorded in this half-year.'), keptBack: [] }
    : publish(
        tallies,
        notHeld,
        earlier.map(({ report }) => report),
      );
  const domain = domainOf(ctx.services);
  const prices = { absent: noPrices };
  const center = { name: clinic.name, domain: domain ?? 'not-public.invalid' };
  return {
    period,
    center,
    synthetic: clinic.synthetic,
    figures,
    prices,
    keptBack,
    standing: standingOf(earlier),
    earlier,
    obstacles: await obstaclesTo(ctx, { period, unsigned, isEmpty, domain, timeZone: clinic.timeZone }),
    print: createHash('sha256')
      .update(canonical({ center, period, figures, prices, method: latestMethod }))
      .digest('hex'),
  };
}

async function obstaclesTo(
  ctx: Context,
  of: { period: ReportPeriod; unsigned: number; isEmpty: boolean; domain: string | undefined; timeZone: string },
): Promise<string[]> {
  const holder = await holderOf(ctx.services);
  return [
    ...(dayIn(of.timeZone, ctx.now) <= of.period.to ? ['This half-year is not over yet.'] : []),
    ...(of.isEmpty ? ['No session was recorded in this half-year: there is nothing to report.'] : []),
    ...(of.unsigned === 0
      ? []
      : [
          `${of.unsigned === 1 ? 'One session is' : `${of.unsigned} sessions are`} not signed yet: a report counts signed records, all of them.`,
        ]),
    ...(of.domain === undefined
      ? ['This server has no https address of its own, so nobody could check the signature: set PUBLIC_URL.']
      : []),
    ...(holder === undefined || holder === ctx.clinicId
      ? []
      : ['Another clinic of this server publishes its reports under this address; it speaks for one clinic.']),
  ];
}
