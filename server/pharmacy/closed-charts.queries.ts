import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

export async function listRestricted(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('patient')
    .select('id')
    .where('restricted', '=', true)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return rows.map(({ id }) => id);
}
