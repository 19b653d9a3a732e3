import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { stockQuery } from './pharmacy.queries.ts';
import { ReceiveForm } from './receive-form.tsx';
import { UnreadLabels } from './receive-unread.tsx';

/** What a delivery brought, lot by lot. Each lot is saved by itself; supplier and invoice stay for the next one. */
export function ReceiveScreen() {
  const me = useMe();
  const asked = useQuery(stockQuery);
  return (
    <Page title={t('receive.title')} intro={t('receive.intro')}>
      <When asked={asked} rows={4}>
        {(stock) => {
          const places = stock.locations.filter(({ retiredAt }) => retiredAt === null);
          const products = stock.products.filter(({ retiredAt }) => retiredAt === null);
          const isReady = places.length > 0 && products.some(({ secondBy }) => secondBy !== null);
          return (
            <>
              <UnreadLabels stock={stock} />
              {!maySee(me, 'stock.receive') ? (
                <Notice state="unknown">{t('receive.notYours')}</Notice>
              ) : isReady ? (
                <ReceiveForm stock={stock} />
              ) : (
                <Card>
                  <Empty
                    title={t('receive.notReady')}
                    actions={
                      <Link className="button-link" to="/pharmacy/products">
                        {t('stock.setUp')}
                      </Link>
                    }
                  >
                    {t('receive.notReadyHint')}
                  </Empty>
                </Card>
              )}
            </>
          );
        }}
      </When>
    </Page>
  );
}
