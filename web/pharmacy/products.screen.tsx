import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { strengthInWords } from '#clinical/pharmacy/pharmacy.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AddIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { type Place, type Product, type Stock, stockQuery } from './pharmacy.queries.ts';
import { PlaceForm } from './place-form.tsx';
import { NewProduct } from './product-form.tsx';
import { RetirePlace, RetireProduct } from './retire-dialogs.tsx';
import { measureOf } from './stock-words.ts';

type Doing =
  | { what: 'place'; place?: Place }
  | { what: 'product' }
  | { what: 'read' | 'retire'; product: Product }
  | { what: 'end'; place: Place };

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
      {doing?.what === 'place' && <PlaceForm place={doing.place} close={close} />}
      {doing?.what === 'end' && <RetirePlace place={doing.place} close={close} />}
      {doing?.what === 'retire' && <RetireProduct product={doing.product} close={close} />}
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
            {places.map((place) => (
              <PlaceRow key={place.id} place={place} mayWrite={mayWrite} act={act} />
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
              <Row key={product.id} product={product} mayWrite={mayWrite} act={act} />
            ))}
          </ul>
        )}
      </Card>
      <Retired stock={stock} act={mayWrite ? act : undefined} />
    </>
  );
}

type PlaceProps = { place: Place; mayWrite: boolean; act: (doing: Doing) => void };

function PlaceRow({ place, mayWrite, act }: PlaceProps) {
  const { name } = place;
  return (
    <li>
      <span className="row-main">
        <span className="strong">{name}</span> <span className="quiet">{place.place}</span>
      </span>
      {mayWrite && (
        <>
          <Button aria-label={t('places.changeOf', { name })} onClick={() => act({ what: 'place', place })}>
            {t('places.change')}
          </Button>
          <Button
            variant="subtle"
            aria-label={t('places.retireOf', { name })}
            onClick={() => act({ what: 'end', place })}
          >
            {t('products.retire')}
          </Button>
        </>
      )}
    </li>
  );
}

/** What is no longer used stays in the register, and its name stays readable. */
function Retired({ stock, act }: { stock: Stock; act: ((doing: Doing) => void) | undefined }) {
  const { timeZone } = useMe();
  const places = stock.locations.flatMap((of) => (of.retiredAt === null ? [] : [{ ...of, at: of.retiredAt }]));
  const products = stock.products.flatMap((of) => (of.retiredAt === null ? [] : [{ ...of, at: of.retiredAt }]));
  if (places.length + products.length === 0) return null;
  const since = (at: string) => <Pill state="unknown">{t('products.retiredOn', { at: moment(at, timeZone) })}</Pill>;
  return (
    <Card title={t('products.retired')} flush>
      <ul className="rows">
        {places.map(({ at, ...place }) => (
          <li key={place.id}>
            <span className="row-main">{t('places.retiredPlace', { name: place.name })}</span>
            {since(at)}
            {act !== undefined && (
              <Button
                aria-label={t('places.backOf', { name: place.name })}
                onClick={() => act({ what: 'place', place: { ...place, retiredAt: at } })}
              >
                {t('places.back')}
              </Button>
            )}
          </li>
        ))}
        {products.map(({ id, name, at }) => (
          <li key={id}>
            <span className="row-main">{t('products.retiredProduct', { name })}</span>
            {since(at)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Row({ product, mayWrite, act }: { product: Product; mayWrite: boolean; act: (doing: Doing) => void }) {
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
      {product.secondBy === null && !isMine && mayWrite && (
        <Button aria-label={t('label.readOf', { what: product.name })} onClick={() => act({ what: 'read', product })}>
          {t('label.read')}
        </Button>
      )}
      {mayWrite && (
        <Button
          variant="subtle"
          aria-label={t('products.retireOf', { name: product.name })}
          onClick={() => act({ what: 'retire', product })}
        >
          {t('products.retire')}
        </Button>
      )}
    </li>
  );
}
