import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { Threshold } from '#web/ui/threshold.tsx';
import { BackupCodeField, CodeField, NewPassphraseField, tooShort } from './fields.tsx';
import { useFragment } from './fragment.ts';
import { passkeysWork, provePasskey } from './passkey.ts';

type Way = 'code' | 'backup-code' | 'passkey';

/** The link of a letter: a new passphrase, and the second factor still, so that a mailbox alone opens nothing. */
export function RecoveryScreen() {
  const token = useFragment();
  const navigate = useNavigate();
  const [passphrase, setPassphrase] = useState('');
  const [way, setWay] = useState<Way>('code');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(false);
  const { busy, error, run } = useBusy();
  const short = tried ? tooShort(passphrase) : undefined;

  const complete = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (tooShort(passphrase) !== undefined) return;
    void run(async () => {
      const proof = way === 'passkey' ? { passkey: await provePasskey() } : { code: text.trim() };
      await post('/api/recovery/complete', { token, passphrase, ...proof }, { bare: true });
      setDone(true);
    });
  };

  if (token === '') return <NoToken />;
  if (done)
    return (
      <Threshold title={t('recovery.done')} intro={t('recovery.doneHint')}>
        <Button variant="filled" size="lg" onClick={() => void navigate({ to: '/' })}>
          {t('signIn.title')}
        </Button>
      </Threshold>
    );
  return (
    <Threshold title={t('recovery.title')} intro={t('recovery.intro')}>
      <form className="stack g3" onSubmit={complete} noValidate>
        <NewPassphraseField value={passphrase} set={setPassphrase} error={short} focus />
        {way === 'code' && <CodeField value={text} set={setText} />}
        {way === 'backup-code' && <BackupCodeField value={text} set={setText} />}
        {way === 'passkey' && <Notice state="blue">{t('recovery.passkeyNext')}</Notice>}
        <div className="row g1">
          {(['code', 'backup-code', 'passkey'] as const)
            .filter((other) => other !== way && (other !== 'passkey' || passkeysWork()))
            .map((other) => (
              <Button
                key={other}
                variant="subtle"
                onClick={() => {
                  setWay(other);
                  setText('');
                }}
              >
                {t(`recovery.use.${other}`)}
              </Button>
            ))}
        </div>
        <Refusal error={error} title={t('recovery.notDone')} />
        <Submit busy={busy} size="lg">
          {t('recovery.save')}
        </Submit>
      </form>
    </Threshold>
  );
}

export function NoToken() {
  return (
    <Threshold title={t('link.incomplete')} intro={t('link.incompleteHint')}>
      <Link className="text-link" to="/">
        {t('forgotten.back')}
      </Link>
    </Threshold>
  );
}
