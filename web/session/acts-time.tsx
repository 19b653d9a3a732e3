import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { clock, today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { atClinic } from './clinic-time.ts';
import type { SessionInHand } from './session-data.ts';

const minute = 60_000;
const oneDay = 24 * 60 * minute;
const steps = [1, 5, 10] as const;

/** When it happened: now, or what somebody set. What is typed counts as it stands; while it is no time, nothing is kept. */
export type AtWhen = {
  /** By the server's clock; undefined is now. */
  atMs: number | undefined;
  /** Why what is typed is no time. */
  wrong: string | undefined;
  typed: string;
  type: (text: string) => void;
  set: (atMs: number | undefined) => void;
};

export function useAtTime(hand: SessionInHand): AtWhen {
  const [atMs, change] = useState<number>();
  return useTypedTime(hand, atMs, change);
}

/** The same where the moment is held elsewhere. */
export function useTypedTime(
  hand: SessionInHand,
  atMs: number | undefined,
  change: (atMs: number | undefined) => void,
): AtWhen {
  const [typed, setTyped] = useState('');
  const read = (text: string) =>
    text.trim() === '' ? undefined : readTime(text, hand.floor.clinic.timeZone, hand.nowMs);
  const now = read(typed);
  return {
    atMs,
    wrong: typeof now === 'string' ? now : undefined,
    typed,
    type: (text) => {
      setTyped(text);
      const next = read(text);
      if (typeof next !== 'string') change(next);
    },
    set: (next) => {
      setTyped('');
      change(next);
    },
  };
}

type Props = {
  hand: SessionInHand;
  of: AtWhen;
  /** The moment that stands while nobody sets another; left out: now. */
  usualMs?: number;
  word?: string;
};

/** It stands at now and is changed on purpose; what is entered later is said to be. */
export function AtTime({ hand, of, usualMs = hand.nowMs, word = t('acts.happenedAt') }: Props) {
  const [isChanging, setChanging] = useState(false);
  const zone = hand.floor.clinic.timeZone;
  const atMs = of.atMs ?? usualMs;
  const lateMin = of.wrong === undefined ? Math.floor((hand.nowMs - atMs) / minute) : 0;
  // What is no time yet does not vanish behind its own button.
  const open = isChanging || of.wrong !== undefined;
  return (
    <div className="at-time">
      <p className="at-time-line">
        <span className="quiet small">{word}</span>{' '}
        <strong className="num at-time-clock">{of.wrong === undefined ? clock(atMs, zone) : '–'}</strong>
        <Button variant="subtle" size="lg" onClick={() => setChanging(!open)} aria-expanded={open}>
          {t('acts.change')}
        </Button>
      </p>
      {lateMin >= 1 && <p className="caption quiet">{t('acts.late', { minutes: lateMin })}</p>}
      {open && <TimeChange hand={hand} of={of} atMs={atMs} close={() => setChanging(false)} />}
    </div>
  );
}

function TimeChange({ hand, of, atMs, close }: Pick<Props, 'hand' | 'of'> & { atMs: number; close: () => void }) {
  const zone = hand.floor.clinic.timeZone;
  const isYesterday = today(zone, atMs) !== today(zone, hand.nowMs);
  return (
    <div className="at-time-change stack g1">
      <div className="row g1">
        {steps.map((count) => (
          <Button key={count} size="lg" onClick={() => of.set(atMs - count * minute)}>
            {t('acts.earlier', { count })}
          </Button>
        ))}
        <Button
          size="lg"
          onClick={() => {
            of.set(undefined);
            close();
          }}
        >
          {t('acts.setNow')}
        </Button>
      </div>
      <TextInput
        label={t('acts.timeField')}
        size="lg"
        inputMode="numeric"
        value={of.typed}
        error={of.wrong === undefined ? undefined : t('acts.timeOpen', { wrong: of.wrong })}
        onChange={({ currentTarget }) => of.type(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (of.wrong === undefined) close();
        }}
      />
      {of.typed.trim() !== '' && of.wrong === undefined && (
        <p className="strong num" role="status">
          {t(isYesterday ? 'acts.timeYesterday' : 'acts.timeCounts', { time: clock(atMs, zone) })}
        </p>
      )}
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
