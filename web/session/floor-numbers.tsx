import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { halvesOf, type Shown, shownOf } from './last-values.ts';

type Props = { record: SessionRecord; agenda: Agenda; nowMs: number };

/** Pressure, pulse, saturation, the newest of each. What is old is grey, what was never measured is said. */
export function LastNumbers({ record, agenda }: Props) {
  const { systolic, diastolic } = halvesOf(record, agenda);
  const [pulse, spo2] = [shownOf(record, agenda, 'heartRatePerMin'), shownOf(record, agenda, 'spo2Pct')];
  return (
    <p className="numbers num">
      <span className="number">
        <Value of={systolic} />
        <span className={systolic?.state === 'stale' ? 'value-stale' : ''}>/</span>
        <Value of={diastolic} />
        <span className="unit">{t('floor.mmHg')}</span>
      </span>
      <span className="number">
        <Value of={pulse} />
        <span className="unit">{t('floor.pulse')}</span>
      </span>
      <span className="number">
        <Value of={spo2} />
        <span className="unit">
          {t('floor.percent')} {t('value.spo')}
          <sub>2</sub>
        </span>
      </span>
    </p>
  );
}

export function Value({ of }: { of: Shown | undefined }) {
  if (of === undefined) return <span className="value-unknown">–</span>;
  return <span className={`value-${of.state}`}>{of.value}</span>;
}
