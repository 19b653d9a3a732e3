/** What comes in from monitors, kept as it came and read as far as it can be. One intake for each clinic. */

import type { Outcome } from '#server/hl7/ack.ts';
import { type Hl7Message, NotHl7, readHl7 } from '#server/hl7/hl7-text.ts';
import { isObservation, type Observations, readObservations, sentAt } from '#server/hl7/oru.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import {
  type DeviceRow,
  type KeptMessage,
  type KeptValue,
  keepMessages,
  keepValues,
  listByKey,
  makeDays,
  noteHeard,
  saveDevice,
  zoneOfClinic,
} from './device.queries.ts';

export type Intake = {
  /** Kept, or refused with the reason, once this is answered. It never throws. */
  take(raw: Buffer, from: string): Promise<{ message: Hl7Message | undefined; outcome: Outcome }>;
  /** Bytes that are no message, kept so that whoever looks after the device sees them. */
  stray(raw: Buffer, from: string, why: string): Promise<void>;
  stop(): Promise<void>;
};

type Waiting = { message: KeptMessage; done(outcome: Outcome): void };

/** One statement holds at most so many messages: about 0.3 MB of usual ones. */
const mostAtOnce = 200;
/** When a device was heard is said so often, and not with each of its messages. */
const noteEveryMs = 5_000;
const dayMs = 86_400_000;

/** As long as the database keeps it, and of letters that it keeps. */
const keyOf = (key: string) => key.replaceAll('\0', '\ufffd').slice(0, 200);

/** A clock that is off by more is not put right but not believed at all. */
const mostOffMs = dayMs;
/** What was measured can't have been measured later than it came; so much is left to rounding. */
const mostAheadMs = 2_000;

/** When something was measured: what the device says, put right by how far its clock is off; otherwise when it came. */
function byOurClock(came: Date, deviceAt: Date | undefined, offsetMs: number | undefined): Date {
  if (deviceAt === undefined || Math.abs(offsetMs ?? 0) > mostOffMs) return came;
  const put = new Date(deviceAt.getTime() + (offsetMs ?? 0));
  return put.getTime() > came.getTime() + mostAheadMs ? came : put;
}

