import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { AskedAnswer } from './acts-asked.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { isInWordsEnough } from './acts-reason.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { useGiving } from './dose-giving.ts';
import type { MouthOrderHere } from './dose-order.ts';
import { GiveButton, Lot, lotFields, noLot, type Picked, WhatGiven, WhyOther } from './dose-parts.tsx';
import { stopwatch } from './floor-words.ts';
import { Choice } from './pad-choices.tsx';
import { fromThousandths } from './pump-numbers.ts';
import { type SessionInHand, serverNow } from './session-data.ts';

type Props = { hand: SessionInHand; order: MouthOrderHere; done: () => void; isFact: boolean };

const mgWords = (ug: number) => t('dose.mgOf', { mg: fromThousandths(ug) });

/** "2 × 50 mg", or the mg alone where the order counts no tablets. */
function unitsWords(order: MouthOrderHere, units: number | undefined, doseUg: number): string {
  if (order.unitUg === undefined || units === undefined) return mgWords(doseUg);
  return `${mgWords(doseUg)}, ${t('dose.mouth.units', { count: units, each: mgWords(order.unitUg) })}`;
}

/** Tablets or lozenges into the mouth; of another number the dose follows from what each holds. */
export function MouthForm({ hand, order, done, isFact }: Props) {
  const giving = useGiving(hand, 'mouth-dose-placed', done);
  const [picked, pick] = useState<Picked>();
  const [other, setOther] = useState<number>();
  const [why, setWhy] = useState('');
  const [lot, setLot] = useState(noLot);
  const { unitUg } = order;
  const isOther = picked === 'other';
  const units = isOther ? other : order.units;
  const doseUg =
    picked === undefined
      ? undefined
      : !isOther
        ? order.doseUg
        : unitUg === undefined || other === undefined
          ? undefined
          : unitUg * other;
  const open =
    doseUg === undefined ? t('dose.whatOpen') : isOther && !isInWordsEnough(why) ? t('dose.whyOpen') : giving.at.wrong;
  const give = () => {
    if (doseUg === undefined) return;
    const data = {
      ...{ route: order.route, form: order.form, orderId: order.id, drug: order.drug, doseUg },
      ...(units === undefined ? {} : { units }),
      ...lotFields(lot),
      as: 'intent' as const,
    };
    void giving.give(data, { isFact, why: isOther ? why.trim() : undefined });
  };
  const most = (order.units ?? 1) + 2;
  return (
    <>
      <WhatGiven
        picked={picked}
        pick={pick}
        choices={[
          { what: 'ordered', word: t('dose.asOrdered', { what: unitsWords(order, order.units, order.doseUg) }) },
        ]}
      />
      {isOther && unitUg !== undefined && (
        <fieldset className="choice-line">
          <legend className="label">{t('dose.unitsGiven')}</legend>
          <div className="choices choices-4">
            {Array.from({ length: most }, (_, at) => at + 1)
              .filter((of) => of !== order.units)
              .map((of) => (
                <Choice
                  key={of}
                  isOn={other === of}
                  value={String(of)}
                  word={mgWords(of * unitUg)}
                  pick={() => setOther(of)}
                />
              ))}
          </div>
        </fieldset>
      )}
      {isOther && <WhyOther why={why} change={setWhy} />}
      <Lot hand={hand} said={lot} change={setLot} isNeeded={false} />
      <AtTime hand={hand} of={giving.at} />
      <AskedAnswer of={giving.answer} anyway={giving.anyway} again={giving.again} />
      <GiveButton
        word={t('dose.mouth.act')}
        more={doseUg === undefined ? '' : unitsWords(order, units, doseUg)}
        open={open}
        busy={giving.busy}
        give={give}
      />
    </>
  );
}

type HeldProps = { hand: SessionInHand; done: () => void };

/** What lies in the mouth now, how long it has been there, and what becomes of it: at the same mg two doses. */
export function HeldForm({ hand, done }: HeldProps) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [openedMs] = useState(serverNow);
  const at = useAtTime(hand);
  const dose = hand.record.mouthDoses.find(({ ended }) => ended === undefined);
  if (dose === undefined) return null;
  const { order } = hand.session;
  const end = (how: 'swallowed' | 'spat') =>
    void run(async () => {
      const { event } = await keep('mouth-dose-ended', { of: dose.id, how }, at.atMs ?? openedMs);
      sayKept(hand, t(`dose.held.${how}`), event);
      done();
    });
  return (
    <>
      <p className="act-number num" role="timer">
        {stopwatch(hand.nowMs - dose.atMs)}{' '}
        {order?.route === 'sublingual' && (
          <small className="quiet">{t('dose.held.of', { minutes: order.holdMin })}</small>
        )}
      </p>
      {order?.route === 'sublingual' && <p>{t(`dose.held.ordered.${order.afterwards}`)}</p>}
      <div className="choices choices-2">
        {(['swallowed', 'spat'] as const).map((how) => (
          <Button
            key={how}
            size="xl"
            variant="filled"
            loading={busy}
            disabled={at.wrong !== undefined}
            onClick={() => end(how)}
          >
            {t(`dose.held.${how}`)}
          </Button>
        ))}
      </div>
      <NotKept error={error} />
      <AtTime hand={hand} of={at} usualMs={openedMs} />
    </>
  );
}
