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
    countedAt: Date;
    countedBy: string;
    secondBy: string | null;
    lines: string;
    addsUp: boolean;
  },
) => tx.insertInto('drugCount').values(of).execute();

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
      'c.countedAt',
      'c.countedBy',
      'p.givenName',
      'p.familyName',
      'c.secondBy',
      'w.givenName as secondGivenName',
      'w.familyName as secondFamilyName',
      'c.addsUp',
      'c.lines',
    ])
    .orderBy('c.countedAt', 'desc')
    .orderBy('c.id', 'desc')
    .limit(100)
    .execute();
