import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { repeatClock, type SignedDose } from '#clinical/session/session.ts';
import { newId } from '#web/offline/station-id.ts';
import { post } from '#web/platform/api.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { useNow } from '#web/ui/network-state.tsx';
import { useHeading } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { clockWithSeconds } from './acts-time.tsx';
import { type OneDrill, refreshEmergencies, useColleagues } from './emergencies.queries.ts';
import { CardClocks, firstRepeat, repeatValue } from './emergency-clocks.tsx';
import { Medicines } from './emergency-medicines.tsx';
import { StepList } from './emergency-steps.tsx';
import { cardOf, cardTitle, doseWords } from './emergency-words.ts';
import { stopwatch } from './floor-words.ts';
import { serverNow, useFloor } from './session-data.ts';
import './session.css';
import './acts.css';
import './emergency.css';

type Step = OneDrill['steps'][number];

/** The card itself, with its clocks and signed doses, in the frame of a drill: it writes to the drill and to nobody’s record. */
export function DrillRun({ one }: { one: OneDrill }) {
  const { drill } = one;
  const me = useMe();
  const { nameOf } = useColleagues();
  const { floor } = useFloor();
  const { steps, waiting, keep } = useSteps(one);
  const [isEnding, setEnding] = useState(false);
  useNow(1_000);
  const nowMs = serverNow();
  const zone = me.timeZone;
  const openedMs = Date.parse(drill.startedAt ?? '');
  const card = cardOf(drill.card, floor);
  const title = t('drill.title', { card: cardTitle(drill.card) });
  const heading = useHeading(title);
  const givenOf = (dose: SignedDose) =>
    steps
      .filter(({ what, says }) => what === 'dose' && says === doseSays(dose))
      .map(({ at }) => ({ atMs: Date.parse(at), doseUg: undefined }));
  const repeat = firstRepeat(card?.doses ?? [], (dose) => repeatClock(dose, givenOf(dose), nowMs));
  const last = steps.at(-1);
  return (
    <div className="drill">
      <header className="act-head act-head-red">
        <div className="act-title">
          <p className="strong">{t('drill.banner')}</p>
          <h1 ref={heading} tabIndex={-1} className="act-name">
            {title}
          </h1>
        </div>
        <CardClocks
          clocks={[
            { name: t('drill.since'), value: stopwatch(nowMs - openedMs) },
            {
              name: repeat === undefined ? t('drill.nextRepeat') : t('card.nextDose', { drug: repeat.drug }),
              value: repeat === undefined ? t('drill.nothing') : repeatValue(repeat, nowMs),
              isWords: repeat === undefined,
            },
            {
              name: t('drill.lastStep'),
              value: last === undefined ? t('drill.nothing') : stopwatch(nowMs - Date.parse(last.at)),
              isWords: last === undefined,
            },
          ]}
        />
      </header>
      <div className="drill-body stack g15">
        <Notice state="blue">{t('drill.noPatient')}</Notice>
        {waiting > 0 && <Notice state="amber">{t('drill.waiting', { count: waiting })}</Notice>}
        <div className="drill-two">
          <StepList
            steps={card?.firstActions ?? []}
            doneOf={(step) => {
              const done = steps.find(({ what, says }) => what === 'step' && says === step);
              return done && { atMs: Date.parse(done.at), by: done.by };
            }}
            take={(step) => keep('step', step)}
            zone={zone}
            nameOf={nameOf}
          />
          <div className="stack g15">
            <Button size="xl" variant="filled" onClick={() => setEnding(true)}>
              {t('drill.end')}
            </Button>
            {card !== undefined && floor !== undefined && (
              <Medicines
                card={card}
                floor={floor}
                weightGrams={undefined}
                nowMs={nowMs}
                givenOf={givenOf}
                give={(dose) => void keep('dose', doseSays(dose))}
                other={() => void keep('other', t('drill.otherMedicine'))}
              />
            )}
            <Card title={t('card.soFar')} aside={<span className="caption quiet">{t('card.soFarHow')}</span>}>
              <ul className="em-lines num">
                {[...steps].reverse().map(({ id, at, says }) => (
                  <li key={id}>
                    <strong>{clockWithSeconds(Date.parse(at), zone)}</strong>{' '}
                    {t('drill.after', { time: stopwatch(Date.parse(at) - openedMs) })} · {says}
                  </li>
                ))}
              </ul>
            </Card>
          </div>
        </div>
      </div>
      {isEnding && <End id={drill.id} waiting={waiting} close={() => setEnding(false)} />}
    </div>
  );
}

const doseSays = (dose: SignedDose): string => t('drill.dose', { drug: dose.drug, dose: doseWords(dose) });

/** Steps are shown at once and sent until they are kept: a drill must not wait for a network either. */
function useSteps(one: OneDrill) {
  const me = useMe();
  const [mine, setMine] = useState<readonly Step[]>([]);
  const sending = useRef(false);
  const kept = new Set(one.steps.map(({ id }) => id));
  const waiting = mine.filter(({ id }) => !kept.has(id));
  const send = async (steps: readonly Step[]) => {
    if (sending.current || steps.length === 0) return;
    sending.current = true;
    try {
      const body = { steps: steps.map(({ id, what, says, at }) => ({ id, what, says, at })) };
      await post(`/api/drills/${one.drill.id}/steps`, body);
      await refreshEmergencies();
    } catch {
      // Kept here and sent again with the next look.
    } finally {
      sending.current = false;
    }
  };
  const latest = useRef(waiting);
  latest.current = waiting;
  const sendNow = useRef(send);
  sendNow.current = send;
  useEffect(() => {
    const again = setInterval(() => void sendNow.current(latest.current), 4_000);
    return () => clearInterval(again);
  }, []);
  return {
    steps: [...one.steps, ...waiting].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    waiting: waiting.length,
    keep: async (what: 'step' | 'dose' | 'other', says: string) => {
      const step = {
        id: newId(serverNow()),
        what,
        says,
        at: new Date(serverNow()).toISOString(),
        by: me.practitionerId ?? '',
      };
      setMine((now) => [...now, step]);
      await send([...waiting, step]);
    },
  };
}

function End({ id, waiting, close }: { id: string; waiting: number; close: () => void }) {
  const [outcome, setOutcome] = useState('');
  const { busy, error, run } = useBusy();
  const end = () =>
    void run(async () => {
      await post(`/api/drills/${id}/end`, { how: 'done', outcome: outcome.trim() });
      await refreshEmergencies();
      close();
    });
  return (
    <Dialog title={t('drill.end')} open close={close}>
      <div className="stack g3">
        {waiting > 0 && <Notice state="amber">{t('drill.waiting', { count: waiting })}</Notice>}
        <Textarea
          label={t('drill.outcome')}
          autosize
          minRows={2}
          maxLength={1_000}
          value={outcome}
          onChange={({ currentTarget }) => setOutcome(currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button variant="filled" loading={busy} disabled={waiting > 0} onClick={end}>
            {t('drill.end')}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
