import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Agenda, type Ratio, type SessionRecord, sessionRouteOf } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, LockIcon, SilentIcon } from '#web/ui/icons.ts';
import { Initials, Pill } from '#web/ui/parts.tsx';
import { callWords, climbsAt } from './duty-words.ts';
import { isRedFirst, RedCall } from './floor-call.tsx';
import { ChairMark } from './floor-mark.tsx';
import { NextBlock } from './floor-next.tsx';
import { LastNumbers } from './floor-numbers.tsx';
import { personOf } from './floor-seats.ts';
import type { Twin } from './floor-twins.ts';
import {
  dissociationWords,
  inChair,
  isLate,
  mg,
  minutesWords,
  needsWatch,
  nextOf,
  type Person,
  phaseWords,
  type Status,
  sedationWords,
  shortName,
  titleOf,
  whenWords,
} from './floor-words.ts';
import { Pending } from './handover-pending.tsx';
import { PhaseBar } from './phase-bar.tsx';
import { ClockIcon, EmergencyIcon, LeavingIcon } from './session-icons.ts';
import { drugWordsOf, routeOf } from './session-route.ts';

type Props = {
  floor: Floor;
  session: FloorSession;
  record: SessionRecord;
  agenda: Agenda;
  status: Status;
  /** The chair as the clinic calls it, and the short mark on its tile. */
  name: string;
  mark: string;
  nowMs: number;
  asOfMs?: number | undefined;
  watcher: Person | undefined;
  /** How many chairs the watcher has: "1 to 2". */
  watches: number;
  /** Whether that is over the ratio. */
  ratio?: Ratio | undefined;
  /** With whom this one could be mixed up, in words. */
  twins?: Twin | undefined;
  /** Drawn on the wall instead of the second line; there the tile says no identifier and opens nothing. */
  strip?: ReactNode;
  onTake?: (() => void) | undefined;
  onHave?: ((task: string) => void) | undefined;
  onMove?: (() => void) | undefined;
};

const minute = 60_000;

/** One chair with someone in it. Its edge, its word and its shape say the same. */
export function FloorTile(props: Props) {
  const { floor, session, record, agenda, status, name, mark, nowMs, asOfMs, strip, twins, onHave, onMove } = props;
  const zone = floor.clinic.timeZone;
  return (
    <article
      className={`tile tile-${status.state}`}
      aria-label={labelOf(props)}
      data-chair={name}
      data-below={t('floor.belowChair', { chair: inChair(name), says: status.says })}
      data-tone={status.state}
    >
      <header className="tile-head">
        <ChairMark mark={mark} initials={session.patient.initials} onMove={onMove} />
        <TileName {...props} />
        <Pill state={status.state} icon={shapeOf(status)}>
          {status.says}
        </Pill>
      </header>
      {twins !== undefined && <Twins says={strip === undefined ? twins.born : twins.says} />}
      <PhaseBar agenda={agenda} phase={record.phase} nowMs={nowMs} />
      <p className="tile-line num">
        <span>
          <strong>{phaseWords(record, agenda, session.order)}</strong>
          {sincePhase(props)}
        </span>
        <ReadAge record={record} agenda={agenda} nowMs={nowMs} />
      </p>
      <LastNumbers record={record} agenda={agenda} nowMs={nowMs} />
      {strip ?? <SecondLine record={record} agenda={agenda} />}
      {record.readings.at(-1)?.isClockInDoubt === true && (
        <p className="tile-as-of say-amber">
          <ClockIcon size={18} aria-hidden /> {t('floor.clockInDoubt')}
        </p>
      )}
      {asOfMs !== undefined && (
        <p className="tile-as-of say-amber num">
          <SilentIcon size={18} aria-hidden />{' '}
          {t('floor.asOf', { time: clock(asOfMs, zone), ago: minutesWords((Date.now() - asOfMs) / minute) })}
        </p>
      )}
      <RedCall {...{ floor, session, record, agenda, nowMs, onHave }} />
      {!isRedFirst({ record, agenda }) && (
        <NextBlock
          calls={callWords(
            { floor, session, record, agenda, nowMs },
            climbsAt({ record, agenda }).find(({ kind }) => kind === 'overdue'),
            'short',
          )}
          record={record}
          agenda={agenda}
          nowMs={nowMs}
          zone={zone}
          nameOf={(id) => nameIn(floor, id)}
          onHave={onHave}
        />
      )}
      <TileFoot {...props} />
    </article>
  );
}

/** Nobody signed in took it: then a person has yet to say it was theirs. */
function nameIn(floor: Floor, id: string | null | undefined): string {
  const person = personOf(floor, id);
  return person === undefined ? t('floor.someone') : shortName(person);
}

function TileName({ session, record, agenda }: Props) {
  const { patient, order } = session;
  const route = routeOf({ record, session });
  return (
    <div className="tile-name">
      <span className="tile-initials">{patient.initials}</span>
      <span className="tile-drug">
        <span className="strong">{route === undefined ? t('floor.noDrug') : drugWordsOf(route)}</span>
        {order === null && record.firstDose !== undefined ? (
          <span className="quiet num">{t('floor.givenNoOrder', { amount: mg(agenda.dosing.givenUg) })}</span>
        ) : order === null ? (
          <span className="absent">{t('floor.noOrder')}</span>
        ) : (
          <span className="quiet num">{mg(order.doseUg)}</span>
        )}
      </span>
    </div>
  );
}

/** Initials are not enough here: where the other one is, and where nobody else can read it, both birth dates. */
export function Twins({ says }: { says: string }) {
  return (
    <span className="tile-twin say-amber num">
      <CautionIcon size={16} aria-hidden /> {says}
    </span>
  );
}

