import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Emergency } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { DoneIcon } from '#web/ui/icons.ts';
import { clockWithSeconds } from './acts-time.tsx';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';

type Props = {
  emergency: Emergency;
  steps: readonly string[];
  hand: SessionInHand;
  act: (action: string) => Promise<boolean>;
  stop: () => void;
};

/** The next step is marked; any order works, and each tap keeps its second. */
export function EmergencySteps({ emergency, steps, hand, act, stop }: Props) {
  const [busy, setBusy] = useState<string>();
  const isDone = (step: string) => emergency.actions.some(({ action }) => action === step);
  const next = steps.find((step) => !isDone(step));
  const { state } = hand.agenda.infusion;
  const take = async (step: string) => {
    setBusy(step);
    await act(step);
    setBusy(undefined);
  };
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('card.steps')}</h2>
        <span className="caption quiet">{t('card.stepsHow')}</span>
      </header>
      <ol className="act-list">
        {steps.map((step, at) => {
          const done = emergency.actions.find(({ action }) => action === step);
          const who = personOf(hand.floor, done?.by);
          return (
            <li key={step} className={`card-step${step === next ? ' card-step-next' : ''}`}>
              <span className="card-step-number num" aria-hidden>
                {done === undefined ? at + 1 : <DoneIcon size={28} className="mark-green" />}
              </span>
              <span className="grow strong">{step}</span>
              {done === undefined ? (
                <Button
                  size="lg"
                  variant={step === next ? 'filled' : 'default'}
                  color="red"
                  loading={busy === step}
                  onClick={() => void take(step)}
                  aria-label={`${t('card.done')}: ${step}`}
                >
                  {t(step === next ? 'card.doneNow' : 'card.done')}
                </Button>
              ) : (
                <span className="small num">
                  {t('card.doneAt', {
                    time: clockWithSeconds(done.atMs, hand.floor.clinic.timeZone),
                    who: who === undefined ? t('session.toBeClaimed') : shortName(who),
                  })}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {(state === 'running' || state === 'paused') && (
        <div className="card-pad">
          <Button size="xl" fullWidth variant="outline" color="red" onClick={stop}>
            {t('card.stopPump')}
          </Button>
        </div>
      )}
    </section>
  );
}
