import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import type { Me } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { PasskeyIcon } from '#web/ui/icons.ts';
import { DemoCodes, DemoPassphrase } from './demo-accounts.tsx';
import { CodeField, PassphraseField } from './fields.tsx';
import { passkeysWork, provePasskey } from './passkey.ts';

type Way = 'passkey' | 'passphrase' | 'code';
type Props = { me: Me; to: '/api/unlock' | '/api/step-up'; done: () => void; act: string; cancel?: () => void };

/** Confirms that it is the person who is signed in: by passkey, passphrase or code. */
export function Prove({ me, to, done, act, cancel }: Props) {
  const ways = waysOf(me);
  const [way, setWay] = useState<Way>(ways[0] ?? 'passphrase');
  const [text, setText] = useState('');
  const { busy, error, run, forget } = useBusy();

  const prove = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const proof = way === 'passkey' ? { passkey: await provePasskey() } : { [way]: text };
      await post(to, proof, { bare: true });
    }).then((right) => {
      if (right) done();
      else setText('');
    });
  };

  return (
    <form className="stack g3" onSubmit={prove}>
      {way === 'passphrase' && <PassphraseField key="passphrase" value={text} set={setText} focus />}
      {way === 'code' && <CodeField key="code" value={text} set={setText} focus />}
      {way === 'passphrase' && <DemoPassphrase of={me.email} />}
      {way === 'code' && <DemoCodes />}
      <Refusal error={error} title={t('signIn.refused')} />
      <div className="row end g1 form-end">
        {cancel && <Button onClick={cancel}>{t('act.cancel')}</Button>}
        <Submit
          busy={busy}
          data-autofocus={way === 'passkey'}
          {...(way === 'passkey' ? { leftSection: <PasskeyIcon size={24} aria-hidden /> } : {})}
        >
          {way === 'passkey' ? t('prove.byPasskey') : act}
        </Submit>
      </div>
      {ways.length > 1 && (
        <div className="row g1">
          {ways
            .filter((other) => other !== way)
            .map((other) => (
              <Button
                key={other}
                variant="subtle"
                onClick={() => {
                  setWay(other);
                  setText('');
                  forget();
                }}
              >
                {t(`prove.use.${other}`)}
              </Button>
            ))}
        </div>
      )}
    </form>
  );
}

function waysOf(me: Me): Way[] {
  const ways: Way[] = [];
  if ((me.secondFactor === 'passkey' || me.secondFactor === 'both') && passkeysWork()) ways.push('passkey');
  ways.push('passphrase');
  if (me.secondFactor === 'totp' || me.secondFactor === 'both') ways.push('code');
  return ways;
}
