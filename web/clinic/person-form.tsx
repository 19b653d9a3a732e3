import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef, useState } from 'react';
import { PractitionerInput } from '#clinical/chart/chart.ts';
import { put } from '#web/platform/api.ts';
import type { Practitioner } from '#web/platform/contract.ts';
import { queryClient } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { checkedBy, fieldErrors, trimmed } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Line, SideBySide } from '#web/ui/side-by-side.tsx';
import { useVersioned } from '#web/ui/versioned.ts';

type Values = {
  givenName: string;
  familyName: string;
  credentials: string;
  email: string;
  npi: string;
  deaNumber: string;
};

const labels = {
  givenName: t('patient.givenName'),
  familyName: t('patient.familyName'),
  credentials: t('person.credentials'),
  email: t('person.email'),
  npi: t('person.npi'),
  deaNumber: t('person.dea'),
};
const lines: Line<Values>[] = (['givenName', 'familyName', 'credentials', 'email', 'npi', 'deaNumber'] as const).map(
  (field) => ({ name: labels[field], say: (values) => values[field] }),
);
const check = checkedBy(PractitionerInput, labels);

const read = (current: unknown): Values & { version: number } => {
  const { givenName, familyName, credentials, email, npi, deaNumber, version } = current as Practitioner;
  return {
    givenName,
    familyName,
    credentials,
    email: email ?? '',
    npi: npi ?? '',
    deaNumber: deaNumber ?? '',
    version,
  };
};

/** What stays empty is left out: not known, rather than an empty number. */
function out(values: Values) {
  const { givenName, familyName, credentials, email, npi, deaNumber } = trimmed(values);
  return {
    givenName,
    familyName,
    credentials,
    ...(email === '' ? {} : { email }),
    ...(npi === '' ? {} : { npi }),
    ...(deaNumber === '' ? {} : { deaNumber: deaNumber.toUpperCase() }),
  };
}

export const refreshStaff = () => queryClient.invalidateQueries({ queryKey: ['staff'] });

export function EditPerson({ person, close }: { person: Practitioner; close: () => void }) {
  const box = useRef<HTMLFormElement>(null);
  const [first] = useState(() => read(person));
  const form = useForm<Values>({ initialValues: first, validate: (values) => check(out(values)) });
  const { send, busy, error, clash, saveMine, goOn } = useVersioned<Values>({
    first,
    save: (values, seen) =>
      put(`/api/practitioners/${person.id}`, { ...out(values), version: seen.version }).catch((stopped: unknown) => {
        form.setErrors(fieldErrors(stopped, labels));
        throw stopped;
      }),
    read,
    refill: form.setValues,
    onSaved: () => {
      void refreshStaff();
      say(t('said.saved'));
      close();
    },
  });
  return (
    <Dialog title={t('person.details')} open close={close} typed={() => form.isDirty()} wide={clash !== undefined}>
      {clash ? (
        <SideBySide<Values>
          clash={clash}
          busy={busy}
          lines={lines}
          keepTheirs={() => {
            void refreshStaff();
            close();
          }}
          saveMine={() => void saveMine()}
          goOn={goOn}
        />
      ) : (
        <form
          ref={box}
          noValidate
          className="stack g3"
          onSubmit={form.onSubmit(
            (values) => void send(values),
            () => focusFirstInvalid(box.current),
          )}
        >
          <div className="fields">
            <TextInput label={labels.givenName} required {...form.getInputProps('givenName')} />
            <TextInput label={labels.familyName} required {...form.getInputProps('familyName')} />
            <TextInput
              label={labels.credentials}
              description={t('person.credentialsHint')}
              {...form.getInputProps('credentials')}
            />
            <TextInput
              label={labels.email}
              type="email"
              description={t('form.optional')}
              {...form.getInputProps('email')}
            />
            <TextInput label={labels.npi} description={t('person.npiHint')} {...form.getInputProps('npi')} />
            <TextInput
              label={labels.deaNumber}
              description={t('person.deaHint')}
              {...form.getInputProps('deaNumber')}
            />
          </div>
          <Refusal error={error} />
          <FormEnd cancel={close}>
            <Submit busy={busy}>{t('act.save')}</Submit>
          </FormEnd>
        </form>
      )}
    </Dialog>
  );
}
