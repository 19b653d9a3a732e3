import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { NotKept } from './acts-kit.tsx';

type Props = {
  title: string;
  says?: string;
  label?: string;
  act: string;
  close: () => void;
  onReason: (reason: string) => Promise<unknown>;
  error: unknown;
  danger?: boolean;
  longest?: number;
};

const usualLongest = 1_000;

/** A reason in a person’s own words, before something goes against a rule or changes the record. */
export function ReasonDialog({
  title,
  says,
  label = t('acts.reason'),
  act,
  close,
  onReason,
  error,
  danger = false,
  longest = usualLongest,
}: Props) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const save = async () => {
    if (reason.trim() === '') return setAsked(true);
    setBusy(true);
    await onReason(reason.trim());
    setBusy(false);
  };
  return (
    <Dialog title={title} open close={close} above>
      <div className="stack">
        {says !== undefined && <p>{says}</p>}
        <Textarea
          label={label}
          value={reason}
          maxLength={longest}
          autosize
          minRows={3}
          data-autofocus
          error={isAsked && reason.trim() === '' ? t('acts.reasonNeeded') : undefined}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <NotKept error={error} />
        <FormEnd cancel={close}>
          <Button
            size="lg"
            variant="filled"
            color={danger ? 'red' : 'primary'}
            loading={busy}
            onClick={() => void save()}
          >
            {act}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
