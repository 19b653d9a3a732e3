import type { FormEvent } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import type { Place, Product } from './pharmacy.queries.ts';
import { changePlace } from './place-form.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

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
export const RetireProduct = ({ product, close }: { product: Product; close: () => void }) => (
  <ReasonDialog
    title={t('products.retireTitle')}
    address={`/api/pharmacy/products/${product.id}/retire`}
    act={t('products.retire')}
    done={t('products.isRetired', { name: product.name })}
    refused={t('products.notRetired')}
    close={close}
  >
    <p className="strong">{product.name}</p>
    <p>{t('products.retireBody')}</p>
  </ReasonDialog>
);
