import { sql } from 'kysely';
import { isImplausible } from '#clinical/session/session.ts';
import type { DeviceValue } from '#server/hl7/oru.ts';
import type { Tx } from '#server/platform/database.ts';
import type { DeviceOnFloor, DevicesOnFloor, LiveValues } from './device.shapes.ts';

export const zoneOfClinic = async (tx: Tx): Promise<string> =>
  (await tx.selectFrom('clinic').select('timeZone').executeTakeFirstOrThrow()).timeZone;

export type DeviceRow = { id: string; key: string; zone: string | null };

/** Those that are known, by what their messages call them. */
export const listByKey = (tx: Tx, keys: readonly string[]): Promise<DeviceRow[]> =>
  tx.selectFrom('device').select(['id', 'key', 'zone']).where(sql<boolean>`key = any(${keys}::text[])`).execute();

type NewDevice = { id: string; key: string; byWhat: string; at: Date; isSimulated: boolean };

/** Heard for the first time; where another process was faster, its row stands. */
export const saveDevice = (tx: Tx, { at, ...of }: NewDevice) =>
  tx
    .insertInto('device')
    .values({ ...of, name: of.key, firstSeenAt: at, heardAt: at })
    .onConflict((on) => on.columns(['clinicId', 'key']).doNothing())
    .execute();

/** When a device was heard last and how far its clock is off; said of many at once. */
export async function noteHeard(
  tx: Tx,
  heard: readonly { id: string; at: Date; offsetMs: number | undefined; isSimulated: boolean }[],
): Promise<void> {
  await sql`
    update clinic.device d
       set heard_at = greatest(d.heard_at, h.at), offset_ms = coalesce(h.offset_ms, d.offset_ms), is_simulated = h.simulated
      from jsonb_to_recordset(${JSON.stringify(
        heard.map(({ id, at, offsetMs, isSimulated }) => ({ id, at, offset_ms: offsetMs, simulated: isSimulated })),
      )}::jsonb) as h (id uuid, at timestamptz, offset_ms bigint, simulated boolean)
     where d.id = h.id`.execute(tx);
}

export type KeptMessage = {
  id: string;
  at: Date;
  from: string;
  raw: Buffer;
  outcome: 'kept' | 'refused';
  why: string | undefined;
  unread: readonly { place: number; segment: string; why: string }[];
  values: readonly KeptValue[];
};
export type KeptValue = Pick<DeviceValue, 'metric' | 'text' | 'unit' | 'value' | 'state'> &
  Pick<DeviceValue, 'isConverted' | 'isUnitAssumed' | 'isSimulated'> & {
    id: string;
    deviceId: string;
    code: string;
    deviceAt: Date | undefined;
    at: Date;
  };

/**
 * Messages and what was read from them, in one statement: all of it is kept, or none. A value belongs to the session whose
 * device it was at that moment, until its patient left; one that was sent before is kept once.
 */
export const keepMessages = `
  with said as (
    select * from jsonb_to_recordset($1::jsonb)
      as m (id uuid, day date, at timestamptz, came_from text, raw text, outcome text, why text, unread text)),
  kept as (
    insert into clinic.device_message (day, id, at, came_from, raw, outcome, why, unread)
    select day, id, at, came_from, decode(raw, 'base64'), outcome, why, unread from said)
  insert into clinic.device_value (day, id, device_id, session_id, message_id, message_day, metric, code, text, unit, value,
                                   state, device_at, at, arrived_at, is_converted, is_unit_assumed, is_simulated)
  select v.day, v.id, v.device_id, a.session_id, v.message_id, m.day, v.metric, v.code, v.text, v.unit, v.value, v.state,
         v.device_at, v.at, m.at, v.is_converted, v.is_unit_assumed, v.is_simulated
    from jsonb_to_recordset($2::jsonb)
      as v (day date, id uuid, device_id uuid, message_id uuid, metric text, code text, text text, unit text, value numeric,
            state text, device_at timestamptz, at timestamptz, is_converted boolean, is_unit_assumed boolean,
            is_simulated boolean)
    join said m on m.id = v.message_id
    left join clinic.device_assignment a
      on a.device_id = v.device_id and v.at >= a.from_at and (a.until_at is null or v.at < a.until_at)
         and not exists (select from clinic.session_event e
                          where e.clinic_id = a.clinic_id and e.session_id = a.session_id and e.kind = 'left'
                            and e.measured_at <= v.at)
  on conflict do nothing
  returning session_id as "sessionId"`;

/** Nothing can be looked for by a letter of nothing; the message itself is kept with it. */
const letters = (text: string) => text.replaceAll('\0', '\ufffd');
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

