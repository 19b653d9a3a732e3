import { Button, Checkbox, Select, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Due } from '#clinical/session/session.ts';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Pill, type State } from '#web/ui/parts.tsx';
import type { Colleague } from './emergencies.queries.ts';

const shortest = 3;

/** Why, in a person’s own words, before something ends or changes for all. */
export function WhyDialog(of: {
  title: string;
  says: string;
  act: string;
  close: () => void;
  send: (reason: string) => Promise<void>;
}) {
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const isShort = reason.trim().length < shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isShort) void run(() => of.send(reason.trim())).then((isDone) => isDone && of.close());
  };
  return (
    <Dialog title={of.title} open close={of.close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet">{of.says}</p>
        <Textarea
          label={t('em.reason')}
          required
          autosize
          minRows={2}
          maxLength={1_000}
          value={reason}
          error={isAsked && isShort ? t('form.neededOf', { label: t('em.reason') }) : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={of.close}>
          <Button type="submit" variant="filled" color="red" loading={busy}>
            {of.act}
          </Button>
        </FormEnd>
      </form>
    </Dialog>
  );
}

const dueStates: Record<Due['state'], State> = { never: 'red', overdue: 'red', due: 'amber', 'in-date': 'green' };

/** When the next one is due, in a word with its shape. */
export function DuePill({ state, dueOn }: { state: Due['state']; dueOn: string | null }) {
  return (
    <Pill state={dueStates[state]}>
      {dueOn === null ? t('em.due.never') : t(`em.due.${state}`, { day: day(dueOn) })}
    </Pill>
  );
}

export function PersonSelect(of: {
  label: string;
  people: readonly Colleague[];
  value: string | null;
  change: (id: string | null) => void;
  required?: boolean;
  error?: string | null;
}) {
  return (
    <Select
      label={of.label}
      searchable
      clearable
      nothingFoundMessage={t('form.nothingLikeIt')}
      data={of.people.map(({ id, name }) => ({ value: id, label: name }))}
      value={of.value}
      required={of.required ?? false}
      error={of.error ?? null}
      onChange={of.change}
    />
  );
}

/** Who was there or takes part: at least one. */
export function PeopleChecks(of: {
  label: string;
  people: readonly Colleague[];
  value: readonly string[];
  change: (ids: string[]) => void;
  error?: string | null;
}) {
  return (
    <Checkbox.Group label={of.label} value={[...of.value]} onChange={of.change} error={of.error ?? null} required>
      <div className="em-people">
        {of.people.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
