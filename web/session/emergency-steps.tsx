import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Emergency, type Fact, happenedAt, isCallStep, pumpStep, stampsOf } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { DoneIcon } from '#web/ui/icons.ts';
import { clockWithSeconds } from './acts-time.tsx';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';

const isPumpOn = ({ agenda: { infusion } }: SessionInHand) =>
  infusion.state === 'running' || infusion.state === 'paused';

export type Done = { atMs: number; by: string | null };

/** A tick, or the fact at the pump itself. A pump that runs on as before leaves its step open, whatever was ticked. */
export function stepDone(emergency: Emergency, step: string, hand: SessionInHand): Done | undefined {
  const called = hand.record.told.find(({ data }) => data.task === `emergency:${emergency.id}`);
  const ticked = emergency.actions.find(({ action }) => action === step) ?? (isCallStep(step) ? called : undefined);
  const asks = pumpStep(step);
  if (asks === undefined) return ticked;
  const stamp = stampsOf(hand.record);
  const since = hand.record.pump
    .filter((fact) => happenedAt(fact) >= emergency.atMs)
    .map((fact) => ({ fact, ...stamp(fact) }));
  const stopped = since.findLast(({ fact }) => fact.kind === 'dose-stopped');
  if (!isPumpOn(hand)) return ticked ?? stopped;
  return asks === 'stop-or-slow' ? since.findLast(({ fact }) => isSlower(fact, hand)) : undefined;
}

/** The pump pauses, or runs at less than at the start. */
function isSlower(fact: Fact, { record, agenda }: SessionInHand): boolean {
  if (agenda.infusion.state === 'paused') return fact.kind === 'dose-paused';
  const startedAt = record.doseStart?.data.pumpRateUlPerH;
  return fact.kind === 'rate-changed' && startedAt !== undefined && fact.data.pumpRateUlPerH < startedAt;
}

type Props = {
  emergency: Emergency;
  steps: readonly string[];
  hand: SessionInHand;
  act: (action: string) => Promise<boolean>;
  /** Opens what is done at the pump: it keeps the fact, and the fact is the tick. */
  atPump: (act: 'stop' | 'pump') => void;
};

/** The steps of a card at a chair: those at the pump are done at the pump. */
export function EmergencySteps({ emergency, steps, hand, act, atPump }: Props) {
  const isOn = isPumpOn(hand);
  const take = async (step: string) => {
    const asks = isOn ? pumpStep(step) : undefined;
    if (asks !== undefined) return atPump(asks === 'stop' ? 'stop' : 'pump');
    await act(step);
  };
  return (
    <StepList
      steps={steps}
      doneOf={(step) => stepDone(emergency, step, hand)}
      take={take}
      zone={hand.floor.clinic.timeZone}
      nameOf={(by) => {
        const who = personOf(hand.floor, by);
        return who === undefined ? t('session.toBeClaimed') : shortName(who);
      }}
    >
      {isOn && (
        <div className="card-pad">
          <Button size="xl" fullWidth variant="outline" color="red" onClick={() => atPump('stop')}>
            {t('card.stopPump')}
          </Button>
        </div>
      )}
    </StepList>
  );
}

type ListProps = {
  steps: readonly string[];
  doneOf: (step: string) => Done | undefined;
  take: (step: string) => Promise<unknown>;
  zone: string;
  nameOf: (by: string | null) => string;
  children?: ReactNode;
};

/** The next step is marked; any order works, and each tap keeps its second. The same at a chair and in a drill. */
export function StepList({ steps, doneOf, take, zone, nameOf, children }: ListProps) {
  const [busy, setBusy] = useState<string>();
  const next = steps.find((step) => doneOf(step) === undefined);
  const tap = async (step: string) => {
    setBusy(step);
    await take(step);
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
          const done = doneOf(step);
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
                  onClick={() => void tap(step)}
                  aria-label={t(step === next ? 'card.doneNowOf' : 'card.doneOf', { step })}
                >
                  {t(step === next ? 'card.doneNow' : 'card.done')}
                </Button>
              ) : (
                <span className="small num">
                  {t('card.doneAt', { time: clockWithSeconds(done.atMs, zone), who: nameOf(done.by) })}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {children}
    </section>
  );
}