export const keepValues = (messages: readonly KeptMessage[]): unknown[] => [
  JSON.stringify(
    messages.map(({ id, at, from, raw, outcome, why, unread }) => ({
      ...{
        id,
        day: dayOf(at),
        at,
        came_from: from,
        raw: raw.toString('base64'),
        outcome,
        why: why === undefined ? null : letters(why),
      },
      unread: letters(JSON.stringify(unread)).replaceAll('\\u0000', '\ufffd'),
    })),
  ),
  JSON.stringify(
    messages.flatMap(({ id: messageId, values }) =>
      values.map((of) => ({
        ...{ day: dayOf(of.at), id: of.id, device_id: of.deviceId, message_id: messageId, metric: of.metric ?? null },
        ...{
          code: letters(of.code),
          text: letters(of.text),
          unit: letters(of.unit),
          value: of.value ?? null,
          state: of.state,
        },
        ...{ device_at: of.deviceAt ?? null, at: of.at, is_converted: of.isConverted },
        ...{ is_unit_assumed: of.isUnitAssumed, is_simulated: of.isSimulated },
      })),
    ),
  ),
];

/** The parts in which today and the days after are kept. */
export async function makeDays(tx: Tx, first: string, last: string): Promise<void> {
  await sql`select clinic.make_device_days(${first}::date, ${last}::date)`.execute(tx);
}

export const findDevice = (tx: Tx, id: string) =>
  tx.selectFrom('device').select(['id', 'name', 'zone']).where('id', '=', id).executeTakeFirst();

export const saveDeviceSettings = (tx: Tx, id: string, of: { name: string; zone: string | null }) =>
  tx.updateTable('device').set(of).where('id', '=', id).execute();

/** Until when the device is somebody's: the patient has left, and nobody has taken it off. */
const leftAt = sql`(
  select min(e.measured_at) from clinic.session_event e
   where e.clinic_id = a.clinic_id and e.session_id = a.session_id and e.kind = 'left')`;

export async function openAssignment(tx: Tx, deviceId: string) {
  const { rows } = await sql<{
    id: string;
    sessionId: string;
    initials: string;
    chair: string | null;
    leftAt: Date | null;
  }>`
    select a.id, a.session_id as "sessionId", p.initials, c.name as chair, ${leftAt} as "leftAt"
      from clinic.device_assignment a
      join clinic.session s on s.clinic_id = a.clinic_id and s.id = a.session_id
      join clinic.patient p on p.clinic_id = s.clinic_id and p.id = s.patient_id
      left join clinic.chair c on c.clinic_id = s.clinic_id and c.id = s.chair_id
     where a.device_id = ${deviceId} and a.until_at is null
       for update of a`.execute(tx);
  return rows[0];
}

export const endAssignment = (
  tx: Tx,
  id: string,
  end: { untilAt: Date; endWhy: 'released' | 'moved' | 'left'; endedBy: string },
) =>
  tx
    .updateTable('deviceAssignment')
    .set({ ...end, untilAt: sql<Date>`greatest(from_at, ${end.untilAt}::timestamptz)` })
    .where('id', '=', id)
    .execute();

export const saveAssignment = (
  tx: Tx,
  of: { id: string; deviceId: string; sessionId: string; fromAt: Date; by: string },
) => tx.insertInto('deviceAssignment').values(of).execute();

type DeviceFound = Omit<DeviceOnFloor, 'firstSeenAt' | 'heardAt' | 'offsetMs' | 'assigned' | 'says'> & {
  firstSeenAt: Date;
  heardAt: Date;
  offsetMs: string | null;
  sessionId: string | null;
  fromAt: Date | null;
  initials: string | null;
  chair: string | null;
};

/** All that were ever heard, those heard last first, with whom each measures now. */
export async function listDevices(tx: Tx): Promise<Omit<DeviceOnFloor, 'says'>[]> {
  const { rows } = await sql<DeviceFound>`
    select d.id, d.key, d.by_what as "byWhat", d.name, d.zone, d.first_seen_at as "firstSeenAt", d.heard_at as "heardAt",
           d.offset_ms as "offsetMs", d.is_simulated as "isSimulated", a.session_id as "sessionId", a.from_at as "fromAt",
           p.initials, c.name as chair
      from clinic.device d
      left join clinic.device_assignment a
        on a.clinic_id = d.clinic_id and a.device_id = d.id and a.until_at is null and ${leftAt} is null
      left join clinic.session s on s.clinic_id = a.clinic_id and s.id = a.session_id
      left join clinic.patient p on p.clinic_id = s.clinic_id and p.id = s.patient_id
      left join clinic.chair c on c.clinic_id = s.clinic_id and c.id = s.chair_id
     order by d.heard_at desc, d.id`.execute(tx);
  return rows.map(({ firstSeenAt, heardAt, offsetMs, sessionId, fromAt, initials, chair, ...of }) => ({
    ...of,
    firstSeenAt: firstSeenAt.toISOString(),
    heardAt: heardAt.toISOString(),
    offsetMs: offsetMs === null ? null : Number(offsetMs),
    assigned:
      sessionId === null || fromAt === null || initials === null
        ? null
        : { sessionId, fromAt: fromAt.toISOString(), initials, chair },
  }));
}

const mostUnread = 200;
const shownOfMessage = 300;

