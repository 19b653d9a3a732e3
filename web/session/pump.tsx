import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { infusionRule } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { Choice } from './pad-choices.tsx';
import { fromThousandths, inThousandths, isTypedTwice } from './pump-numbers.ts';
import { RateAgain, RateField, RateWords } from './pump-rate.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; close: () => void; stop: () => void };

const longest = 500;

/** The rate in force: the last one that was set, also while it is paused. */
function rateNow({ record }: SessionInHand): number | undefined {
  for (const fact of record.pump.toReversed())
    if (fact.kind === 'dose-started' || fact.kind === 'rate-changed') return fact.data.pumpRateUlPerH;
    else if (fact.kind === 'dose-resumed' && fact.data.pumpRateUlPerH !== undefined) return fact.data.pumpRateUlPerH;
  return undefined;
}

/** Pause, run again, another rate: what was done at the pump, by the same table as everywhere. */
export function PumpSheet({ hand, close, stop }: Props) {
  const { state } = hand.agenda.infusion;
  return (
    <SmallSheet title={t('pump.title')} hand={hand} close={close}>
      <p className="quiet">{t('pump.how')}</p>
      {state === 'running' || state === 'paused' || state === 'run-out' ? (
        <AtPump hand={hand} close={close} isPaused={state === 'paused'} />
      ) : (
        <Notice state="unknown">{t('pump.isNot')}</Notice>
      )}
      <FormEnd cancel={close}>
        <Button size="lg" variant="outline" color="red" onClick={stop}>
          {t('pump.stopInstead')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}

function AtPump({ hand, close, isPaused }: { hand: SessionInHand; close: () => void; isPaused: boolean }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [choice, setChoice] = useState<'share' | 'other'>();
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [reason, setReason] = useState('');
  const at = useAtTime(hand);
  const now = rateNow(hand);
  const percent = infusionRule.value.amberRatePct;
  // Of the rate that it was started at: halving twice is a quarter, and is said as such.
  const startedAt = hand.record.doseStart?.data.pumpRateUlPerH;
  const share = startedAt === undefined ? undefined : Math.round((startedAt * percent) / 100);
  const rate = choice === 'share' ? share : choice === 'other' ? inThousandths(typed) : undefined;
  const isTimeOpen = at.wrong !== undefined;
  const said = reason.trim();
  const why = said === '' ? {} : { reason: said };
  const save = (what: string, work: () => ReturnType<typeof keep>) =>
    void run(async () => {
      const { event } = await work();
      sayKept(hand, what, event);
      close();
    });
  const pause = () => save(t('pump.paused'), () => keep('dose-paused', why, at.atMs));
  const resume = () => save(t('pump.resumed'), () => keep('dose-resumed', {}, at.atMs));
  const change = () => {
    if (rate === undefined || rate <= 0 || !isTypedTwice(hand, rate, again)) return;
    const what = t('pump.changed', { rate: fromThousandths(rate) });
    if (isPaused) save(what, () => keep('dose-resumed', { pumpRateUlPerH: rate }, at.atMs));
    else save(what, () => keep('rate-changed', { pumpRateUlPerH: rate, ...why }, at.atMs));
  };
  return (
    <>
      <p className="strong num">
        {isPaused || now === undefined ? t('pump.isPaused') : t('pump.shows', { rate: fromThousandths(now) })}
      </p>
      {isPaused ? (
        <Button size="xl" variant="filled" loading={busy} onClick={resume} disabled={now === undefined || isTimeOpen}>
          {t('pump.resumeSame', { rate: now === undefined ? '–' : fromThousandths(now) })}
        </Button>
      ) : (
        <Button size="xl" variant="filled" loading={busy} onClick={pause} disabled={isTimeOpen} data-autofocus>
          {t('pump.pause')}
        </Button>
      )}
      <div className="choices choices-2">
        {share !== undefined && share !== now && (
          <Choice
            isOn={choice === 'share'}
            word={t('pump.share', { percent, rate: fromThousandths(share) })}
            pick={() => setChoice(choice === 'share' ? undefined : 'share')}
          />
        )}
        <Choice
          isOn={choice === 'other'}
          word={t('pump.other')}
          pick={() => setChoice(choice === 'other' ? undefined : 'other')}
        />
      </div>
      {choice === 'other' && <RateField label={t('pump.newRate')} typed={typed} change={setTyped} />}
      {choice !== undefined && <RateWords hand={hand} ulPerH={rate} />}
      <RateAgain hand={hand} ulPerH={rate} again={again} change={setAgain} />
      <Button
        size="lg"
        disabled={rate === undefined || rate === 0 || isTimeOpen || !isTypedTwice(hand, rate, again)}
        loading={busy}
        onClick={change}
      >
        {rate === undefined || rate === 0 ? t('pump.actOpen') : t('pump.act', { rate: fromThousandths(rate) })}
      </Button>
      <TextInput
        size="lg"
        label={t('pump.why')}
        value={reason}
        maxLength={longest}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <AtTime hand={hand} of={at} />
      <NotKept error={error} />
    </>
  );
}
