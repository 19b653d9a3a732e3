import { createHash } from 'node:crypto';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CannotBackUp } from './cannot-back-up.ts';
import { listMigrationsThere, listSequences, listTables, quoted } from './catalogue.ts';
import type { Description, Table } from './container.ts';
import { nameOf, type Trailer } from './content.ts';
import { frame, jsonFrame, longestBody } from './frames.ts';

/** Any number that nobody else uses for an advisory lock. */
const backupLock = 7_223_645;

/**
 * Begins one read-only snapshot of the whole database as the role that may read every row and change none.
 * All tables are locked against changes of their shape before the snapshot is taken: a migration under way would
 * otherwise leave some of them empty in it.
 */
export async function beginSnapshot(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [backupLock]);
  if (!rows[0]?.held) throw new CannotBackUp('Another backup is being made right now; this one was not begun.');
  for (;;) {
    const before = await listTables(client);
    if (before.length === 0)
      throw new CannotBackUp('The database holds nothing of Racemic, so there is nothing to back up.');
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local role racemic_backup');
    await client.query(`lock table ${before.map((table) => quoted(client, table)).join(', ')} in access share mode`);
    const tables = await listTables(client);
    if (JSON.stringify(tables) === JSON.stringify(before)) return tables;
    await client.query('rollback');
  }
}

/** What the header says of the snapshot. */
export async function describe(
  client: pg.Client,
  tables: Table[],
  now: { createdAt: string; program: string },
): Promise<Description> {
  const version = await client.query<{ server_version: string }>('show server_version');
  const clinics = await client.query<{ id: string }>('select clinic_id::text as id from identity.tenant order by 1');
  return {
    ...now,
    server: version.rows[0]?.server_version ?? '',
    migrations: await listMigrationsThere(client),
    clinics: clinics.rows.map((row) => row.id),
    tables,
  };
}

/** The rows of every table as frames, in the order of the header, then the trailer. */
export async function* readSnapshot(
  client: pg.Client,
  tables: readonly Table[],
  vouchers: Pick<Trailer, 'anchorKeys' | 'anchors'>,
): AsyncGenerator<Buffer> {
  const rows: Trailer['rows'] = {};
  for (const table of tables) {
    yield jsonFrame('T', { table: nameOf(table) });
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
    // As a question: the rows of a table that is kept in parts can be copied in no other way.
    const copy = client.query(copyTo(`copy (select ${columns} from ${quoted(client, table)}) to stdout`));
    const sum = createHash('sha256');
    for await (const part of inParts(copy)) {
      sum.update(part);
      yield frame('D', part);
    }
    // The count comes with the message after the last row; another question makes sure that it has arrived.
    await client.query('select 1');
    rows[nameOf(table)] = copy.rowCount;
    yield jsonFrame('E', { rows: copy.rowCount, sha256: sum.digest('hex') });
  }
  yield jsonFrame('Z', { rows, sequences: await listSequences(client), ...vouchers } satisfies Trailer);
}

const part = 64 * 1024;

/** The server sends one message per row: small ones are joined, large ones divided. */
async function* inParts(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    held.push(piece);
    length += piece.length;
    if (length < part) continue;
    const whole = Buffer.concat(held);
    for (let at = 0; at < whole.length; at += longestBody) yield whole.subarray(at, at + longestBody);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}
