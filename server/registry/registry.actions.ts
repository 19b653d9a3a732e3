/** What people do with the reports of their clinic: look, release, take back. A report is never edited. */
import { checkReport, noFigures, Report, reportMethod } from '#clinical/finder/finder.ts';
import { audit, canonical, chainHead } from '#server/audit/audit.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { rules } from '#server/platform/may.ts';
import { version } from '#server/platform/openapi.ts';
import { type Draft, draftOf, halfYearFrom, latestMethod } from './draft.ts';
import { findPersonName, holdReleases, type KeptReport, listReports, saveReport } from './registry.queries.ts';
import { reportKey, retireReportKey } from './report-key.ts';
import { openSeen, type Seen, sealSeen } from './seen.ts';
import { publicJwkOf, signReport } from './sign-report.ts';

const someone = 'Only someone on the staff of this clinic may do this.';

/** A named person: what they are called, and as what they act here. */
async function personOf(tx: Tx, ctx: Context, action: 'report.preview' | 'report.release') {
  const { practitionerId, roles } = ctx.by;
  if (practitionerId === undefined) throw new CannotProceed('not-permitted', someone);
  const allowed: readonly string[] = rules[action].roles;
  const role = (roles.find((held) => allowed.includes(held)) ?? '').replaceAll('-', ' ');
  return { practitionerId, name: await findPersonName(tx, practitionerId), role };
}

/** What would be published, exactly; nothing of it is kept. `seen` comes back with the release. */
export const previewReport = (ctx: Context, from: string) =>
  inClinic(ctx, async (tx) => {
    const draft = await draftOf(tx, ctx, halfYearFrom(from));
    const person = await personOf(tx, ctx, 'report.preview');
    const { period, center, synthetic, figures, prices, keptBack, obstacles, standing, print } = draft;
    await audit(tx, ctx, {
      action: 'report.preview',
      subject: { kind: 'report-period', id: period.from },
      details: { print },
    });
    const { clinicId, now } = ctx;
    return {
      period,
      center,
      synthetic,
      method: { name: reportMethod.name, version: latestMethod },
      figures,
      prices,
      keptBack: [...keptBack],
      obstacles: [...obstacles],
      standing: standing?.report.id ?? null,
      seen: sealSeen(ctx.services.secrets, { clinicId, ...person, at: now.toISOString(), print }),
    };
  });

/** Figures that were looked at longer ago are looked at again. */
const seenForMs = 24 * 60 * 60_000;

function seenNow(ctx: Context, sealed: string, draft: Draft): Seen {
  const seen = openSeen(ctx.services.secrets, sealed, ctx.clinicId);
  if (seen === undefined) throw new CannotProceed('blocked', 'Somebody looks at the figures before they are released.');
  if (seen.print !== draft.print || ctx.now.getTime() - Date.parse(seen.at) > seenForMs)
    throw new CannotProceed(
      'changed-by-someone-else',
      'The figures were looked at long ago, or changed since. Look again.',
    );
  return seen;
}

const asPerson = ({ name, role, at }: Seen) => ({ name, role, at });

/**
 * Signs the report of a half-year and publishes it, in the name of the person who releases it. Where one stands already,
 * `replaces` names it.
 */
export const releaseReport = (ctx: Context, given: { from: string; seen: string; replaces?: string | undefined }) =>
  inClinic(ctx, async (tx) => {
    await holdReleases(tx);
    const draft = await draftOf(tx, ctx, halfYearFrom(given.from));
    if (draft.obstacles.length > 0) throw new CannotProceed('blocked', draft.obstacles.join(' '), draft.obstacles);
    const standing = draft.standing?.report.id;
    if (standing !== given.replaces)
      throw new CannotProceed(
        'changed-by-someone-else',
        standing === undefined
          ? 'There is no such report to replace.'
          : 'A report stands for this half-year. Say that the new one replaces it.',
        { standing: standing ?? null },
      );
    const seen = seenNow(ctx, given.seen, draft);
    return keepSigned(tx, ctx, draft, {
      figures: draft.figures,
      prices: draft.prices,
      seen,
      replaces: standing ?? null,
      withdrawn: null,
    });
  });

type ToSign = Pick<Report, 'figures' | 'prices' | 'replaces' | 'withdrawn'> & { seen: Seen };

