import { PasswordInput, TextInput } from '@mantine/core';
import { t } from '#web/platform/text.ts';

type Props = {
  value: string;
  set: (value: string) => void;
  error?: string | undefined;
  label?: string;
  focus?: boolean;
};
const said = (error: string | undefined) => (error === undefined ? {} : { error });

/** Six digits of a code app. Pasting with a space in the middle is fine. */
export function CodeField({ value, set, error, label = t('factor.code'), focus = false }: Props) {
  return (
    <TextInput
      label={label}
      required
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={8}
      value={value}
      onChange={(event) => set(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
      autoFocus={focus}
      classNames={{ input: 'code-input' }}
      {...said(error)}
    />
  );
}

export function BackupCodeField({ value, set, error, focus = false }: Props) {
  return (
    <TextInput
      label={t('factor.backupCode')}
      description={t('factor.backupCodeHint')}
      required
      autoComplete="off"
      spellCheck={false}
      maxLength={24}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      autoFocus={focus}
      classNames={{ input: 'code-input' }}
      {...said(error)}
    />
  );
}

export function PassphraseField({ value, set, error, label = t('passphrase.label'), focus = false }: Props) {
  return (
    <PasswordInput
      label={label}
      required
      autoComplete="current-password"
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      autoFocus={focus}
      visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show'), tabIndex: 0 }}
      {...said(error)}
    />
  );
}

/** Shortest passphrase the server takes where it stands alone. It says the rest when one is chosen. */
export const passphraseLeast = 15;

export function NewPassphraseField({ value, set, error, label = t('passphrase.new'), focus = false }: Props) {
  const length = [...value].length;
  return (
    <PasswordInput
      label={label}
      description={
        length === 0 || length >= passphraseLeast
          ? t('passphrase.hint', { least: passphraseLeast })
          : t('passphrase.more', { count: passphraseLeast - length })
      }
      required
      autoComplete="new-password"
      maxLength={512}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      autoFocus={focus}
      visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show'), tabIndex: 0 }}
      {...said(error)}
    />
  );
}

/** Said only after a try: nobody is told off while typing. */
export const tooShort = (passphrase: string): string | undefined =>
  [...passphrase].length < passphraseLeast ? t('passphrase.tooShort', { least: passphraseLeast }) : undefined;
