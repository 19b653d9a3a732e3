import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { Threshold } from '#web/ui/threshold.tsx';

/** Asks for a link to a new passphrase. The answer is the same whether the address is known or not. */
export function ForgottenScreen() {
  const mail = useFrame()?.mail;
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const { busy, error, run } = useBusy();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void run(() => post('/api/recovery', { email: email.trim() }, { bare: true })).then((ok) => ok && setSent(true));
  };
  return (
    <Threshold title={t('forgotten.title')} intro={t('forgotten.intro')}>
      {sent ? (
        <Notice state="green" title={t('forgotten.sent')} live>
          {t(mail === 'log' ? 'forgotten.sentLog' : 'forgotten.sentMail')}
        </Notice>
      ) : (
        <form className="stack g3" onSubmit={ask}>
          <TextInput
            label={t('signIn.email')}
            type="email"
            required
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Refusal error={error} title={t('forgotten.notSent')} />
          <Submit busy={busy} size="lg">
            {t('forgotten.send')}
          </Submit>
        </form>
      )}
      <Notice state="blue" title={t('forgotten.factorTitle')}>
        {t('forgotten.factorBody')}
      </Notice>
      <Link className="text-link" to="/">
        {t('forgotten.back')}
      </Link>
    </Threshold>
  );
}
