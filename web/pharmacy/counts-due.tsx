import { type CountsDue, countsDue, type DailyDue, type InventoryDue } from '#clinical/pharmacy/pharmacy.ts';
import { day, today } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Card, Pill, type State } from '#web/ui/parts.tsx';
import { Empty } from '#web/ui/states.tsx';
import type { Stock } from './pharmacy.queries.ts';

/** Which counts of today are taken, and by when the inventory of each place is taken again. */
export function DueCounts({ stock }: { stock: Stock }) {
  const { timeZone } = useMe();
  const places = stock.locations.filter(({ retiredAt }) => retiredAt === null);
  return (
    <Card title={t('due.title')} flush>
      {places.length === 0 ? (
        <Empty title={t('stock.noPlace')}>{t('stock.noPlaceHint')}</Empty>
      ) : (
        <ul className="rows">
          {places.map(({ id, name }) => {
            const last = stock.last
              .filter(({ locationId }) => locationId === id)
              .map(({ kind, at }) => ({ kind, on: today(timeZone, Date.parse(at)) }));
            return <Place key={id} name={name} due={countsDue(last, stock.today)} />;
          })}
        </ul>
      )}
      <p className="small quiet due-note">{t('due.note')}</p>
    </Card>
  );
}

function Place({ name, due }: { name: string; due: CountsDue }) {
  const inventory = inventoryWords(due.inventory);
  return (
    <li>
      <span className="row-main strong">{name}</span>
      <div className="row g1">
        <Daily kind="opening" due={due.opening} />
        <Daily kind="closing" due={due.closing} />
        <Pill state={inventory.state}>{inventory.says}</Pill>
      </div>
    </li>
  );
}

function Daily({ kind, due: { isDone, lastOn } }: { kind: 'opening' | 'closing'; due: DailyDue }) {
  if (isDone) return <Pill state="green">{t(`due.${kind}.done`)}</Pill>;
  return (
    <Pill state={kind === 'opening' ? 'amber' : 'unknown'}>
      {lastOn === undefined ? t(`due.${kind}.never`) : t(`due.${kind}.not`, { on: day(lastOn) })}
    </Pill>
  );
}

function inventoryWords(due: InventoryDue): { state: State; says: string } {
  if (due.state === 'never') return { state: 'amber', says: t('due.never') };
  const of = { on: day(due.lastOn), by: day(due.by) };
  if (due.state === 'overdue') return { state: 'red', says: t('due.overdue', of) };
  return due.state === 'soon'
    ? { state: 'amber', says: t('due.soon', of) }
    : { state: 'plain', says: t('due.good', of) };
}
