import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post } from '#web/platform/api.ts';
import { clock, today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { atClinic } from './clinic-time.ts';
import { lookAtFloor } from './session-store.ts';

type Props = {
  /** Of whoever is signed in; undefined: they have not said that they are here. */
  untilMs: number | undefined;
  /** Chairs that they watch. */
  chairs: readonly string[];
  zone: string;
  nowMs: number;
};

const hours = [4, 8, 12] as const;
const mostMs = 16 * 3_600_000;
const day = 86_400_000;

/** "I am on site", until when, and "I leave": each of oneself. */
export function MyShift({ untilMs, chairs, zone, nowMs }: Props) {
  const [open, setOpen] = useState(false);
  const isHere = untilMs !== undefined && untilMs > nowMs;
  return (
    <>
      <Button className="watch-shift num" onClick={() => setOpen(true)}>
        {isHere ? t('duty.hereUntil', { time: clock(untilMs, zone) }) : t('duty.iAmHere')}
      </Button>
      {open && <Come {...{ isHere, chairs, zone, nowMs }} close={() => setOpen(false)} />}
    </>
  );
}

type ComeProps = Omit<Props, 'untilMs'> & { isHere: boolean; close: () => void };

function Come({ isHere, chairs, zone, nowMs, close }: ComeProps) {
  const [time, setTime] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const send = (path: string, body?: object) =>
    void run(async () => {
      await post(path, body);
      close();
      await lookAtFloor();
    });
  const come = (untilAtMs: number) => send('/api/shift', { untilAt: new Date(untilAtMs).toISOString() });
  const typedMs = /^\d\d:\d\d$/.test(time) ? nextAt(time, zone, nowMs) : undefined;
  const isRight = typedMs !== undefined && typedMs - nowMs <= mostMs;
  return (
    <Dialog title={t('duty.iAmHere')} open close={close} typed={() => false}>
      <div className="stack g3">
        <p className="quiet">{t('duty.untilHow')}</p>
        <div className="row g1">
          {hours.map((count) => (
            <Button key={count} size="lg" loading={busy} onClick={() => come(nowMs + count * 3_600_000)}>
              {t('duty.inHours', { count })}
            </Button>
          ))}
        </div>
        <TextInput
          type="time"
          label={t('duty.until')}
          value={time}
          error={isAsked && !isRight ? t('duty.untilNeeded') : undefined}
          onChange={({ currentTarget }) => setTime(currentTarget.value)}
        />
        {isHere && (
          <Notice
            state={chairs.length > 0 ? 'amber' : 'plain'}
            title={chairs.length > 0 ? t('duty.leaveWatching', { chairs: chairs.join(', ') }) : t('duty.leaveBody')}
            actions={
              <Button loading={busy} onClick={() => send('/api/shift/leave')}>
                {t('duty.iLeave')}
              </Button>
            }
          />
        )}
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button variant="filled" loading={busy} onClick={() => (isRight ? come(typedMs) : setAsked(true))}>
            {t(isHere ? 'duty.change' : 'duty.iAmHere')}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}

/** The next moment at which the clinic's clock says so: today, or after midnight. */
function nextAt(time: string, zone: string, nowMs: number): number {
  const on = (atMs: number) => Date.parse(atClinic(today(zone, atMs), time, zone) ?? '');
  return on(nowMs) > nowMs ? on(nowMs) : on(nowMs + day);
}
