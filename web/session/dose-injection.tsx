import { useState } from 'react';
import type { InjectionSite } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { AskedAnswer } from './acts-asked.tsx';
import { isInWordsEnough } from './acts-reason.tsx';
import { AtTime } from './acts-time.tsx';
import { useGiving } from './dose-giving.ts';
import { halfOf, type InjectionOrderHere, ofVolume, partWords, restOf, sumOf } from './dose-order.ts';
import {
  GiveButton,
  isVolume,
  Lot,
  lotFields,
  noLot,
  OtherVolume,
  type Picked,
  partOf,
  WhatGiven,
  WhyOther,
} from './dose-parts.tsx';
import { SiteChoice } from './dose-site.tsx';
import { inThousandths } from './pump-numbers.ts';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; order: InjectionOrderHere; done: () => void; isFact: boolean };

/** Site, and what was given: read from the order and confirmed. A dose may be split over two sites. */
export function InjectionForm({ hand, order, done, isFact }: Props) {
  const { record } = hand;
  const giving = useGiving(hand, 'injection-given', done);
  const [site, setSite] = useState<InjectionSite>();
  const [picked, pick] = useState<Picked>();
  const [typed, setTyped] = useState('');
  const [why, setWhy] = useState('');
  const [lot, setLot] = useState(noLot);
  const { concentrationUgPerMl: strength } = order;
  const words = (part: { doseUg: number; volumeUl: number }) => partWords(part, strength);
  const isFirst = record.injections.length === 0;
  const rest = restOf(order, sumOf(record.injections));
  const half = halfOf(order);
  const other = isVolume(typed) ? ofVolume(inThousandths(typed) ?? 0, strength) : undefined;
  const part = partOf(picked, { ordered: order, half, rest, other });
  const isOther = picked === 'other';
  const open =
    site === undefined
      ? t('dose.siteOpen')
      : part === undefined
        ? t('dose.whatOpen')
        : isOther && !isInWordsEnough(why)
          ? t('dose.whyOpen')
          : giving.at.wrong;
  const give = () => {
    if (site === undefined || part === undefined) return;
    const { doseUg, volumeUl } = part;
    const data = {
      ...{ route: order.route, site, orderId: order.id, drug: order.drug, concentrationUgPerMl: strength },
      ...{ volumeUl, doseUg, as: 'intent' as const },
      ...lotFields(lot),
    };
    void giving.give(data, { isFact, why: isOther ? why.trim() : undefined });
  };
  return (
    <>
      <SiteChoice route={order.route} site={site} pick={setSite} />
      <WhatGiven
        picked={picked}
        pick={pick}
        choices={
          isFirst
            ? [
                { what: 'ordered', word: t('dose.asOrdered', { what: words(order) }) },
                { what: 'half', word: t('dose.half', { what: words(half) }) },
              ]
            : rest === undefined
              ? []
              : [{ what: 'rest', word: t('dose.rest', { what: words(rest) }) }]
        }
      />
      {isOther && (
        <>
          <OtherVolume typed={typed} change={setTyped} is={other === undefined ? '' : words(other)} />
          <WhyOther why={why} change={setWhy} />
        </>
      )}
      <Lot hand={hand} said={lot} change={setLot} isNeeded={false} />
      <AtTime hand={hand} of={giving.at} />
      <AskedAnswer of={giving.answer} anyway={giving.anyway} again={giving.again} />
      <GiveButton
        word={t('dose.injection.act')}
        more={part === undefined ? '' : words(part)}
        open={open}
        busy={giving.busy}
        give={give}
      />
    </>
  );
}
