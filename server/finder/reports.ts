/** A center's signed reports: fetched from its own domain, kept as they came, and what they show of the 24 facts. */
import { dayAfter, type FactName, isAbsent, type Report } from '#clinical/finder/finder.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import { writeCards } from './cards.ts';
import { fetchReports, type Received } from './receive-reports.ts';
import { reportDomainOf } from './report-host.ts';
import type { VerifiedReport } from './report-signature.ts';
import {
  endReportEvidence,
  listKnownReports,
  listReporting,
  markChecked,
  markUnvouched,
  saveRefusal,
  saveReport,
} from './reports.queries.ts';
import { CannotFetch, type Reach } from './safe-fetch.ts';

/** Something in it is shown: what is kept back altogether documents nothing. */
const saysSomething = (block: object) => !isAbsent(block) && JSON.stringify(block).includes('"shown"');

/** What a block of figures documents, and in which words. A signature documents; it never verifies. */
function shownBy({ figures, prices, period }: Report): { fact: FactName; words: string }[] {
  const when = `${period.from} to ${period.to}`;
  const rows: readonly { fact: FactName; words: string; isShown: boolean }[] = [
    {
      fact: 'benefit',
      words: `Own results with the number of people, ${when}.`,
      isShown: saysSomething(figures.outcomes),
    },
    {
      fact: 'vital-signs',
      words: `How many readings were on time, ${when}.`,
      isShown: saysSomething(figures.readings),
    },
    {
      fact: 'side-effects',
      words: `Side effects counted by session, ${when}.`,
      isShown: saysSomething(figures.sideEffects),
    },
    { fact: 'full-cost', words: `Price list, in the report for ${when}.`, isShown: !isAbsent(prices) },
  ];
  return rows.filter(({ isShown }) => isShown).map(({ fact, words }) => ({ fact, words }));
}

/** Half a year, and half a year in which the next one is made. */
const countsForDays = 365;

async function writeEvidence(
  tx: Tx,
  centerId: string,
  newest: VerifiedReport | undefined,
  today: string,
): Promise<void> {
  await endReportEvidence(tx, centerId, today);
  if (newest === undefined) return;
  const { report, domain, issuedAt } = newest;
  const rows = shownBy(report).map(({ fact, words }) => ({
    id: newId(),
    centerId,
    fact,
    kind: 'signed-report',
    words,
    source: `Report signed by ${domain}`,
    link: `https://${domain}/.well-known/racemic-reports/${report.id}.jws`,
    foundOn: issuedAt.toISOString().slice(0, 10),
    expiresOn: dayAfter(report.period.to, countsForDays),
  }));
  if (rows.length > 0) await tx.insertInto('centerEvidence').values(rows).execute();
}

/** Writes what was received, in one transaction, with what it shows. */
export async function keepReceived(
  tx: Tx,
  center: { id: string; domain: string },
  received: Received,
  now: Date,
): Promise<void> {
  const today = now.toISOString().slice(0, 10);
  for (const one of received.verified) await saveReport(tx, center.id, one);
  for (const one of received.refused) await saveRefusal(tx, center.id, center.domain, now, one);
  if (received.noLongerVouched.length > 0)
    await markUnvouched(tx, center.id, received.noLongerVouched, 'The center’s site has taken down the key.');
  await markChecked(tx, center.id, now);
  const known = await listKnownReports(tx, center.id);
  const gone = new Set(received.noLongerVouched);
  const replaced = new Set(known.map(({ report }) => report.replaces));
  const standing = known.filter(
    ({ report }) => report.withdrawn === null && !replaced.has(report.id) && !gone.has(report.id),
  );
  const newest = standing.toSorted((a, b) => (a.report.period.to < b.report.period.to ? 1 : -1))[0];
  await writeEvidence(tx, center.id, newest, today);
  await writeCards(tx, [center.id], today);
}

/**
 * Asks one center's domain. Nothing is kept when the domain can't be reached: what was known stays, and grows old.
 *
 * @returns how many were taken and refused; undefined when the domain gave nothing
 */
export async function updateReports(
  services: Services,
  center: { id: string; domain: string },
  reach?: Reach,
): Promise<{ taken: number; refused: number } | undefined> {
  const { inCentersTransaction } = services.db;
  const now = services.clock();
  const known = await inCentersTransaction((tx) => listKnownReports(tx, center.id));
  try {
    const received = await fetchReports({ domain: center.domain, known, now, reach });
    await inCentersTransaction((tx) => keepReceived(tx, center, received, now));
    return { taken: received.verified.length, refused: received.refused.length };
  } catch (error) {
    if (!(error instanceof CannotFetch)) throw error;
    services.log.info({ centerId: center.id, why: error.why }, 'reports not fetched');
    return undefined;
  }
}

const atOnce = 20;
const noId = '00000000-0000-0000-0000-000000000000';

/** Once a day, one after the other: no center's site is asked more than it can bear. */
export async function updateAllReports(services: Services, reach?: Reach): Promise<void> {
  for (let after = noId; ; ) {
    const from = after;
    const centers = await services.db.inCentersTransaction((tx) => listReporting(tx, from, atOnce));
    for (const center of centers) {
      const domain = reportDomainOf(center);
      if (domain !== null) await updateReports(services, { id: center.id, domain }, reach);
    }
    const last = centers.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
