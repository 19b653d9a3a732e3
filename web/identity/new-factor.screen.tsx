import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { arrived } from '#web/platform/coming-and-going.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Threshold } from '#web/ui/threshold.tsx';
import { PassphraseField } from './fields.tsx';
import { useFragment } from './fragment.ts';
import { NoToken } from './recovery.screen.tsx';

/** Two people agreed that the old second factor goes; together with the passphrase a new one is set up. */
export function NewFactorScreen() {
  const token = useFragment();
  const navigate = useNavigate();
  const [passphrase, setPassphrase] = useState('');
  const { busy, error, run } = useBusy();
  const begin = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await post('/api/recovery/second-factor', { token, passphrase }, { bare: true });
      await arrived();
      await navigate({ to: '/' });
    });
  };
  if (token === '') return <NoToken />;
  return (
    <Threshold title={t('newFactor.title')} intro={t('newFactor.intro')}>
      <form className="stack g3" onSubmit={begin}>
        <PassphraseField value={passphrase} set={setPassphrase} focus />
        <Refusal error={error} title={t('recovery.notDone')} />
        <Submit busy={busy} size="lg">
          {t('act.goOn')}
        </Submit>
      </form>
    </Threshold>
  );
}
