import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LeavingItem } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Pill } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { personOf } from './floor-seats.ts';
import { minutesWords, shortName } from './floor-words.ts';
import { Aldrete } from './leaving-aldrete.tsx';
import { EscortAnswers } from './leaving-escort.tsx';
import { NextContact } from './leaving-home.tsx';
import type { LeavingRow } from './leaving-items.ts';
import { saidWords } from './leaving-said.ts';
import { Override } from './override.tsx';
import type { SessionInHand } from './session-data.ts';
import { ClockIcon } from './session-icons.ts';

/** What a met criterion rests on, or who let it pass. */
export function metBy(row: LeavingRow, hand: SessionInHand): string {
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

type RowProps = { row: LeavingRow; hand: SessionInHand; openReadings: (() => void) | undefined };

/** What is answered stays as a line in its place, its answers unseen: a second tap there answers nothing else. */
export function Row({ row, hand, openReadings }: RowProps) {
  const { answer, says, by, item } = row;
  const isMet = answer === 'met';
  const isClock = by === 'clock' && answer === 'not met';
  const { stayForMin } = hand.agenda.leaving;
  const { earliestLeaveMs } = hand.agenda;
  return (
    <li className={`gate-row gate-row-${lookOf(row, isClock)}`}>
      <State row={row} isClock={isClock} />
      <div className="gate-says">
        <p className="strong">
          {isClock && stayForMin !== undefined
            ? t('leave.left', { minutes: minutesWords(Math.ceil(stayForMin)), says })
            : says}
        </p>
        {isMet && by !== 'rating' && <p className="small quiet num">{metBy(row, hand)}</p>}
        {row.but !== undefined && <p className="small strong">{row.but}</p>}
        {by === 'rating' && <Aldrete hand={hand} metBy={isMet ? metBy(row, hand) : undefined} />}
      </div>
      {isClock && earliestLeaveMs !== undefined && (
        <span className="quiet strong num">
          {t('leave.opens', { time: clock(earliestLeaveMs, hand.floor.clinic.timeZone) })}
        </span>
      )}
      <div className={`row g1 leave-answers${isMet ? ' in-place' : ''}`}>
        {item === 'escort' && <EscortAnswers hand={hand} says={says} />}
        {item === 'next-contact' && <NextContact hand={hand} says={says} />}
        {item !== undefined && item !== 'escort' && item !== 'next-contact' && (
          <Answers item={item} hand={hand} says={says} isNotMet={answer === 'not met'} />
        )}
        {item === undefined && openReadings !== undefined && (
          <Button size="lg" variant="filled" onClick={openReadings}>
            {t('gate.open.baseline')}
          </Button>
        )}
        {row.override === 'prescriber' && <Override hand={hand} kind="discharge-item" item={row.id} says={says} />}
      </div>
    </li>
  );
}

const looks = { met: 'green', 'not met': 'red', 'not known': 'unknown' } as const;

function lookOf({ answer, overridden }: LeavingRow, isClock: boolean) {
  if (isClock) return 'amber';
  return answer === 'met' && overridden !== undefined ? 'blue' : looks[answer];
}

const words = { met: 'gate.met', 'not met': 'gate.notMet', 'not known': 'gate.notKnown' } as const;

function State({ row, isClock }: { row: LeavingRow; isClock: boolean }) {
  if (isClock)
    return (
      <Pill state="amber" icon={<ClockIcon size={18} aria-hidden />}>
        {t('leave.notYet')}
      </Pill>
    );
  const look = lookOf(row, false);
  return <Pill state={look}>{t(look === 'blue' ? 'gate.overridden' : words[row.answer])}</Pill>;
}

type AnswersProps = {
  item: Exclude<LeavingItem, 'next-contact'>;
  hand: SessionInHand;
  says: string;
  isNotMet: boolean;
};

function Answers({ item, hand, says, isNotMet }: AnswersProps) {
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
            className={state === 'not-met' && isNotMet ? 'in-place' : ''}
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
