import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import { anchorFile, firstLine } from './anchor-file.ts';
import { lineHash } from './anchor-line.ts';
import { audit } from './audit.ts';
import { holdAnchors, quietly } from './chain.queries.ts';

type Needs = Pick<Services, 'db'> & { config: Pick<Services['config'], 'dataDir'> };

/** The trail's own word that it was anchored, in which line first and since when. */
export type Beginning = { first: string; at: string };

/**
 * Writes into the trail with which line its anchors begin. An anchor file that is emptied or taken away later is then
 * missed by the trail itself; without this, no anchors would look the same as never anchored.
 *
 * @param anew the administrator says that the anchors of before are lost, and that those of now count
 * @returns whether an event was written
 */
export async function noteBeginning({ db, config }: Needs, clinicId: string, anew = false): Promise<boolean> {
  const line = await firstLine(anchorFile(config.dataDir, clinicId));
  if (line === undefined) return false;
  const first = lineHash(line);
  return quietly(db, clinicId, async (tx) => {
    await holdAnchors(tx, clinicId);
    const there = await beginningOf(tx, clinicId);
    if (there !== undefined && (!anew || there.first === first)) return false;
    const by = { kind: 'system', accountId: '', clinicId, roles: [], method: 'none', steppedUp: false } as const;
    const subject = { kind: 'anchors', id: clinicId };
    await audit(tx, { clinicId, by, requestId: newId() }, { action: 'audit.anchor', subject, details: { first } });
    return true;
  });
}

/** The newest word counts: whoever writes another is in the trail with it. */
export async function beginningOf(tx: Tx, clinicId: string): Promise<Beginning | undefined> {
  const { rows } = await sql<Beginning>`
    select data::json -> 'details' ->> 'first' as first, at::text as at from clinic.audit_event
     where clinic_id = ${clinicId} and subject_kind = 'anchors' and subject_id = ${clinicId}
       and action = 'audit.anchor' and data is not null
     order by id desc limit 1`.execute(tx);
  return rows[0];
}
