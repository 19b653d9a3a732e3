import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { CountForm } from './count-form.tsx';
import { DueCounts } from './counts-due.tsx';
import { type CountKept, countsQuery, type Product, stockQuery } from './pharmacy.queries.ts';
import { amount, differs, productOf } from './stock-words.ts';

/** Opening and closing counts. Who counts is not told first what the register says. */
export function CountsScreen() {
  const me = useMe();
  const stock = useQuery(stockQuery);
  const counts = useQuery(countsQuery);
  const [counting, setCounting] = useState(false);
  return (
    <Page
      title={t('counts.title')}
      intro={t('counts.intro')}
      actions={
        maySee(me, 'stock.count') &&
        !counting && (
          <Button variant="filled" onClick={() => setCounting(true)}>
            {t('counts.begin')}
          </Button>
        )
      }
    >
      {counting && (
        <When asked={stock} rows={3}>
          {(of) => <CountForm stock={of} close={() => setCounting(false)} />}
        </When>
      )}
      {!counting && (
        <When asked={stock} rows={2}>
          {(of) => <DueCounts stock={of} />}
        </When>
      )}
      <Card title={t('counts.last')} flush>
        <When asked={counts} rows={3}>
          {({ counts: all }) =>
            all.length === 0 ? (
              <Empty title={t('counts.none')}>{t('counts.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {all.map((count) => (
                  <Kept key={count.id} count={count} products={stock.data?.products ?? []} />
                ))}
              </ul>
            )
          }
        </When>
      </Card>
    </Page>
  );
}

function Kept({ count, products }: { count: CountKept; products: readonly Product[] }) {
  const { timeZone } = useMe();
  const { kind, takenAtHour, locationName, countedAt, countedByName, secondByName, addsUp, isFirst, isOpen, lines } =
    count;
  return (
    <li>
      <div className="row-main">
        <p className="strong">
          {t(isFirst ? 'counts.firstOf' : 'counts.of', { kind: kindWord(kind, takenAtHour), place: locationName })}
        </p>
        <p className="small quiet num">
          {secondByName === null
            ? t('counts.by', { who: countedByName, at: moment(countedAt, timeZone) })
            : t('counts.byTwo', { who: countedByName, second: secondByName, at: moment(countedAt, timeZone) })}
        </p>
        {lines.flatMap(({ differenceUg, countedFull, countedOpenedUg, ...line }) => {
          const product = productOf(products, line.productId);
          const found = {
            name: line.name,
            full: countedFull,
            opened: amount(countedOpenedUg, product),
          };
          return [
            ...(isFirst
              ? [
                  <p key={`${line.productId} found`} className="num">
                    {t(product?.form === 'device' ? 'counts.foundPieces' : 'counts.found', found)}
                  </p>,
                ]
              : []),
            ...(differenceUg === null || differenceUg === 0
              ? []
              : [
                  <p key={line.productId} className="num">
                    {differs({ ...line, differenceUg }, products)}
                  </p>,
                ]),
          ];
        })}
      </div>
      {isOpen ? (
        <Pill state="red">{t('counts.first')}</Pill>
      ) : (
        <Pill state={addsUp === true ? 'green' : 'amber'}>{t(addsUp === true ? 'counts.addsUp' : 'counts.off')}</Pill>
      )}
    </li>
  );
}

/** An inventory of before it was asked does not say at which end of the day it was taken. */
function kindWord(kind: string, takenAtHour: string | null): string {
  if (kind === 'opening' || kind === 'closing') return t(`counts.kind.${kind}`);
  if (takenAtHour === 'opening') return t('counts.kind.inventory-opening');
  return t(takenAtHour === 'close' ? 'counts.kind.inventory-close' : 'counts.kind.inventory');
}
