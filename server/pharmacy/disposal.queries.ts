import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

export const saveDisposal = (
  tx: Tx,
  of: {
    id: string;
    how: string;
    method: string;
    doneOn: string;
    place: string;
    counterpart: string | null;
    document: string | null;
    doneBy: string;
    witnessedBy: string;
  },
) => tx.insertInto('drugDisposal').values(of).execute();

/** The newest first. */
export const listDisposals = (tx: Tx) =>
  tx
    .selectFrom('drugDisposal as d')
    .innerJoin('practitioner as a', (join) =>
      join.onRef('a.clinicId', '=', 'd.clinicId').onRef('a.id', '=', 'd.doneBy'),
    )
    .innerJoin('practitioner as w', (join) =>
      join.onRef('w.clinicId', '=', 'd.clinicId').onRef('w.id', '=', 'd.witnessedBy'),
    )
    .select([
      'd.id',
      'd.how',
      'd.method',
      'd.doneOn',
      'd.place',
      'd.counterpart',
      'd.document',
      'd.doneBy',
      'a.givenName',
      'a.familyName',
      'd.witnessedBy',
      'w.givenName as witnessGivenName',
      'w.familyName as witnessFamilyName',
    ])
    .orderBy('d.doneOn', 'desc')
    .orderBy('d.id', 'desc')
    .limit(200)
    .execute();

/** What the register says left with each, a row for each container. */
export const listDisposed = (tx: Tx, disposalIds: readonly string[]) =>
  tx
    .selectFrom('drugRegister as r')
    .innerJoin('drugItem as i', (join) => join.onRef('i.clinicId', '=', 'r.clinicId').onRef('i.id', '=', 'r.itemId'))
    .select([
      'r.commandId',
      'r.recordedAt',
      'r.productId',
      'r.insideUg',
      'i.id as itemId',
      'i.lot',
      'i.serial',
      'i.expiresOn',
      'i.contentUg',
    ])
    .where(sql<boolean>`r.command_id = any(${[...disposalIds]}::uuid[])`)
    .orderBy('r.id')
    .execute();
