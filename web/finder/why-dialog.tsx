import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';

const shortest = 3;
const longest = 1_000;

export type Why = {
  title: string;
  body: string;
  act: string;
  danger?: boolean;
  send: (reason: string) => Promise<void>;
};

/** What will happen is said before, and why it was done stays in the trail. */
export function WhyDialog({ why, close }: { why: Why; close: () => void }) {
  const { title, body, act, danger = false, send } = why;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const isMissing = tried && reason.trim().length < shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim().length >= shortest) void run(() => send(reason.trim())).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={title} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet">{body}</p>
        <Textarea
          label={t('directory.reason')}
          description={t('directory.reasonHint')}
          required
          autosize
          minRows={2}
          maxLength={longest}
          value={reason}
          error={isMissing ? t('form.neededOf', { label: t('directory.reason') }) : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button type="submit" variant="filled" color={danger ? 'red' : 'primary'} loading={busy}>
            {act}
          </Button>
        </FormEnd>
      </form>
    </Dialog>
  );
}
