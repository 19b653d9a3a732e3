/** Doses that are given at once or lie in the mouth, as blocks on the dose lane and as flags above the curves. */
import type { SessionRecord } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import type { CurveDose } from './plasma-curve.ts';
import { fromThousandths } from './pump-numbers.ts';

/** `toMin` is behind `min` for a dose that was held; while it still is, up to now. */
export type Block = { id: string; min: number; toMin: number; says: string; isPlanned: boolean };

type MinuteOf = (atMs: number) => number;

const mgWords = (ug: number) => fromThousandths(ug);

export function blocksOf(
  record: SessionRecord,
  planned: readonly CurveDose[],
  minuteOf: MinuteOf,
  nowMin: number,
): Block[] {
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
  return [
    ...record.devices.map(at),
    ...planned.flatMap(plannedBlock),
    ...record.injections.map(at),
    ...record.sprays.map(at),
    ...held,
  ].sort((a, b) => a.min - b.min);
}

/** At the minute from which it may be given, each device after the rest of the one before: dashed, nobody has given it. */
const plannedBlock = ({ atMin, mg, overMin, device }: CurveDose): Block[] =>
  overMin === undefined
    ? [{ id: `planned:${device ?? 1}`, min: atMin, toMin: atMin, says: mgWords(mg * 1_000), isPlanned: true }]
    : [];

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