/** Messages that could not be read, or not all of them, newest first. */
export async function listUnread(tx: Tx, since: Date): Promise<DevicesOnFloor['unread']> {
  const { rows } = await sql<{
    id: string;
    at: Date;
    from: string;
    why: string | null;
    unread: string;
    begins: Buffer;
  }>`
    select id, at, came_from as "from", why, unread, substr(raw, 1, ${shownOfMessage}::int) as begins
      from clinic.device_message
     where day >= ${since}::date and at >= ${since} and (why is not null or unread <> '[]')
     order by at desc, id limit ${mostUnread}`.execute(tx);
  return rows.map(({ at, unread, begins, ...of }) => ({
    ...of,
    at: at.toISOString(),
    rows: JSON.parse(unread),
    // Its header alone: what comes after it names a patient.
    begins:
      begins
        .toString('latin1')
        .split(/[\r\n]/)[0]
        ?.replace(/[^\x20-\x7e\xa0-\xff]+/g, ' ') ?? '',
  }));
}

type LiveRow = Omit<LiveValues['values'][number], 'value' | 'atMs' | 'arrivedMs' | 'received' | 'isImplausible'> & {
  value: string | null;
  at: Date;
  arrivedAt: Date;
  text: string;
  unit: string;
  isConverted: boolean;
};

const liveColumns = sql`v.id, v.metric, v.value, v.state, v.at, v.arrived_at as "arrivedAt", v.device_id as "deviceId",
           d.name as device, v.text, v.unit, v.is_converted as "isConverted", v.is_unit_assumed as "isUnitAssumed",
           v.is_simulated as "isSimulated"`;

/** Of the last minutes, the newest of each metric and device; what was taken back leaves its gap. */
export async function listLive(
  tx: Tx,
  sessionId: string,
  since: Date,
  arrivedAfter: Date,
): Promise<LiveValues['values']> {
  const { rows } = await sql<LiveRow>`
    select distinct on (v.metric, v.device_id) ${liveColumns}
      from clinic.device_value v
      join clinic.device d on d.clinic_id = v.clinic_id and d.id = v.device_id
     where v.session_id = ${sessionId} and v.metric is not null and v.day >= ${since}::date and v.at >= ${since}
       and v.arrived_at >= ${arrivedAfter}
     order by v.metric, v.device_id, v.at desc, v.arrived_at desc, v.id desc`.execute(tx);
  return rows.map(liveValue);
}

/** The same of devices that measured nobody when they said it. */
export async function listSaidOfNobody(
  tx: Tx,
  deviceIds: readonly string[],
  since: Date,
): Promise<LiveValues['values']> {
  if (deviceIds.length === 0) return [];
  const { rows } = await sql<LiveRow>`
    select said.* from unnest(${deviceIds}::uuid[]) as of (id)
     cross join lateral (
       select distinct on (v.metric) ${liveColumns}
         from clinic.device_value v
         join clinic.device d on d.clinic_id = v.clinic_id and d.id = v.device_id
        where v.device_id = of.id and v.session_id is null and v.metric is not null
          and v.day >= ${since}::date and v.at >= ${since}
        order by v.metric, v.at desc, v.arrived_at desc, v.id desc) said`.execute(tx);
  return rows.map(liveValue);
}

function liveValue({
  value: said,
  at,
  arrivedAt,
  text,
  unit,
  isConverted,
  ...of
}: LiveRow): LiveValues['values'][number] {
  const value = said === null ? null : Number(said);
  return {
    ...of,
    value,
    isImplausible: isImplausible(of.metric, value),
    atMs: at.getTime(),
    arrivedMs: arrivedAt.getTime(),
    received: isConverted || of.isUnitAssumed ? `${text} ${unit}`.trim() : '',
  };
}

/** Those that measure this session's patient now, until they leave. */
export async function listMeasuring(tx: Tx, sessionId: string): Promise<LiveValues['devices']> {
  const { rows } = await sql<{
    id: string;
    name: string;
    heardAt: Date;
    offsetMs: string | null;
    isSimulated: boolean;
  }>`
    select d.id, d.name, d.heard_at as "heardAt", d.offset_ms as "offsetMs", d.is_simulated as "isSimulated"
      from clinic.device_assignment a
      join clinic.device d on d.clinic_id = a.clinic_id and d.id = a.device_id
     where a.session_id = ${sessionId} and a.until_at is null and ${leftAt} is null
     order by a.from_at, d.id`.execute(tx);
  return rows.map(({ heardAt, offsetMs, ...of }) => ({
    ...of,
    heardMs: heardAt.getTime(),
    offsetMs: offsetMs === null ? null : Number(offsetMs),
  }));
}

export const isAnyKnown = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('device').select('id').limit(1).executeTakeFirst()) !== undefined;

export type ReceivedRow = { id: string; sessionId: string | null; metric: string | null; value: string | null };

/** Values as they were received, by the days (UTC) on which they were measured. */
export async function listReceived(tx: Tx, ids: readonly string[], days: readonly string[]): Promise<ReceivedRow[]> {
  const { rows } = await sql<ReceivedRow>`
    select id, session_id as "sessionId", metric, value from clinic.device_value
     where day = any(${days}::date[]) and id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}
