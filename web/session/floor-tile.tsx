import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, DoneIcon, LockIcon, NotKnownIcon, StopIcon } from '#web/ui/icons.ts';
import { Initials, Pill } from '#web/ui/parts.tsx';
import { LastNumbers } from './floor-numbers.tsx';
import {
  isLate,
  mg,
  minutesWords,
  nextOf,
  type Person,
  type Status,
  shortName,
  toneOf,
  whenWords,
} from './floor-words.ts';
import { PhaseBar } from './phase-bar.tsx';
import { ClockIcon, EmergencyIcon, LeavingIcon } from './session-icons.ts';

type Props = {
  session: FloorSession;
  record: SessionRecord;
  agenda: Agenda;
  status: Status;
  chair: string;
  nowMs: number;
  zone: string;
  watcher: Person | undefined;
  /** How many chairs the watcher has: "1 to 2". */
  watches: number;
  /** Initials that someone else on the floor has too: then the birth date stands beside them. */
  isShared: boolean;
  notHeardSince?: number | undefined;
  /** Drawn instead of the second line on the wall. */
  strip?: ReactNode;
  onTake?: (() => void) | undefined;
  onHave?: ((task: string) => void) | undefined;
};

const minute = 60_000;

/** One chair with someone in it. Its edge, its word and its shape say the same. */
export function FloorTile(props: Props) {
  const { session, record, agenda, status, chair, nowMs, zone, strip } = props;
  const { phase } = record;
  return (
    <article className={`tile tile-${status.state}`} aria-label={labelOf(props)} data-chair={chair}>
      <header className="tile-head">
        <span className="chair-mark">{chair}</span>
        <TileName {...props} />
        <Pill state={status.state} icon={shapeOf(status)}>
          {status.says}
        </Pill>
      </header>
      <PhaseBar agenda={agenda} phase={phase} nowMs={nowMs} />
      <p className="tile-line">
        <span>
          <strong>{agenda.phaseSays}</strong>
          {sincePhase(record, agenda, zone, session)}
        </span>
        <ReadAge record={record} agenda={agenda} nowMs={nowMs} />
      </p>
      <LastNumbers record={record} agenda={agenda} nowMs={nowMs} />
      {strip ?? <SecondLine record={record} agenda={agenda} />}
      <NextBlock {...props} />
      <TileFoot {...props} />
    </article>
  );
}

function TileName({ session, isShared }: Props) {
  const { patient, order } = session;
  return (
    <div className="tile-name">
      <span className="tile-initials">{patient.initials}</span>
      <span className="tile-drug">
        <span className="strong">
          {session.protocol?.body.product === 'esketamine' ? t('floor.esketamineIv') : t('floor.ketamineIv')}
        </span>
        <span className="quiet">
          {isShared ? t('floor.sameInitials') : order === null ? t('floor.noOrder') : mg(order.doseUg)}
        </span>
      </span>
    </div>
  );
}

function shapeOf({ shape }: Status): ReactNode {
  if (shape === 'lock') return <LockIcon size={18} aria-hidden />;
  if (shape === 'emergency') return <EmergencyIcon size={18} aria-hidden />;
  return undefined;
}

/** The words a screen reader begins with: chair, who, state, what is next. */
function labelOf({ chair, session, status, agenda, nowMs }: Props): string {
  const next = nextOf(agenda.todo);
  return t('floor.tileLabel', {
    chair,
    initials: session.patient.initials,
    status: status.says,
    next: next === undefined ? t('floor.nothingDue') : `${next.says} ${whenWords(next, nowMs)}`,
  });
}

