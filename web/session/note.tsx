import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import type { SessionInHand } from './session-data.ts';

const longest = 4_000;

export function NoteSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [text, setText] = useState('');
  const [isAsked, setAsked] = useState(false);
  const at = useAtTime(hand);
  const save = () => {
    if (text.trim() === '') return setAsked(true);
    void run(async () => {
      const { event } = await keep('note', { text: text.trim() }, at.atMs);
      sayKept(hand, t('note.done'), event);
      close();
    });
  };
  return (
    <SmallSheet title={t('note.title')} hand={hand} close={close}>
      <Textarea
        label={t('note.label')}
        value={text}
        maxLength={longest}
        autosize
        minRows={4}
        maxRows={12}
        data-autofocus
        error={isAsked && text.trim() === '' ? t('note.needed') : undefined}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <AtTime hand={hand} of={at} />
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Button size="lg" variant="filled" loading={busy} disabled={at.wrong !== undefined} onClick={save}>
          {t('note.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}
