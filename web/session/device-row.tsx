import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type MonitorLineSaid, monitorSays } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Pill } from '#web/ui/parts.tsx';
import { clockWords, heardWords, whoseWords } from './device-words.ts';
import type { Device } from './monitor.queries.ts';
import { besideWords, hasNumber, valueWords } from './monitor-words.ts';

type Props = {
  device: Device;
  /** Of the clinic. */
  zone: string;
  nowMs: number;
  /** Whom it measures leads to their session. */
  isLinked?: boolean;
  children?: ReactNode;
};

/** "Pressure 128/76 mmHg, 12 s ago". */
const saysWords = (said: MonitorLineSaid, nowMs: number): string =>
  t('monitors.saysOne', {
    ...{ name: t(`monitor.line.${said.line}`), value: valueWords(said), unit: t(`monitor.unit.${said.line}`) },
    beside: besideWords(said, nowMs).join(', '),
  });

/** A monitor: its name and key, when it was heard, its clock, and whom it measures. */
export function DeviceRow({ device, zone, nowMs, isLinked = false, children }: Props) {
  const { name, key, byWhat, heardAt, offsetMs, isSimulated, assigned } = device;
  const says = monitorSays(device.says, nowMs).filter(hasNumber);
  return (
    <li>
      <div className="row-main stack g0">
        <p className="row g1">
          <strong>{name}</strong>
          {isSimulated ? <Pill state="blue">{t('monitor.simulated')}</Pill> : <span>{t('monitors.real')}</span>}
        </p>
        <p className="small quiet num">
          {[
            ...(key === name ? [] : [key]),
            t('monitors.heard', { time: heardWords(heardAt, zone, nowMs) }),
            clockWords(offsetMs),
            ...(device.zone === null ? [] : [t('devices.zoneIs', { zone: device.zone })]),
            ...(byWhat === 'bed' ? [t('monitors.byBed')] : byWhat === 'sender' ? [t('monitors.bySender')] : []),
          ].join(' · ')}
        </p>
        {assigned === null ? (
          <>
            <p className="small">{t('monitors.free')}</p>
            {says.length > 0 && (
              <p className="small num">
                {t('monitors.says', { values: says.map((said) => saysWords(said, nowMs)).join(' · ') })}
              </p>
            )}
          </>
        ) : (
          <p className="small num">
            {isLinked ? (
              <Link
                to="/sessions/$id"
                params={{ id: assigned.sessionId }}
                search={{ act: 'monitors' }}
                className="device-whose"
              >
                {t('monitors.measures', { who: whoseWords(assigned) })}
              </Link>
            ) : (
              t('monitors.measures', { who: whoseWords(assigned) })
            )}{' '}
            {t('monitors.since', { time: heardWords(assigned.fromAt, zone, nowMs) })}
          </p>
        )}
      </div>
      {children}
    </li>
  );
}