function sincePhase(record: SessionRecord, agenda: Agenda, zone: string, session: FloorSession): string {
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
    return <span className="quiet">{record.phase === 'expected' ? '' : t('floor.notReadYet')}</span>;
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
export function SecondLine({ record, agenda }: { record: SessionRecord; agenda: Agenda }) {
  const sedation = record.readings.findLast(({ data }) => data.moaaS !== undefined)?.data.moaaS;
  const cadss = record.readings.findLast(({ data }) => data.cadss !== undefined)?.data.cadss;
  const effects = record.sideEffects.filter(({ endedAtMs }) => endedAtMs === undefined);
  const isMissing = agenda.minutesSinceDose !== undefined && (sedation === undefined || cadss === undefined);
  const parts = [
    t('floor.sedation', { value: sedation ?? t('absent.notKnown') }),
    t('floor.dissociation', { value: cadss ?? t('absent.notKnown') }),
    ...effects.map(({ effect, grades }) => {
      const grade = grades.at(-1)?.grade;
      const name = effect.replaceAll('-', ' ');
      return grade === undefined ? name : t('floor.effectGrade', { effect: name, grade });
    }),
  ];
  return <p className={isMissing ? 'tile-second say-red' : 'tile-second quiet'}>{parts.join(' · ')}</p>;
}

const nextShape = { red: StopIcon, amber: CautionIcon, plain: ClockIcon } as const;

/** The next thing to do at this chair: the largest block, and where one says "I have it". */
function NextBlock({ agenda, record, nowMs, zone, session, status, onHave }: Props) {
  const next = nextOf(agenda.todo);
  if (status.shape === 'lock') return <GateBlock agenda={agenda} />;
  if (agenda.leaving.ready && record.phase !== 'left')
    return (
      <div className="next next-green">
        <DoneIcon size={28} aria-hidden />
        <div className="grow">
          <p className="next-title">{t('floor.allMet', { count: agenda.leaving.criteria.length })}</p>
          <p className="small">{t('floor.letGoNext')}</p>
        </div>
      </div>
    );
  if (next === undefined)
    return (
      <div className="next next-plain">
        <DoneIcon size={28} aria-hidden />
        <p className="next-title">{t('floor.nothingDue')}</p>
      </div>
    );
  const tone = toneOf(next);
  const shown = tone === 'plain' && next.what === 'repeat' ? 'amber' : tone;
  const Shape = nextShape[shown];
  const have = record.acknowledged.findLast(({ data }) => data.task === next.id);
  return (
    <div className={`next next-${shown}`}>
      <Shape size={28} aria-hidden />
      <div className="grow">
        <p className="next-title">
          {next.says} <span className="next-when">{whenWords(next, nowMs)}</span>
        </p>
        {next.atMs !== undefined && isLate(next) && (
          <p className="small">{t('floor.wasDue', { time: clock(next.atMs, zone) })}</p>
        )}
        {have !== undefined && <p className="small">{t('floor.acknowledgedAt', { time: clock(have.atMs, zone) })}</p>}
      </div>
      {isLate(next) && have === undefined && onHave !== undefined ? (
        <Button variant="filled" color="red" onClick={() => onHave(next.id)} data-session={session.id}>
          {t('floor.iHaveIt')}
        </Button>
      ) : (
        next.atMs !== undefined && !isLate(next) && <span className="next-clock num">{clock(next.atMs, zone)}</span>
      )}
    </div>
  );
}

function GateBlock({ agenda }: { agenda: Agenda }) {
  const notMet = agenda.toStart.filter(({ answer }) => answer === 'not met').length;
  const notKnown = agenda.toStart.length - notMet;
  return (
    <div className="next next-unknown">
      {notMet > 0 ? <LockIcon size={28} aria-hidden /> : <NotKnownIcon size={28} aria-hidden />}
      <div className="grow">
        <p className="next-title">{t('floor.gate', { count: agenda.toStart.length })}</p>
        <p className="small">{t('floor.gateParts', { notMet, notKnown })}</p>
      </div>
    </div>
  );
}

function TileFoot({ session, agenda, record, watcher, watches, zone, onTake }: Props) {
  return (
    <footer className="tile-foot">
      {watcher === undefined ? (
        <span className="row g1">
          <span className="absent">{t('floor.nobodyWatches')}</span>
        </span>
      ) : (
        <span className="row g1 nowrap-c">
          <Initials of={watcher.initials} size={32} />
          {t('floor.watcher', { name: shortName(watcher), count: watches })}
        </span>
      )}
      <span className="row g1">
        {onTake !== undefined && (
          <Button variant="subtle" size="compact-md" className="tile-watch" onClick={onTake}>
            {t('floor.takeWatch')}
          </Button>
        )}
        <span className="tile-leave quiet">
          <LeavingIcon size={18} aria-hidden />
          {leaveWords(record, agenda, zone)}
        </span>
      </span>
      <Link
        className="tile-open"
        to="/sessions/$id"
        params={{ id: session.id }}
        aria-label={t('floor.openSession', { initials: session.patient.initials })}
      />
    </footer>
  );
}

/** "about" while it can still move. */
export function leaveWords(record: SessionRecord, agenda: Agenda, zone: string): string {
  if (record.left !== undefined) return t('floor.leftAt', { time: clock(record.left.atMs, zone) });
  const { earliestLeaveMs, isEarliestFirm } = agenda;
  if (earliestLeaveMs === undefined) return t('floor.leaveNotKnown');
  const time = clock(earliestLeaveMs, zone);
  if (agenda.leaving.stayForMin === 0) return t('floor.leaveSince', { time });
  return isEarliestFirm ? t('floor.leaveAt', { time }) : t('floor.leaveAbout', { time });
}
