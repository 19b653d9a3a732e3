import { Button } from '@mantine/core';
import { useState } from 'react';
import { orderInWords } from '#clinical/plan/plan.ts';
import { clock } from '#web/platform/format.ts';
import { rich, t } from '#web/platform/text.ts';
import { LockIcon, OpenIcon } from '#web/ui/icons.ts';
import { Card, Mark, Pill, type State } from '#web/ui/parts.tsx';
import { Sheet } from './acts-sheet.tsx';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import { GateAnswer } from './gate-answer.tsx';
import { type GateRow, gateRows, settled, stopping, whoMay } from './gate-items.ts';
import { GateKit } from './gate-kit.tsx';
import { StartDose } from './gate-start.tsx';
import { RemsPart } from './rems.tsx';
import { StopAndEmergency } from './session-bar.tsx';
import type { SessionInHand } from './session-data.ts';

type Opens = 'arrive' | 'identity' | 'weight' | 'readings' | 'stop' | 'emergency';
type Props = { hand: SessionInHand; close: () => void; open: (act: Opens) => void };

/**
 * What stops the dose on top, settled below and folded; the start stays closed, with the number left, and is never
 * hidden. What is answered here stays in its place until somebody folds it, so that a second tap answers nothing else.
 */
export function GateSheet({ hand, close, open }: Props) {
  const rows = gateRows(hand);
  const stops = stopping(rows);
  const done = settled(rows);
  const [isOpen, setOpen] = useState(false);
  const [held, setHeld] = useState(() => stops.map(({ item }) => item));
  const come = stops.flatMap(({ item }) => (held.includes(item) ? [] : [item]));
  if (come.length > 0) setHeld([...held, ...come]);
  const inPlace = held.flatMap((item) => rows.filter((row) => row.item === item));
  const folded = done.filter(({ item }) => !held.includes(item));
  const { order } = hand.session;
  return (
    <Sheet title={t('gate.title')} hand={hand} close={close} foot={<StopAndEmergency hand={hand} open={open} />}>
      <div className="act-two">
        <section className="card">
          <header className="card-head">
            <h2>{t('gate.stops', { count: stops.length })}</h2>
            <span className="quiet num">{order === null ? t('gate.noOrder') : orderInWords(order)}</span>
          </header>
          <ul className="act-list">
            {inPlace.map((row) => (
              <Row key={row.item} row={row} hand={hand} open={open} />
            ))}
          </ul>
          <div className="act-fold">
            <span className="strong">{t('gate.settled', { count: done.length })}</span>
            {folded.length < done.length && (
              <Button variant="subtle" size="lg" onClick={() => setHeld(stops.map(({ item }) => item))}>
                {t('gate.foldAnswered')}
              </Button>
            )}
            <Button
              variant="subtle"
              size="lg"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
              rightSection={<OpenIcon size={20} aria-hidden />}
            >
              {t(isOpen ? 'gate.hide' : 'gate.show')}
            </Button>
          </div>
          {isOpen && (
            <ul className="act-list">
              {folded.map((row) => (
                <Row key={row.item} row={row} hand={hand} open={open} />
              ))}
            </ul>
          )}
        </section>
        <div className="stack g15">
          <Counts hand={hand} rows={rows} stops={stops.length} />
          <StartDose hand={hand} close={close} stops={stops.length} />
          <RemsPart hand={hand} moment="before" />
          <Card title={t('gate.whoTitle')}>
            <p>{rich('gate.whoNobody', { what: whoMay('nobody', rows) })}</p>
            <p>{rich('gate.whoPrescriber', { what: whoMay('prescriber', rows) })}</p>
          </Card>
        </div>
      </div>
    </Sheet>
  );
}

const looks: Record<GateRow['state'], State> = {
  'not met': 'red',
  'not known': 'unknown',
  overridden: 'blue',
  met: 'green',
};
const words = {
  'not met': 'gate.notMet',
  'not known': 'gate.notKnown',
  overridden: 'gate.overridden',
  met: 'gate.met',
} as const;

