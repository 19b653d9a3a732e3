import { type ReactNode, useState } from 'react';
import type { DataOf, SessionRecord } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { AskedAnswer } from './acts-asked.tsx';
import { isInWordsEnough } from './acts-reason.tsx';
import { AtTime } from './acts-time.tsx';
import { useGiving } from './dose-giving.ts';
import {
  halfOf,
  type InjectionOrderHere,
  ofVolume,
  type Part,
  partWords,
  restOf,
  type SprayOrderHere,
  sumOf,
} from './dose-order.ts';
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
import { inThousandths } from './pump-numbers.ts';
import type { SessionInHand } from './session-data.ts';

type Kind = 'injection-given' | 'spray-given';
type Props<K extends Kind> = {
  hand: SessionInHand;
  order: InjectionOrderHere | SprayOrderHere;
  kind: K;
  /** What was given of it before. */
  given: SessionRecord['injections'] | SessionRecord['sprays'];
  act: string;
  done: () => void;
  isFact: boolean;
  /** What this route asks first, and what of it is still open. */
  first?: ReactNode;
  open?: string | undefined;
  dataOf: (part: Part & ReturnType<typeof lotFields>) => DataOf<K> | undefined;
};

/** A dose that goes by its volume: read from the order and confirmed. It may be given in parts. */
export function VolumeForm<K extends Kind>(of: Props<K>) {
  const { hand, order, kind, given, act, done, isFact, first, dataOf } = of;
  const giving = useGiving(hand, kind, done);
  const [picked, pick] = useState<Picked>();
  const [typed, setTyped] = useState('');
  const [why, setWhy] = useState('');
  const [lot, setLot] = useState(noLot);
  const { concentrationUgPerMl: strength } = order;
  const words = (part: Part) => partWords(part, strength);
  const rest = restOf(order, sumOf(given));
  const half = halfOf(order);
  const other = isVolume(typed) ? ofVolume(inThousandths(typed) ?? 0, strength) : undefined;
  const part = partOf(picked, { ordered: order, half, rest, other });
  const isOther = picked === 'other';
  const open =
    of.open ??
    (part === undefined ? t('dose.whatOpen') : isOther && !isInWordsEnough(why) ? t('dose.whyOpen') : giving.at.wrong);
  const give = () => {
    const { doseUg, volumeUl } = part ?? {};
    if (doseUg === undefined || volumeUl === undefined) return;
    const data = dataOf({ doseUg, volumeUl, ...lotFields(lot) });
    if (data !== undefined) void giving.give(data, { isFact, why: isOther ? why.trim() : undefined });
  };
  return (
    <>
      {first}
      <WhatGiven
        picked={picked}
        pick={pick}
        choices={
          given.length === 0
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
      <GiveButton word={act} more={part === undefined ? '' : words(part)} open={open} busy={giving.busy} give={give} />
    </>
  );
}
