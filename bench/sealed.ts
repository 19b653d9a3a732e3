import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Bench } from './bench.ts';

/** Waits until every audit event is in the chain, so that the sealer's work is charged to the load that caused it. */
export async function sealed({ database }: Bench): Promise<{ events: number; ms: number }> {
  const client = new pg.Client({ ...database, database: 'racemic' });
  await client.connect();
  try {
    const began = performance.now();
    let first: number | undefined;
    for (;;) {
      const { rows } = await client.query<{ left: number }>(
        'select ((select count(*) from clinic.audit_event) - (select count(*) from clinic.audit_link))::int as left',
      );
      const left = rows[0]?.left ?? 0;
      first ??= left;
      if (left === 0) return { events: first, ms: performance.now() - began };
      await pause(100);
    }
  } finally {
    await client.end();
  }
}
