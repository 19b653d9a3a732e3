import { type EmergencyCard, redFirst } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Card, Mark } from '#web/ui/parts.tsx';
import { clockWithSeconds } from './acts-time.tsx';
import type { SessionInHand } from './session-data.ts';

/** Why a card is open: how to recognise it, the newest of each value, and what of the last set is red or amber. */
export function Why({ hand, card }: { hand: SessionInHand; card: EmergencyCard | undefined }) {
  const { latest } = hand.agenda;
  const all = latest?.judged.judgements ?? [];
  const abnormal = [...redFirst(all), ...all.filter(({ state }) => state === 'amber')];
  return (
    <Card title={t('card.why')}>
      <div className="stack g1">
        {card !== undefined && <p>{card.recognise}</p>}
        {latest === undefined ? (
          <p className="quiet">{t('card.noReadings')}</p>
        ) : (
          <p className="small quiet num">
            {t('card.lastReadings', { time: clockWithSeconds(latest.atMs, hand.floor.clinic.timeZone) })}
          </p>
        )}
        {latest !== undefined && <Vitals hand={hand} />}
        {abnormal.map(({ parameter, state, says }) => (
          <p key={`${parameter} ${says}`} className="row g05 nowrap">
            <Mark state={state === 'red' ? 'red' : 'amber'} />
            <span className="grow strong">{says}</span>
          </p>
        ))}
        {card !== undefined && (
          <p className="caption quiet">
            {t('card.basis', { source: card.source, class: t(`acts.class.${card.provenance}`) })}
          </p>
        )}
      </div>
    </Card>
  );
}

const vitals = ['systolicMmHg', 'diastolicMmHg', 'heartRatePerMin', 'spo2Pct', 'breathsPerMin', 'moaaS'] as const;

/** The newest of each, normal ones too, with how old it is. Not taken is said. */
function Vitals({ hand: { agenda, floor } }: { hand: SessionInHand }) {
  return (
    <dl className="card-vitals num">
      {vitals.map((name) => {
        const last = agenda.lastValues[name];
        return (
          <div key={name}>
            <dt>{t(`card.vital.${name}`)}</dt>
            <dd className={last?.state === 'red' || last?.state === 'amber' ? `card-vital-${last.state}` : ''}>
              {last === undefined ? (
                t('card.notTaken')
              ) : (
                <>
                  {(last.state === 'red' || last.state === 'amber') && <Mark state={last.state} size={18} />}{' '}
                  <strong>{last.value}</strong>{' '}
                  <span className="caption">{clock(last.atMs, floor.clinic.timeZone)}</span>
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
