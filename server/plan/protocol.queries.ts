import { notFound } from '#server/platform/cannot-proceed.ts';
import type { Tx } from '#server/platform/database.ts';

/** A version with who signed it, and how it ended where it did. */
const versions = (tx: Tx) =>
  tx
    .selectFrom('protocolVersion as v')
    .innerJoin('practitioner as p', (join) =>
      join.onRef('p.clinicId', '=', 'v.clinicId').onRef('p.id', '=', 'v.signedBy'),
    )
    .leftJoin('protocolVersionEnd as e', (join) =>
      join.onRef('e.clinicId', '=', 'v.clinicId').onRef('e.protocolVersionId', '=', 'v.id'),
    )
    .select([
      'v.id',
      'v.protocol',
      'v.version',
      'v.title',
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
    ]);
export type ProtocolRow = Awaited<ReturnType<typeof listVersions>>[number];

export const listVersions = (tx: Tx) => versions(tx).orderBy('v.protocol').orderBy('v.version', 'desc').execute();

export async function findVersion(tx: Tx, id: string) {
  const row = await versions(tx).where('v.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('protocol');
  return row;
}

/** The number of the newest version of a protocol; undefined: there is none yet. */
export const latestVersion = (tx: Tx, protocol: string) =>
  tx
    .selectFrom('protocolVersion')
    .select(['id', 'version'])
    .where('protocol', '=', protocol)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

export const saveVersion = (
  tx: Tx,
  of: {
    id: string;
    protocol: string;
    version: number;
    title: string;
    body: string;
    print: Buffer;
    signedBy: string;
    signedAt: Date;
    reason: string;
  },
) => tx.insertInto('protocolVersion').values(of).execute();

export const saveVersionEnd = (
  tx: Tx,
  of: { protocolVersionId: string; reason: string; endedBy: string; endedAt: Date },
) => tx.insertInto('protocolVersionEnd').values(of).execute();

/** How a signature names a person: as it stands on paper. */
export async function findSigner(tx: Tx, id: string): Promise<string> {
  const row = await tx
    .selectFrom('practitioner')
    .select(['givenName', 'familyName', 'credentials'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound('person');
  return nameOf(row);
}

export const nameOf = (of: { givenName: string; familyName: string; credentials: string }): string =>
  `${of.givenName} ${of.familyName}${of.credentials === '' ? '' : `, ${of.credentials}`}`;
