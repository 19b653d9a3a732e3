import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';

export type SoundWhat = 'heard' | 'not-heard' | 'silenced';
export type Sound = { stationId: string; what: SoundWhat; practitionerId: string; at: Date };

export async function saveSound(tx: Tx, of: Sound & { id: string }): Promise<void> {
  await tx.insertInto('stationSound').values(of).execute();
}

/** The newest test and the newest silence of each station, of the last two days. */
export async function newestSounds(tx: Tx, now: Date): Promise<Sound[]> {
  const { rows } = await sql<Sound>`
    select distinct on (station_id, what = 'silenced') station_id as "stationId", what,
           practitioner_id as "practitionerId", at
      from clinic.station_sound
     where at > ${now}::timestamptz - interval '2 days'
     order by station_id, what = 'silenced', at desc, id desc`.execute(tx);
  return rows;
}
