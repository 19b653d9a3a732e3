import { Button } from '@mantine/core';
import { useState } from 'react';
import { clock } from '#web/platform/format.ts';
import { rich, t } from '#web/platform/text.ts';
import { Card, Mark } from '#web/ui/parts.tsx';
import { Sheet } from './acts-sheet.tsx';
import { OpenDrugs } from './drugs-open.tsx';
import { LetGo } from './leaving-go.tsx';
import { type Group, groupNames, type LeavingRow, leavingRows, togetherIn } from './leaving-items.ts';
import { metBy, Row } from './leaving-row.tsx';
import { Together } from './leaving-together.tsx';
import { RemsPart } from './rems.tsx';
import { StopAndEmergency } from './session-bar.tsx';
import type { SessionInHand } from './session-data.ts';
import { RunningEffects } from './side-effect-running.tsx';
import { OpenPoints, type OpensPoint } from './sign-open.tsx';

type Opens = OpensPoint | 'stop' | 'emergency';
type Props = { hand: SessionInHand; close: () => void; open: (act: Opens) => void };

/**
 * What is missing leads, with the answer beside it; what was met before is small and below. What is answered here stays
 * in its place until somebody folds it, so that a second tap answers nothing else. It lets nobody go: a person does.
 */
export function LeavingSheet({ hand, close, open }: Props) {
  const rows = leavingRows(hand);
  const missing = rows.filter(({ answer }) => answer !== 'met');
  const met = rows.filter(({ answer }) => answer === 'met');
  const hold = () => ({
    rows: missing,
    together: groupNames.map((name) => ({ name, ids: togetherIn(name, rows, hand), isApart: false })),
  });
  const [held, setHeld] = useState(hold);
  const come = missing.filter(({ id }) => held.rows.every((row) => row.id !== id));
  if (come.length > 0) setHeld({ ...held, rows: [...held.rows, ...come] });
  // Once answered, a criterion no longer says which answer it took: its buttons keep their place all the same.
  const inPlace = held.rows.flatMap(({ id, item }) =>
    rows
      .filter((row) => row.id === id)
      .map((row): LeavingRow => (row.answer === 'met' ? { ...row, item: row.item ?? item } : row)),
  );
  const folded = met.filter(({ id }) => held.rows.every((row) => row.id !== id));
  const takeApart = (group: Group) =>
    setHeld({
      ...held,
      together: held.together.map((one) => (one.name === group ? { ...one, isApart: true } : one)),
    });
  const { earliestLeaveMs, isEarliestFirm } = hand.agenda;
  const zone = hand.floor.clinic.timeZone;
  const firstOfReadings = inPlace.find(({ by, answer }) => by === 'readings' && answer !== 'met')?.id;
  const rowOf = (row: LeavingRow) => (
    <Row
      key={row.id}
      row={row}
      hand={hand}
      openReadings={row.id === firstOfReadings ? () => open('readings') : undefined}
    />
  );
  const listed = inPlace.flatMap((row) => {
    const group = held.together.find(({ ids }) => ids.includes(row.id));
    if (group === undefined) return [rowOf(row)];
    const ofGroup = inPlace.filter(({ id }) => group.ids.includes(id));
    if (row !== ofGroup[0]) return [];
    const isApart = group.isApart || ofGroup.some((one) => one.answer !== 'met' && !isUnanswered(one));
    const head = (
      <Together
        key={group.name}
        group={group.name}
        rows={ofGroup}
        hand={hand}
        isApart={isApart}
        takeApart={() => takeApart(group.name)}
      />
    );
    return [head, ...(isApart ? ofGroup.map(rowOf) : [])];
  });
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
          <ul className="act-list">{listed}</ul>
          <p className="small quiet card-pad">{t('leave.whoMay')}</p>
          <div className="act-fold">
            <span className="strong">{t('leave.met', { count: met.length })}</span>
            {folded.length < met.length && (
              <Button variant="subtle" size="lg" onClick={() => setHeld(hold)}>
                {t('gate.foldAnswered')}
              </Button>
            )}
          </div>
          <ul className="act-list met-list">
            {folded.map((row) => (
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

const isUnanswered = ({ answer, item }: LeavingRow) => answer === 'not known' && item !== undefined;
