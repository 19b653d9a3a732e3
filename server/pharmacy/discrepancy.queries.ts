import { sql } from 'kysely';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';

export type DiscrepancyKind =
  | 'count'
  | 'adjusted'
  | 'given-beyond-drawn'
  | 'drawn-beyond-vial'
  | 'drawn-twice'
  | 'given-undrawn'
  | 'unaccounted'
  | 'lost';
export type NewDiscrepancy = {
  kind: DiscrepancyKind;
  discoveredAt: Date;
  openedBy: string;
  productId: string;
  locationId: string;
  differenceUg: number;
  says: string;
  itemId?: string | null | undefined;
  drawId?: string | null | undefined;
  patientId?: string | null | undefined;
  sessionId?: string | null | undefined;
  sessionEventId?: string | null | undefined;
};

/** @returns its id */
export async function saveDiscrepancy(tx: Tx, of: NewDiscrepancy): Promise<string> {
  const id = newId();
  await tx
    .insertInto('drugDiscrepancy')
    .values({
      ...of,
      id,
      itemId: of.itemId ?? null,
      drawId: of.drawId ?? null,
      patientId: of.patientId ?? null,
      sessionId: of.sessionId ?? null,
      sessionEventId: of.sessionEventId ?? null,
    })
    .execute();
  return id;
}

const discrepancies = (tx: Tx) =>
  tx
    .selectFrom('drugDiscrepancy as d')
    .innerJoin('drugProduct as p', (join) =>
      join.onRef('p.clinicId', '=', 'd.clinicId').onRef('p.id', '=', 'd.productId'),
    )
    .innerJoin('stockLocation as l', (join) =>
      join.onRef('l.clinicId', '=', 'd.clinicId').onRef('l.id', '=', 'd.locationId'),
    )
    .innerJoin('practitioner as w', (join) =>
      join.onRef('w.clinicId', '=', 'd.clinicId').onRef('w.id', '=', 'd.openedBy'),
    )
    .select((is) => [
      'd.id',
      'd.kind',
      'd.says',
      'd.discoveredAt',
      'd.openedBy',
      'd.productId',
      'p.name as productName',
      'd.locationId',
      'l.name as locationName',
      'd.itemId',
      'd.drawId',
      'd.patientId',
      'd.sessionId',
      'd.differenceUg',
      'w.givenName',
      'w.familyName',
      is
        .exists(
          is
            .selectFrom('drugDiscrepancyStep as s')
            .select('s.id')
            .whereRef('s.discrepancyId', '=', 'd.id')
            .where('s.kind', '=', 'settled'),
        )
        .as('isSettled'),
    ]);

/** The newest first; of some sessions, where they are given. */
export const listDiscrepancies = (tx: Tx, of: { open: boolean; sessionIds?: readonly string[] }) =>
  discrepancies(tx)
    .$if(of.open, (query) =>
      query.where((is) =>
        is.not(
          is.exists(
            is
              .selectFrom('drugDiscrepancyStep as s')
              .select('s.id')
              .whereRef('s.discrepancyId', '=', 'd.id')
              .where('s.kind', '=', 'settled'),
          ),
        ),
      ),
    )
    .$if(of.sessionIds !== undefined, (query) =>
      query.where(sql<boolean>`d.session_id = any(${[...(of.sessionIds ?? [])]}::uuid[])`),
    )
    .orderBy('d.discoveredAt', 'desc')
    .orderBy('d.id', 'desc')
    .limit(500)
    .execute();

/** Locked, so that of two steps at the same moment the second sees the first. */
export async function lockDiscrepancy(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('drugDiscrepancy')
    .select(['id', 'openedBy', 'patientId', 'kind'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound('discrepancy');
  // The application may not lock a row that it may not change: an id of its own does as well.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`discrepancy ${id}`}, 0))`.execute(tx);
  return row;
}

export const listSteps = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('drugDiscrepancyStep as s')
    .innerJoin('practitioner as w', (join) => join.onRef('w.clinicId', '=', 's.clinicId').onRef('w.id', '=', 's.by'))
    .select([
      's.id',
      's.discrepancyId',
      's.kind',
      's.judgement',
      's.facts',
      's.words',
      's.doneOn',
      's.by',
      's.at',
      'w.givenName',
      'w.familyName',
    ])
    .where(sql<boolean>`s.discrepancy_id = any(${[...ids]}::uuid[])`)
    .orderBy('s.at')
    .orderBy('s.id')
    .execute();

export const saveStep = (
  tx: Tx,
  of: {
    id: string;
    discrepancyId: string;
    kind: string;
    judgement: string | null;
    facts: string | null;
    words: string;
    doneOn: string | null;
    by: string;
    at: Date;
  },
) => tx.insertInto('drugDiscrepancyStep').values(of).execute();

/** Draws for which this was said already. */
export async function listDrawsSaidUnaccounted(tx: Tx, drawIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('drugDiscrepancy')
    .select('drawId')
    .where('kind', '=', 'unaccounted')
    .where(sql<boolean>`draw_id = any(${[...drawIds]}::uuid[])`)
    .execute();
  return new Set(rows.flatMap(({ drawId }) => drawId ?? []));
}
