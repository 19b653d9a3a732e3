import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** A signed list with who signed it, and how it ended where it did. */
const versions = (tx: Tx) =>
  tx
    .selectFrom('emergencyDoseVersion as v')
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.clinicId', '=', 'v.clinicId').onRef('p.id', '=', 'v.signedBy'),
    )
    .leftJoin('emergencyDoseEnd as e', (join) =>
      join.onRef('e.clinicId', '=', 'v.clinicId').onRef('e.versionId', '=', 'v.id'),
    )
    .select([
      'v.id',
      'v.version',
      'v.body',
      'v.print',
      'v.signedBy',
      'v.signedAt',
      'v.reason',
      'p.givenName',
      'p.familyName',
      'p.credentials',
      'e.reason as endReason',
      'e.endedBy',
      'e.endedAt',
    ])
    .orderBy('v.version', 'desc');
export type DoseVersionRow = Awaited<ReturnType<typeof listDoseVersions>>[number];

export const listDoseVersions = (tx: Tx) => versions(tx).execute();

/** The newest, withdrawn or not: an older one never comes back by itself. */
export const newestDoseVersion = (tx: Tx) => versions(tx).limit(1).executeTakeFirst();

export async function findDoseVersion(tx: Tx, id: string) {
  const row = await versions(tx).where('v.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('list of emergency doses');
  return row;
}

export const saveDoseVersion = (
  tx: Tx,
  of: {
    id: string;
    version: number;
    body: string;
    print: Buffer;
    signedBy: string;
    signedAt: Date;
    reason: string;
  },
) => tx.insertInto('emergencyDoseVersion').values(of).execute();

export const saveDoseEnd = (tx: Tx, of: { versionId: string; reason: string; endedBy: string; endedAt: Date }) =>
  tx.insertInto('emergencyDoseEnd').values(of).execute();
