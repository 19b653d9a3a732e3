import { Report } from '#clinical/finder/finder.ts';
import type { Tx } from '#server/platform/database.ts';
import type { RefusedReport } from './receive-reports.ts';
import type { VerifiedReport } from './report-signature.ts';

/** Reports that were verified before, oldest first; replaced and withdrawn ones too, because they bind later ones. */
export async function listKnownReports(tx: Tx, centerId: string): Promise<VerifiedReport[]> {
  const rows = await tx
    .selectFrom('centerReport')
    .selectAll()
    .where('centerId', '=', centerId)
    .orderBy('signedAt')
    .orderBy('reportId')
    .execute();
  return rows.map((row) => ({
    report: Report.parse(row.content),
    jws: row.jws,
    domain: row.domain,
    kid: row.kid,
    issuedAt: row.signedAt,
    expiresAt: row.expiresAt,
    checkedAt: row.checkedAt,
  }));
}

export async function saveReport(tx: Tx, centerId: string, of: VerifiedReport): Promise<void> {
  const { report } = of;
  const state = report.withdrawn === null ? 'good' : 'withdrawn';
  await tx
    .insertInto('centerReport')
    .values({
      centerId,
      reportId: report.id,
      jws: of.jws,
      state,
      domain: of.domain,
      periodFrom: report.period.from,
      periodTo: report.period.to,
      signedAt: of.issuedAt,
      expiresAt: of.expiresAt,
      checkedAt: of.checkedAt,
      kid: of.kid,
      content: JSON.stringify(report),
    })
    .execute();
  if (report.replaces !== null)
    await tx
      .updateTable('centerReport')
      .set({ state: 'replaced', stateWhy: report.id })
      .where('centerId', '=', centerId)
      .where('reportId', '=', report.replaces)
      .execute();
  await tx
    .deleteFrom('centerReportRefusal')
    .where('centerId', '=', centerId)
    .where('reportId', '=', report.id)
    .execute();
}

export const saveRefusal = (tx: Tx, centerId: string, domain: string, seenAt: Date, of: RefusedReport) =>
  tx
    .insertInto('centerReportRefusal')
    .values({ centerId, reportId: of.id, domain, why: of.why, says: of.says, seenAt })
    .onConflict((conflict) =>
      conflict.columns(['centerId', 'reportId']).doUpdateSet({ why: of.why, says: of.says, seenAt }),
    )
    .execute();

/** The domain has taken the key down: nobody vouches for these any more. */
export const markUnvouched = (tx: Tx, centerId: string, ids: readonly string[], says: string) =>
  tx
    .updateTable('centerReport')
    .set({ state: 'bad', stateWhy: says })
    .where('centerId', '=', centerId)
    .where('reportId', 'in', [...ids])
    .where('state', '=', 'good')
    .execute();

export const markChecked = (tx: Tx, centerId: string, at: Date) =>
  tx
    .updateTable('centerReport')
    .set({ checkedAt: at })
    .where('centerId', '=', centerId)
    .where('state', '=', 'good')
    .execute();

/** What older reports showed about facts ends; what the newest shows begins. */
export const endReportEvidence = (tx: Tx, centerId: string, today: string) =>
  tx
    .updateTable('centerEvidence')
    .set({ endedOn: today, endedWhy: 'A newer report, or none, stands in its place.' })
    .where('centerId', '=', centerId)
    .where('kind', '=', 'signed-report')
    .where('endedOn', 'is', null)
    .execute();

/** Centers for which somebody answers and that have a site of their own, or a host that was checked. @param after the last id seen */
export const listReporting = (tx: Tx, after: string, most: number) =>
  tx
    .selectFrom('center')
    .select(['id', 'website', 'reportHost', 'reportHostSite'])
    .where('listing', '=', 'listed')
    .where('claimedOn', 'is not', null)
    .where((eb) => eb.or([eb('website', 'like', 'https://%'), eb('reportHost', 'is not', null)]))
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute();
