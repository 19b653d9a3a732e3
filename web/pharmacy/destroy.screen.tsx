import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { day } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { DestroyForm } from './destroy-form.tsx';
import { type Disposal, disposalsQuery, type Product, stockQuery } from './pharmacy.queries.ts';
import { amount, lotOf, productOf } from './stock-words.ts';

/** Stock that leaves for good: what did, and a way to do it before two people. */
export function DestroyScreen() {
  const me = useMe();
  const stock = useQuery(stockQuery);
  const disposals = useQuery(disposalsQuery);
  const [doing, setDoing] = useState(false);
  const isAllowed = maySee(me, 'stock.adjust');
  return (
    <Page
      title={t('destroy.title')}
      intro={t('destroy.intro')}
      actions={
        isAllowed &&
        !doing && (
          <Button variant="filled" onClick={() => setDoing(true)}>
            {t('destroy.begin')}
          </Button>
        )
      }
    >
      {!isAllowed && <Notice state="unknown">{t('destroy.notYours')}</Notice>}
      {doing && (
        <When asked={stock} rows={4}>
          {(of) => <DestroyForm stock={of} close={() => setDoing(false)} />}
        </When>
      )}
      <Card title={t('destroy.past')} flush>
        <When asked={disposals} rows={3}>
          {({ disposals: all }) =>
            all.length === 0 ? (
              <Empty title={t('destroy.none')}>{t('destroy.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {all.map((one) => (
                  <Gone key={one.id} of={one} products={stock.data?.products ?? []} />
                ))}
              </ul>
            )
          }
        </When>
      </Card>
    </Page>
  );
}

const howWord = (how: string): string =>
  how === 'destroyed-on-site' || how === 'reverse-distributor' ? t(`destroy.how.${how}`) : t('destroy.how.transferred');

function Gone({ of, products }: { of: Disposal; products: readonly Product[] }) {
  return (
    <li>
      <div className="row-main">
        <p className="strong num">{t('destroy.on', { how: howWord(of.how), on: day(of.doneOn) })}</p>
        {of.containers.map((one) => {
          const product = productOf(products, one.productId);
          return (
            <p key={one.itemId} className="num">
              <Link className="text-way" to="/pharmacy/containers/$id" params={{ id: one.itemId }}>
                {t('destroy.container', {
                  name: product?.name ?? '',
                  lot: lotOf(one),
                  amount: amount(one.removedUg, product),
                })}
              </Link>
            </p>
          );
        })}
        <p className="small quiet pharmacy-words">
          {[of.method, of.place, of.counterpart, of.document].filter((text) => text !== null).join(' · ')}
        </p>
        <p className="small quiet">{t('destroy.by', { who: of.doneByName, second: of.witnessedByName })}</p>
      </div>
      {of.how === 'destroyed-on-site' && (
        <Link className="button-link no-print" to="/pharmacy/disposals/$id/form-41" params={{ id: of.id }}>
          {t('destroy.form')}
        </Link>
      )}
    </li>
  );
}
