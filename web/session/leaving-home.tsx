import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { today, weekday } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import type { SessionInHand } from './session-data.ts';

/** Days from today at which somebody usually calls; any other is typed. */
const usualDays = [1, 3, 7] as const;

/** When somebody hears of this patient next: named, or it is not met. */
export function NextContact({ hand, says }: { hand: SessionInHand; says: string }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [typed, setTyped] = useState('');
  const save = (value: string) =>
    void run(async () => {
      const { event } = await keep('discharge-item', { item: 'next-contact', state: 'met', value });
      sayKept(hand, t('leave.nextContact'), event);
    });
  const from = Date.parse(`${today(hand.floor.clinic.timeZone)}T00:00:00Z`);
  const usual = usualDays.map((days) =>
    t('leave.nextContactCall', { day: weekday(new Date(from + days * 86_400_000).toISOString().slice(0, 10)) }),
  );
  return (
    <div className="gate-answer">
      {usual.map((value) => (
        <Button key={value} size="lg" disabled={busy} aria-label={`${value}: ${says}`} onClick={() => save(value)}>
          {value}
        </Button>
      ))}
      <div className="next-contact">
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
          onClick={() => save(typed.trim())}
        >
          {t('leave.nextContactKeep')}
        </Button>
      </div>
      <NotKept error={error} />
    </div>
  );
}
