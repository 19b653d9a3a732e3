import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { moment } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Empty } from '#web/ui/states.tsx';
import type { Product, RegisterRow } from './pharmacy.queries.ts';
import { amount, lotOf, productOf } from './stock-words.ts';

export const registerKinds = [
  ...(['receive', 'move', 'assign', 'unassign', 'draw', 'administer', 'correct', 'waste', 'return'] as const),
  ...(['transfer-out', 'destroy', 'loss', 'count', 'adjust'] as const),
];

/** What changed how much a container holds: what was given is put right in the session's record. */
const movesStock = new Set(['receive', 'draw', 'waste', 'return', 'loss', 'adjust', 'transfer-out', 'destroy']);

const kindWord = (of: string): string => {
  const kind = registerKinds.find((one) => one === of);
  return kind === undefined ? of : t(`register.kind.${kind}`);
};

/** `row 3 of Cabinet A, Drawn, 30 Nov 2026 10:46`. */
export const rowWords = ({ seq, locationName, kind, happenedAt }: RegisterRow, timeZone: string): string =>
  t('register.row', { seq, place: locationName, kind: kindWord(kind), at: moment(happenedAt, timeZone) });

type Props = {
  rows: readonly RegisterRow[];
  products: readonly Product[];
  isOfOne?: boolean;
  /** Puts a row right by another one, where this person may. */
  correct?: ((row: RegisterRow) => void) | undefined;
};

/** What happened, the newest first, with what was there afterwards. */
export function RegisterTable({ rows, products, isOfOne = false, correct }: Props) {
  const { timeZone } = useMe();
  if (rows.length === 0) return <Empty title={t('register.none')}>{t('register.noneHint')}</Empty>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <section className="table-frame" aria-label={t('register.title')} tabIndex={0}>
      <table className="table register-table">
        <thead>
          <tr>
            <th scope="col">{t('register.when')}</th>
            <th scope="col">{t('register.what')}</th>
            <th scope="col">{t('register.in')}</th>
            <th scope="col">{t('register.out')}</th>
            <th scope="col">{t(isOfOne ? 'register.leftInside' : 'register.after')}</th>
            <th scope="col">{t('register.by')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} products={products} isOfOne={isOfOne} correct={correct} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = Omit<Props, 'rows'> & { row: RegisterRow; timeZone: string };

function Row({ row, products, isOfOne = false, correct, timeZone }: RowProps) {
  const product = productOf(products, row.productId);
  const some = (ug: number) => (ug === 0 ? '' : amount(ug, product));
  const lot = row.lot === null ? '' : lotOf({ lot: row.lot, serial: row.serial });
  const what = [
    row.patientName === null ? '' : t('stock.for', { name: row.patientName, number: row.patientNumber ?? '' }),
    row.counterpart ?? '',
    row.document ?? '',
    row.reason ?? '',
  ].filter((text) => text !== '');
  const drawn = drawnWord(row, product);
  const afterUg = isOfOne ? row.itemAfterUg : row.afterUg;
  return (
    <tr>
      <td className="num">
        <p>{moment(row.happenedAt, timeZone)}</p>
        <p className="small quiet">{t('register.seq', { seq: row.seq })}</p>
      </td>
      <td className="register-what">
        <p className="strong">{kindWord(row.kind)}</p>
        {!isOfOne && (
          <p>
            {row.productName}{' '}
            {row.itemId === null ? (
              lot
            ) : (
              <Link className="text-way" to="/pharmacy/containers/$id" params={{ id: row.itemId }}>
                {lot}
              </Link>
            )}
          </p>
        )}
        <p className="quiet">{row.locationName}</p>
        {what.map((text) => (
          <p key={text} className="pharmacy-words">
            {text}
          </p>
        ))}
        {correct !== undefined && movesStock.has(row.kind) && (
          <Button
            variant="subtle"
            className="register-correct"
            aria-label={t('register.correctOf', { row: rowWords(row, timeZone) })}
            onClick={() => correct(row)}
          >
            {t('register.correct')}
          </Button>
        )}
      </td>
      <td className="num">{some(row.inUg)}</td>
      <td className="num">
        {some(row.outUg)}
        {drawn !== '' && <p className="quiet">{drawn}</p>}
      </td>
      <td className="num">{afterUg === null ? '' : amount(afterUg, product)}</td>
      <td>
        <p>{row.actorName}</p>
        {row.witnessName !== null && <p className="quiet">{t('register.second', { name: row.witnessName })}</p>}
      </td>
    </tr>
  );
}

/** What left somebody's hands: given, wasted or returned, without leaving the container again. */
function drawnWord({ drawnUg, beyondUg, kind }: RegisterRow, product: Product | undefined): string {
  if (kind === 'count' && beyondUg !== 0)
    return t(beyondUg < 0 ? 'register.counted' : 'register.countedMore', {
      amount: amount(Math.abs(beyondUg), product),
    });
  return drawnUg < 0 ? t('register.fromHand', { amount: amount(-drawnUg, product) }) : '';
}
