import type { Protocol } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { minute } from './protocol-lines.ts';

/** Nearer than this share of the axis two figures would stand in each other: every other one stands higher. */
const tooNear = 0.07;

/** When readings are taken, while the infusion runs and until somebody may leave: one axis in minutes. */
export function CadenceAxis({ protocol }: { protocol: Protocol }) {
  const { cadence, infusion, leastStay } = protocol;
  const readings = cadence.readingsAtMin;
  const overMin = infusion?.overMin ?? 0;
  const leaveAt = 'fromEndMin' in leastStay ? overMin + leastStay.fromEndMin : leastStay.fromDoseMin;
  const first = Math.min(0, ...readings);
  const last = Math.max(leaveAt, ...readings);
  const raised = new Set<number>();
  for (const [index, reading] of readings.entries()) {
    const before = readings[index - 1];
    if (before !== undefined && !raised.has(before) && (reading - before) / (last - first) < tooNear)
      raised.add(reading);
  }
  const at = (min: number) => `${((min - first) / (last - first)) * 100}%`;
  const width = (from: number, to: number) => `${((to - from) / (last - first)) * 100}%`;
  return (
    <figure className="cadence">
      <div
        className="cadence-plot"
        role="img"
        aria-label={
          infusion === undefined
            ? t('protocol.axisOther', { minutes: readings.map(minute).join(', '), leave: leaveAt })
            : t('protocol.axis', { minutes: readings.map(minute).join(', '), over: overMin, leave: leaveAt })
        }
      >
        {infusion !== undefined && (
          <span className="cadence-bar cadence-run" style={{ left: at(0), width: width(0, overMin) }} />
        )}
        <span className="cadence-bar cadence-stay" style={{ left: at(overMin), width: width(overMin, leaveAt) }} />
        {readings.map((reading) => (
          <span
            key={reading}
            className={raised.has(reading) ? 'cadence-tick cadence-tick-high num' : 'cadence-tick num'}
            style={{ left: at(reading) }}
          >
            {minute(reading)}
          </span>
        ))}
      </div>
      <figcaption className="row g2 small quiet">
        {infusion !== undefined && (
          <span className="row g1">
            <span className="cadence-key cadence-run" /> {t('protocol.axisRun', { over: overMin })}
          </span>
        )}
        <span className="row g1">
          <span className="cadence-key cadence-stay" /> {t('protocol.axisStay', { leave: leaveAt })}
        </span>
        <span>{t('protocol.axisTicks')}</span>
      </figcaption>
    </figure>
  );
}
