import { type FormEvent, useState } from 'react';
import { put } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { NewPassphraseField, PassphraseField, tooShort } from './fields.tsx';

/** Another passphrase. Other sign-ins end with it. */
export function PassphraseCard() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (tooShort(next) !== undefined) return;
    void run(() => put('/api/me/passphrase', { current, next })).then((saved) => {
      if (!saved) return;
      setCurrent('');
      setNext('');
      setTried(false);
      say(t('passphrase.changed'));
    });
  };
  return (
    <Card title={t('passphrase.title')}>
      <form className="stack g2" onSubmit={save}>
        <PassphraseField value={current} set={setCurrent} label={t('passphrase.current')} />
        <NewPassphraseField value={next} set={setNext} error={tried ? tooShort(next) : undefined} />
        <Refusal error={error} />
        <FormEnd>
          <Submit busy={busy}>{t('passphrase.change')}</Submit>
        </FormEnd>
      </form>
    </Card>
  );
}
