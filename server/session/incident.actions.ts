/** Incidents: what people add to an emergency of the log, or to a near miss, until it is reviewed and closed. */
import {
  emergencyIds,
  IncidentReport,
  type IncidentState,
  isSeriousIncident,
  missingFor,
} from '#clinical/session/session.ts';
import { audit, canonical } from '#server/audit/audit.ts';
import { dayIn, findClinic, patientFor } from '#server/chart/chart.actions.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { listDebriefsOf } from './debrief.queries.ts';
import { countStaff } from './drill.queries.ts';
import { staffOf } from './emergency-dose.actions.ts';
import {
  changeIncident,
  findIncident,
  type IncidentRow,
  listIncidents,
  listRecorded,
  listSessionsToRecord,
  saveIncident,
} from './incident.queries.ts';
import { dutiesFor, readable, recordOf, standingEmergency } from './incident-log.ts';
import { findSession } from './session.queries.ts';

async function mayTouch(
  tx: Tx,
  ctx: Context,
  action: 'incident.read' | 'incident.write' | 'incident.review',
  patientId: string | null,
) {
  if (patientId !== null) await patientFor(tx, ctx, action, patientId);
}

async function isOpenTo(tx: Tx, ctx: Context, patientId: string | null): Promise<boolean> {
  try {
    await mayTouch(tx, ctx, 'incident.read', patientId);
    return true;
  } catch (error) {
    if (error instanceof CannotProceed) return false;
    throw error;
  }
}

const shown = ({ body, restricted: _restricted, ...row }: IncidentRow) => ({
  ...row,
  report: IncidentReport.parse(JSON.parse(body)),
});

/** How far back an emergency without a record is looked for. */
const recordWithinMs = 400 * 24 * 60 * 60_000;

/** Every incident this person may see, and every emergency that has no record yet. */
export const readIncidents = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const incidents = [];
    for (const row of await listIncidents(tx))
      if (row.restricted !== true || (await isOpenTo(tx, ctx, row.patientId))) incidents.push(shown(row));
    const toRecord = [];
    for (const session of await listSessionsToRecord(tx, new Date(ctx.now.getTime() - recordWithinMs))) {
      if (session.restricted && !(await isOpenTo(tx, ctx, session.patientId))) continue;
      const recorded = await listRecorded(tx, session.sessionId);
      const { emergencies } = await recordOf(tx, session.sessionId);
      for (const { id, card, atMs, closed } of emergencies)
        if (!recorded.has(id))
          toRecord.push({
            sessionId: session.sessionId,
            emergencyId: id,
            card,
            initials: session.initials,
            number: session.number,
            openedAt: new Date(atMs).toISOString(),
            closedAt: closed === undefined ? null : new Date(closed.atMs).toISOString(),
          });
    }
    const patients = [...incidents.flatMap(({ patientId }) => patientId ?? [])];
    await audit(tx, ctx, { action: 'incident.read', details: { patients: [...new Set(patients)] } });
    return { incidents, toRecord };
  });

/** One incident: what the log says of it, what people added, and what it still needs. */
export const readIncident = (ctx: Context, id: string) =>
  inClinic(ctx, async (tx) => {
    const row = await findIncident(tx, id);
    await mayTouch(tx, ctx, 'incident.read', row.patientId);
    await audit(tx, ctx, {
      action: 'incident.read',
      patientId: row.patientId ?? undefined,
      subject: { kind: 'incident', id },
    });
    return whole(tx, row);
  });

async function whole(tx: Tx, row: IncidentRow) {
  const incident = shown(row);
  const { timeZone } = await findClinic(tx);
  const record = row.sessionId === null ? undefined : await recordOf(tx, row.sessionId);
  const emergency = record?.emergencies.find(({ id }) => id === row.emergencyId);
  const duties = dutiesFor(record, dayIn(timeZone, row.happenedAt), incident.report.serious);
  const debriefs = await listDebriefsOf(tx, { incidentId: row.id });
  const asks = {
    report: incident.report,
    hasOwner: row.ownerId !== null,
    isGoingOn: emergency !== undefined && emergency.closed === undefined,
    isNearMiss: row.kind === 'near-miss',
    debriefs: debriefs.length,
    duties: duties.map(({ dueOn, ...duty }) => ({ ...duty, dueOn: dueOn ?? undefined })),
  };
  return {
    incident,
    fromLog: emergency === undefined || record === undefined ? null : readable(emergency, record),
    isSerious: isSeriousIncident(incident.report),
    duties,
    debriefs,
    missing: { reviewed: [...missingFor('reviewed', asks)], closed: [...missingFor('closed', asks)] },
  };
}

export type NewIncident = {
  id?: string | undefined;
  sessionId?: string | undefined;
  emergencyId?: string | undefined;
  happenedAt?: string | undefined;
  ownerId: string | null;
  report: IncidentReport;
};

const isCard = (card: string): card is (typeof emergencyIds)[number] => emergencyIds.some((id) => id === card);

