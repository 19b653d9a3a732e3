import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { put } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Place, refreshPharmacy } from './pharmacy.queries.ts';
import { useSending } from './sending.ts';

const longestName = 60;
const longestPlace = 200;

/** Keeps another name or whereabouts of a place. Somebody else's change meanwhile is said, and nothing is overwritten. */
export async function changePlace(of: Place, set: { name: string; place: string; retired: boolean }): Promise<void> {
  try {
    await put(`/api/pharmacy/locations/${of.id}`, { version: of.version, ...set });
  } finally {
    await refreshPharmacy();
  }
}

/** A new place; another name of one that is there; or one that is used again. */
export function PlaceForm({ place: of, close }: { place: Place | undefined; close: () => void }) {
  const [name, setName] = useState(of?.name ?? '');
  const [place, setPlace] = useState(of?.place ?? '');
  const [tried, setTried] = useState(false);
  const adding = useSending();
  const changing = useBusy();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '') return;
    const given = { name: name.trim(), place: place.trim() };
    const isDone =
      of === undefined
        ? (await adding.send('locations', given)) !== undefined
        : await changing.run(() => changePlace(of, { ...given, retired: false }));
    if (!isDone) return;
    say(t('said.saved'));
    close();
  };
  return (
    <Dialog title={t(titleOf(of))} open close={close}>
      <form className="stack g3" onSubmit={(event) => void submit(event)} noValidate>
        {of !== undefined && <p className="quiet">{t('places.changeHint')}</p>}
        <TextInput
          label={t('products.placeName')}
          description={t('products.placeNameHint')}
          required
          maxLength={longestName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && name.trim() === '' ? t('form.neededOf', { label: t('products.placeName') }) : undefined}
        />
        <TextInput
          label={t('products.placeWhere')}
          maxLength={longestPlace}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <Refusal error={of === undefined ? adding.error : changing.error} />
        <FormEnd cancel={close}>
          <Submit busy={adding.busy || changing.busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}

const titleOf = (of: Place | undefined) => {
  if (of === undefined) return 'products.addPlace';
  return of.retiredAt === null ? 'places.changeTitle' : 'places.backTitle';
};
