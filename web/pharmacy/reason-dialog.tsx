import { Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { refreshPharmacy } from './pharmacy.queries.ts';

const longest = 1_000;
const shortest = 3;

type Props = {
  title: string;
  children: ReactNode;
  /** Takes the reason, and nothing else. */
  address: string;
  act: string;
  /** Said when it is done. */
  done: string;
  /** Above what the server says when it refuses. */
  refused?: string;
  close: () => void;
};

/** What needs nothing but a reason in words. */
export function ReasonDialog({ title, children, address, act, done, refused, close }: Props) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const isMissing = reason.trim().length < shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isMissing) return;
    void run(async () => {
      try {
        await post(address, { reason: reason.trim() });
      } finally {
        await refreshPharmacy();
      }
      say(done);
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={title} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        {children}
        <Textarea
          label={t('awaiting.why')}
          required
          autosize
          minRows={2}
          maxLength={longest}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && isMissing ? t('container.reasonNeeded') : undefined}
        />
        <Refusal error={error} {...(refused === undefined ? {} : { title: refused })} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{act}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
