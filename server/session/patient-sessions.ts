/** The sessions of a person, newest first: each in a line, worked out from its log as it stands. */
import { fold, summaryOf } from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { patientFor } from '#server/chart/chart.actions.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { PatientSession } from './patient-sessions.shapes.ts';
import { listMoveTargets, listOfPatient } from './session-records.queries.ts';
import { logsOf } from './session-records.ts';

/** So many logs are folded for one answer, at about a millisecond each: a series and half a year of keeping well. */
const page = 25;

/** @param before the last session of the page before; undefined for the first page */
export const readPatientSessions = (
  ctx: Context,
  patientId: string,
  before: string | undefined,
): Promise<{ sessions: PatientSession[]; more: boolean }> =>
  inClinic(ctx, async (tx) => {
    await patientFor(tx, ctx, 'session.read', patientId);
    const found = await listOfPatient(tx, patientId, before, page + 1);
    const shown = found.slice(0, page);
    const logs = await logsOf(tx, shown, await listMoveTargets(tx));
    await audit(tx, ctx, { action: 'chart.read', patientId, subject: { kind: 'session-list', id: patientId } });
    const sessions = shown.map(({ id, plannedAt }) => ({
      id,
      plannedAt: plannedAt.toISOString(),
      ...summaryOf(fold(logs.get(id) ?? [], id), ctx.now.getTime()),
    }));
    return { sessions, more: found.length > page };
  });
