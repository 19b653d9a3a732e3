import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { stoppedBy } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { PrintIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Notice, Pill } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { type Act, ActButtons, ActDialog } from './container-acts.tsx';
import {
  containerQuery,
  type Draw,
  type Item,
  type RegisterRow,
  registerOfItem,
  type Stock,
  sessionsQuery,
  stockQuery,
  unaccountedQuery,
} from './pharmacy.queries.ts';
import { RegisterTable } from './register-table.tsx';
import { amount, expiry, fill, lotOf, productOf, whoHas } from './stock-words.ts';

/** One vial, device or pack: what it is, who has it, what may be done with it, and everything that was. */
export function ContainerScreen() {
  const id = useParams({ strict: false, select: (params) => params.id ?? '' });
  const [act, setAct] = useState<Act>();
  const isCorrecting = maySee(useMe(), 'stock.adjust');
  const correct = isCorrecting ? (row: RegisterRow) => setAct({ kind: 'adjust', row }) : undefined;
  const stock = useQuery(stockQuery);
  const register = useQuery(registerOfItem(id));
  const item = stock.data?.items.find((one) => one.id === id);
  const first = register.data?.rows.at(-1);
  const title =
    item !== undefined
      ? (productOf(stock.data?.products ?? [], item.productId)?.name ?? '')
      : (first?.productName ?? t('container.title'));
  const lot = item ?? (first?.lot == null ? undefined : { lot: first.lot, serial: first.serial });
  return (
    <Page
      title={title}
      intro={lot === undefined ? undefined : lotOf(lot)}
      back={{ to: '/pharmacy', label: t('stock.title') }}
      actions={
        <Button leftSection={<PrintIcon size={20} aria-hidden />} onClick={() => print()}>
          {t('act.print')}
        </Button>
      }
    >
      <When asked={stock} rows={3}>
        {(of) =>
          item === undefined ? (
            <Gone id={id} stock={of} act={act} choose={setAct} />
          ) : (
            <Here item={item} stock={of} act={act} choose={setAct} />
          )
        }
      </When>
      <Card title={t('container.register')} flush>
        <When asked={register} rows={3}>
          {({ rows }) => <RegisterTable rows={rows} products={stock.data?.products ?? []} isOfOne correct={correct} />}
        </When>
      </Card>
    </Page>
  );
}

type Doing = { stock: Stock; act: Act | undefined; choose: (act: Act | undefined) => void };

/** Nothing of it is left. What the register says of it may still be wrong, and is put right all the same. */
function Gone({ id, stock, act, choose }: Doing & { id: string }) {
  const me = useMe();
  const asked = useQuery(containerQuery(id));
  const item = asked.data?.item;
  const product = item === undefined ? undefined : productOf(stock.products, item.productId);
  if (stoppedBy(asked.error, 'not-found')) return <Notice state="plain">{t('container.unknown')}</Notice>;
  return (
    <When asked={asked} rows={2}>
      {() => (
        <Notice
          state="plain"
          title={t('container.gone')}
          actions={
            maySee(me, 'stock.adjust') && (
              <Button onClick={() => choose({ kind: 'adjust' })}>{t('container.adjust')}</Button>
            )
          }
        >
          {item !== undefined && <Sums item={item} stock={stock} />}
          {act !== undefined && item !== undefined && product !== undefined && (
            <ActDialog
              act={act}
              item={item}
              product={product}
              stock={stock}
              sessions={[]}
              close={() => choose(undefined)}
            />
          )}
        </Notice>
      )}
    </When>
  );
}

