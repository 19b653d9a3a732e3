import { sql } from 'kysely';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import { audit } from './audit.ts';
import { quietly } from './chain.queries.ts';

/** So many heads go into one event of the trail. */
const most = 500;

/**
 * Takes the heads of the logs that grew over into the clinic's trail: its chain and its anchors then vouch for every fact
 * up to there.
 *
 * @returns whether there was anything to take over
 */
export const noteHeads = (services: Pick<Services, 'db'>, clinicId: string): Promise<boolean> =>
  quietly(services.db, clinicId, async (tx) => {
    const { rows } = await sql<{ session: string; seq: string; hash: string }>`
      update clinic.session s set noted_seq = s.last_seq
        from (select id from clinic.session where noted_seq < last_seq order by id limit ${most} for no key update skip locked) grown
       where s.id = grown.id
      returning s.id as session, s.last_seq::text as seq, encode(s.head, 'hex') as hash`.execute(tx);
    if (rows.length === 0) return false;
    const heads = rows.map(({ session, seq, hash }) => ({ session, seq: Number(seq), hash }));
    await audit(tx, trail(clinicId), { action: 'session.heads', details: { heads } });
    return true;
  });

const trail = (clinicId: string) => ({
  clinicId,
  requestId: newId(),
  by: { kind: 'system' as const, accountId: '', clinicId, roles: [], method: 'none' as const, steppedUp: false },
});
