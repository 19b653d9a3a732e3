import type { Protocol } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { minute } from './protocol-lines.ts';

/** When readings are taken, while the infusion runs and until somebody may leave: one axis in minutes. */
export function CadenceAxis({ protocol }: { protocol: Protocol }) {
  const { cadence, infusion, leastStay } = protocol;
  const readings = cadence.readingsAtMin;
  const overMin = infusion?.overMin ?? 0;
  const leaveAt = 'fromEndMin' in leastStay ? overMin + leastStay.fromEndMin : leastStay.fromDoseMin;
  const first = Math.min(0, ...readings);
  const last = Math.max(leaveAt, ...readings);
  const at = (min: number) => `${((min - first) / (last - first)) * 100}%`;
  const width = (from: number, to: number) => `${((to - from) / (last - first)) * 100}%`;
  return (
    <figure className="cadence">
      <div
        className="cadence-plot"
        role="img"
        aria-label={t('protocol.axis', { minutes: readings.map(minute).join(', '), over: overMin, leave: leaveAt })}
      >
        <span className="cadence-bar cadence-run" style={{ left: at(0), width: width(0, overMin) }} />
        <span className="cadence-bar cadence-stay" style={{ left: at(overMin), width: width(overMin, leaveAt) }} />
        {readings.map((reading) => (
          <span key={reading} className="cadence-tick num" style={{ left: at(reading) }}>
            {minute(reading)}
          </span>
        ))}
      </div>
      <figcaption className="row g2 small quiet">
        <span className="row g1">
          <span className="cadence-key cadence-run" /> {t('protocol.axisRun', { over: overMin })}
        </span>
        <span className="row g1">
          <span className="cadence-key cadence-stay" /> {t('protocol.axisStay', { leave: leaveAt })}
        </span>
        <span>{t('protocol.axisTicks')}</span>
      </figcaption>
    </figure>
  );
}