/** A record of an emergency that the log knows, or of a near miss that it need not know. */
export const recordIncident = (ctx: Context, given: NewIncident) =>
  inClinic(ctx, async (tx) => {
    const recordedBy = staffOf(ctx);
    const { sessionId, emergencyId, ownerId } = given;
    const session = sessionId === undefined ? undefined : await findSession(tx, sessionId);
    if (session !== undefined) await mayTouch(tx, ctx, 'incident.write', session.patientId);
    if (ownerId !== null && (await countStaff(tx, [ownerId])) === 0) throw notFound('person');
    const found =
      emergencyId === undefined
        ? undefined
        : sessionId === undefined
          ? notThere()
          : (await standingEmergency(tx, sessionId, emergencyId)).emergency;
    const happenedAtMs = found?.atMs ?? (given.happenedAt === undefined ? undefined : Date.parse(given.happenedAt));
    if (happenedAtMs === undefined)
      throw new CannotProceed('not-understood', 'happenedAt: When it happened is needed.');
    if (happenedAtMs > ctx.now.getTime() + 60_000) throw new CannotProceed('blocked', 'It has not happened yet.');
    const id = given.id ?? newId();
    const report = found !== undefined && isCard(found.card) ? { ...given.report, card: found.card } : given.report;
    const isNew = await saveIncident(tx, {
      id,
      kind: found === undefined ? 'near-miss' : 'emergency',
      patientId: session?.patientId ?? null,
      sessionId: sessionId ?? null,
      emergencyId: emergencyId ?? null,
      happenedAt: new Date(happenedAtMs),
      body: canonical(report),
      ownerId,
      recordedBy,
      recordedAt: ctx.now,
    });
    if (!isNew) throw new CannotProceed('already-there', 'This emergency has its record already.');
    await audit(tx, ctx, {
      action: 'incident.record',
      patientId: session?.patientId,
      subject: { kind: 'incident', id },
      after: { ...report, ownerId },
    });
    return { id, version: 1 };
  });

function notThere(): never {
  throw new CannotProceed('not-understood', 'sessionId: An emergency belongs to a session.');
}

async function toChange(
  tx: Tx,
  ctx: Context,
  id: string,
  version: number,
  action: 'incident.write' | 'incident.review',
) {
  staffOf(ctx);
  const row = await findIncident(tx, id);
  await mayTouch(tx, ctx, action, row.patientId);
  if (row.state === 'closed') throw new CannotProceed('blocked', 'The incident is closed: its record does not change.');
  if (row.version !== version)
    throw new CannotProceed('changed-by-someone-else', 'Someone else changed this meanwhile. Read it again.', {
      current: row.version,
    });
  return row;
}

/** What people add changes until it is closed; what was reviewed and is changed is open again. */
export const editIncident = (
  ctx: Context,
  id: string,
  given: { version: number; ownerId: string | null; report: IncidentReport },
) =>
  inClinic(ctx, async (tx) => {
    const row = await toChange(tx, ctx, id, given.version, 'incident.write');
    if (given.ownerId !== null && (await countStaff(tx, [given.ownerId])) === 0) throw notFound('person');
    const before = IncidentReport.parse(JSON.parse(row.body));
    const report = row.kind === 'emergency' ? { ...given.report, card: before.card } : given.report;
    const version = given.version + 1;
    // Decisions on duties are made after the review; all else asks for another look.
    const isLookedAtAgain = canonical({ ...report, duties: [] }) !== canonical({ ...before, duties: [] });
    await changeIncident(tx, id, {
      body: canonical(report),
      ownerId: given.ownerId,
      version,
      ...(isLookedAtAgain ? { state: 'open' as const, reviewedBy: null, reviewedAt: null } : {}),
    });
    await audit(tx, ctx, {
      action: 'incident.change',
      patientId: row.patientId ?? undefined,
      subject: { kind: 'incident', id },
      before: { ...before, ownerId: row.ownerId },
      after: { ...report, ownerId: given.ownerId },
    });
    return { id, version };
  });

/** open → reviewed → closed, each only when what it asks for is there. */
export const moveIncident = (
  ctx: Context,
  id: string,
  given: { version: number; to: Exclude<IncidentState, 'open'> },
) =>
  inClinic(ctx, async (tx) => {
    const row = await toChange(tx, ctx, id, given.version, 'incident.review');
    const by = staffOf(ctx);
    const from = given.to === 'reviewed' ? 'open' : 'reviewed';
    if (row.state !== from) throw new CannotProceed('blocked', `Only what is ${from} can be ${given.to}.`);
    const missing = (await whole(tx, row)).missing[given.to];
    if (missing.length > 0)
      throw new CannotProceed('blocked', `This can’t be ${given.to} yet: ${missing.join(' ')}`, { missing });
    const version = given.version + 1;
    await changeIncident(tx, id, {
      state: given.to,
      version,
      ...(given.to === 'reviewed' ? { reviewedBy: by, reviewedAt: ctx.now } : { closedBy: by, closedAt: ctx.now }),
    });
    await audit(tx, ctx, {
      action: `incident.${given.to}`,
      patientId: row.patientId ?? undefined,
      subject: { kind: 'incident', id },
    });
    return { id, version };
  });
