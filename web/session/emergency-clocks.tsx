import { t } from '#web/platform/text.ts';
import { clockWithSeconds } from './acts-time.tsx';
import { stopwatch } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';

/** Three clocks: since the card was opened, until the next readings, and what the pump does. */
export function EmergencyClocks({ hand, openedMs }: { hand: SessionInHand; openedMs: number }) {
  const { agenda, nowMs, floor } = hand;
  const next = agenda.todo.find(({ what }) => what === 'repeat' || what === 'reading');
  const until = next?.atMs === undefined ? undefined : next.atMs - nowMs;
  const { state, endedAtMs } = agenda.infusion;
  return (
    <dl className="card-clocks num" aria-live="off">
      <div>
        <dt>{t('card.since')}</dt>
        <dd>{stopwatch(nowMs - openedMs)}</dd>
      </div>
      <div>
        <dt>{t('card.nextReading')}</dt>
        <dd>
          {next === undefined
            ? t('card.notKnown')
            : until === undefined
              ? t('card.now')
              : until < 0
                ? t('card.overdue', { time: stopwatch(-until) })
                : stopwatch(until)}
        </dd>
      </div>
      <div>
        <dt>{t('card.pump')}</dt>
        <dd className="card-clock-words">
          {state === 'stopped'
            ? t('card.pump.stopped', {
                time: endedAtMs === undefined ? '' : clockWithSeconds(endedAtMs, floor.clinic.timeZone),
              })
            : t(`card.pump.${state}`)}
        </dd>
      </div>
    </dl>
  );
}
