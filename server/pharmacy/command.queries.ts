import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import { prepared } from '#server/platform/prepared.ts';
import { unwaited } from '#server/platform/transaction.ts';

/** The same request at the same moment waits here for the first. */
export const holdCommand = (tx: Tx, id: string): Promise<unknown> =>
  tx.executeQuery(sql`select pg_advisory_xact_lock(hashtextextended(${`drug ${id}`}, 0))`.compile(tx));

const commands = prepared((tx, id: string) =>
  tx.selectFrom('drugCommand').select(['print', 'answer']).where('id', '=', id),
);
/** Its look at the table comes after the wait: what the first has kept meanwhile is seen. */
export const findCommand = async (tx: Tx, id: string) => (await commands(tx, id))[0];

export const saveCommand = (
  tx: Tx,
  of: { id: string; kind: string; print: Buffer; answer: string; askedBy: string; keptAt: Date },
) => unwaited(tx, tx.insertInto('drugCommand').values(of).compile());
