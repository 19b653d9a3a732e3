import type { Tx } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';

export type AuditFilter = {
  patient?: string | undefined;
  by?: string | undefined;
  action?: string | undefined;
  before?: string | undefined;
};

/** The trail, newest first: ids are made from the time, so the key is the order. */
export async function listAudit(tx: Tx, filter: AuditFilter, limit: number) {
  const rows = await tx
    .selectFrom('auditEvent as a')
    .leftJoin('practitioner as p', (join) =>
      join.onRef('p.clinicId', '=', 'a.clinicId').onRef('p.id', '=', 'a.practitionerId'),
    )
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
    ])
    .$if(filter.patient !== undefined, (query) => query.where('a.patientId', '=', filter.patient ?? ''))
    .$if(filter.by !== undefined, (query) => query.where('a.practitionerId', '=', filter.by ?? ''))
    .$if(filter.action !== undefined, (query) => query.where('a.action', '=', filter.action ?? ''))
    .$if(filter.before !== undefined, (query) => query.where('a.id', '<', filter.before ?? ''))
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ data, ...row }) => ({ ...row, ...contentOf(data) }));
}

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
