import { reads } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { permit } from '#server/platform/in-clinic.ts';
import { type Action, may } from '#server/platform/may.ts';
import { findStanding } from './patient.queries.ts';

/** The patient, and whether this person may do this to the chart. Stops with the reason otherwise. */
export async function patientFor(tx: Tx, ctx: Context, action: Action, id: string) {
  const { patient, standing } = await findStanding(tx, id, ctx.by.practitionerId, ctx.now);
  permit(ctx, action, { patient: { id, restricted: patient.restricted, ...standing } });
  return { patient, standing };
}

/**
 * How one may stand to a chart, each way with a number: what decides, when the row is not read before but while it is
 * written. `n & 4` restricted, `n & 2` on the care team, `n & 1` glass open.
 */
const ways = Array.from({ length: 8 }, (_, n) => ({
  restricted: (n & 4) !== 0,
  onCareTeam: (n & 2) !== 0,
  glassOpen: (n & 1) !== 0,
}));

/** One way to stand to a chart by its number. */
export const wayOf = (n: number) => ways[n] ?? { restricted: true, onCareTeam: false, glassOpen: false };

/** The ways to stand to this chart that allow the action, as bits: the table in `may.ts` decides, also here. */
export const waysThatAllow = (ctx: Context, action: Action, id: string): number =>
  ways.reduce((all, way, n) => {
    const { allowed } = may(ctx.by, action, { clinicId: ctx.clinicId, patient: { id, ...way } });
    return allowed ? all | (1 << n) : all;
  }, 0);

/** May this person see what is clinical in this chart, or its demographics only? */
export function accessTo(
  ctx: Context,
  patient: { id: string; restricted: boolean },
  standing: { onCareTeam: boolean; glassOpen: boolean },
): 'care-team' | 'open' | 'break-glass' | 'break-glass-needed' | 'demographics' {
  const answer = may(ctx.by, 'chart.read', { clinicId: ctx.clinicId, patient: { ...patient, ...standing } });
  if (!answer.allowed) return answer.reason === 'break-glass-needed' ? 'break-glass-needed' : 'demographics';
  if (standing.onCareTeam) return 'care-team';
  return patient.restricted && standing.glassOpen ? 'break-glass' : 'open';
}

/**
 * Stops when the row was changed after the person read it, and hands over what stands now, who wrote it and when:
 * nothing is lost. The caller has locked the row, so of two at the same moment the second hears all of it too.
 */
export async function refuseStale(
  tx: Tx,
  seen: number,
  current: { kind: string; id: string; version: number },
  shown: unknown,
): Promise<void> {
  if (seen !== current.version) throw await changedBySomeoneElse(tx, current, shown);
}

export async function changedBySomeoneElse(
  tx: Tx,
  of: { kind: string; id: string },
  shown: unknown,
): Promise<CannotProceed> {
  const last = await tx
    .selectFrom('auditEvent as a')
    .leftJoin('practitioner as p', (join) =>
      join.onRef('p.id', '=', 'a.practitionerId').onRef('p.clinicId', '=', 'a.clinicId'),
    )
    .select(['a.at', 'p.givenName', 'p.familyName'])
    .where('a.subjectKind', '=', of.kind)
    .where('a.subjectId', '=', of.id)
    .where('a.action', 'not in', reads)
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const who = last?.familyName ? `${last.givenName} ${last.familyName}` : 'Someone else';
  return new CannotProceed(
    'changed-by-someone-else',
    `${who} changed this while you were writing. Nothing of yours is lost; choose what stands.`,
    {
      current: shown,
      changedBy: last?.familyName ? `${last.givenName} ${last.familyName}` : undefined,
      changedAt: last?.at,
    },
  );
}
