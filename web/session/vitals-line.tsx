import { t } from '#web/platform/text.ts';
import { Value } from './floor-numbers.tsx';
import { minutesWords } from './floor-words.ts';
import { halvesOf, shownOf } from './last-values.ts';
import type { SessionInHand } from './session-data.ts';
import { SpO2 } from './session-readings.tsx';

/** On a phone the newest values in one line above all else: the panel with their ages and authors is further down. */
export function VitalsLine({ hand: { record, agenda, nowMs } }: { hand: SessionInHand }) {
  const newest = record.readings.at(-1);
  const { systolic, diastolic } = halvesOf(record, agenda);
  const [pulse, spo2] = [shownOf(record, agenda, 'heartRatePerMin'), shownOf(record, agenda, 'spo2Pct')];
  return (
    <section className="vitals-line only-phone" aria-label={t('session.vitals')}>
      <p className="vitals-values num">
        <span>
          <Value of={systolic} />/<Value of={diastolic} /> <small>{t('session.unit.mmHg')}</small>
        </span>
        <span>
          <Value of={pulse} /> <small>{t('session.unit.perMin')}</small>
        </span>
        <span>
          <Value of={spo2} />{' '}
          <small>
            {t('session.unit.pct')} <SpO2 />
          </small>
        </span>
      </p>
      <p className="caption quiet num">
        {newest === undefined
          ? t('session.none')
          : t('floor.readAgo', { time: minutesWords((nowMs - newest.atMs) / 60_000) })}
      </p>
    </section>
  );
}
