import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LeavingItem } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { rich, t } from '#web/platform/text.ts';
import { Card, Mark, Pill } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { Sheet } from './acts-sheet.tsx';
import { OpenDrugs } from './drugs-open.tsx';
import { personOf } from './floor-seats.ts';
import { minutesWords, shortName } from './floor-words.ts';
import { Aldrete } from './leaving-aldrete.tsx';
import { EscortAnswers, escortNamed } from './leaving-escort.tsx';
import { LetGo } from './leaving-go.tsx';
import { NextContact } from './leaving-home.tsx';
import { type LeavingRow, leavingRows, wayHomeItems } from './leaving-items.ts';
import { saidWords } from './leaving-said.ts';
import { Override } from './override.tsx';
import { RemsPart } from './rems.tsx';
import { StopAndEmergency } from './session-bar.tsx';
import type { SessionInHand } from './session-data.ts';
import { ClockIcon } from './session-icons.ts';
import { RunningEffects } from './side-effect-running.tsx';
import { OpenPoints, type OpensPoint } from './sign-open.tsx';

type Props = { hand: SessionInHand; close: () => void; open: (act: OpensPoint | 'stop' | 'emergency') => void };

/** What is missing leads, with the answer beside it; what is met is small and below. It lets nobody go: a person does. */
export function LeavingSheet({ hand, close, open }: Props) {
  const rows = leavingRows(hand);
  const missing = rows.filter(({ answer }) => answer !== 'met');
  const met = rows.filter(({ answer }) => answer === 'met');
  const { earliestLeaveMs, isEarliestFirm } = hand.agenda;
  const zone = hand.floor.clinic.timeZone;
  return (
    <Sheet
      title={t('leaving.title')}
      hand={hand}
      close={close}
      foot={<StopAndEmergency hand={hand} open={open} />}
      aside={
        <p className="strong num act-aside">
          {earliestLeaveMs === undefined
            ? t('leave.earliestNotKnown')
            : t(isEarliestFirm ? 'leave.earliest' : 'leave.earliestAbout', { time: clock(earliestLeaveMs, zone) })}
        </p>
      }
    >
      <div className="act-two">
        <section className="card">
          <header className="card-head">
            <h2>{t('leave.missing', { count: missing.length })}</h2>
          </header>
          <WayHome hand={hand} rows={missing} />
          <ul className="act-list">
            {missing.map((row, at) => (
              <Row
                key={row.id}
                row={row}
                hand={hand}
                open={open}
                isFirstOfReadings={missing.findIndex(({ by }) => by === 'readings') === at}
              />
            ))}
          </ul>
          <p className="small quiet card-pad">{t('leave.whoMay')}</p>
          <div className="act-fold">
            <span className="strong">{t('leave.met', { count: met.length })}</span>
          </div>
          <ul className="act-list met-list">
            {met.map((row) => (
              <li key={row.id} className="met">
                <Mark state={row.overridden === undefined ? 'green' : 'blue'} />
                <span>
                  {row.says} <span className="quiet num">{metBy(row, hand)}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
        <div className="stack g15">
          <LetGo hand={hand} close={close} />
          <RemsPart hand={hand} moment="leaving" />
          <Card title={t('leave.close')}>
            <div className="stack g15">
              <RunningEffects hand={hand} isOpenOnly />
              <OpenPoints hand={hand} open={open} without={['left', 'side-effect']} />
              <OpenDrugs hand={hand} />
            </div>
          </Card>
          <Card>
            <p>{rich('leave.noDriving')}</p>
            <p className="small quiet">{hand.agenda.leaving.signOff}</p>
          </Card>
        </div>
      </div>
    </Sheet>
  );
}

function metBy(row: LeavingRow, hand: SessionInHand): string {
  const { overridden } = row;
  if (overridden === undefined) return saidWords(hand, row);
  const { by, atMs, reason } = overridden;
  const who = personOf(hand.floor, by);
  return t('gate.overriddenBy', {
    who: who === undefined ? t('session.toBeClaimed') : shortName(who),
    time: clock(atMs, hand.floor.clinic.timeZone),
    why: reason ?? '',
  });
}

/** Four things of the way home, looked at together and kept as four facts. */
function WayHome({ hand, rows }: { hand: SessionInHand; rows: readonly LeavingRow[] }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const open = rows.flatMap(({ item }) => (item !== undefined && wayHomeItems.includes(item) ? [item] : []));
  if (open.length < wayHomeItems.length) return null;
  const all = () =>
    void run(async () => {
      for (const item of open)
        await keep('discharge-item', { item, state: 'met', ...(item === 'escort' ? escortValue(hand) : {}) });
    });
  return (
    <div className="way-home">
      <Button size="lg" fullWidth loading={busy} onClick={all}>
        {t('leave.wayHome')}
      </Button>
      <NotKept error={error} />
    </div>
  );
}

const escortValue = (hand: SessionInHand) => {
  const value = escortNamed(hand);
  return value === undefined ? {} : { value };
};

type RowProps = { row: LeavingRow; hand: SessionInHand; open: Props['open']; isFirstOfReadings: boolean };

function Row({ row, hand, open, isFirstOfReadings }: RowProps) {
  const { answer, says, by, item } = row;
  const isClock = by === 'clock' && answer === 'not met';
  const { stayForMin } = hand.agenda.leaving;
  const { earliestLeaveMs } = hand.agenda;
  return (
    <li className={`gate-row gate-row-${isClock ? 'amber' : answer === 'not met' ? 'red' : 'unknown'}`}>
      {isClock ? (
        <Pill state="amber" icon={<ClockIcon size={18} aria-hidden />}>
          {t('leave.notYet')}
        </Pill>
      ) : (
        <Pill state={answer === 'not met' ? 'red' : 'unknown'}>
          {t(answer === 'not met' ? 'gate.notMet' : 'gate.notKnown')}
        </Pill>
      )}
      <div className="gate-says">
        <p className="strong">
          {isClock && stayForMin !== undefined
            ? t('leave.left', { minutes: minutesWords(Math.ceil(stayForMin)), says })
            : says}
        </p>
        {row.but !== undefined && <p className="small strong">{row.but}</p>}
        {by === 'rating' && <Aldrete hand={hand} />}
      </div>
      {isClock && earliestLeaveMs !== undefined && (
        <span className="quiet strong num">
          {t('leave.opens', { time: clock(earliestLeaveMs, hand.floor.clinic.timeZone) })}
        </span>
      )}
      <div className="row g1 leave-answers">
        {item === 'escort' && <EscortAnswers hand={hand} says={says} />}
        {item === 'next-contact' && <NextContact hand={hand} says={says} />}
        {item !== undefined && item !== 'escort' && item !== 'next-contact' && (
          <Answers item={item} hand={hand} says={says} />
        )}
        {item === undefined && isFirstOfReadings && (
          <Button size="lg" variant="filled" onClick={() => open('readings')}>
            {t('gate.open.baseline')}
          </Button>
        )}
        {row.override === 'prescriber' && <Override hand={hand} kind="discharge-item" item={row.id} says={says} />}
      </div>
    </li>
  );
}

function Answers({
  item,
  hand,
  says,
}: {
  item: Exclude<LeavingItem, 'next-contact'>;
  hand: SessionInHand;
  says: string;
}) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [last, setLast] = useState<'met' | 'not-met'>();
  const answer = (state: 'met' | 'not-met') => {
    setLast(state);
    void run(async () => {
      const { event } = await keep('discharge-item', { item, state });
      sayKept(hand, t(`leave.item.${item}.${state === 'met' ? 'yes' : 'no'}`), event);
    });
  };
  return (
    <div className="row g1">
      {(['met', 'not-met'] as const).map((state) => {
        const word = t(`leave.item.${item}.${state === 'met' ? 'yes' : 'no'}`);
        return (
          <Button
            key={state}
            size="lg"
            aria-label={`${word}: ${says}`}
            loading={busy && last === state}
            onClick={() => answer(state)}
            data-answer={`${item} ${state}`}
          >
            {word}
          </Button>
        );
      })}
      <NotKept error={error} />
    </div>
  );
}
