import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { soundStands } from '#clinical/session/session.ts';
import type { Duty } from '#server/session/duty.shapes.ts';
import { post } from '#web/platform/api.ts';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { useNow } from '#web/ui/network-state.tsx';
import { play, silence, silentUntil, stationSound } from './floor-sound.ts';
import { stopwatch } from './floor-words.ts';
import { SilencedIcon, SoundIcon } from './session-icons.ts';
import { lookAtFloor } from './session-store.ts';

type Props = { duty: Duty | undefined; shiftFromMs: number | undefined; nowMs: number; onSilence: () => void };

/**
 * At a staff station, and nowhere else. A browser lets nothing sound before a tap: so the test is what turns it on, each
 * time the page is opened. Silenced for two minutes, which count down and come back; there is no longer silence.
 */
export function SilenceButton({ duty, shiftFromMs, nowMs, onSilence }: Props) {
  const station = useFrame()?.station;
  const isOn = stationSound.use();
  const until = silentUntil.use();
  const now = useNow(1_000);
  const [testing, setTesting] = useState(false);
  const isStaff = station?.isStaffStation === true;
  // A page that leaves the staff station's place is silent again.
  useEffect(() => {
    if (!isStaff) stationSound.set(false);
  }, [isStaff]);
  if (!isStaff) return null;
  const tested = duty?.stations.find(({ id }) => id === station?.id)?.tested ?? undefined;
  const stands = soundStands(tested, shiftFromMs, nowMs);
  if (!isOn || stands !== 'tested')
    return (
      <>
        <Button
          className="say-amber"
          onClick={() => {
            play('due');
            setTesting(true);
          }}
          leftSection={<SoundIcon size={22} aria-hidden />}
        >
          {t('sound.test')}
        </Button>
        {testing && <Heard close={() => setTesting(false)} />}
      </>
    );
  if (until !== undefined && now < until)
    return (
      <Button disabled leftSection={<SilencedIcon size={22} aria-hidden />}>
        <span className="num">{t('floor.silentFor', { time: stopwatch(until - now) })}</span>
      </Button>
    );
  return (
    <Button
      onClick={() => {
        silence();
        onSilence();
        void post('/api/station/sound', { what: 'silenced' }, { background: true })
          .then(lookAtFloor)
          .catch(() => undefined);
      }}
      leftSection={<SoundIcon size={22} aria-hidden />}
    >
      {t('floor.silence')}
    </Button>
  );
}

/** A sound that nobody heard reminds nobody: the answer is written down either way. */
function Heard({ close }: { close: () => void }) {
  const { busy, error, run } = useBusy();
  const [isSilent, setSilent] = useState(false);
  const say = (what: 'heard' | 'not-heard') =>
    void run(async () => {
      await post('/api/station/sound', { what });
      stationSound.set(what === 'heard');
      await lookAtFloor();
      if (what === 'heard') close();
      else setSilent(true);
    });
  return (
    <Dialog title={t('sound.testTitle')} open close={close} typed={() => false}>
      <div className="stack g3">
        <p className="quiet" role={isSilent ? 'status' : undefined}>
          {t(isSilent ? 'sound.notHeardSaid' : 'sound.testBody')}
        </p>
        <Refusal error={error} />
        <FormEnd>
          <Button onClick={() => play('due')}>{t('sound.again')}</Button>
          <Button loading={busy} onClick={() => say('not-heard')}>
            {t('sound.notHeardAct')}
          </Button>
          <Button variant="filled" loading={busy} onClick={() => say('heard')}>
            {t('sound.heard')}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
