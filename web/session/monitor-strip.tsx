import { Button } from '@mantine/core';
import type { MonitorLineSaid } from '#clinical/session/session.ts';
import { sentenceOf } from '#web/platform/api.ts';
import { clockOrMoment } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { type MonitorNow, useMonitor } from './monitor.queries.ts';
import { ageWords, besideWords, hasNumber, offWords, valueWords } from './monitor-words.ts';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';
import { SpO2 } from './session-readings.tsx';
import './monitor.css';

/** What the monitors at the chair say now: grey, unconfirmed, never coloured and never alarmed. It is not the record. */
export function MonitorStrip({ hand, open }: { hand: SessionInHand; open: OpenAct }) {
  const now = useMonitor(hand);
  if (now.is === 'nothing') return null;
  return (
    <section className="monitor-strip no-print" aria-label={t('monitor.strip')}>
      <p className="monitor-head">
        <strong>{t('monitor.unconfirmed')}</strong>
        {now.devices.map(({ id, name, isSimulated }) => (
          <span key={id}>
            {name}
            {isSimulated && <em className="monitor-simulated">{t('monitor.simulated')}</em>}
          </span>
        ))}
      </p>
      <Said now={now} hand={hand} />
      <Button className="monitor-open" variant="default" onClick={() => open('monitors')}>
        {t('monitor.open')}
      </Button>
    </section>
  );
}

function Said({ now, hand }: { now: MonitorNow; hand: SessionInHand }) {
  const words = insteadOf(now, hand.floor.clinic.timeZone);
  if (words !== undefined) return <p className="monitor-words">{words}</p>;
  const silent = now.devices.flatMap(({ name, silentMs }) =>
    silentMs === undefined ? [] : [t('monitor.silent', { device: name, time: ageWords(silentMs) })],
  );
  const off = now.devices.flatMap(({ name, offMs }) => (offMs === undefined ? [] : [offWords(offMs, name)]));
  return (
    <>
      <ul className="monitor-values num">
        {now.says.map((said) => (
          <Value key={`${said.line} ${said.values[0]?.deviceId}`} said={said} nowMs={hand.nowMs} />
        ))}
      </ul>
      {[...silent, ...off].map((one) => (
        <p key={one} className="monitor-words">
          {one}
        </p>
      ))}
    </>
  );
}

/** Why no value stands there. */
function insteadOf(now: MonitorNow, zone: string): string | undefined {
  if (now.is === 'loading') return t('monitor.loading');
  if (now.is === 'failed') return t('monitor.failed', { why: sentenceOf(now.error) });
  if (now.is === 'not-live')
    return now.silentSince === undefined
      ? t('monitor.notLive')
      : t('monitor.notLiveSince', { time: clockOrMoment(now.silentSince, zone) });
  if (now.devices.length === 0) return t('monitor.none');
  const isQuiet = now.says.length === 0 && now.devices.every(({ silentMs }) => silentMs === undefined);
  return isQuiet ? t('monitor.notYet') : undefined;
}

function Value({ said, nowMs }: { said: MonitorLineSaid; nowMs: number }) {
  const name = said.line === 'spo2Pct' ? <SpO2 /> : t(`monitor.line.${said.line}`);
  if (said.is === 'gone')
    return (
      <li className="monitor-value">
        <span className="monitor-name">{name}</span>
        <span className="monitor-beside">{t('monitor.gone', { time: ageWords(nowMs - said.atMs) })}</span>
      </li>
    );
  return (
    <li className="monitor-value">
      <span className="monitor-name">{name}</span>
      {hasNumber(said) && (
        <span>
          <span className="monitor-number">{valueWords(said)}</span> <small>{t(`monitor.unit.${said.line}`)}</small>
        </span>
      )}
      <span className="monitor-beside">{besideWords(said, nowMs).join(' · ')}</span>
    </li>
  );
}
