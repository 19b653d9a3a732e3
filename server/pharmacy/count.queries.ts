import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

/** What the location holds by the register: held until the transaction ends, so that nothing moves while it is counted. */
export const holdLocationBalances = (tx: Tx, locationId: string) =>
  tx
    .selectFrom('drugBalance')
    .select(['productId', 'insideUg'])
    .where('locationId', '=', locationId)
    .orderBy('productId')
    .forNoKeyUpdate()
    .execute();

/** Containers of a location with something in them. */
export const listItemsAt = (tx: Tx, locationId: string) =>
  tx
    .selectFrom('drugItem')
    .select(['id', 'productId', 'contentUg', 'insideUg', 'openedAt'])
    .where('locationId', '=', locationId)
    .where('insideUg', '>', 0)
    .execute();

/** Drawn from containers of a location, and not accounted for yet. */
export const listDrawsOutAt = (tx: Tx, locationId: string) =>
  tx
    .selectFrom('drugDraw as d')
    .innerJoin('drugItem as i', (join) => join.onRef('i.clinicId', '=', 'd.clinicId').onRef('i.id', '=', 'd.itemId'))
    .select(['d.id', 'd.itemId', 'd.sessionId', 'd.patientId', 'd.outUg', 'd.drawnAt', 'i.productId'])
    .where('i.locationId', '=', locationId)
    .where('d.outUg', '>', 0)
    .orderBy('d.id')
    .execute();

export const saveCount = (
  tx: Tx,
  of: {
    id: string;
    locationId: string;
    kind: string;
    takenAtHour: string | null;
    countedAt: Date;
    countedBy: string;
    secondBy: string | null;
    lines: string;
    addsUp: boolean;
    isFirst: boolean;
  },
) => tx.insertInto('drugCount').values(of).execute();

/** A first count waits for a second person as long as no two people have counted the place since. */
const isOpenFirst = sql<boolean>`(c.is_first and not exists (
  select from clinic.drug_count n
   where n.clinic_id = c.clinic_id and n.location_id = c.location_id and n.second_by is not null
     and (n.counted_at, n.id) > (c.counted_at, c.id)))`;

/** First counts of a place that no two people have counted since, the oldest first. */
export const listOpenFirst = (tx: Tx, locationId: string) =>
  tx
    .selectFrom('drugCount as c')
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.clinicId', '=', 'c.clinicId').onRef('p.id', '=', 'c.countedBy'),
    )
    .select(['c.lines', 'p.givenName', 'p.familyName'])
    .where('c.locationId', '=', locationId)
    .where(isOpenFirst)
    .orderBy('c.countedAt')
    .orderBy('c.id')
    .execute();

/** The newest first. */
export const listCounts = (tx: Tx) =>
  tx
    .selectFrom('drugCount as c')
    .innerJoin('stockLocation as l', (join) =>
      join.onRef('l.clinicId', '=', 'c.clinicId').onRef('l.id', '=', 'c.locationId'),
    )
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.clinicId', '=', 'c.clinicId').onRef('p.id', '=', 'c.countedBy'),
    )
    .leftJoin('practitioner as w', (join) =>
      join.onRef('w.clinicId', '=', 'c.clinicId').onRef('w.id', '=', 'c.secondBy'),
    )
    .select([
      'c.id',
      'c.locationId',
      'l.name as locationName',
      'c.kind',
      'c.takenAtHour',
      'c.countedAt',
      'c.countedBy',
      'p.givenName',
      'p.familyName',
      'c.secondBy',
      'w.givenName as secondGivenName',
      'w.familyName as secondFamilyName',
      'c.addsUp',
      'c.isFirst',
      isOpenFirst.as('isOpen'),
      'c.lines',
    ])
    .orderBy('c.countedAt', 'desc')
    .orderBy('c.id', 'desc')
    .limit(100)
    .execute();
