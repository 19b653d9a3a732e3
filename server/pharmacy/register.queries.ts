import { CompiledQuery, sql } from 'kysely';
import type { Change } from '#clinical/pharmacy/pharmacy.ts';
import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';
import { unwaited } from '#server/platform/transaction.ts';

export type RegisterKind =
  | 'receive'
  | 'move'
  | 'assign'
  | 'unassign'
  | 'draw'
  | 'administer'
  | 'correct'
  | 'waste'
  | 'return'
  | 'transfer-out'
  | 'destroy'
  | 'loss'
  | 'count'
  | 'adjust';

export type NewRow = {
  id: string;
  commandId: string;
  locationId: string;
  productId: string;
  happenedAt: Date;
  recordedAt: Date;
  kind: RegisterKind;
  itemId: string | null;
  drawId: string | null;
  change: Change;
  beyondUg: number;
  itemAfterUg: number | null;
  itemAfterUl: number | null;
  patientId: string | null;
  sessionId: string | null;
  orderId: string | null;
  sessionEventId: string | null;
  actor: string;
  witness: string | null;
  counterpart: string | null;
  document: string | null;
  reason: string | null;
};

/** A location begins to hold a product: a place where its sums are kept. */
export const openBalances = (tx: Tx, locationId: string, productIds: readonly string[]) =>
  tx
    .insertInto('drugBalance')
    .values([...new Set(productIds)].map((productId) => ({ locationId, productId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** Several balances are locked in one order, so that two who move stock never wait for each other in a circle. */
export const holdBalances = (tx: Tx, locationIds: readonly string[], productIds: readonly string[]) =>
  tx
    .selectFrom('drugBalance')
    .select(['locationId', 'productId'])
    .where(sql<boolean>`location_id = any(${[...locationIds]}::uuid[])`)
    .where(sql<boolean>`product_id = any(${[...productIds]}::uuid[])`)
    .orderBy('locationId')
    .orderBy('productId')
    .forNoKeyUpdate()
    .execute();

const written = `
  with moved as (
    update clinic.drug_balance b
       set inside_ug = b.inside_ug + $10, inside_ul = b.inside_ul + $11, out_ug = b.out_ug + $12, out_ul = b.out_ul + $13,
           last_seq = b.last_seq + 1
     where b.location_id = $3 and b.product_id = $4
     returning b.inside_ug, b.inside_ul, b.out_ug, b.out_ul, b.last_seq)
  insert into clinic.drug_register (id, command_id, location_id, product_id, seq, happened_at, recorded_at, kind, item_id,
         draw_id, inside_ug, inside_ul, out_ug, out_ul, beyond_ug, item_after_ug, item_after_ul, after_ug, after_ul,
         out_after_ug, out_after_ul, patient_id, session_id, order_id, session_event_id, actor, witness, counterpart,
         document, reason)
  select $1, $2, $3, $4, m.last_seq, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, m.inside_ug, m.inside_ul,
         m.out_ug, m.out_ul, $17, $18, $19, $20, $21, $22, $23, $24, $25
    from (select) one left join moved m on true`;

/**
 * One row of the register and the sums that it moves, in one statement. The database refuses it where a sum would be
 * negative or is not kept here at all, and then nothing of the transaction is kept. It is not waited for: all writers of
 * a product at a location meet at its sums, and hold them no longer than the commit takes.
 */
export function writeRow(tx: Tx, of: NewRow): Promise<void> {
  const { change } = of;
  const values = [
    ...[of.id, of.commandId, of.locationId, of.productId, of.happenedAt, of.recordedAt, of.kind, of.itemId, of.drawId],
    ...[change.insideUg, change.insideUl, change.outUg, change.outUl, of.beyondUg, of.itemAfterUg, of.itemAfterUl],
    ...[of.patientId, of.sessionId, of.orderId, of.sessionEventId, of.actor, of.witness],
    ...[of.counterpart, of.document, of.reason],
  ];
  return unwaited(tx, CompiledQuery.raw(written, values));
}

/**
 * What was booked for facts of a session's log: given and drawn, and what was beyond. A draw that was asked for under the
 * id of the fact is that fact's.
 */
export async function listBooked(tx: Tx, eventIds: readonly string[]) {
  return tx
    .selectFrom('drugRegister')
    .select((is) => [
      is.fn.coalesce('sessionEventId', 'commandId').as('sessionEventId'),
      'id as rowId',
      'sessionId',
      'itemId',
      'drawId',
      'kind',
      'insideUg',
      'outUg',
      'beyondUg',
    ])
    .where(
      sql<boolean>`(session_event_id = any(${[...eventIds]}::uuid[])
        or session_event_id is null and kind = 'draw' and command_id = any(${[...eventIds]}::uuid[]))`,
    )
    .orderBy('id')
    .execute();
}

export type RegisterFilter = {
  locationId?: string | undefined;
  productId?: string | undefined;
  itemId?: string | undefined;
  sessionId?: string | undefined;
  patientId?: string | undefined;
  practitionerId?: string | undefined;
  kind?: RegisterKind | undefined;
  from?: string | undefined;
  until?: string | undefined;
  before?: string | undefined;
};

/** The register with names, the newest first. @param timeZone of the days in the filter */
export function listRegister(tx: Tx, of: RegisterFilter, timeZone: string, limit: number) {
  const { locationId, productId, itemId, sessionId, patientId, practitionerId, kind, from, until, before } = of;
  return tx
    .selectFrom('drugRegister as r')
    .innerJoin('drugProduct as p', (join) =>
      join.onRef('p.clinicId', '=', 'r.clinicId').onRef('p.id', '=', 'r.productId'),
    )
    .innerJoin('stockLocation as l', (join) =>
      join.onRef('l.clinicId', '=', 'r.clinicId').onRef('l.id', '=', 'r.locationId'),
    )
    .innerJoin('practitioner as a', (join) => join.onRef('a.clinicId', '=', 'r.clinicId').onRef('a.id', '=', 'r.actor'))
    .leftJoin('practitioner as w', (join) =>
      join.onRef('w.clinicId', '=', 'r.clinicId').onRef('w.id', '=', 'r.witness'),
    )
    .leftJoin('drugItem as i', (join) => join.onRef('i.clinicId', '=', 'r.clinicId').onRef('i.id', '=', 'r.itemId'))
    .leftJoin('patient as t', (join) => join.onRef('t.clinicId', '=', 'r.clinicId').onRef('t.id', '=', 'r.patientId'))
    .select([
      'r.id',
      'r.commandId',
      'r.seq',
      'r.happenedAt',
      'r.recordedAt',
      'r.kind',
      'r.locationId',
      'l.name as locationName',
      'r.productId',
      'p.name as productName',
      'p.ndc',
      'r.itemId',
      'r.drawId',
      'i.lot',
      'i.serial',
      'i.expiresOn',
      'r.insideUg',
      'r.insideUl',
      'r.outUg',
      'r.outUl',
      'r.beyondUg',
      'r.itemAfterUg',
      'r.itemAfterUl',
      'r.afterUg',
      'r.afterUl',
      'r.outAfterUg',
      'r.outAfterUl',
      'r.patientId',
      't.number as patientNumber',
      't.givenName as patientGivenName',
      't.familyName as patientFamilyName',
      't.address as patientAddress',
      't.restricted as patientRestricted',
      'r.sessionId',
      'r.orderId',
      'r.sessionEventId',
      'r.actor',
      'a.givenName as actorGivenName',
      'a.familyName as actorFamilyName',
      'r.witness',
      'w.givenName as witnessGivenName',
      'w.familyName as witnessFamilyName',
      'r.counterpart',
      'r.document',
      'r.reason',
    ])
    .$if(locationId !== undefined, (query) => query.where('r.locationId', '=', locationId ?? ''))
    .$if(productId !== undefined, (query) => query.where('r.productId', '=', productId ?? ''))
    .$if(itemId !== undefined, (query) => query.where('r.itemId', '=', itemId ?? ''))
    .$if(sessionId !== undefined, (query) => query.where('r.sessionId', '=', sessionId ?? ''))
    .$if(patientId !== undefined, (query) => query.where('r.patientId', '=', patientId ?? ''))
    .$if(practitionerId !== undefined, (query) =>
      query.where((is) =>
        is.or([is('r.actor', '=', practitionerId ?? ''), is('r.witness', '=', practitionerId ?? '')]),
      ),
    )
    .$if(kind !== undefined, (query) => query.where('r.kind', '=', kind ?? ''))
    .$if(from !== undefined, (query) =>
      query.where(sql<boolean>`r.happened_at >= (${from}::date)::timestamp at time zone ${timeZone}`),
    )
    .$if(until !== undefined, (query) =>
      query.where(sql<boolean>`r.happened_at < (${until}::date + 1)::timestamp at time zone ${timeZone}`),
    )
    .$if(before !== undefined, (query) => query.where('r.id', '<', before ?? ''))
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute();
}

/** One row, as far as another row names it. */
export async function findRow(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('drugRegister as r')
    .innerJoin('stockLocation as l', (join) =>
      join.onRef('l.clinicId', '=', 'r.clinicId').onRef('l.id', '=', 'r.locationId'),
    )
    .select(['r.itemId', 'r.seq', 'l.name as locationName'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound('row of the register');
  return row;
}

/** Who watched whom, how often, how much, and when last. */
export async function listWitnessed(
  tx: Tx,
  of: { from?: string | undefined; until?: string | undefined },
  timeZone: string,
) {
  const { from, until } = of;
  return tx
    .selectFrom('drugRegister as r')
    .innerJoin('practitioner as a', (join) => join.onRef('a.clinicId', '=', 'r.clinicId').onRef('a.id', '=', 'r.actor'))
    .innerJoin('practitioner as w', (join) =>
      join.onRef('w.clinicId', '=', 'r.clinicId').onRef('w.id', '=', 'r.witness'),
    )
    .select((is) => [
      'r.actor',
      'a.givenName as actorGivenName',
      'a.familyName as actorFamilyName',
      'r.witness',
      'w.givenName as witnessGivenName',
      'w.familyName as witnessFamilyName',
      'r.kind',
      is.fn.countAll<string>().as('times'),
      sql<string>`sum(abs(r.inside_ug) + abs(r.out_ug))`.as('ug'),
      is.fn.max('r.happenedAt').as('lastAt'),
    ])
    .$if(from !== undefined, (query) =>
      query.where(sql<boolean>`r.happened_at >= (${from}::date)::timestamp at time zone ${timeZone}`),
    )
    .$if(until !== undefined, (query) =>
      query.where(sql<boolean>`r.happened_at < (${until}::date + 1)::timestamp at time zone ${timeZone}`),
    )
    .groupBy(['r.actor', 'a.givenName', 'a.familyName', 'r.witness', 'w.givenName', 'w.familyName', 'r.kind'])
    .orderBy('times', 'desc')
    .execute();
}
