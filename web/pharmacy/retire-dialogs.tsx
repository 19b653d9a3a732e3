import { Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Place, type Product, refreshPharmacy } from './pharmacy.queries.ts';
import { changePlace } from './place-form.tsx';

const longest = 1_000;
const shortest = 3;

/** A place is retired once nothing lies in it; what happened there stays in the register. */
export function RetirePlace({ place, close }: { place: Place; close: () => void }) {
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await changePlace(place, { name: place.name, place: place.place, retired: true });
      say(t('products.isRetired', { name: place.name }));
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={t('places.retireTitle')} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="strong">{place.name}</p>
        <p>{t('places.retireBody')}</p>
        <Refusal error={error} title={t('products.notRetired')} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('products.retire')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}

/** None of it is received any more; what is in stock is used up or destroyed. */
export function RetireProduct({ product, close }: { product: Product; close: () => void }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const isMissing = reason.trim().length < shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isMissing) return;
    void run(async () => {
      try {
        await post(`/api/pharmacy/products/${product.id}/retire`, { reason: reason.trim() });
      } finally {
        await refreshPharmacy();
      }
      say(t('products.isRetired', { name: product.name }));
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={t('products.retireTitle')} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="strong">{product.name}</p>
        <p>{t('products.retireBody')}</p>
        <Textarea
          label={t('awaiting.why')}
          required
          autosize
          minRows={2}
          maxLength={longest}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && isMissing ? t('container.reasonNeeded') : undefined}
        />
        <Refusal error={error} title={t('products.notRetired')} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('products.retire')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
