import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { strengthInWords } from '#clinical/pharmacy/pharmacy.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { AddIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { type Product, type Stock, stockQuery } from './pharmacy.queries.ts';
import { NewProduct } from './product-form.tsx';
import { useSending } from './sending.ts';
import { measureOf } from './stock-words.ts';

type Doing = { what: 'place' } | { what: 'product' } | { what: 'read'; product: Product };

/** What the clinic stocks and where. A product counts once two people have read its label. */
export function ProductsScreen() {
  const asked = useQuery(stockQuery);
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  return (
    <Page title={t('products.title')} intro={t('products.intro')}>
      <When asked={asked} rows={4}>
        {(stock) => <Both stock={stock} act={setDoing} />}
      </When>
      {doing?.what === 'place' && <NewPlace close={close} />}
      {doing?.what === 'product' && <NewProduct close={close} />}
      {doing?.what === 'read' && (
        <LabelDialog
          title={t(doing.product.form === 'vial' ? 'label.titleVial' : 'label.titlePieces')}
          form={doing.product.form}
          path={`products/${doing.product.id}/confirmation`}
          close={close}
        />
      )}
    </Page>
  );
}

function Both({ stock, act }: { stock: Stock; act: (doing: Doing) => void }) {
  const mayWrite = maySee(useMe(), 'stock.setup');
  const products = stock.products.filter(({ retiredAt }) => retiredAt === null);
  const places = stock.locations.filter(({ retiredAt }) => retiredAt === null);
  const add = (what: 'place' | 'product', label: string) =>
    mayWrite && (
      <Button leftSection={<AddIcon size={20} aria-hidden />} onClick={() => act({ what })}>
        {label}
      </Button>
    );
  return (
    <>
      <Card title={t('products.places')} aside={add('place', t('products.addPlace'))} flush>
        {places.length === 0 ? (
          <Empty title={t('stock.noPlace')}>{t('products.noPlaceHint')}</Empty>
        ) : (
          <ul className="rows">
            {places.map(({ id, name, place }) => (
              <li key={id}>
                <span className="row-main">
                  <span className="strong">{name}</span> <span className="quiet">{place}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t('products.products')} aside={add('product', t('products.add'))} flush>
        {products.length === 0 ? (
          <Empty title={t('products.none')}>{t('products.noneHint')}</Empty>
        ) : (
          <ul className="rows">
            {products.map((product) => (
              <Row key={product.id} product={product} mayRead={mayWrite} read={() => act({ what: 'read', product })} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

function Row({ product, mayRead, read }: { product: Product; mayRead: boolean; read: () => void }) {
  const me = useMe();
  const isMine = product.readBy === me.practitionerId;
  const codes = [
    product.ndc === null ? '' : t('products.ndc', { code: product.ndc }),
    product.gtin === null ? '' : t('products.gtin', { code: product.gtin }),
  ].filter((text) => text !== '');
  return (
    <li>
      <div className="row-main">
        <p className="strong">{product.name}</p>
        {/* Whoever reads the label as the second person reads the label, not this page. */}
        {product.secondBy !== null && (
          <p className="small quiet num">
            {[t(`product.form.${product.form}`), strengthInWords(measureOf(product)), ...codes].join(' · ')}
          </p>
        )}
        {product.severalSessions && <p className="small quiet">{t('product.severalShort')}</p>}
      </div>
      {product.secondBy === null ? (
        <Pill state="amber">{t(isMine ? 'products.waitsForOther' : 'products.waits')}</Pill>
      ) : (
        <Pill state="green">{t('products.twoRead')}</Pill>
      )}
      {product.secondBy === null && !isMine && mayRead && (
        <Button aria-label={t('label.readOf', { what: product.name })} onClick={read}>
          {t('label.read')}
        </Button>
      )}
    </li>
  );
}

const longestName = 60;
const longestPlace = 200;

function NewPlace({ close }: { close: () => void }) {
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, send } = useSending();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '') return;
    const answer = await send('locations', { name: name.trim(), place: place.trim() });
    if (answer === undefined) return;
    say(t('said.saved'));
    close();
  };
  return (
    <Dialog title={t('products.addPlace')} open close={close}>
      <form className="stack g3" onSubmit={(event) => void submit(event)} noValidate>
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
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
