import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { NotKept } from './acts-kit.tsx';
import { WhoLine } from './acts-sheet.tsx';
import { AtTime, type AtWhen } from './acts-time.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = {
  hand: SessionInHand;
  title: string;
  says?: string;
  label?: string;
  act: string;
  close: () => void;
  onReason: (reason: string) => Promise<unknown>;
  error: unknown;
  danger?: boolean;
  longest?: number;
  /** Against a rule or against advice: a letter is no reason. */
  isInWords?: boolean;
  /** When it happened, where that may be before now. */
  at?: AtWhen;
};

const usualLongest = 1_000;

/** A reason in a person’s own words, before something goes against a rule or changes the record. */
/** Fewer letters than this explain nothing to whoever reads it later. */
export const fewestLetters = 10;

export const isInWordsEnough = (reason: string): boolean => (reason.match(/\p{L}/gu) ?? []).length >= fewestLetters;

export function ReasonDialog({
  hand,
  title,
  says,
  label = t('acts.reason'),
  act,
  close,
  onReason,
  error,
  danger = false,
  longest = usualLongest,
  isInWords = false,
  at,
}: Props) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const wrong =
    reason.trim() === ''
      ? t('acts.reasonNeeded')
      : isInWords && !isInWordsEnough(reason)
        ? t('acts.reasonWords', { count: fewestLetters })
        : undefined;
  const save = async () => {
    if (wrong !== undefined) return setAsked(true);
    setBusy(true);
    await onReason(reason.trim());
    setBusy(false);
  };
  return (
    <Dialog title={title} open close={close} above>
      <div className="stack act-small">
        <WhoLine hand={hand} />
        {says !== undefined && <p>{says}</p>}
        <Textarea
          label={label}
          value={reason}
          maxLength={longest}
          autosize
          minRows={3}
          data-autofocus
          error={isAsked ? wrong : undefined}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {at !== undefined && <AtTime hand={hand} of={at} />}
        <NotKept error={error} />
        <FormEnd cancel={close}>
          <Button
            size="lg"
            variant="filled"
            color={danger ? 'red' : 'primary'}
            loading={busy}
            disabled={at?.wrong !== undefined}
            onClick={() => void save()}
          >
            {act}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
