import { CompiledQuery } from 'kysely';
import type { AllergyInput } from '#clinical/chart/chart.ts';
import { audit, eventOf, reads } from '#server/audit/audit.ts';
import { CannotProceed, notFound } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { atOnce, inClinic, permit } from '#server/platform/in-clinic.ts';
import { keepAllergiesTrue } from './allergies-agree.ts';
import { patientFor, refuseStale, waysThatAllow } from './chart-access.ts';
import {
  addition,
  changeRow,
  findRowToChange,
  type RowInput,
  type RowKind,
  type Standing,
} from './chart-rows.queries.ts';
import { findPatientToChange } from './patient.queries.ts';

/** For the rooms after the chart: may this person do this to that chart? */
export { patientFor, wayOf, waysThatAllow } from './chart-access.ts';
export { dayIn, dayInClinic, findClinic } from './clinic.queries.ts';
export { nobody } from './patient.queries.ts';

/**
 * Adds an allergy, a medicine or a problem to a chart: permission, row and audit event in one statement. An allergy is
 * also held against the others of the chart, in the same transaction.
 */
export async function addRow(ctx: Context, kind: RowKind, patientId: string, input: RowInput, givenId?: string) {
  const id = givenId ?? newId();
  const { text, values } = addition(kind, {
    row: { id, patientId, ...input },
    by: ctx.by.practitionerId,
    now: ctx.now,
    ways: waysThatAllow(ctx, 'chart.write', patientId),
    event: eventOf(ctx, { action: `${kind}.add`, patientId, subject: { kind, id }, after: input }),
  });
  const admit = ([patient]: readonly Standing[]) => {
    if (patient === undefined) throw notFound('patient');
    permit(ctx, 'chart.write', { patient: { id: patientId, ...patient } });
  };
  if (isAllergy(kind, input))
    await inClinic(ctx, async (tx) => {
      await findPatientToChange(tx, patientId);
      admit((await tx.executeQuery<Standing>(CompiledQuery.raw(text, values))).rows);
      await keepAllergiesTrue(tx, ctx, patientId, { id, ...input });
    });
  else admit(await atOnce<Standing>(ctx, text, values));
  return { id, version: 1 };
}

const isAllergy = (kind: RowKind, _input: RowInput): _input is AllergyInput => kind === 'allergy';

/** Changes a row; what stood before stays in the history. Rows are never deleted: they are marked. */
export const editRow = (
  ctx: Context,
  kind: RowKind,
  patientId: string,
  of: { id: string; version: number },
  input: RowInput,
) =>
  inClinic(ctx, async (tx) => {
    await patientFor(tx, ctx, 'chart.write', patientId);
    const { id, version } = of;
    if (kind === 'allergy') await findPatientToChange(tx, patientId);
    const current = await findRowToChange(tx, kind, patientId, id);
    await refuseStale(tx, version, { kind, id, version: current.version }, current);
    await changeRow(tx, kind, of, input);
    const { clinicId: _clinic, createdAt: _made, patientId: _patient, version: _version, id: _id, ...before } = current;
    await audit(tx, ctx, { action: `${kind}.change`, patientId, subject: { kind, id }, before, after: input });
    if (isAllergy(kind, input)) await keepAllergiesTrue(tx, ctx, patientId, { id, ...input });
    return { id, version: version + 1 };
  });

/** What was thought of a colleague's opening is between those who oversee; the chart says only that it was opened. */
const oversight = ['break-glass.review'];

/** Every change to a chart, newest first, from the audit trail: the one place where history is kept. */
export const listHistory = (ctx: Context, patientId: string, before: string | undefined, limit: number) =>
  inClinic(ctx, async (tx) => {
    await patientFor(tx, ctx, 'chart.read', patientId);
    const rows = await tx
      .selectFrom('auditEvent as a')
      .leftJoin('practitioner as p', (join) =>
        join.onRef('p.id', '=', 'a.practitionerId').onRef('p.clinicId', '=', 'a.clinicId'),
      )
      .select([
        'a.id',
        'a.at',
        'a.action',
        'a.subjectKind',
        'a.subjectId',
        'a.reason',
        'a.data',
        'p.givenName',
        'p.familyName',
      ])
      .where('a.patientId', '=', patientId)
      .where('a.action', 'not in', [...reads, ...oversight])
      .$if(before !== undefined, (query) => query.where('a.id', '<', before ?? ''))
      .orderBy('a.id', 'desc')
      .limit(limit)
      .execute();
    await audit(tx, ctx, { action: 'chart.read', patientId, subject: { kind: 'history', id: patientId } });
    return { changes: rows.map(({ data, ...row }) => ({ ...row, ...parsed(data) })) };
  });

/** Who looked at a chart, when, by what right and why: newest first. Looking at this list is itself written down. */
export const listLooks = (ctx: Context, patientId: string, before: string | undefined, limit: number) =>
  inClinic(ctx, async (tx) => {
    await patientFor(tx, ctx, 'chart.access', patientId);
    const rows = await tx
      .selectFrom('auditEvent as a')
      .leftJoin('practitioner as p', (join) =>
        join.onRef('p.id', '=', 'a.practitionerId').onRef('p.clinicId', '=', 'a.clinicId'),
      )
      .select(['a.id', 'a.at', 'a.action', 'a.stationId', 'a.reason', 'a.data', 'p.givenName', 'p.familyName'])
      .where('a.patientId', '=', patientId)
      .where('a.action', 'in', ['chart.read', 'patient.read', 'break-glass.open', 'chart.access'])
      .$if(before !== undefined, (query) => query.where('a.id', '<', before ?? ''))
      .orderBy('a.id', 'desc')
      .limit(limit)
      .execute();
    await audit(tx, ctx, { action: 'chart.access', patientId, subject: { kind: 'patient', id: patientId } });
    return { looks: rows.map(({ data, ...row }) => ({ ...row, ...accessIn(data) })) };
  });

function accessIn(data: string | null): { access?: string } {
  const value: unknown = data === null ? undefined : JSON.parse(data);
  const details: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'details') : undefined;
  const access: unknown = typeof details === 'object' && details !== null ? Reflect.get(details, 'access') : undefined;
  return typeof access === 'string' ? { access } : {};
}

/** Null after a lawful erasure: that something was changed stays known, what it was does not. */
function parsed(data: string | null): { before?: unknown; after?: unknown; erased: boolean } {
  if (data === null) return { erased: true };
  const value: unknown = JSON.parse(data);
  if (typeof value !== 'object' || value === null) throw new CannotProceed('unavailable', 'The history can’t be read.');
  return {
    erased: false,
    ...('before' in value ? { before: value.before } : {}),
    ...('after' in value ? { after: value.after } : {}),
  };
}
