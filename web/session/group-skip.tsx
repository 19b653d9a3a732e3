import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { NotKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import type { SessionInHand } from './session-data.ts';

const reasons = ['asleep', 'away', 'with-someone', 'refused'] as const;
const longest = 500;

type Props = { hand: SessionInHand; round: string; close: () => void; skipped: (why: string) => void };

/** Why somebody is not read in this round: one tap, written in their own record. Their readings stay due. */
export function SkipPerson({ hand, round, close, skipped }: Props) {
  const { busy, error, run, keep } = useKeeping(hand);
  const skip = (why: string) =>
    void run(async () => {
      await keep('round-skipped', { round, why });
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
      <OtherReason act={t('round.skipAct')} busy={busy} chosen={skip} />
      <NotKept error={error} />
      <p className="quiet">{t('round.skipStays')}</p>
    </SmallSheet>
  );
}

type OtherProps = { act: string; busy: boolean; chosen: (why: string) => void };

/** Another reason, in words. */
export function OtherReason({ act, busy, chosen }: OtherProps) {
  const [why, setWhy] = useState('');
  return (
    <form
      className="row g1 end"
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') chosen(why.trim());
      }}
    >
      <TextInput
        className="grow"
        label={t('round.otherWhy')}
        maxLength={longest}
        value={why}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
      />
      <Button type="submit" size="lg" loading={busy} disabled={why.trim() === ''}>
        {act}
      </Button>
    </form>
  );
}
