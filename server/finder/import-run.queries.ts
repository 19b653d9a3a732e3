import type { Tx } from '#server/platform/database.ts';

/** How far one reading of one file came. */
export type RunRow = { id: string; atRow: number; counts: unknown };

/** The unfinished reading of the same file, if there is one: it is gone on with. Only one process reads it. */
export async function findOpenRun(tx: Tx, kind: string, print: string): Promise<RunRow | undefined> {
  const row = await tx
    .selectFrom('importRun')
    .select(['id', 'atRow', 'counts'])
    .where('kind', '=', kind)
    .where('print', '=', print)
    .where('finishedAt', 'is', null)
    .orderBy('startedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, atRow: Number(row.atRow) };
}

export async function saveRun(
  tx: Tx,
  run: { id: string; kind: string; file: string; print: string; counts: object },
): Promise<void> {
  await tx
    .insertInto('importRun')
    .values({ ...run, counts: JSON.stringify(run.counts) })
    .execute();
}

/** @returns false when the run is not where this process left it: another one has gone on with it */
export async function saveProgress(
  tx: Tx,
  run: { id: string; from: number; atRow: number; counts: object; finishedAt?: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('importRun')
    .set({
      atRow: String(run.atRow),
      counts: JSON.stringify(run.counts),
      ...(run.finishedAt === undefined ? {} : { finishedAt: run.finishedAt }),
    })
    .where('id', '=', run.id)
    .where('atRow', '=', String(run.from))
    .where('finishedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