async function keepSigned(
  tx: Tx,
  ctx: Context,
  of: Pick<Draft, 'period' | 'center' | 'synthetic' | 'earlier'>,
  { seen, ...said }: ToSign,
): Promise<{ id: string }> {
  const { secrets } = ctx.services;
  const id = newId();
  const head = await chainHead(tx, ctx.clinicId);
  const person = await personOf(tx, ctx, 'report.release');
  const report: Report = Report.parse({
    racemicReport: 1,
    id,
    synthetic: of.synthetic,
    center: of.center,
    method: { name: reportMethod.name, version: latestMethod },
    period: of.period,
    ...said,
    software: { name: 'racemic', version },
    auditHead: { seq: head.seq, hash: head.hash.toString('hex') },
    previewedBy: asPerson(seen),
    releasedBy: { name: person.name, role: person.role, at: ctx.now.toISOString() },
  });
  const findings = checkReport(report, { knownReports: of.earlier.map((one) => one.report), now: ctx.now });
  if (findings.length > 0) throw new CannotProceed('blocked', findings.map(({ says }) => says).join(' '), findings);
  const key = reportKey(secrets);
  const { kid, ...jwk } = await publicJwkOf(key.publicKey);
  const jws = await signReport(report, key, ctx.now);
  await saveReport(tx, {
    id,
    periodFrom: report.period.from,
    periodTo: report.period.to,
    body: canonical(report),
    jws,
    kid,
    publicKey: canonical({ ...jwk, kid }),
    auditSeq: String(head.seq),
    auditHash: head.hash,
    previewedBy: seen.practitionerId,
    previewedAt: new Date(seen.at),
    releasedBy: person.practitionerId,
    releasedAt: ctx.now,
    replaces: report.replaces,
    withdraws: report.withdrawn !== null,
  });
  await audit(tx, ctx, {
    action: report.withdrawn === null ? 'report.release' : 'report.withdraw',
    subject: { kind: 'report', id },
    after: { period: report.period, replaces: report.replaces, kid },
    ...(report.withdrawn === null ? {} : { reason: report.withdrawn.why }),
  });
  return { id };
}

/** Takes a report back: a signed notice without figures stands in its place, and says why. */
export const withdrawReport = (ctx: Context, id: string, why: string) =>
  inClinic(ctx, async (tx) => {
    await holdReleases(tx);
    const reports = await listReports(tx);
    const old = reports.find(({ report }) => report.id === id)?.report;
    if (old === undefined) throw notFound('report');
    if (old.withdrawn !== null || reports.some(({ report }) => report.replaces === id))
      throw new CannotProceed('already-there', 'This report was replaced or taken back already.');
    const { practitionerId, name, role } = await personOf(tx, ctx, 'report.release');
    const { clinicId } = ctx;
    const nothing = { absent: 'Taken back.' };
    return keepSigned(
      tx,
      ctx,
      { ...old, earlier: reports.filter(({ report }) => report.period.from === old.period.from) },
      {
        figures: noFigures(nothing.absent),
        prices: nothing,
        seen: { clinicId, practitionerId, name, role, at: ctx.now.toISOString(), print: '' },
        replaces: id,
        withdrawn: { why },
      },
    );
  });

const stateOf = ({ report }: KeptReport, all: readonly KeptReport[]) => {
  const after = all.find((other) => other.report.replaces === report.id)?.report;
  if (report.withdrawn !== null) return 'notice' as const;
  if (after === undefined) return 'standing' as const;
  return after.withdrawn === null ? ('replaced' as const) : ('withdrawn' as const);
};

/** Every report of this clinic, newest first, with how it stands. */
export const readReports = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const all = await listReports(tx);
    return { reports: all.map((one) => ({ ...one.report, state: stateOf(one, all) })).reverse() };
  });

/** Retires the key that signs: it is forgotten, and the next release makes another. */
export const retireKey = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    await holdReleases(tx);
    const { kid } = await publicJwkOf(reportKey(ctx.services.secrets).publicKey);
    await audit(tx, ctx, { action: 'report.retire-key', subject: { kind: 'report-key', id: kid } });
    retireReportKey(ctx.services.secrets);
  });
