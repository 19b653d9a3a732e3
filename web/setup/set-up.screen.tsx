import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef } from 'react';
import { NewPassphraseField, tooShort } from '#web/identity/fields.tsx';
import { useFragment } from '#web/identity/fragment.ts';
import { post } from '#web/platform/api.ts';
import { arrived } from '#web/platform/coming-and-going.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { JurisdictionSelect, TimeZoneSelect } from '#web/ui/choices.tsx';
import { trimmed } from '#web/ui/form.ts';
import { Fieldset, focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { BackIcon } from '#web/ui/icons.ts';
import { Threshold } from '#web/ui/threshold.tsx';

const needed = (text: string | null) => (text === null || text.trim() === '' ? t('form.needed') : null);

/** Owner and clinic, with the token from the log: whoever sees the page first is not therefore the owner. */
export function SetUpScreen({ back }: { back: () => void }) {
  const token = useFragment();
  const box = useRef<HTMLFormElement>(null);
  const { busy, error, run } = useBusy();
  const form = useForm({
    initialValues: {
      token,
      owner: { givenName: '', familyName: '', email: '', passphrase: '' },
      clinic: { name: '', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, jurisdiction: '' },
    },
    validate: {
      token: needed,
      owner: {
        givenName: needed,
        familyName: needed,
        email: (text) => needed(text) ?? (/^\S+@\S+\.\S+$/.test(text.trim()) ? null : t('form.notEmail')),
        passphrase: (text) => tooShort(text) ?? null,
      },
      clinic: { name: needed, timeZone: needed, jurisdiction: needed },
    },
  });

  return (
    <Threshold title={t('setUp.title')} wide>
      <form
        ref={box}
        noValidate
        className="stack g4"
        onSubmit={form.onSubmit(
          (values) =>
            void run(async () => {
              const { passphrase } = values.owner;
              const given = trimmed(values);
              await post('/api/setup', { ...given, owner: { ...given.owner, passphrase } }, { bare: true });
              await arrived();
            }),
          () => focusFirstInvalid(box.current),
        )}
      >
        <Fieldset title={t('setUp.tokenTitle')}>
          <TextInput
            label={t('setUp.token')}
            description={t('setUp.tokenHint')}
            required
            autoComplete="off"
            spellCheck={false}
            classNames={{ input: 'mono' }}
            {...form.getInputProps('token')}
          />
        </Fieldset>
        <Fieldset title={t('setUp.ownerTitle')} hint={t('setUp.ownerHint')}>
          <div className="fields">
            <TextInput
              label={t('patient.givenName')}
              required
              autoComplete="given-name"
              {...form.getInputProps('owner.givenName')}
            />
            <TextInput
              label={t('patient.familyName')}
              required
              autoComplete="family-name"
              {...form.getInputProps('owner.familyName')}
            />
            <TextInput
              className="whole"
              label={t('signIn.email')}
              type="email"
              required
              autoComplete="username"
              {...form.getInputProps('owner.email')}
            />
            <div className="whole">
              <NewPassphraseField
                label={t('passphrase.label')}
                value={form.values.owner.passphrase}
                set={(passphrase) => form.setFieldValue('owner.passphrase', passphrase)}
                error={
                  typeof form.errors['owner.passphrase'] === 'string' ? form.errors['owner.passphrase'] : undefined
                }
              />
            </div>
          </div>
        </Fieldset>
        <Fieldset title={t('setUp.clinicTitle')}>
          <div className="fields">
            <TextInput
              className="whole"
              label={t('setUp.clinicName')}
              required
              autoComplete="organization"
              {...form.getInputProps('clinic.name')}
            />
            <TimeZoneSelect required description={t('setUp.timeZoneHint')} {...form.getInputProps('clinic.timeZone')} />
            <JurisdictionSelect
              required
              description={t('setUp.jurisdictionHint')}
              {...form.getInputProps('clinic.jurisdiction')}
            />
          </div>
        </Fieldset>
        <Refusal error={error} title={t('setUp.refused')} />
        <div className="row apart">
          <Button variant="subtle" leftSection={<BackIcon size={20} aria-hidden />} onClick={back}>
            {t('setUp.back')}
          </Button>
          <Submit busy={busy} size="lg">
            {t('setUp.go')}
          </Submit>
        </div>
      </form>
    </Threshold>
  );
}
