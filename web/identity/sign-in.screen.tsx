import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { arrived } from '#web/platform/coming-and-going.ts';
import type { SignInStep } from '#web/platform/contract.ts';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { BackIcon, PasskeyIcon } from '#web/ui/icons.ts';
import { Threshold } from '#web/ui/threshold.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { PassphraseField } from './fields.tsx';
import { passkeysWork, provePasskey } from './passkey.ts';
import { SecondStep } from './second-step.tsx';

type Props = { back?: () => void };

/** Passphrase, then a second factor; or a passkey, which is both at once. */
export function SignInScreen({ back }: Props) {
  const frame = useFrame();
  const [email, setEmail] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [methods, setMethods] = useState<SignInStep['methods']>();
  const { busy, error, run } = useBusy();

  const begin = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const { step, methods: offered } = await post<SignInStep>(
        '/api/sign-in',
        { email: email.trim(), passphrase },
        { bare: true },
      );
      if (step === 'second-factor') setMethods(offered ?? ['totp']);
      else await arrived();
    });
  };
  const byPasskey = () =>
    void run(async () => {
      await post('/api/sign-in/passkey', { response: await provePasskey() }, { bare: true });
      await arrived();
    });

  if (methods)
    return (
      <SecondStep
        methods={methods}
        again={() => {
          setMethods(undefined);
          setPassphrase('');
        }}
      />
    );
  return (
    <Threshold title={t('signIn.title')} wide={frame?.demoAccounts !== undefined}>
      {passkeysWork() && (
        <>
          <Button size="lg" leftSection={<PasskeyIcon size={24} aria-hidden />} onClick={byPasskey} disabled={busy}>
            {t('signIn.byPasskey')}
          </Button>
          <p className="or small quiet">{t('signIn.or')}</p>
        </>
      )}
      <form className="stack g2" onSubmit={begin}>
        <TextInput
          label={t('signIn.email')}
          type="email"
          required
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PassphraseField value={passphrase} set={setPassphrase} />
        <Refusal error={error} title={t('signIn.refused')} />
        <Submit busy={busy} size="lg">
          {t('signIn.go')}
        </Submit>
      </form>
      <div className="row apart">
        {back ? (
          <Button variant="subtle" leftSection={<BackIcon size={20} aria-hidden />} onClick={back}>
            {t('act.back')}
          </Button>
        ) : (
          <span />
        )}
        <Link className="text-link" to="/forgotten">
          {t('signIn.forgotten')}
        </Link>
      </div>
      {frame?.demoAccounts && (
        <DemoAccounts
          accounts={frame.demoAccounts}
          choose={(account) => {
            setEmail(account.email);
            setPassphrase(account.passphrase);
          }}
        />
      )}
    </Threshold>
  );
}