export const drugWords = ({ order }: Pick<FloorSession, 'order'>): string =>
  order === null ? t('floor.noDrug') : drugWordsOf(sessionRouteOf(order));

function shapeOf({ shape }: Status): ReactNode {
  if (shape === 'lock') return <LockIcon size={18} aria-hidden />;
  if (shape === 'emergency') return <EmergencyIcon size={18} aria-hidden />;
  return undefined;
}

/** The words a screen reader begins with: chair, who, state, what is next. */
function labelOf({ name, session, status, agenda, nowMs }: Props): string {
  const next = nextOf(agenda.todo);
  return t('floor.tileLabel', {
    chair: name,
    initials: session.patient.initials,
    status: status.says,
    next: next === undefined ? t('floor.nothingDue') : `${titleOf(next)} ${whenWords(next, nowMs)}`,
  });
}

function sincePhase({ record, agenda, session, floor }: Props): string {
  const zone = floor.clinic.timeZone;
  if (agenda.minutesSinceDose !== undefined && record.phase !== 'left')
    return ` · ${minutesWords(agenda.minutesSinceDose)}`;
  if (record.left !== undefined) return ` · ${t('floor.leftAt', { time: clock(record.left.atMs, zone) })}`;
  if (record.arrived !== undefined) return ` · ${t('floor.arrivedAt', { time: clock(record.arrived.atMs, zone) })}`;
  return ` · ${t('floor.plannedAt', { time: clock(session.plannedAt, zone) })}`;
}

/** How old what is shown is. Old or absent is said in red words, never left to be worked out. */
function ReadAge({ record, agenda, nowMs }: { record: SessionRecord; agenda: Agenda; nowMs: number }) {
  const newest = record.readings.at(-1);
  if (newest === undefined)
    return record.phase === 'expected' ? null : <span className="quiet">{t('floor.notReadYet')}</span>;
  const isStale = record.phase !== 'left' && agenda.todo.some((of) => of.what === 'reading' && isLate(of));
  const says = t('floor.readAgo', { time: minutesWords((nowMs - newest.atMs) / minute) });
  if (!isStale) return <span className="quiet">{says}</span>;
  return (
    <span className="say-red strong">
      <ClockIcon size={18} aria-hidden /> {says}
    </span>
  );
}

/** Sedation and dissociation, the newest of each; what was never asked is said. */
function SecondLine({ record, agenda }: { record: SessionRecord; agenda: Agenda }) {
  const sedation = record.readings.findLast(({ data }) => data.moaaS !== undefined)?.data.moaaS;
  const effects = record.sideEffects.filter(({ endedAtMs }) => endedAtMs === undefined);
  const dissociation = dissociationWords(record);
  const isMissing = agenda.minutesSinceDose !== undefined && (sedation === undefined || dissociation === undefined);
  const parts = [
    sedationWords(sedation),
    dissociation ?? t('floor.dissociationNotKnown'),
    ...effects.map(({ effect, grades }) => {
      const grade = grades.at(-1)?.grade;
      const name = effect.replaceAll('-', ' ');
      return grade === undefined ? name : t('floor.effectGrade', { effect: name, grade });
    }),
  ];
  return <p className={isMissing ? 'tile-second num say-red' : 'tile-second num quiet'}>{parts.join(' · ')}</p>;
}

function TileFoot({ session, agenda, record, floor, mark, watcher, watches, ratio, strip, onTake }: Props) {
  const isOver = ratio !== undefined && ratio.answer !== 'met';
  const isAlone = isOver && ratio.oneToOne.includes(mark);
  return (
    <footer className="tile-foot num">
      {watcher === undefined ? (
        needsWatch(record) ? (
          <span className="tile-watcher say-amber strong">
            <CautionIcon size={20} aria-hidden />
            {t('floor.nobodyWatches')}
          </span>
        ) : (
          <span className="absent">{t('floor.nobodyWatches')}</span>
        )
      ) : (
        <span className={isOver ? 'tile-watcher say-amber strong' : 'tile-watcher'}>
          {isOver ? <CautionIcon size={20} aria-hidden /> : <Initials of={watcher.initials} size={32} />}
          {t(isAlone ? 'floor.watcherAlone' : 'floor.watcher', { name: shortName(watcher), count: watches })}
          {isOver && !isAlone && (
            <span className="unseen">{t(ratio.answer === 'over' ? 'floor.overRatio' : 'floor.ratioNotKnown')}</span>
          )}
        </span>
      )}
      <Pending floor={floor} record={record} />
      {onTake !== undefined && (
        <Button variant="subtle" className="tile-watch" onClick={onTake}>
          {t('floor.takeWatch')}
        </Button>
      )}
      <span className="grow" />
      <span className="tile-leave quiet">
        <LeavingIcon size={20} aria-hidden />
        {leaveWords(record, agenda, floor.clinic.timeZone)}
      </span>
      {strip === undefined && (
        <Link
          className="tile-open"
          to="/sessions/$id"
          params={{ id: session.id }}
          aria-label={t('floor.openSession', { initials: session.patient.initials })}
        />
      )}
    </footer>
  );
}

/** "about" while it can still move. */
function leaveWords(record: SessionRecord, agenda: Agenda, zone: string): string {
  if (record.left !== undefined) return t('floor.leftAt', { time: clock(record.left.atMs, zone) });
  const { earliestLeaveMs, isEarliestFirm } = agenda;
  if (earliestLeaveMs === undefined) return t('floor.leaveNotKnown');
  const time = clock(earliestLeaveMs, zone);
  if (agenda.leaving.stayForMin === 0) return t('floor.leaveSince', { time });
  return isEarliestFirm ? t('floor.leaveAt', { time }) : t('floor.leaveAbout', { time });
}
