import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { arrived } from '#web/platform/coming-and-going.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { PasskeyIcon } from '#web/ui/icons.ts';
import { Threshold } from '#web/ui/threshold.tsx';
import { DemoCodes } from './demo-accounts.tsx';
import { BackupCodeField, CodeField } from './fields.tsx';
import { provePasskey } from './passkey.ts';

type Way = 'code' | 'backup-code' | 'passkey';
type Props = { methods: readonly ('totp' | 'passkey')[]; again: () => void };

/** The passphrase was right; now the second factor. */
export function SecondStep({ methods, again }: Props) {
  const [way, setWay] = useState<Way>(methods.includes('totp') ? 'code' : 'passkey');
  const [text, setText] = useState('');
  const { busy, error, run, forget } = useBusy();

  const finish = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      if (way === 'passkey') await post('/api/sign-in/passkey', { response: await provePasskey() }, { bare: true });
      else if (way === 'code') await post('/api/sign-in/totp', { code: text }, { bare: true });
      else await post('/api/sign-in/backup-code', { code: text.trim() }, { bare: true });
      await arrived();
    });
  };
  const turn = (to: Way) => {
    setWay(to);
    setText('');
    forget();
  };

  return (
    <Threshold title={t('factor.title')} intro={t(`factor.intro.${way}`)}>
      <form className="stack g3" onSubmit={finish} key={way}>
        {way === 'code' && <CodeField value={text} set={setText} focus />}
        {way === 'backup-code' && <BackupCodeField value={text} set={setText} focus />}
        <DemoCodes />
        <Refusal error={error} title={t('signIn.refused')} />
        <Submit
          busy={busy}
          size="lg"
          {...(way === 'passkey' ? { leftSection: <PasskeyIcon size={24} aria-hidden /> } : {})}
        >
          {way === 'passkey' ? t('signIn.byPasskey') : t('signIn.go')}
        </Submit>
      </form>
      <div className="row g1">
        {way !== 'code' && methods.includes('totp') && (
          <Button variant="subtle" onClick={() => turn('code')}>
            {t('factor.useCode')}
          </Button>
        )}
        {way !== 'backup-code' && methods.includes('totp') && (
          <Button variant="subtle" onClick={() => turn('backup-code')}>
            {t('factor.useBackupCode')}
          </Button>
        )}
        {way !== 'passkey' && methods.includes('passkey') && (
          <Button variant="subtle" onClick={() => turn('passkey')}>
            {t('factor.usePasskey')}
          </Button>
        )}
        <Button variant="subtle" onClick={again}>
          {t('factor.again')}
        </Button>
      </div>
    </Threshold>
  );
}