function Counts({ hand, rows, stops }: { hand: SessionInHand; rows: readonly GateRow[]; stops: number }) {
  const start = hand.record.firstDose;
  const title =
    start !== undefined
      ? t('gate.started', { time: clock(start.atMs, hand.floor.clinic.timeZone) })
      : t(stops === 0 ? 'gate.can' : 'gate.cannot');
  return (
    <section className="card gate-counts" role="status">
      <div className="row g15 nowrap">
        {stops === 0 ? <Mark state="green" size={32} /> : <LockIcon size={32} aria-hidden />}
        <div>
          <h2>{title}</h2>
          <p className="quiet num">{t('gate.settledOf', { settled: rows.length - stops, all: rows.length })}</p>
        </div>
      </div>
      <dl className="gate-numbers num">
        {(['not met', 'not known', 'overridden', 'met'] as const).map((state) => (
          <div key={state}>
            <dd className={`gate-number gate-number-${looks[state]}`}>
              {rows.filter((row) => row.state === state).length}
            </dd>
            <dt>{t(words[state]).toLowerCase()}</dt>
          </div>
        ))}
      </dl>
    </section>
  );
}

type RowProps = { row: GateRow; hand: SessionInHand; open: (act: Opens) => void };

function Row({ row, hand, open }: RowProps) {
  const { state, says } = row;
  const isOpen = state === 'not met' || state === 'not known';
  return (
    <li className={`gate-row gate-row-${looks[state]}`}>
      <Pill state={looks[state]}>{t(words[state])}</Pill>
      <div className="gate-says">
        <p className="strong">{says}</p>
        <p className="small quiet num">{under(row, hand)}</p>
        {row.item === 'emergency-kit' && <GateKit floor={hand.floor} />}
        {row.but !== undefined && (
          <p className="small strong">{row.reason === undefined ? row.but : `${row.but} “${row.reason}”`}</p>
        )}
      </div>
      {row.base === undefined && <GateAnswer row={row} hand={hand} />}
      {row.base !== undefined && row.base !== 'order' && (
        <div className={isOpen ? '' : 'in-place'}>
          <OpenBase base={row.base} open={open} />
        </div>
      )}
    </li>
  );
}

const opens = { arrived: 'arrive', identity: 'identity', weight: 'weight', baseline: 'readings' } as const;

function OpenBase({ base, open }: { base: keyof typeof opens; open: (act: Opens) => void }) {
  return (
    <Button size="lg" variant="filled" onClick={() => open(opens[base])}>
      {t(`gate.open.${base}`)}
    </Button>
  );
}

function under(
  { state, stamp, reason, value, base, override, from, takes }: GateRow,
  { floor }: SessionInHand,
): string {
  if (base === 'order' && state !== 'met') return t('gate.orderHow');
  if (stamp === undefined) {
    if (base === undefined && from === 'hand') return t('gate.notKnownYet');
    if (state === 'met') return t('gate.worked');
    return t(override === 'nobody' ? 'gate.mayNobody' : 'gate.mayPrescriber');
  }
  const person = personOf(floor, stamp.by);
  const who = person === undefined ? t('session.toBeClaimed') : shortName(person);
  const time = clock(stamp.atMs, floor.clinic.timeZone);
  if (state === 'overridden') return t('gate.overriddenBy', { who, time, why: reason ?? '' });
  const by = [
    base === undefined ? t('gate.enteredBy', { who, time }) : t('gate.by', { who, time }),
    ...(value === undefined ? (takes === 'day' && state === 'met' ? [t('gate.noDay')] : []) : [value]),
  ].join(': ');
  if (state === 'not met') return `${by}. ${t(override === 'nobody' ? 'gate.mayNobody' : 'gate.mayPrescriber')}`;
  return by;
}
