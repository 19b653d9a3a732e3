import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef, useState } from 'react';
import { LicenceInput } from '#clinical/chart/chart.ts';
import { post, put } from '#web/platform/api.ts';
import type { Licence, Practitioner } from '#web/platform/contract.ts';
import { day, today } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { JurisdictionSelect } from '#web/ui/choices.tsx';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { checkedBy, trimmed } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { AddIcon, EditIcon } from '#web/ui/icons.ts';
import { Card, Pill } from '#web/ui/parts.tsx';
import { placeName } from '#web/ui/places-of-the-world.ts';
import { say } from '#web/ui/say.ts';
import { SideBySide } from '#web/ui/side-by-side.tsx';
import { Empty } from '#web/ui/states.tsx';
import { useVersioned } from '#web/ui/versioned.ts';
import { licencePeriod, licenceWords } from './licence-words.ts';
import { refreshStaff } from './person-form.tsx';

/** Licences with their dates; where one stands today is said in words. */
export function Licences({ person, mayWrite }: { person: Practitioner; mayWrite: boolean }) {
  const { timeZone } = useMe();
  const [open, setOpen] = useState<{ licence: Licence | undefined }>();
  return (
    <Card
      title={t('licence.title')}
      flush
      aside={
        mayWrite && (
          <Button
            variant="subtle"
            leftSection={<AddIcon size={20} aria-hidden />}
            onClick={() => setOpen({ licence: undefined })}
          >
            {t('licence.add')}
          </Button>
        )
      }
    >
      {person.licences.length === 0 ? (
        <Empty title={t('licence.none')}>{t('licence.noneHint')}</Empty>
      ) : (
        <ul className="rows">
          {person.licences.map((licence) => {
            const { state, words } = licenceWords(licence, today(timeZone));
            return (
              <li key={licence.id}>
                <span className="row-main stack g05">
                  <span className="strong">
                    {licence.kind} <span className="num">{licence.number}</span>
                  </span>
                  <span className="small quiet num">{licencePeriod(licence)}</span>
                  {licence.scope !== '' && <span className="small quiet">{licence.scope}</span>}
                </span>
                <Pill state={state}>{words}</Pill>
                {mayWrite && (
                  <ActionIcon aria-label={t('licence.edit', licence)} onClick={() => setOpen({ licence })}>
                    <EditIcon size={20} aria-hidden />
                  </ActionIcon>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {open && <LicenceDialog personId={person.id} licence={open.licence} close={() => setOpen(undefined)} />}
    </Card>
  );
}

type Values = {
  kind: string;
  number: string;
  place: string | null;
  scope: string;
  validFrom: string;
  validUntil: string;
};
const labels = {
  kind: t('licence.kind'),
  number: t('licence.number'),
  place: t('licence.place'),
  scope: t('licence.scope'),
  validFrom: t('licence.from'),
  validUntil: t('licence.until'),
};
const check = checkedBy(LicenceInput, labels);

const read = (current: unknown): Values & { version: number } => {
  const { kind, number, place, scope, validFrom, validUntil, version } = current as Licence;
  return { kind, number, place, scope, validFrom: validFrom ?? '', validUntil: validUntil ?? '', version };
};

function out(values: Values) {
  const { kind, number, place, scope, validFrom, validUntil } = trimmed(values);
  return {
    kind,
    number,
    place: place ?? '',
    scope,
    ...(validFrom === '' ? {} : { validFrom }),
    ...(validUntil === '' ? {} : { validUntil }),
  };
}

type DialogProps = { personId: string; licence: Licence | undefined; close: () => void };

function LicenceDialog({ personId, licence, close }: DialogProps) {
  const box = useRef<HTMLFormElement>(null);
  const [first] = useState(() =>
    licence
      ? read(licence)
      : { kind: '', number: '', place: null, scope: '', validFrom: '', validUntil: '', version: 0 },
  );
  const form = useForm<Values>({
    initialValues: first,
    validate: (values) => check(out(values)),
  });
  const path = `/api/practitioners/${personId}/licences`;
  const { send, busy, error, clash, saveMine, goOn } = useVersioned<Values>({
    first,
    save: (values, seen) =>
      licence ? put(`${path}/${licence.id}`, { ...out(values), version: seen.version }) : post(path, out(values)),
    read,
    refill: form.setValues,
    onSaved: () => {
      void refreshStaff();
      say(t('said.saved'));
      close();
    },
  });
  const orEmpty = (on: string) => (on === '' ? '' : day(on));
  return (
    <Dialog
      title={licence ? t('licence.change') : t('licence.add')}
      open
      close={close}
      typed={() => form.isDirty()}
      wide={clash !== undefined}
    >
      {clash ? (
        <SideBySide
          clash={clash}
          busy={busy}
          lines={[
            { name: labels.kind, say: ({ kind }) => kind },
            { name: labels.number, say: ({ number }) => number },
            { name: labels.place, say: ({ place }) => placeName(place ?? '') },
            { name: labels.scope, say: ({ scope }) => scope },
            { name: labels.validFrom, say: ({ validFrom }) => orEmpty(validFrom) },
            { name: labels.validUntil, say: ({ validUntil }) => orEmpty(validUntil) },
          ]}
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
            <TextInput
              className="whole"
              label={labels.kind}
              description={t('licence.kindHint')}
              required
              {...form.getInputProps('kind')}
            />
            <TextInput label={labels.number} required {...form.getInputProps('number')} />
            <JurisdictionSelect label={labels.place} required {...form.getInputProps('place')} />
            <TextInput type="date" label={labels.validFrom} {...form.getInputProps('validFrom')} />
            <TextInput type="date" label={labels.validUntil} {...form.getInputProps('validUntil')} />
            <TextInput
              className="whole"
              label={labels.scope}
              description={t('form.optional')}
              {...form.getInputProps('scope')}
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
