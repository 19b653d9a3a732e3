/** Doses that are given at once or lie in the mouth, as blocks on the dose lane and as flags above the curves. */
import { nasalDevice } from '#clinical/plan/plan.ts';
import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { fromThousandths } from './pump-numbers.ts';

/** `toMin` is behind `min` for a dose that was held; while it still is, up to now. */
export type Block = { id: string; min: number; toMin: number; says: string; isPlanned: boolean };

type MinuteOf = (atMs: number) => number;

const mgWords = (ug: number) => fromThousandths(ug);

export function blocksOf(record: SessionRecord, agenda: Agenda, minuteOf: MinuteOf, nowMin: number): Block[] {
  const at = ({ id, atMs, data }: { id: string; atMs: number; data: { doseUg: number } }): Block => ({
    id,
    min: minuteOf(atMs),
    toMin: minuteOf(atMs),
    says: mgWords(data.doseUg),
    isPlanned: false,
  });
  const held = record.mouthDoses.map((dose) => ({
    ...at(dose),
    toMin: dose.data.route === 'oral' ? minuteOf(dose.atMs) : dose.ended ? minuteOf(dose.ended.atMs) : nowMin,
  }));
  const planned = record.left === undefined ? plannedDevices(agenda, minuteOf, nowMin) : [];
  return [...record.devices.map(at), ...planned, ...record.injections.map(at), ...record.sprays.map(at), ...held].sort(
    (a, b) => a.min - b.min,
  );
}

/** The next device, at the minute from which it may be given: dashed, since nobody has given it. */
function plannedDevices({ dosing }: Agenda, minuteOf: MinuteOf, nowMin: number): Block[] {
  const { next, startedAtMs } = dosing;
  if (next?.opensAtMs === undefined || startedAtMs === undefined) return [];
  const min = Math.max(minuteOf(next.opensAtMs), nowMin);
  const says = mgWords(nasalDevice.value.ug);
  return [{ id: `planned:${next.number}`, min, toMin: min, says, isPlanned: true }];
}

type DoseFlag = { id: string; atMs: number; says: string };

/** Only the first device has a flag: the others stand as blocks, minutes apart. */
export function doseFlagsOf(record: SessionRecord): DoseFlag[] {
  const [device] = record.devices;
  const [spray] = record.sprays;
  return [
    ...(device === undefined
      ? []
      : [{ id: device.id, atMs: device.atMs, says: t('timeline.flag.device', { number: device.data.number }) }]),
    ...(spray === undefined ? [] : [{ id: spray.id, atMs: spray.atMs, says: t('timeline.flag.spray') }]),
    ...record.injections.map(({ id, atMs, data }) => ({
      id,
      atMs,
      says: t('timeline.flag.injection', { site: t(`dose.site.${data.site}`).toLocaleLowerCase() }),
    })),
    ...record.mouthDoses.flatMap(({ id, atMs, data, ended }) => [
      { id, atMs, says: t(data.route === 'oral' ? 'timeline.flag.taken' : 'timeline.flag.placed') },
      ...(ended === undefined || data.route === 'oral'
        ? []
        : [{ id: ended.id, atMs: ended.atMs, says: t(`timeline.flag.${ended.how}`) }]),
    ]),
  ];
}
