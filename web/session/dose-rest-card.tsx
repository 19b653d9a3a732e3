import { Button } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { partWords, restOf, sumOf } from './dose-order.ts';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';

/** A dose that was split: what of it has not been given yet, and the way to give it. */
export function RestCard({ hand, open }: { hand: SessionInHand; open: OpenAct }) {
  const { record, session } = hand;
  const { order } = session;
  const given = [...record.injections, ...record.sprays];
  if (order === null || !('volumeUl' in order) || given.length === 0) return null;
  if (record.left !== undefined || record.doseEnd !== undefined) return null;
  const rest = restOf(order, sumOf(given));
  if (rest === undefined) return null;
  return (
    <section className="card card-pad row g15 nowrap-c" aria-label={t('dose.restOpen')}>
      <span className="grow">
        <strong>{t('dose.restOpen')}</strong> <span className="num">{partWords(rest, order.concentrationUgPerMl)}</span>
      </span>
      <Button onClick={() => open('dose')}>{t('dose.giveRest')}</Button>
    </section>
  );
}
