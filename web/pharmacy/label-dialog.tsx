import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Product, refreshPharmacy } from './pharmacy.queries.ts';
import { someThousandthsIn } from './stock-words.ts';

type Props = { title: string; form: Product['form']; path: string; close: () => void };

/** The second person types what they read themselves: what the first one read is not shown. */
export function LabelDialog({ title, form, path, close }: Props) {
  const [strength, setStrength] = useState('');
  const [content, setContent] = useState(form === 'device' ? '1' : '');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const isVial = form === 'vial';
  const first = someThousandthsIn(strength);
  const whole = isVial
    ? someThousandthsIn(content)
    : /^[1-9]\d{0,4}$/.test(content.trim())
      ? Number(content)
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (first === undefined || whole === undefined) return;
    const read = isVial ? { strengthUgPerMl: first, volumeUl: whole } : { pieceUg: first, pieces: whole };
    void run(async () => {
      try {
        await post(`/api/pharmacy/${path}`, { read });
      } finally {
        await refreshPharmacy();
      }
      say(t('label.isRead'));
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={title} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet">{t('label.intro')}</p>
        <div className="fields">
          <TextInput
            label={t(isVial ? 'product.strength' : 'product.piece')}
            required
            inputMode="decimal"
            autoComplete="off"
            value={strength}
            error={tried && first === undefined ? t('product.number') : undefined}
            onChange={(event) => setStrength(event.currentTarget.value)}
          />
          {form !== 'device' && (
            <TextInput
              label={t(isVial ? 'product.volume' : 'product.pieces')}
              required
              inputMode="decimal"
              autoComplete="off"
              value={content}
              error={tried && whole === undefined ? t('product.number') : undefined}
              onChange={(event) => setContent(event.currentTarget.value)}
            />
          )}
        </div>
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('label.act')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
