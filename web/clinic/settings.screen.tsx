import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { put } from '#web/platform/api.ts';
import type { Clinic } from '#web/platform/contract.ts';
import { zoneName } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { clinicQuery, queryClient, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { JurisdictionSelect, TimeZoneSelect } from '#web/ui/choices.tsx';
import { FormEnd } from '#web/ui/dialog.tsx';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { placeName } from '#web/ui/places-of-the-world.ts';
import { say } from '#web/ui/say.ts';
import { SideBySide } from '#web/ui/side-by-side.tsx';
import { When } from '#web/ui/states.tsx';
import { useVersioned } from '#web/ui/versioned.ts';

type Values = { name: string; timeZone: string | null; jurisdiction: string | null; idleLockMin: string };

const read = (current: unknown): Values & { version: number } => {
  const { name, timeZone, jurisdiction, idleLockMin, version } = current as Clinic;
  return { name, timeZone, jurisdiction, idleLockMin: String(idleLockMin), version };
};

/** Name, clock, place and idle lock. Everybody may read them; who leads may change them. */
export function SettingsScreen() {
  const asked = useQuery(clinicQuery);
  return (
    <Page title={t('settings.title')} narrow>
      <When asked={asked}>{(clinic) => <Settings clinic={clinic} />}</When>
    </Page>
  );
}

const needed = (text: string | null) => (text === null || text.trim() === '' ? t('form.needed') : null);

function Settings({ clinic }: { clinic: Clinic }) {
  const me = useMe();
  const mayWrite = maySee(me, 'clinic.update');
  const box = useRef<HTMLFormElement>(null);
  const [first] = useState(() => read(clinic));
  const form = useForm<Values>({
    initialValues: first,
    validate: {
      name: needed,
      timeZone: needed,
      jurisdiction: needed,
      idleLockMin: (text) => (/^([1-9]|[1-5]\d|60)$/.test(text.trim()) ? null : t('settings.idleRange')),
    },
  });
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['clinic'] }),
      queryClient.invalidateQueries({ queryKey: ['frame'] }),
    ]);
  const { send, busy, error, clash, saveMine, goOn, begin, version } = useVersioned<Values>({
    first,
    save: ({ name, timeZone, jurisdiction, idleLockMin }, seen) =>
      put('/api/clinic', {
        name: name.trim(),
        timeZone,
        jurisdiction,
        idleLockMin: Number(idleLockMin),
        version: seen.version,
      }),
    read,
    refill: form.setValues,
    onSaved: () => {
      form.resetDirty();
      void refresh();
      say(t('said.saved'));
    },
  });
  const beginAt = (saved: Values & { version: number }) => {
    begin(saved);
    form.resetDirty(saved);
  };
  // Changed by somebody else while nothing is typed here: shown as it is. What is typed stays, and saving asks.
  useEffect(() => {
    if (clinic.version > version && !form.isDirty()) beginAt(read(clinic));
  });

  if (clash)
    return (
      <SideBySide
        clash={clash}
        busy={busy}
        lines={[
          { name: t('setUp.clinicName'), say: ({ name }) => name },
          { name: t('choice.timeZone'), say: ({ timeZone }) => zoneName(timeZone ?? '') },
          { name: t('choice.jurisdiction'), say: ({ jurisdiction }) => placeName(jurisdiction ?? '') },
          { name: t('settings.idle'), say: ({ idleLockMin }) => idleLockMin },
        ]}
        keepTheirs={() => {
          beginAt(clash.current);
          void refresh();
        }}
        saveMine={() => void saveMine()}
        goOn={goOn}
      />
    );
  return (
    <Card>
      <form
        ref={box}
        noValidate
        className="stack g3"
        onSubmit={form.onSubmit(
          (values) => void send(values),
          () => focusFirstInvalid(box.current),
        )}
      >
        {clinic.synthetic && <Notice state="amber">{t('settings.synthetic')}</Notice>}
        <TextInput label={t('setUp.clinicName')} required readOnly={!mayWrite} {...form.getInputProps('name')} />
        <div className="fields">
          <TimeZoneSelect
            required
            readOnly={!mayWrite}
            description={t('setUp.timeZoneHint')}
            {...form.getInputProps('timeZone')}
          />
          <JurisdictionSelect
            required
            readOnly={!mayWrite}
            description={t('setUp.jurisdictionHint')}
            {...form.getInputProps('jurisdiction')}
          />
          <TextInput
            label={t('settings.idle')}
            description={t('settings.idleHint')}
            required
            inputMode="numeric"
            readOnly={!mayWrite}
            {...form.getInputProps('idleLockMin')}
          />
        </div>
        <Refusal error={error} />
        {mayWrite && (
          <FormEnd>
            <Submit busy={busy}>{t('act.save')}</Submit>
          </FormEnd>
        )}
      </form>
    </Card>
  );
}
