import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { NotKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import type { SessionInHand } from './session-data.ts';

const reasons = ['asleep', 'away', 'with-someone', 'refused'] as const;
const longest = 500;

/** Why somebody is not read in this round: one tap, written in their own record. Their readings stay due. */
export function SkipPerson({
  hand,
  close,
  skipped,
}: {
  hand: SessionInHand;
  close: () => void;
  skipped: (why: string) => void;
}) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [other, setOther] = useState('');
  const skip = (why: string) =>
    void run(async () => {
      await keep('note', { text: t('round.note', { why }) });
    }).then((isDone) => isDone && skipped(why));
  return (
    <SmallSheet title={t('round.skipTitle')} hand={hand} close={close}>
      <div className="choices choices-2">
        {reasons.map((reason) => (
          <Button key={reason} size="xl" loading={busy} onClick={() => skip(t(`round.why.${reason}`))}>
            {t(`round.why.${reason}`)}
          </Button>
        ))}
      </div>
      <form
        className="row g1 end"
        onSubmit={(event) => {
          event.preventDefault();
          if (other.trim() !== '') skip(other.trim());
        }}
      >
        <TextInput
          className="grow"
          label={t('round.otherWhy')}
          maxLength={longest}
          value={other}
          onChange={({ currentTarget }) => setOther(currentTarget.value)}
        />
        <Button type="submit" size="lg" loading={busy} disabled={other.trim() === ''}>
          {t('round.skipAct')}
        </Button>
      </form>
      <NotKept error={error} />
      <p className="quiet">{t('round.skipStays')}</p>
    </SmallSheet>
  );
}
