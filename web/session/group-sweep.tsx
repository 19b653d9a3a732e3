import { Button, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Floor } from '#server/session/floor.shapes.ts';
import { clock, day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { BackIcon, CautionIcon, DoneIcon, StopIcon } from '#web/ui/icons.ts';
import { Loading } from '#web/ui/states.tsx';
import { hushKept } from './acts-kit.tsx';
import { allergyWords, Sheet } from './acts-sheet.tsx';
import { goOnWith, type ShownRound, settle } from './group-round.ts';
import { outcomeWords } from './group-row.tsx';
import { SkipPerson } from './group-skip.tsx';
import { ReadingsPad } from './pad.tsx';
import { type SessionInHand, useSessionInHand } from './session-data.ts';
import './acts.css';

type Props = {
  group: string;
  round: ShownRound;
  floor: Floor;
  twins: ReadonlyMap<string, string>;
  close: () => void;
};

/** The sweep: one person after the other, each read, saved and judged on their own. */
export function RoundSheet({ group, round, floor, twins, close }: Props) {
  const { at } = round;
  if (at === undefined) return <RoundDone round={round} floor={floor} close={close} />;
  return <Step key={at} group={group} round={round} floor={floor} session={at} twins={twins.get(at)} close={close} />;
}

type StepProps = Omit<Props, 'twins'> & { session: string; twins: string | undefined };

function Step({ session, ...props }: StepProps) {
  const hand = useSessionInHand(session);
  if (hand === undefined || hand === 'not-here') return <Loading rows={2} />;
  return <Person {...props} hand={hand} />;
}

/** First who it is, then the pad; a red set holds the round here, and only here. */
function Person({ hand, group, round, floor, twins, close }: Omit<StepProps, 'session'> & { hand: SessionInHand }) {
  const [isReading, setReading] = useState(false);
  const [skipping, setSkipping] = useState(false);
  const navigate = useNavigate();
  const { id } = hand.session;
  const toSession = (act?: string) =>
    void navigate({ to: '/sessions/$id', params: { id }, search: act === undefined ? {} : { act } });
  if (round.isHeld)
    return <Held hand={hand} round={round} close={close} goOn={() => goOnWith(group, round)} toSession={toSession} />;
  if (isReading)
    return (
      <ReadingsPad
        hand={hand}
        close={() => setReading(false)}
        openCard={() => {
          settle(group, round, id, { how: 'red', atMs: hand.nowMs });
          toSession('emergency');
        }}
        onSaved={(isRed, atMs) => {
          // The word that it can be undone would stand over the next person.
          hushKept();
          settle(group, round, id, { how: isRed ? 'red' : 'read', atMs });
        }}
        mark={roundWords(round)}
      />
    );
  const { patient } = hand.session;
  return (
    <Sheet title={t('round.who')} hand={hand} close={close} back={t('round.leave')} aside={<At round={round} />}>
      <div className="round-who">
        <dl className="round-ids">
          <dt>{t('round.name')}</dt>
          <dd className="round-name">
            {patient.givenName} {patient.familyName}
          </dd>
          <dt>{t('round.born')}</dt>
          <dd className="num">{day(patient.birthOn)}</dd>
          <dt>{t('round.number')}</dt>
          <dd className="num">{patient.number}</dd>
        </dl>
        {twins !== undefined && (
          <p className="say-amber strong row g05" role="note">
            <CautionIcon size={24} aria-hidden /> {t('group.twinInside')}: {twins}
          </p>
        )}
        <p className="strong">{allergyWords(hand)}</p>
        <p className="quiet">{t('round.see')}</p>
        <div className="row g2">
          <Button size="xl" variant="filled" data-autofocus onClick={() => setReading(true)}>
            {t('round.itIs')}
          </Button>
          <Button size="xl" onClick={() => setSkipping(true)}>
            {t('round.skip')}
          </Button>
        </div>
        <Steps round={round} floor={floor} />
      </div>
      {skipping && (
        <SkipPerson
          hand={hand}
          round={round.id}
          close={() => setSkipping(false)}
          skipped={(why) => settle(group, round, id, { how: 'skipped', atMs: hand.nowMs, why })}
        />
      )}
    </Sheet>
  );
}

const roundWords = ({ order, at }: ShownRound): string =>
  t('round.of', { at: at === undefined ? order.length : order.indexOf(at) + 1, count: order.length });

const At = ({ round }: { round: ShownRound }) => <p className="strong num round-at">{roundWords(round)}</p>;

/** Everybody of this round with what became of them. */
function Steps({ round, floor }: { round: ShownRound; floor: Floor }) {
  const zone = floor.clinic.timeZone;
  return (
    <ol className="round-steps num" aria-label={t('round.steps')}>
      {round.order.map((id) => {
        const outcome = round.done.get(id);
        const initials = floor.sessions.find((session) => session.id === id)?.patient.initials;
        return (
          <li key={id} aria-current={round.at === id ? 'step' : undefined}>
            <strong>{initials ?? t('absent.notKnown')}</strong>{' '}
            {outcome === undefined ? t('round.result.open') : outcomeWords(outcome, zone)}
          </li>
        );
      })}
    </ol>
  );
}

type HeldProps = {
  hand: SessionInHand;
  round: ShownRound;
  close: () => void;
  goOn: () => void;
  toSession: (act?: string) => void;
};

function Held({ hand, round, close, goOn, toSession }: HeldProps) {
  const { judged } = hand.agenda.latest ?? {};
  const red = judged?.judgements.filter(({ state }) => state === 'red') ?? [];
  const repeat = hand.agenda.todo.find(({ what }) => what === 'repeat');
  const isLast = round.order.every((id) => round.done.has(id));
  return (
    <Sheet
      title={t('round.redTitle', { who: hand.session.patient.initials })}
      tone="red"
      hand={hand}
      close={close}
      back={t('round.leave')}
      aside={<At round={round} />}
    >
      <div className="round-who" role="alert">
        {red.map(({ parameter, says, next }) => (
          <div key={parameter} className="stack g05">
            <p className="row g05 say-red strong">
              <StopIcon size={26} aria-hidden /> {says}
            </p>
            {next !== '' && <p>{next}</p>}
          </div>
        ))}
        {repeat?.atMs !== undefined && (
          <p className="strong num">{t('round.redRepeat', { time: clock(repeat.atMs, hand.floor.clinic.timeZone) })}</p>
        )}
        <p className="quiet">{t('round.redBody')}</p>
        <div className="row g2">
          <Button size="xl" variant="filled" data-autofocus onClick={() => toSession()}>
            {t('round.toSession')}
          </Button>
          <Button size="xl" variant="outline" color="red" onClick={() => toSession('emergency')}>
            {t('round.toCard')}
          </Button>
          <Button size="xl" onClick={goOn}>
            {t(isLast ? 'round.goOnLast' : 'round.goOn')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

function RoundDone({ round, floor, close }: Pick<Props, 'round' | 'floor' | 'close'>) {
  const outcomes = [...round.done.values()];
  const skipped = outcomes.filter(({ how }) => how === 'skipped').length;
  return (
    <Modal
      opened
      onClose={close}
      title={t('round.doneTitle')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <div className="stack g2">
        <p className="row g05 strong num" role="status">
          <DoneIcon size={24} aria-hidden />
          {t('round.doneBody', { read: outcomes.length - skipped, skipped })}
        </p>
        <Steps round={round} floor={floor} />
        <div>
          <Button
            size="lg"
            variant="filled"
            data-autofocus
            onClick={close}
            leftSection={<BackIcon size={22} aria-hidden />}
          >
            {t('round.backToGroup')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
