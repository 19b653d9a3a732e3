import { sql } from 'kysely';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

export const newestInterval = (tx: Tx) =>
  tx
    .selectFrom('emergencyInterval')
    .select(['id', 'version', 'drillDays', 'kitDays', 'setBy', 'setAt', 'reason'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

export const saveInterval = (
  tx: Tx,
  of: {
    id: string;
    version: number;
    drillDays: number;
    kitDays: number;
    setBy: string;
    setAt: Date;
    reason: string;
  },
) => tx.insertInto('emergencyInterval').values(of).execute();

/** Older ones stay kept; a page shows this many. */
const mostDrills = 200;
const mostChecks = 60;

export const listDrills = (tx: Tx) =>
  tx
    .selectFrom('drill')
    .selectAll()
    .orderBy(sql`coalesce(ended_at, started_at, planned_on::timestamptz)`, 'desc')
    .orderBy('id', 'desc')
    .limit(mostDrills)
    .execute();
export type DrillRow = Awaited<ReturnType<typeof listDrills>>[number];

/** When each card was last drilled to its end. */
export async function lastDrills(tx: Tx): Promise<{ card: string; endedAt: Date }[]> {
  const { rows } = await sql<{ card: string; endedAt: Date }>`
    select card, max(ended_at) as "endedAt" from clinic.drill where state = 'done' group by card`.execute(tx);
  return rows;
}

/** Held until the transaction ends, so of two at the same moment the second hears of the first. */
export async function findDrill(tx: Tx, id: string) {
  const row = await tx.selectFrom('drill').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw notFound('drill');
  return row;
}

export const listDrillSteps = (tx: Tx, drillId: string) =>
  tx
    .selectFrom('drillStep')
    .select(['id', 'what', 'says', 'at', 'by'])
    .where('drillId', '=', drillId)
    .orderBy('at')
    .orderBy('seq')
    .execute();

export const saveDrill = (
  tx: Tx,
  of: { id: string; card: string; plannedOn: string; plannedBy: string; scenario: string },
) => tx.insertInto('drill').values(of).execute();

export const changeDrill = (
  tx: Tx,
  id: string,
  to: {
    state: 'running' | 'done' | 'cancelled';
    startedAt?: Date;
    endedAt?: Date;
    people?: string;
    outcome?: string;
    version: number;
  },
) => tx.updateTable('drill').set(to).where('id', '=', id).execute();

/** The same step sent twice is one. */
export const saveDrillStep = (
  tx: Tx,
  of: { id: string; drillId: string; what: 'step' | 'dose' | 'other'; says: string; at: Date; by: string },
) =>
  tx
    .insertInto('drillStep')
    .values(of)
    .onConflict((of) => of.columns(['clinicId', 'id']).doNothing())
    .execute();

export const listKitChecks = (tx: Tx) =>
  tx
    .selectFrom('kitCheck')
    .select(['id', 'items', 'checkedBy', 'checkedAt'])
    .orderBy('checkedAt', 'desc')
    .limit(mostChecks)
    .execute();

export const newestKitCheck = (tx: Tx) =>
  tx.selectFrom('kitCheck').select(['items', 'checkedAt']).orderBy('checkedAt', 'desc').limit(1).executeTakeFirst();

export const saveKitCheck = (tx: Tx, of: { id: string; items: string; checkedBy: string; checkedAt: Date }) =>
  tx.insertInto('kitCheck').values(of).execute();

/** Who of these is on the staff here. */
export async function countStaff(tx: Tx, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from clinic.practitioner where id = any(${ids}::uuid[])`.execute(tx);
  return rows[0]?.n ?? 0;
}
