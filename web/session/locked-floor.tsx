import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Agenda, emergencyIds, type SessionRecord } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/offline/clock.ts';
import { clock as clockWords } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { Notice, Pill } from '#web/ui/parts.tsx';
import { cardOf, cardTitle } from './emergency-words.ts';
import { nextOf, phaseWords, titleOf, toneOf, whenWords } from './floor-words.ts';
import { serverNow, useFloor, useRecords, write } from './session-data.ts';
import './locked.css';

/** What a locked screen shows of the chairs: initials and times. It takes "dose stopped" and "emergency" from anybody. */
export function LockedFloor() {
  const { floor, asOfMs } = useFloor();
  const records = useRecords();
  if (floor === undefined) return null;
  const running = floor.sessions.flatMap((session) => {
    const of = records.get(session.id);
    const isHere = of !== undefined && of.record.arrived !== undefined && of.record.left === undefined;
    return isHere || of?.record.phase === 'dosing' ? [{ session, ...of }] : [];
  });
  return (
    <section className="locked" aria-labelledby="locked-title">
      <header className="row g2">
        <h2 id="locked-title">{t('locked.title')}</h2>
        {asOfMs !== undefined && (
          <span className="quiet num">{t('locked.asOf', { time: clockWords(asOfMs, floor.clinic.timeZone) })}</span>
        )}
      </header>
      <p className="quiet">{t('locked.how')}</p>
      {running.length === 0 ? (
        <p>{t('locked.none')}</p>
      ) : (
        <ul className="locked-chairs">
          {running.map((one) => (
            <LockedChair key={one.session.id} floor={floor} {...one} />
          ))}
        </ul>
      )}
    </section>
  );
}

type ChairProps = { floor: Floor; session: FloorSession; record: SessionRecord; agenda: Agenda };
type Step =
  | { at: 'start' }
  | { at: 'stop' | 'emergency'; openedMs: number }
  | { at: 'said'; says: string; first: readonly string[] }
  | { at: 'not-written'; says: string };

function LockedChair({ floor, session, record, agenda }: ChairProps) {
  const [step, setStep] = useState<Step>({ at: 'start' });
  useNow();
  const zone = floor.clinic.timeZone;
  const chair = floor.chairs.find(({ id }) => id === session.chairId)?.name;
  const next = nextOf(agenda.todo);
  const isOn =
    record.firstDose !== undefined &&
    record.doseEnd === undefined &&
    record.phase !== 'observing' &&
    record.phase !== 'left';
  const keep = async (kind: 'dose-stopped' | 'emergency-opened', data: object, atMs: number, done: Step) => {
    try {
      // The moment is that of the first tap, by this device's own clock.
      await write({ session: session.id, kind, data, measuredAtMs: atMs });
      setStep(done);
    } catch (error) {
      setStep({ at: 'not-written', says: error instanceof Error ? error.message : t('problem.defect') });
    }
  };
  const time = 'openedMs' in step ? clockWords(step.openedMs + clock.get().offsetMs, zone) : '';
  return (
    <li className="card card-body locked-chair">
      <div className="locked-who">
        <span className="strong">{chair === undefined ? t('locked.noChair') : t('locked.chair', { chair })}</span>
        <span className="locked-initials">{session.patient.initials}</span>
        <span>{phaseWords(record, agenda, session.order)}</span>
        {next === undefined ? (
          <span className="quiet">{t('locked.nothingNext')}</span>
        ) : (
          <Pill state={toneOf(next)}>
            {t('locked.next', { what: titleOf(next), when: whenWords(next, serverNow()) })}
          </Pill>
        )}
      </div>
      {step.at === 'start' && (
        <div className="locked-acts">
          {isOn && (
            <Button
              size="lg"
              variant="outline"
              color="red"
              onClick={() => setStep({ at: 'stop', openedMs: Date.now() })}
            >
              {t('locked.stop')}
            </Button>
          )}
          <Button
            size="lg"
            variant="filled"
            color="red"
            onClick={() => setStep({ at: 'emergency', openedMs: Date.now() })}
          >
            {t('locked.emergency')}
          </Button>
        </div>
      )}
      {step.at === 'stop' && (
        <div className="locked-confirm">
          <Button
            size="lg"
            variant="filled"
            color="red"
            onClick={() =>
              void keep('dose-stopped', {}, step.openedMs, {
                at: 'said',
                says: t('locked.stopped', { time }),
                first: [],
              })
            }
          >
            {t('locked.stopConfirm', { chair: chair ?? '–', time })}
          </Button>
          <Button size="lg" onClick={() => setStep({ at: 'start' })}>
            {t('locked.back')}
          </Button>
        </div>
      )}
      {step.at === 'emergency' && (
        <div className="locked-confirm">
          <p className="strong">{t('locked.emergencyWhich', { chair: chair ?? '–' })}</p>
          <div className="locked-cards">
            {emergencyIds.map((card) => (
              <Button
                key={card}
                size="lg"
                variant="outline"
                color="red"
                onClick={() =>
                  void keep('emergency-opened', { card }, step.openedMs, {
                    at: 'said',
                    says: t('locked.opened', { card: cardTitle(card), time }),
                    first: cardOf(card)?.firstActions ?? [],
                  })
                }
              >
                {cardTitle(card)}
              </Button>
            ))}
          </div>
          <Button size="lg" onClick={() => setStep({ at: 'start' })}>
            {t('locked.back')}
          </Button>
        </div>
      )}
      {(step.at === 'said' || step.at === 'not-written') && (
        <div className="locked-confirm">
          {step.at === 'said' ? (
            <Notice state="green" title={step.says} live>
              {step.first.length > 0 && (
                <ol>
                  {step.first.map((action) => (
                    <li key={action}>{action}</li>
                  ))}
                </ol>
              )}
              <p>{t('locked.waits')}</p>
            </Notice>
          ) : (
            <div role="alert">
              <Notice state="red" title={t('locked.notWritten', { says: step.says })} />
            </div>
          )}
          <Button size="lg" onClick={() => setStep({ at: 'start' })}>
            {t('locked.back')}
          </Button>
        </div>
      )}
    </li>
  );
}
