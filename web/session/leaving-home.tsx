import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import type { SessionInHand } from './session-data.ts';

/** When somebody hears of this patient next: named, or it is not met. */
export function NextContact({ hand, says }: { hand: SessionInHand; says: string }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [typed, setTyped] = useState('');
  const save = () =>
    void run(async () => {
      const { event } = await keep('discharge-item', { item: 'next-contact', state: 'met', value: typed.trim() });
      sayKept(hand, t('leave.nextContact'), event);
    });
  return (
    <div className="gate-answer">
      <TextInput
        size="lg"
        className="gate-value"
        label={t('leave.nextContact')}
        aria-label={`${t('leave.nextContact')}: ${says}`}
        placeholder={t('leave.nextContactHow')}
        value={typed}
        maxLength={200}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Button
        size="lg"
        loading={busy}
        disabled={typed.trim() === ''}
        aria-label={`${t('leave.nextContactKeep')}: ${says}`}
        onClick={save}
      >
        {t('leave.nextContactKeep')}
      </Button>
      <NotKept error={error} />
    </div>
  );
}

/** What was said with an answer that is met: the escort who was seen, the day of the next contact. */
export const valueSaid = ({ record }: SessionInHand, item: string | undefined): string =>
  record.dischargeItems.find(({ data }) => data.item === item)?.data.value ?? '';
