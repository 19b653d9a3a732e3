import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';

export type AuditFilter = {
  patient?: string | undefined;
  by?: string | undefined;
  action?: string | undefined;
  /** Whole days in the clinic's time zone, both included. */
  from?: string | undefined;
  to?: string | undefined;
  before?: string | undefined;
};

/** The trail, newest first: ids are made from the time, so the key is the order. */
export async function listAudit(tx: Tx, filter: AuditFilter, limit: number) {
  const rows = await tx
    .selectFrom('auditEvent as a')
    .leftJoin('practitioner as p', (join) =>
      join.onRef('p.clinicId', '=', 'a.clinicId').onRef('p.id', '=', 'a.practitionerId'),
    )
    .leftJoin('patient as t', (join) => join.onRef('t.clinicId', '=', 'a.clinicId').onRef('t.id', '=', 'a.patientId'))
    .select([
      'a.id',
      'a.at',
      'a.action',
      'a.byKind',
      'a.practitionerId',
      'a.stationId',
      'a.patientId',
      'a.subjectKind',
      'a.subjectId',
      'a.reason',
      'a.data',
      'p.givenName',
      'p.familyName',
      't.number as patientNumber',
      't.initials as patientInitials',
    ])
    .$if(filter.patient !== undefined, (query) => query.where('a.patientId', '=', filter.patient ?? ''))
    .$if(filter.by !== undefined, (query) => query.where('a.practitionerId', '=', filter.by ?? ''))
    .$if(filter.action !== undefined, (query) => query.where('a.action', '=', filter.action ?? ''))
    .$if(filter.from !== undefined, (query) =>
      query.where('a.at', '>=', beginOf(filter.from ?? '', 0)).where('a.id', '>=', idNear(filter.from ?? '', -2)),
    )
    .$if(filter.to !== undefined, (query) =>
      query.where('a.at', '<', beginOf(filter.to ?? '', 1)).where('a.id', '<', idNear(filter.to ?? '', 3)),
    )
    .$if(filter.before !== undefined, (query) => query.where('a.id', '<', filter.before ?? ''))
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ data, ...row }) => ({ ...row, ...contentOf(data) }));
}

/** The moment in which a day begins in the clinic, so many days later. */
const beginOf = (day: string, later: number) =>
  sql<Date>`((${day}::date + ${later}::int)::timestamp at time zone (select time_zone from clinic))`;

/**
 * The least id of that day in UTC, so many days off. Ids are made from the time: with this the key finds the place, and
 * an old day is not looked for through all that is newer. Two days of room: time zones, and clocks that differ.
 */
function idNear(day: string, off: number): string {
  const hex = (Date.parse(day) + off * 86_400_000).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** How a patient is called in the trail: by what tells them apart without naming them. */
export const patientInTrail = (tx: Tx, id: string) =>
  tx.selectFrom('patient').select(['id', 'number', 'initials']).where('id', '=', id).executeTakeFirst();

/** Null after a lawful erasure: that something happened stays known, what it was does not. */
function contentOf(data: string | null): { erased: boolean; before?: unknown; after?: unknown; details?: unknown } {
  if (data === null) return { erased: true };
  const value: unknown = JSON.parse(data);
  return typeof value === 'object' && value !== null ? { ...value, erased: false } : { erased: false };
}

/** Names of a clinic's stations, for "from where". They live apart from clinical tables, under their own role. */
export async function stationNames(services: Pick<Services, 'db'>, clinicId: string): Promise<Map<string, string>> {
  const rows = await services.db.identity
    .selectFrom('station')
    .select(['id', 'name'])
    .where('clinicId', '=', clinicId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
