import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post } from '#web/platform/api.ts';
import { clock, today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Confirm, Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
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
  const [asking, setAsking] = useState<'come' | 'leave'>();
  const { busy, error, run } = useBusy();
  const isHere = untilMs !== undefined && untilMs > nowMs;
  const leave = () =>
    void run(async () => {
      await post('/api/shift/leave');
      setAsking(undefined);
      await lookAtFloor();
    });
  return (
    <>
      <Button className="watch-shift" onClick={() => setAsking('come')}>
        {isHere ? t('duty.hereUntil', { time: clock(untilMs, zone) }) : t('duty.iAmHere')}
      </Button>
      {isHere && (
        <Button variant="subtle" className="watch-shift" onClick={() => setAsking('leave')}>
          {t('duty.iLeave')}
        </Button>
      )}
      {asking === 'come' && <Come zone={zone} nowMs={nowMs} close={() => setAsking(undefined)} />}
      <Confirm
        title={t('duty.leaveTitle')}
        open={asking === 'leave'}
        close={() => setAsking(undefined)}
        act={t('duty.iLeave')}
        danger={chairs.length > 0}
        busy={busy}
        onAct={leave}
      >
        {chairs.length > 0 ? t('duty.leaveWatching', { chairs: chairs.join(', ') }) : t('duty.leaveBody')}
        <Refusal error={error} />
      </Confirm>
    </>
  );
}

function Come({ zone, nowMs, close }: Pick<Props, 'zone' | 'nowMs'> & { close: () => void }) {
  const [time, setTime] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const come = (untilAtMs: number) =>
    void run(async () => {
      await post('/api/shift', { untilAt: new Date(untilAtMs).toISOString() });
      close();
      await lookAtFloor();
    });
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
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button variant="filled" loading={busy} onClick={() => (isRight ? come(typedMs) : setAsked(true))}>
            {t('duty.iAmHere')}
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
