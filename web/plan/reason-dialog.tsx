import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';

const shortest = 3;
const longest = 1_000;

type Props = {
  title: string;
  body: string;
  act: string;
  close: () => void;
  send: (reason: string) => Promise<void>;
};

/** Ends something that was signed: what happens is said before, and why stays with it. */
export function ReasonDialog({ title, body, act, close, send }: Props) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim().length < shortest) return setMissing(true);
    void run(() => send(reason.trim())).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={title} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet">{body}</p>
        <Textarea
          label={t('plan.reason')}
          required
          autosize
          minRows={2}
          maxLength={longest}
          value={reason}
          error={missing && reason.trim().length < shortest ? t('form.neededOf', { label: t('plan.reason') }) : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button type="submit" variant="filled" color="red" loading={busy}>
            {act}
          </Button>
        </FormEnd>
      </form>
    </Dialog>
  );
}
