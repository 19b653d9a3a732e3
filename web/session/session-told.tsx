import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { NotKept } from './acts-kit.tsx';
import { type SessionInHand, write } from './session-data.ts';

type Props = { hand: SessionInHand; task: string; close: () => void };

/** Someone was told by voice: whom, by one tap or by name. */
export function TellByPhone({ hand, task, close }: Props) {
  const { busy, error, run } = useBusy();
  const [other, setOther] = useState('');
  const signer = hand.session.order?.signedBy;
  const prescribers = hand.floor.people.filter(({ id, roles }) => id === signer || roles.includes('prescriber'));
  const tell = (whom: string) =>
    void run(async () => {
      await write({ session: hand.session.id, kind: 'told', data: { task, whom, how: 'phone' } });
      close();
    });
  return (
    <Dialog title={t('session.toldWhom')} open close={close}>
      <div className="stack g2">
        <NotKept error={error} />
        {prescribers.map(({ id, name }) => (
          <Button key={id} size="lg" loading={busy} onClick={() => tell(name)}>
            {name}
          </Button>
        ))}
        <TextInput
          label={t('session.toldOther')}
          value={other}
          maxLength={200}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
        <FormEnd cancel={close}>
          <Button variant="filled" disabled={other.trim() === ''} loading={busy} onClick={() => tell(other.trim())}>
            {t('session.told')}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
