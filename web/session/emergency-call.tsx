import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { Choice } from './pad-choices.tsx';
import type { SessionInHand } from './session-data.ts';

const ways = ['phone', 'in-person'] as const;
const longest = 200;

/** Who was called, by one tap or by name: it stands with its time in the transfer summary. */
export function CallSheet({ hand, emergency, close }: { hand: SessionInHand; emergency: string; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [how, setHow] = useState<(typeof ways)[number]>('phone');
  const [other, setOther] = useState('');
  const signer = hand.session.order?.signedBy;
  const people = hand.floor.people.filter(({ id, roles }) => id === signer || roles.includes('prescriber'));
  const call = (whom: string) =>
    void run(async () => {
      const { event } = await keep('told', { task: `emergency:${emergency}`, whom, how });
      sayKept(hand, t('call.done', { whom }), event);
      close();
    });
  return (
    <SmallSheet title={t('call.title')} hand={hand} close={close}>
      <div className="choices choices-2">
        {ways.map((of) => (
          <Choice key={of} isOn={how === of} word={t(`call.how.${of}`)} pick={() => setHow(of)} />
        ))}
      </div>
      <div className="stack g1">
        <Button size="lg" color="red" variant="outline" disabled={busy} onClick={() => call(t('call.number'))}>
          {t('call.number')}
        </Button>
        {people.map(({ id, name }) => (
          <Button key={id} size="lg" disabled={busy} onClick={() => call(name)}>
            {name}
          </Button>
        ))}
      </div>
      <TextInput
        size="lg"
        label={t('call.other')}
        value={other}
        maxLength={longest}
        onChange={({ currentTarget }) => setOther(currentTarget.value)}
      />
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Button
          size="lg"
          variant="filled"
          disabled={other.trim() === ''}
          loading={busy}
          onClick={() => call(other.trim())}
        >
          {t('call.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}
