import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ago } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { OnwardIcon, PrintIcon } from '#web/ui/icons.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { type Item, type Place, type Session, type Stock, sessionsQuery, stockQuery } from './pharmacy.queries.ts';
import { alike, amount, expiry, fill, lotOf, productOf, whoHas } from './stock-words.ts';
import { UnaccountedDrugs } from './unaccounted.tsx';

/** What lies where. What is drawn and not accounted for stands above it: it is asked for first. */
export function StockScreen() {
  const me = useMe();
  const asked = useQuery(stockQuery);
  const sessions = useQuery({ ...sessionsQuery, enabled: maySee(me, 'session.read') }).data?.sessions ?? [];
  return (
    <Page
      title={t('stock.title')}
      intro={t('stock.intro')}
      actions={
        <Button leftSection={<PrintIcon size={20} aria-hidden />} onClick={() => print()}>
          {t('act.print')}
        </Button>
      }
    >
      <UnaccountedDrugs />
      <When asked={asked} rows={5}>
        {(stock) => <Places stock={stock} sessions={sessions} />}
      </When>
    </Page>
  );
}

function Places({ stock, sessions }: { stock: Stock; sessions: readonly Session[] }) {
  const inUse = stock.locations.filter(
    ({ id, retiredAt }) => retiredAt === null || stock.items.some(({ locationId }) => locationId === id),
  );
  if (inUse.length === 0)
    return (
      <Card>
        <Empty
          title={t('stock.noPlace')}
          actions={
            <Link className="button-link" to="/pharmacy/products">
              {t('stock.setUp')}
            </Link>
          }
        >
          {t('stock.noPlaceHint')}
        </Empty>
      </Card>
    );
  return inUse.map((place) => <PlaceCard key={place.id} place={place} stock={stock} sessions={sessions} />);
}

function PlaceCard({ place, stock, sessions }: { place: Place; stock: Stock; sessions: readonly Session[] }) {
  const here = stock.items.filter(({ locationId }) => locationId === place.id);
  const products = stock.products.filter(({ id }) => here.some(({ productId }) => productId === id));
  return (
    <Card
      title={place.place === '' ? place.name : `${place.name}, ${place.place}`}
      aside={<LastCount place={place} stock={stock} />}
      flush
    >
      {here.length === 0 ? (
        <Empty title={t('stock.none')}>{t('stock.noneHint')}</Empty>
      ) : (
        products.map(({ id, name }) => {
          const own = here.filter(({ productId }) => productId === id);
          const balance = stock.balances.find((one) => one.locationId === place.id && one.productId === id);
          return (
            <section key={id} aria-label={name}>
              <div className="row apart stock-product">
                <h3>{name}</h3>
                <p className="num quiet">
                  {t('stock.holds', {
                    full: own.filter(({ insideUg, openedAt }) => insideUg > 0 && openedAt === null).length,
                    opened: balance?.opened ?? 0,
                    inside: amount(balance?.insideUg ?? 0, productOf(stock.products, id)),
                  })}
                </p>
              </div>
              <ul className="rows">
                {alike(own).map(({ item, count }) => (
                  <ItemRow key={item.id} item={item} count={count} stock={stock} sessions={sessions} />
                ))}
              </ul>
            </section>
          );
        })
      )}
    </Card>
  );
}

/** When it was last counted, and whether it added up. */
function LastCount({ place, stock }: { place: Place; stock: Stock }) {
  const now = useNow(60_000);
  const last = stock.last.find(({ locationId }) => locationId === place.id);
  if (last === undefined) return <Pill state="unknown">{t('stock.neverCounted')}</Pill>;
  return (
    <Pill state={last.addsUp ? 'green' : 'amber'}>
      {t(last.addsUp ? 'stock.counted' : 'stock.countedOff', { ago: ago(last.at, now) })}
    </Pill>
  );
}

type RowProps = { item: Item; count: number; stock: Stock; sessions: readonly Session[] };

function ItemRow({ item, count, stock, sessions }: RowProps) {
  const product = productOf(stock.products, item.productId);
  const until = expiry(item.expiresOn, stock.today);
  const inside = fill(item, product);
  const who = whoHas(item, sessions);
  return (
    <li className="row-link">
      <Link to="/pharmacy/containers/$id" params={{ id: item.id }}>
        <span className="row-main">
          <span className="strong">{lotOf(item)}</span>
          {count > 1 && <span className="small quiet stock-who num">{t('stock.alike', { count })}</span>}
          {who !== undefined && <span className="small quiet stock-who">{who}</span>}
        </span>
        {!item.isStrengthSure && <Pill state="amber">{t('stock.unread')}</Pill>}
        {item.outUg > 0 && <Pill state="red">{t('stock.out', { amount: amount(item.outUg, product) })}</Pill>}
        <Pill state={inside.state}>{inside.says}</Pill>
        <Pill state={until.state}>{until.says}</Pill>
        <OnwardIcon size={20} aria-hidden />
      </Link>
    </li>
  );
}
