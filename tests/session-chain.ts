import { createHash } from 'node:crypto';
import { inClinic } from '#server/platform/in-clinic.ts';

/** Links of a session's log that do not follow from the one before, counted by another hand than the one that wrote them. */
export async function brokenLinks(of: Parameters<typeof inClinic>[0], session: string): Promise<number> {
  const rows = await inClinic(of, (tx) =>
    tx.selectFrom('sessionEvent').selectAll().where('sessionId', '=', session).orderBy('seq').execute(),
  );
  const kept = await inClinic(of, (tx) =>
    tx.selectFrom('session').select(['head', 'lastSeq']).where('id', '=', session).executeTakeFirstOrThrow(),
  );
  let head = Buffer.alloc(0);
  let broken = 0;
  for (const row of rows) {
    head = createHash('sha256').update(head).update(`${row.seq} ${row.recordedMs} ${row.link}`, 'utf8').digest();
    if (!row.hash.equals(head)) broken += 1;
  }
  return broken + (kept.head.equals(head) && kept.lastSeq === String(rows.length) ? 0 : 1);
}
