import { sql } from 'kysely';
import { Report } from '#clinical/finder/finder.ts';
import type { Tx } from '#server/platform/database.ts';
import type { Services } from '#server/platform/services.ts';

/** Any number that nobody else uses for advisory locks. */
const releaseLock = 7_223_660;

/** One release at a time on this server: a domain speaks for one clinic, and a period has one standing report. */
export async function holdReleases(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${releaseLock})`.execute(tx);
}

export type KeptReport = {
  report: Report;
  kid: string;
  publicKey: string;
  releasedBy: string;
  releasedAt: Date;
};

/** Every report that was ever released here, oldest first. */
export async function listReports(tx: Tx): Promise<KeptReport[]> {
  const rows = await tx
    .selectFrom('registryReport')
    .select(['body', 'kid', 'publicKey', 'releasedBy', 'releasedAt'])
    .orderBy('releasedAt')
    .orderBy('id')
    .execute();
  return rows.map(({ body, ...row }) => ({ ...row, report: Report.parse(JSON.parse(body)) }));
}

export const findJws = (tx: Tx, id: string) =>
  tx.selectFrom('registryReport').select('jws').where('id', '=', id).executeTakeFirst();

export const hasReports = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('registryReport').select('id').limit(1).executeTakeFirst()) !== undefined;

export const saveReport = (
  tx: Tx,
  of: {
    id: string;
    periodFrom: string;
    periodTo: string;
    body: string;
    jws: string;
    kid: string;
    publicKey: string;
    auditSeq: string;
    auditHash: Buffer;
    previewedBy: string;
    previewedAt: Date;
    releasedBy: string;
    releasedAt: Date;
    replaces: string | null;
    withdraws: boolean;
  },
) => tx.insertInto('registryReport').values(of).execute();

export async function findReportingClinic(tx: Tx) {
  return tx.selectFrom('clinic').select(['name', 'timeZone', 'synthetic']).executeTakeFirstOrThrow();
}

export async function findPersonName(tx: Tx, id: string): Promise<string> {
  const { givenName, familyName, credentials } = await tx
    .selectFrom('practitioner')
    .select(['givenName', 'familyName', 'credentials'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return `${givenName} ${familyName}${credentials === '' ? '' : `, ${credentials}`}`;
}

/** The clinics of this server, oldest first. */
export async function listClinicIds({ db }: Pick<Services, 'db'>): Promise<string[]> {
  const rows = await db.identity.selectFrom('tenant').select('clinicId').orderBy('createdAt').execute();
  return rows.map(({ clinicId }) => clinicId);
}
