import { TextInput } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { Mark, Notice } from '#web/ui/parts.tsx';
import { isPumpOrder } from './dose-order.ts';
import { mg } from './floor-words.ts';
import { fromThousandths, inThousandths, isAboveMost, percentAway } from './pump-numbers.ts';
import type { SessionInHand } from './session-data.ts';

/** A rate as the pump shows it, in mL/h. Never filled in from the order. */
export function RateField({ label, typed, change }: { label: string; typed: string; change: (typed: string) => void }) {
  return (
    <TextInput
      size="lg"
      label={label}
      inputMode="decimal"
      className="act-rate num"
      value={typed}
      error={typed !== '' && inThousandths(typed) === undefined ? t('start.number') : undefined}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

/** Says what keeping it does, and asks for the number once more. */
export function RateAgain({
  hand,
  ulPerH,
  again,
  change,
}: {
  hand: SessionInHand;
  ulPerH: number | undefined;
  again: string;
  change: (typed: string) => void;
}) {
  if (ulPerH === undefined || !isAboveMost(hand, ulPerH)) return null;
  return (
    <Notice state="red" title={t('start.aboveTitle')}>
      <p>{t('start.aboveHow')}</p>
      <TextInput
        size="lg"
        label={t('start.again')}
        inputMode="decimal"
        autoComplete="off"
        className="act-rate num"
        value={again}
        error={again !== '' && inThousandths(again) !== ulPerH ? t('start.againDiffers') : undefined}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    </Notice>
  );
}

/** How the rate stands to the order, said before it is kept. */
export function RateWords({ hand, ulPerH }: { hand: SessionInHand; ulPerH: number | undefined }) {
  const { order } = hand.session;
  if (!isPumpOrder(order)) return null;
  const ordered = t('start.ordered', { rate: fromThousandths(order.pumpRateUlPerH), dose: mg(order.doseUg) });
  if (ulPerH === undefined || ulPerH === 0) return <p className="quiet num">{ordered}</p>;
  const percent = percentAway(ulPerH, order.pumpRateUlPerH);
  const rate = fromThousandths(order.pumpRateUlPerH);
  if (ulPerH === order.pumpRateUlPerH)
    return (
      <p className="row g05 num" role="status">
        <Mark state="green" /> {t('start.asOrdered')} {ordered}
      </p>
    );
  return (
    <p className="row g05 strong num" role="status">
      <Mark state={ulPerH > order.pumpRateUlPerH ? 'red' : 'amber'} />{' '}
      {t(ulPerH > order.pumpRateUlPerH ? 'start.over' : 'start.under', { percent: Math.abs(percent), rate })}
    </p>
  );
}
