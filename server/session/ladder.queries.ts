import { Ladder, projectLadder } from '#clinical/session/session.ts';
import type { Tx } from '#server/platform/database.ts';

export type LadderInForce = { version: number | null; ladder: Ladder };

/** What the medical director signed last; until then the project's default, behind which nobody stands. */
export async function ladderInForce(tx: Tx): Promise<LadderInForce> {
  const newest = await newestLadder(tx);
  if (newest === undefined) return { version: null, ladder: projectLadder.value };
  return { version: newest.version, ladder: Ladder.parse(JSON.parse(newest.body)) };
}

export const newestLadder = (tx: Tx) =>
  tx.selectFrom('ladder').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();

export async function saveLadder(
  tx: Tx,
  of: { version: number; body: string; print: Buffer; signedBy: string; signedAt: Date; reason: string },
): Promise<void> {
  await tx.insertInto('ladder').values(of).execute();
}
