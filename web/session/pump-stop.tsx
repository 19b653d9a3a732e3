import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { infusionOf, isVolumeOff } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, clockWithSeconds, useAtTime } from './acts-time.tsx';
import { mg } from './floor-words.ts';
import { fromThousandths, inThousandths } from './pump-numbers.ts';
import { type SessionInHand, serverNow } from './session-data.ts';

const longest = 500;

const tenth = (ul: number): string => (ul / 1_000).toFixed(1);

/** What was done at the pump. The time is that of the first tap: this sheet opened then. */
export function StopSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const [openedMs] = useState(serverNow);
  const at = useAtTime(hand);
  const [volume, setVolume] = useState('');
  const [reason, setReason] = useState('');
  const { busy, error, run, keep } = useKeeping(hand);
  const { infusion } = hand.agenda;
  const atMs = at.atMs ?? openedMs;
  const ul = inThousandths(volume);
  const isWrong = volume.trim() !== '' && ul === undefined;
  // As it stood at the moment that would be kept.
  const workedOutUl = infusionOf(hand.record.pump, atMs).givenUl;
  const save = () =>
    void run(async () => {
      const said = reason.trim();
      const data = {
        ...(said === '' ? {} : { reason: said }),
        ...(ul === undefined ? {} : { volumeGivenUl: ul }),
      };
      const { event } = await keep('dose-stopped', data, atMs);
      sayKept(hand, t('stop.done'), event);
      close();
    });
  const time = at.wrong === undefined ? clockWithSeconds(atMs, hand.floor.clinic.timeZone) : '–';
  const isOn = infusion.state === 'running' || infusion.state === 'paused' || infusion.state === 'run-out';
  return (
    <SmallSheet title={t('stop.title')} hand={hand} close={close}>
      <p className="act-number num">
        {t('stop.asks')} {time}
      </p>
      <Button
        size="xl"
        variant="filled"
        color="red"
        loading={busy}
        disabled={isWrong || at.wrong !== undefined}
        onClick={save}
        data-autofocus
      >
        {t('stop.act', { time })}
      </Button>
      <NotKept error={error} />
      <p className="quiet">{t('stop.how')}</p>
      {isOn ? (
        <p className="num">{t('stop.given', { given: mg(infusion.givenUg), ml: tenth(infusion.givenUl) })}</p>
      ) : (
        <Notice state="amber">{t('stop.notRunning')}</Notice>
      )}
      <TextInput
        size="lg"
        label={t('stop.volume')}
        inputMode="decimal"
        value={volume}
        error={isWrong ? t('start.number') : undefined}
        onChange={({ currentTarget }) => setVolume(currentTarget.value)}
      />
      {ul !== undefined && isVolumeOff(ul, workedOutUl) && (
        <Notice state="red" live title={t('stop.offTitle', { shown: fromThousandths(ul), worked: tenth(workedOutUl) })}>
          {t('stop.offHow')}
        </Notice>
      )}
      <TextInput
        size="lg"
        label={t('stop.why')}
        value={reason}
        maxLength={longest}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <AtTime hand={hand} of={at} usualMs={openedMs} />
    </SmallSheet>
  );
}
