import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DataOf } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { LockIcon } from '#web/ui/icons.ts';
import { AskedAnswer, useAsking } from './acts-asked.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { DoseForm, doseTitle } from './dose.tsx';
import { NoOrderForm } from './dose-none.tsx';
import { isPumpOrder } from './dose-order.ts';
import { mg } from './floor-words.ts';
import { Choice } from './pad-choices.tsx';
import { fromThousandths, inThousandths, isTypedTwice } from './pump-numbers.ts';
import { RateAgain, RateField, RateWords } from './pump-rate.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; close: () => void; stops: number };

/** Closed with the number left. What the pump shows is typed by hand: the order never fills it in. */
export function StartDose({ hand, close, stops }: Props) {
  const [isRunning, setRunning] = useState(false);
  if (hand.record.firstDose !== undefined) return null;
  const isPump = hand.agenda.dosing.route === 'iv';
  if (stops > 0 && !isRunning)
    return (
      <section className="card card-pad stack g1">
        <Button size="xl" disabled className="act-main" leftSection={<LockIcon size={24} aria-hidden />}>
          <span className="act-main-word">{isPump ? t('gate.startDose') : doseTitle(hand)}</span>
          <span className="act-main-more">{t('gate.closed', { count: stops })}</span>
        </Button>
        <Button size="lg" onClick={() => setRunning(true)}>
          {t(isPump ? 'gate.runsAlready' : 'dose.givenAlready')}
        </Button>
      </section>
    );
  if (!isPump)
    return (
      <section className="card card-pad stack">
        <h2>{doseTitle(hand)}</h2>
        {isRunning && stops > 0 && <p className="small strong">{t('gate.runsAlreadyHow')}</p>}
        <DoseForm hand={hand} done={close} isFact={isRunning && stops > 0} />
      </section>
    );
  return <AtThePump hand={hand} close={close} isRunning={isRunning && stops > 0} />;
}

function AtThePump({ hand, close, isRunning }: { hand: SessionInHand; close: () => void; isRunning: boolean }) {
  const [isOtherRoute, setOtherRoute] = useState(false);
  const order = isPumpOrder(hand.session.order) ? hand.session.order : null;
  const [label, setLabel] = useState<'ordered' | 'other'>();
  const [concentration, setConcentration] = useState('');
  const [rate, setRate] = useState('');
  const [again, setAgain] = useState('');
  const [volume, setVolume] = useState('');
  const at = useAtTime(hand);
  const asking = useAsking(hand, 'dose-started');
  const isOther = order === null || label === 'other';
  const ugPerMl = isOther
    ? inThousandths(concentration)
    : label === 'ordered'
      ? order?.concentrationUgPerMl
      : undefined;
  const ulPerH = inThousandths(rate);
  const ul = inThousandths(volume);
  const isVolumeRead = volume.trim() === '' || (ul !== undefined && ul > 0);
  const isReady =
    ugPerMl !== undefined &&
    ugPerMl > 0 &&
    ulPerH !== undefined &&
    ulPerH > 0 &&
    isVolumeRead &&
    isTypedTwice(hand, ulPerH, again) &&
    at.wrong === undefined;
  const data = (): DataOf<'dose-started'> | undefined =>
    isReady
      ? {
          route: 'iv',
          ...(order === null ? {} : { orderId: order.id }),
          drug: order?.drug ?? 'ketamine',
          concentrationUgPerMl: ugPerMl,
          pumpRateUlPerH: ulPerH,
          ...(ul === undefined || ul === 0 ? {} : { volumeToGiveUl: ul }),
          as: isRunning ? 'fact' : 'intent',
        }
      : undefined;
  const done = (isDone: boolean) => {
    if (isDone) close();
  };
  const start = async () => {
    const given = data();
    if (given !== undefined) done(await (isRunning ? asking.fact(given, at.atMs) : asking.intend(given, at.atMs)));
  };
  const anyway = async () => {
    const given = data();
    if (given !== undefined) done(await asking.fact(given, at.atMs));
  };
  const orderedUl =
    order === null || ugPerMl === undefined || ugPerMl === 0 ? undefined : Math.ceil((order.doseUg * 1_000) / ugPerMl);
  if (isOtherRoute)
    return (
      <section className="card card-pad stack">
        <h2>{t('dose.none.title')}</h2>
        <NoOrderForm hand={hand} done={close} />
      </section>
    );
  return (
    <section className="card card-pad stack">
      <div>
        <h2>{t('start.pump')}</h2>
        <p className="small quiet">{t('start.controls')}</p>
        {isRunning && <p className="small strong">{t('gate.runsAlreadyHow')}</p>}
      </div>
      {hand.session.order === null && (
        <Button size="lg" onClick={() => setOtherRoute(true)}>
          {t('dose.none.other')}
        </Button>
      )}
      {order !== null && (
        <fieldset className="choice-line">
          <legend className="label">{t('start.label')}</legend>
          <div className="choices choices-2">
            <Choice
              isOn={label === 'ordered'}
              word={t('start.labelOrdered', { mg: fromThousandths(order.concentrationUgPerMl) })}
              pick={() => setLabel('ordered')}
            />
            <Choice isOn={label === 'other'} word={t('start.labelOther')} pick={() => setLabel('other')} />
          </div>
        </fieldset>
      )}
      {isOther && (
        <TextInput
          size="lg"
          label={t('start.concentration')}
          inputMode="decimal"
          value={concentration}
          error={concentration !== '' && (ugPerMl === undefined || ugPerMl === 0) ? t('start.number') : undefined}
          onChange={({ currentTarget }) => setConcentration(currentTarget.value)}
        />
      )}
      <RateField label={t('start.rate')} typed={rate} change={setRate} />
      <RateWords hand={hand} ulPerH={ulPerH} />
      <RateAgain hand={hand} ulPerH={ulPerH} again={again} change={setAgain} />
      <TextInput
        size="lg"
        label={t('start.volume')}
        description={
          orderedUl === undefined ? undefined : t('start.volumeOrdered', { volume: fromThousandths(orderedUl) })
        }
        inputMode="decimal"
        value={volume}
        error={isVolumeRead ? undefined : t('start.number')}
        onChange={({ currentTarget }) => setVolume(currentTarget.value)}
      />
      <AtTime hand={hand} of={at} />
      <AskedAnswer of={asking} anyway={() => void anyway()} again={() => void start()} />
      <Button
        size="xl"
        variant="filled"
        className="act-main"
        disabled={!isReady}
        loading={asking.busy}
        onClick={() => void start()}
      >
        <span className="act-main-word">{t('gate.startDose')}</span>
        <span className="act-main-more">
          {ulPerH === undefined
            ? order === null
              ? t('gate.noOrder')
              : mg(order.doseUg)
            : t('gate.startAs', { rate: fromThousandths(ulPerH) })}
        </span>
      </Button>
    </section>
  );
}