export function openIntake(services: Services, clinicId: string): Intake {
  const inside = { services, clinicId };
  const { clock, log } = services;
  const devices = new Map<string, DeviceRow>();
  const heard = new Map<string, { at: Date; offsetMs: number | undefined; isSimulated: boolean }>();
  let waiting: Waiting[] = [];
  let keeping: Promise<void> | undefined;
  let zone: { name: string; askedMs: number } | undefined;
  let madeFor = '';
  let notedMs = 0;

  /** The clinic's own zone, asked again every minute: it may be changed. */
  async function zoneNow(): Promise<string> {
    const nowMs = clock().getTime();
    if (zone === undefined || nowMs - zone.askedMs > 60_000)
      zone = { name: await inClinic(inside, zoneOfClinic), askedMs: nowMs };
    return zone.name;
  }

  /** New ones are there from now on. */
  async function knowDevices(said: Observations, at: Date): Promise<void> {
    const unknown = new Map(said.values.map((of) => [keyOf(of.device.key), of]));
    for (const key of unknown.keys()) if (devices.has(key)) unknown.delete(key);
    if (unknown.size === 0) return;
    const rows = await inClinic(inside, async (tx) => {
      for (const [key, { device, isSimulated }] of unknown)
        await saveDevice(tx, { id: newId(), key, byWhat: device.by, at, isSimulated });
      return listByKey(tx, [...unknown.keys()]);
    });
    for (const row of rows) devices.set(row.key, row);
  }

  async function read(raw: Buffer, from: string): Promise<{ message: Hl7Message; kept: KeptMessage }> {
    const at = clock();
    const message = readHl7(raw);
    const made = { id: newId(), at, from, raw };
    if (!isObservation(message))
      return {
        message,
        kept: { ...made, outcome: 'refused', why: 'It is no observation (ORU^R01).', unread: [], values: [] },
      };
    const usual = await zoneNow();
    const said = readObservations(message, ({ key }) => devices.get(keyOf(key))?.zone ?? usual);
    await knowDevices(said, at);
    const sent = sentAt(message, usual);
    const offsetMs = sent === undefined ? undefined : at.getTime() - sent.ms;
    const values = said.values.flatMap((of): KeptValue[] => {
      const device = devices.get(keyOf(of.device.key));
      if (device === undefined) return [];
      heard.set(device.id, { at, offsetMs, isSimulated: of.isSimulated });
      const deviceAt = of.at === undefined ? undefined : new Date(of.at.ms);
      const put = byOurClock(at, deviceAt, offsetMs);
      const { metric, text, unit, value, state, isConverted, isUnitAssumed, isSimulated, code } = of;
      return [
        {
          ...{
            id: newId(),
            deviceId: device.id,
            code: [code.code, code.name, code.system].join('^'),
            deviceAt,
            at: put,
          },
          ...{ metric, text, unit, value, state, isConverted, isUnitAssumed, isSimulated },
        },
      ];
    });
    return { message, kept: { ...made, outcome: 'kept', why: undefined, unread: said.unread, values } };
  }

  /** Sent while another batch is under way, they leave together with the next. */
  const keep = (message: KeptMessage): Promise<Outcome> =>
    new Promise((done) => {
      waiting.push({ message, done });
      keeping ??= keepAll().finally(() => {
        keeping = undefined;
      });
    });

  async function keepAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(batch.length);
      const outcome = await keepBatch(batch.map(({ message }) => message));
      if (outcome.isOfContent) {
        await keepOneByOne(batch);
        continue;
      }
      for (const { message, done } of batch)
        done(
          outcome.is === 'kept' && message.outcome === 'refused' ? { is: 'refused', why: message.why ?? '' } : outcome,
        );
    }
  }

  /** One that the database refuses holds up no other; it is kept as it came, and its values are told as not read. */
  async function keepOneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const { message, done } of batch) {
      const whole = await keepBatch([message]);
      const why = 'its values could not be kept';
      const bare = { ...message, values: [], unread: [{ place: 0, segment: 'OBX', why }] };
      const { is } = whole.isOfContent ? await keepBatch([bare]) : whole;
      done(
        is === 'kept' && message.outcome === 'refused'
          ? { is: 'refused', why: message.why ?? '' }
          : { is, why: whole.why ?? '' },
      );
    }
  }

  async function keepBatch(batch: readonly KeptMessage[]): Promise<Outcome & { isOfContent?: boolean }> {
    try {
      await prepareDays();
      // Nothing of it is in the trail or on the live feed: screens ask for what monitors say at a pace of their own.
      await services.db.inClinicAtOnce(clinicId, keepMessages, keepValues(batch));
      await sayHeard();
      return { is: 'kept' };
    } catch (error) {
      log.error({ clinicId, err: error instanceof Error ? error.message : String(error) }, 'messages were not kept');
      return { is: 'failed', why: 'It could not be kept. Send it again.', isOfContent: isOfContent(error) };
    }
  }

  async function prepareDays(): Promise<void> {
    const today = clock();
    const day = today.toISOString().slice(0, 10);
    if (madeFor === day) return;
    const after = new Date(today.getTime() + 2 * dayMs).toISOString().slice(0, 10);
    await inClinic(inside, (tx) => makeDays(tx, day, after));
    madeFor = day;
  }

  async function sayHeard(): Promise<void> {
    const nowMs = clock().getTime();
    if (heard.size === 0 || nowMs - notedMs < noteEveryMs) return;
    notedMs = nowMs;
    const said = [...heard].map(([id, of]) => ({ id, ...of }));
    heard.clear();
    await services.db.inClinicTransaction(clinicId, (tx) => noteHeard(tx, said));
  }

  const refusedAs = (raw: Buffer, from: string, why: string): KeptMessage => ({
    ...{ id: newId(), at: clock(), from, raw, outcome: 'refused', why, unread: [], values: [] },
  });

  return {
    take: async (raw, from) => {
      try {
        const { message, kept } = await read(raw, from);
        return { message, outcome: await keep(kept) };
      } catch (error) {
        if (error instanceof NotHl7)
          return { message: undefined, outcome: await keep(refusedAs(raw, from, error.message)) };
        log.error({ clinicId, err: error instanceof Error ? error.message : String(error) }, 'a message was not read');
        return { message: undefined, outcome: { is: 'failed', why: 'It could not be taken in. Send it again.' } };
      }
    },
    stray: async (raw, from, why) => {
      await keep(refusedAs(raw, from, `Bytes that are no message: ${why}.`));
    },
    stop: async () => {
      await keeping;
    },
  };
}

/** SQLSTATE 22 and 23: a value or a rule of the table, which would be refused again. */
const isOfContent = (error: unknown): boolean =>
  error instanceof Error && /^2[23]/.test(String(Reflect.get(error, 'code')));
