import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { clock, today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { atClinic } from './clinic-time.ts';
import type { SessionInHand } from './session-data.ts';

const minute = 60_000;
const oneDay = 24 * 60 * minute;
const steps = [1, 5, 10] as const;

type Props = {
  hand: SessionInHand;
  /** By the server's clock; undefined is now. */
  atMs: number | undefined;
  change: (atMs: number | undefined) => void;
  word?: string;
};

/** When it happened. It stands at now and is changed on purpose; what is entered later is said to be. */
export function AtTime({ hand, atMs, change, word = t('acts.happenedAt') }: Props) {
  const [open, setOpen] = useState(false);
  const zone = hand.floor.clinic.timeZone;
  const lateMin = atMs === undefined ? 0 : Math.floor((hand.nowMs - atMs) / minute);
  return (
    <div className="at-time">
      <p className="at-time-line">
        <span className="quiet small">{word}</span>{' '}
        <strong className="num at-time-clock">{clock(atMs ?? hand.nowMs, zone)}</strong>
        <Button variant="subtle" size="lg" onClick={() => setOpen(!open)} aria-expanded={open}>
          {t('acts.change')}
        </Button>
      </p>
      {lateMin >= 1 && <p className="caption quiet">{t('acts.late', { minutes: lateMin })}</p>}
      {open && <TimeChange hand={hand} atMs={atMs} change={change} close={() => setOpen(false)} />}
    </div>
  );
}

function TimeChange({ hand, atMs, change, close }: Props & { close: () => void }) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const { timeZone } = hand.floor.clinic;
  const take = () => {
    const read = readTime(typed, timeZone, hand.nowMs);
    if (typeof read === 'string') return setError(read);
    change(read);
    close();
  };
  return (
    <div className="at-time-change stack g1">
      <div className="row g1">
        {steps.map((count) => (
          <Button key={count} size="lg" onClick={() => change((atMs ?? hand.nowMs) - count * minute)}>
            {t('acts.earlier', { count })}
          </Button>
        ))}
        <Button
          size="lg"
          onClick={() => {
            change(undefined);
            close();
          }}
        >
          {t('acts.setNow')}
        </Button>
      </div>
      <div className="row g1 end-fields">
        <TextInput
          label={t('acts.timeField')}
          size="lg"
          inputMode="numeric"
          value={typed}
          error={error}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setError(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            take();
          }}
        />
        <Button size="lg" onClick={take}>
          {t('acts.timeDone')}
        </Button>
      </div>
    </div>
  );
}

/** "10:44" as the last moment at which the clinic's clock showed that; or why it is none. */
export function readTime(typed: string, timeZone: string, nowMs: number): number | string {
  const found = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(typed.trim());
  if (found === null) return t('acts.timeWrong');
  const time = `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? ''}`;
  const at = atClinic(today(timeZone, nowMs), time, timeZone);
  if (at === undefined) return t('acts.timeWrong');
  const ms = Date.parse(at);
  if (ms <= nowMs) return ms;
  // Shortly after midnight, 23:50 was yesterday; a time later today is a slip.
  const before = atClinic(today(timeZone, nowMs - oneDay), time, timeZone);
  const beforeMs = before === undefined ? ms : Date.parse(before);
  if (nowMs - beforeMs < oneDay / 4) return beforeMs;
  return t('acts.timeAhead', { time, now: clock(nowMs, timeZone) });
}

/** "10:46:12": to the second where each tap keeps the time. */
export const clockWithSeconds = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(ms);
