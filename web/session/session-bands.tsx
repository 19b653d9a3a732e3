import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { redSays } from '#clinical/session/session.ts';
import { saidBySession } from '#web/offline/station-tray.ts';
import { clock, clockOrMoment } from '#web/platform/format.ts';
import { liveness } from '#web/platform/liveness.ts';
import { network } from '#web/platform/network.ts';
import { t } from '#web/platform/text.ts';
import { DatabaseIcon, StopIcon } from '#web/ui/icons.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { DangerBands } from './danger-band.tsx';
import { factWords, plainWords } from './fact-words.ts';
import { hadWords, minutesWords } from './floor-words.ts';
import type { OpenAct } from './session-act.ts';
import { outboxState, type RefusedFact, type SessionInHand } from './session-data.ts';
import { EmergencyIcon, NoNetworkIcon } from './session-icons.ts';
import { RefusedDialog } from './session-refused.tsx';

/** What is wrong with keeping and sending, each in one band: facts that were not accepted, the network, the room left. */
export function Bands({ hand, open }: { hand: SessionInHand; open: OpenAct }) {
  const { id } = hand.session;
  useEffect(() => {
    saidBySession.set(id);
    return () => saidBySession.set(undefined);
  }, [id]);
  return (
    <div className="bands no-print">
      <EmergencyBand hand={hand} open={open} />
      <DangerBands hand={hand} open={open} />
      <RedBand hand={hand} />
      <OfflineBand hand={hand} />
      <StorageBand />
      <RefusedBands hand={hand} />
    </div>
  );
}

/** A card that is open stays in sight until it is closed with its outcome. */
function EmergencyBand({ hand, open }: { hand: SessionInHand; open: OpenAct }) {
  const card = hand.record.emergencies.find(({ closed }) => closed === undefined);
  if (card === undefined) return null;
  return (
    <section className="band band-emergency">
      <EmergencyIcon size={28} aria-hidden />
      <p className="strong grow num">
        {t('session.emergencyOpen', {
          card: plainWords(card.card),
          time: minutesWords((hand.nowMs - card.atMs) / 60_000),
        })}
      </p>
      <Button onClick={() => open('emergency')}>{t('session.refusedOpen')}</Button>
    </section>
  );
}

/** While the newest set is red: what is red, and who has it. */
function RedBand({ hand: { agenda, record, floor } }: { hand: SessionInHand }) {
  const { latest } = agenda;
  if (latest === undefined || record.phase === 'left') return null;
  const red = redSays(latest.judged.judgements);
  const had = hadWords(record, latest.id, floor.people, floor.clinic.timeZone);
  if (red === '' || had === '') return null;
  return (
    <section className="band band-amber">
      <StopIcon size={28} aria-hidden className="mark-red" />
      <p className="grow num">
        <strong>{red}</strong> {had}
      </p>
    </section>
  );
}

function OfflineBand({ hand }: { hand: SessionInHand }) {
  const at = network.use();
  const { waiting, sinceMs } = outboxState.use();
  const now = useNow(1_000);
  const [isOpen, setOpen] = useState(false);
  if (liveness(at, now) === 'live') return null;
  const zone = hand.floor.clinic.timeZone;
  const since = clockOrMoment(at.silentSince ?? at.heardAt ?? sinceMs ?? now, zone);
  const mine = hand.events.filter(({ id }) => hand.waitingIds.has(id));
  return (
    <section className="band band-amber" role="status">
      <NoNetworkIcon size={28} aria-hidden className="mark-amber" />
      <div className="grow">
        <p className="strong">{t('session.offlineTitle', { time: since, count: waiting })}</p>
        <p>{t('session.offlineBody', { time: since })}</p>
        {isOpen && (
          <ul className="band-list">
            {mine.map((event) => (
              <li key={event.id} className="num">
                {clock(event.measuredAt, zone)} {factWords(event)}
              </li>
            ))}
          </ul>
        )}
      </div>
      {mine.length > 0 && (
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'session.hideWaits' : 'session.seeWaits')}
        </Button>
      )}
    </section>
  );
}

function StorageBand() {
  const { storage, leftFacts } = outboxState.use();
  if (storage === 'ok') return null;
  return (
    <section className="band band-red" role="alert">
      <DatabaseIcon size={28} aria-hidden className="mark-red" />
      <p className="strong grow">
        {storage === 'full'
          ? t('session.storageFull')
          : leftFacts === undefined
            ? t('session.storageNearlyUnknown')
            : t('session.storageNearly', { count: leftFacts })}
      </p>
    </section>
  );
}

/** Each stays until a person has entered it anew or discarded it with a reason. */
function RefusedBands({ hand }: { hand: SessionInHand }) {
  const { refused } = outboxState.use();
  const [opened, setOpened] = useState<RefusedFact>();
  return (
    <>
      {refused
        .filter(({ event }) => event.session === hand.session.id)
        .map((one) => (
          <section key={one.event.id} className="band band-red">
            <StopIcon size={28} aria-hidden className="mark-red" />
            <div className="grow">
              <p className="strong num">
                {t('session.refusedTitle', {
                  what: factWords(one.event),
                  time: clock(one.event.measuredAt, hand.floor.clinic.timeZone),
                })}
              </p>
              <p>{t('session.refusedBody', { says: one.says })}</p>
            </div>
            <Button onClick={() => setOpened(one)}>{t('session.refusedOpen')}</Button>
          </section>
        ))}
      {opened !== undefined && <RefusedDialog of={opened} hand={hand} close={() => setOpened(undefined)} />}
    </>
  );
}
