import { Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { fieldErrors } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { changeEntry, type Entry } from './finder.queries.ts';

const most = { name: 200, phone: 40, website: 500, reason: 1_000 } as const;
type Field = keyof typeof most;

/** What is wrong in the entry itself. An editor's word comes first; what registries say stays beside it. */
export function DetailsForm({ entry, close }: { entry: Entry; close: () => void }) {
  const [values, setValues] = useState<Record<Field, string>>({
    name: entry.name,
    phone: entry.phone ?? '',
    website: entry.website ?? '',
    reason: '',
  });
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { busy, error, run } = useBusy();
  const faults = fieldErrors(error, {
    name: t('center.name'),
    phone: t('center.phone'),
    website: t('center.website'),
    reason: t('directory.reason'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [name, phone, website, reason] = [values.name, values.phone, values.website, values.reason].map((of) =>
      of.trim(),
    );
    if (!name || !reason) return focusFirstInvalid(form.current);
    void run(async () => {
      const given = { name, reason, ...(phone ? { phone } : {}), ...(website ? { website } : {}) };
      await changeEntry(entry, '/details', given);
    }).then((isDone) => isDone && close());
  };
  const props = (field: Field, label: string, isNeeded: boolean) => ({
    label,
    required: isNeeded,
    maxLength: most[field],
    value: values[field],
    error: isNeeded && tried && values[field].trim() === '' ? t('form.neededOf', { label }) : (faults[field] ?? null),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((now) => ({ ...now, [field]: value }));
    },
  });
  return (
    <Dialog title={t('center.correctTitle')} open close={close}>
      <form ref={form} className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet">{t('center.correctBody')}</p>
        <TextInput {...props('name', t('center.name'), true)} />
        <TextInput {...props('phone', t('center.phone'), false)} />
        <TextInput {...props('website', t('center.website'), false)} />
        <Textarea
          {...props('reason', t('directory.reason'), true)}
          description={t('directory.reasonHint')}
          autosize
          minRows={2}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('center.correct')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
