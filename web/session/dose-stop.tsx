import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, clockWithSeconds, useAtTime } from './acts-time.tsx';
import { Choice } from './pad-choices.tsx';
import { type SessionInHand, serverNow } from './session-data.ts';

const whys = ['patient', 'effect', 'readings', 'device', 'other'] as const;
const longest = 400;

/** No further device or spray, and what is held is held no longer: with its reason. The time is that of the first tap. */
export function NoFurtherSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const [openedMs] = useState(serverNow);
  const at = useAtTime(hand);
  const [why, setWhy] = useState<(typeof whys)[number]>();
  const [words, setWords] = useState('');
  const { busy, error, run, keep } = useKeeping(hand);
  const atMs = at.atMs ?? openedMs;
  const said = words.trim();
  const isClosed = at.wrong !== undefined || why === undefined || (why === 'other' && said === '');
  const runs = hand.record.phase === 'spraying' || hand.record.phase === 'holding';
  const save = () =>
    void run(async () => {
      if (why === undefined) return;
      const reason = [why === 'other' ? '' : t(`dose.stop.why.${why}`), said].filter((one) => one !== '').join(': ');
      const { event } = await keep('dose-stopped', { reason }, atMs);
      sayKept(hand, t('dose.stop.done'), event);
      close();
    });
  const time = at.wrong === undefined ? clockWithSeconds(atMs, hand.floor.clinic.timeZone) : '–';
  return (
    <SmallSheet title={t('dose.stop.title')} hand={hand} close={close}>
      <p className="quiet">{t('dose.stop.how')}</p>
      {!runs && <Notice state="amber">{t('dose.stop.nothing')}</Notice>}
      <fieldset className="choice-line">
        <legend className="label">{t('dose.stop.reason')}</legend>
        <div className="choices choices-2">
          {whys.map((of) => (
            <Choice key={of} isOn={why === of} word={t(`dose.stop.why.${of}`)} pick={() => setWhy(of)} />
          ))}
        </div>
      </fieldset>
      <TextInput
        size="lg"
        label={t('dose.stop.words')}
        value={words}
        maxLength={longest}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <Button size="xl" variant="filled" color="red" loading={busy} disabled={isClosed} onClick={save}>
        {t('dose.stop.act', { time })}
      </Button>
      <NotKept error={error} />
      <AtTime hand={hand} of={at} usualMs={openedMs} />
    </SmallSheet>
  );
}
