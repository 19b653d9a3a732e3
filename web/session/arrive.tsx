import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import type { SessionInHand } from './session-data.ts';

const longest = 200;

export function ArriveSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [escort, setEscort] = useState('');
  const at = useAtTime(hand);
  const save = () =>
    void run(async () => {
      const said = escort.trim();
      const { event } = await keep('arrived', said === '' ? {} : { escort: said }, at.atMs);
      sayKept(hand, t('arrive.done'), event);
      close();
    });
  return (
    <SmallSheet title={t('arrive.title')} hand={hand} close={close}>
      <AtTime hand={hand} of={at} />
      <TextInput
        size="lg"
        label={t('arrive.escort')}
        value={escort}
        maxLength={longest}
        onChange={({ currentTarget }) => setEscort(currentTarget.value)}
      />
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Button
          size="lg"
          variant="filled"
          loading={busy}
          disabled={at.wrong !== undefined}
          onClick={save}
          data-autofocus
        >
          {t('arrive.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}