function Here({ item, stock, act, choose }: Doing & { item: Item }) {
  const me = useMe();
  const { timeZone } = me;
  const sessions = useQuery({ ...sessionsQuery, enabled: maySee(me, 'session.read') }).data?.sessions ?? [];
  const people = useQuery(unaccountedQuery).data?.people ?? [];
  const draws = people.flatMap((one) => one.draws).filter(({ itemId }) => itemId === item.id);
  const product = productOf(stock.products, item.productId);
  const until = expiry(item.expiresOn, stock.today);
  const inside = fill(item, product);
  if (product === undefined) return null;
  return (
    <>
      {!item.isStrengthSure && <Notice state="amber">{t('container.unread')}</Notice>}
      <Card title={t('container.now')}>
        <div className="stack g3">
          <Facts>
            <Fact name={t('container.fill')}>
              <Pill state={inside.state}>{inside.says}</Pill>
            </Fact>
            <Fact name={t('container.expiry')}>
              <Pill state={until.state}>{until.says}</Pill>
            </Fact>
            <Fact name={t('container.inside')}>
              <span className="num">{amount(item.insideUg, product)}</span>
            </Fact>
            <Fact name={t('container.place')}>
              {stock.locations.find(({ id }) => id === item.locationId)?.name ?? ''}
            </Fact>
            <Fact name={t('container.who')}>
              {whoHas(item, sessions) ?? <span className="absent">{t('container.nobody')}</span>}
            </Fact>
            <Fact name={t('container.openedAt')}>
              {item.openedAt === null ? (
                <span className="absent">{t('container.notOpened')}</span>
              ) : (
                <span className="num">{moment(item.openedAt, timeZone)}</span>
              )}
            </Fact>
          </Facts>
          <Sums item={item} stock={stock} />
          <ActButtons item={item} product={product} choose={choose} />
        </div>
      </Card>
      {draws.length > 0 && (
        <Card title={t('container.draws')} flush>
          <ul className="rows">
            {draws.map((draw) => (
              <DrawRow key={draw.id} draw={draw} item={item} stock={stock} choose={choose} />
            ))}
          </ul>
        </Card>
      )}
      {act !== undefined && (
        <ActDialog
          act={act}
          item={item}
          product={product}
          stock={stock}
          sessions={sessions}
          close={() => choose(undefined)}
        />
      )}
    </>
  );
}

/** Drawn is given, wasted, returned, lost, or still in somebody's hands: the sum closes. */
function Sums({ item, stock }: { item: Item; stock: Stock }) {
  if (item.drawnUg === 0) return null;
  const product = productOf(stock.products, item.productId);
  const { drawnUg, administeredUg, wastedUg, returnedUg, lostUg, outUg } = item;
  return (
    <p className="num">
      {t('container.sums', {
        drawn: amount(drawnUg, product),
        given: amount(administeredUg, product),
        wasted: amount(wastedUg, product),
        returned: amount(returnedUg, product),
        lost: amount(lostUg, product),
      })}{' '}
      <strong className={outUg > 0 ? 'say-old' : ''}>{t('container.sumOut', { out: amount(outUg, product) })}</strong>
    </p>
  );
}

type RowProps = { draw: Draw; item: Item; stock: Stock; choose: (act: Act) => void };

function DrawRow({ draw, item, stock, choose }: RowProps) {
  const me = useMe();
  const product = productOf(stock.products, item.productId);
  const left = amount(draw.outUg, product);
  return (
    <li>
      <span className="row-main">
        {t('container.drawBy', { amount: left, who: draw.drawnByName, at: moment(draw.drawnAt, me.timeZone) })}
      </span>
      <div className="row g1 no-print">
        {maySee(me, 'stock.waste') && (
          <Button
            variant="filled"
            aria-label={t('container.wasteOf', { amount: left })}
            onClick={() => choose({ kind: 'waste', draw })}
          >
            {t('container.waste')}
          </Button>
        )}
        {product?.form !== 'vial' && maySee(me, 'stock.draw') && (
          <Button onClick={() => choose({ kind: 'return', draw })}>{t('container.return')}</Button>
        )}
        {maySee(me, 'stock.count') && (
          <Button
            variant="subtle"
            color="red"
            aria-label={t('container.missingOf', { amount: left })}
            onClick={() => choose({ kind: 'loss', draw })}
          >
            {t('container.missing')}
          </Button>
        )}
      </div>
    </li>
  );
}
