import { Button } from '@mantine/core';
import { useState } from 'react';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Card } from '#web/ui/parts.tsx';
import { LabelDialog } from './label-dialog.tsx';
import type { Stock } from './pharmacy.queries.ts';
import { productOf } from './stock-words.ts';

/** Deliveries that were typed: nobody draws from them before somebody else has read strength and content. */
export function UnreadLabels({ stock }: { stock: Stock }) {
  const me = useMe();
  const [reading, setReading] = useState<Stock['unread'][number]>();
  if (stock.unread.length === 0) return null;
  const product = reading && productOf(stock.products, reading.productId);
  return (
    <Card title={t('label.waiting')} flush>
      <ul className="rows">
        {stock.unread.map((receipt) => {
          const isMine = receipt.receivedBy === me.practitionerId;
          const name = productOf(stock.products, receipt.productId)?.name ?? '';
          const what = t('label.delivery', { name, lot: receipt.lot, count: receipt.containers });
          return (
            <li key={receipt.receiptId}>
              <span className="row-main">{what}</span>
              {isMine && <span className="small quiet">{t('label.yours')}</span>}
              {!isMine && maySee(me, 'stock.receive') && (
                <Button aria-label={t('label.readOf', { what })} onClick={() => setReading(receipt)}>
                  {t('label.read')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {reading !== undefined && product !== undefined && (
        <LabelDialog
          title={product.form === 'vial' ? t('label.titleVial') : t('label.titlePieces')}
          form={product.form}
          path={`receipts/${reading.receiptId}/confirmation`}
          close={() => setReading(undefined)}
        />
      )}
    </Card>
  );
}
