import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RoundOutcome } from '#clinical/session/session.ts';
import type { Floor } from '#server/session/floor.shapes.ts';
import { clock, day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon } from '#web/ui/icons.ts';
import { Pill } from '#web/ui/parts.tsx';
import { LastNumbers } from './floor-numbers.tsx';
import {
  isLate,
  minutesWords,
  nextOf,
  phaseWords,
  statusOf,
  stopwatch,
  titleOf,
  toneOf,
  whenWords,
} from './floor-words.ts';
import { isHere, type Member } from './group-members.ts';
import { ClockIcon } from './session-icons.ts';

type Props = {
  member: Member;
  floor: Floor;
  nowMs: number;
  twins: string | undefined;
  outcome: RoundOutcome | undefined;
  mayWrite: boolean;
  goOut: () => void;
};

/** One person: who, phase with their own clocks, the last numbers with their age, what is due. */
export function GroupRow({ member, floor, nowMs, twins, outcome, mayWrite, goOut }: Props) {
  const { session, mark, found } = member;
  const { patient } = session;
  const zone = floor.clinic.timeZone;
  const status = found && statusOf(found.record, found.agenda);
  return (
    <li className={`group-row group-is-${status?.state ?? 'plain'}`} data-group-row={patient.initials}>
      <div className="group-who">
        <span className="chair-mark">{mark}</span>
        <div className="stack g05 grow">
          <p className="row g1">
            <strong className="tile-initials">{patient.initials}</strong>
            {status !== undefined && <Pill state={status.state}>{status.says}</Pill>}
          </p>
          <p className="small quiet num group-ids">
            <span>{t('session.born', { day: day(patient.birthOn) })}</span>
            <span>{t('session.number', { number: patient.number })}</span>
          </p>
          {twins !== undefined && (
            <p className="small say-amber strong group-twin">
              <CautionIcon size={18} aria-hidden />
              <span>
                {t('group.twinInside')}: {twins}
              </span>
            </p>
          )}
        </div>
      </div>
      {found === undefined ? (
        <p className="absent">{t('absent.notKnown')}</p>
      ) : (
        <>
          <Clocks found={found} session={session} zone={zone} nowMs={nowMs} />
          <Last found={found} nowMs={nowMs} />
          <Due found={found} nowMs={nowMs} />
        </>
      )}
      <div className="group-row-acts">
        {outcome !== undefined && (
          <p className="small strong num group-outcome">{t('group.inRound', { what: outcomeWords(outcome, zone) })}</p>
        )}
        {mayWrite && isHere(member) && (
          <Button
            variant="subtle"
            className="group-go-out"
            aria-label={t('group.goOutOf', { initials: patient.initials })}
            onClick={goOut}
          >
            {t('group.goOut')}
          </Button>
        )}
        <Link
          className="button-link"
          to="/sessions/$id"
          params={{ id: session.id }}
          aria-label={t('group.openOf', { initials: patient.initials })}
        >
          {t('group.open')}
        </Link>
        {mayWrite && isHere(member) && (
          <Button
            component={Link}
            to={`/sessions/${session.id}?act=readings`}
            aria-label={t('group.readingsOf', { initials: patient.initials })}
          >
            {t('group.readings')}
          </Button>
        )}
      </div>
    </li>
  );
}

export function outcomeWords(outcome: RoundOutcome, zone: string): string {
  const time = clock(outcome.atMs, zone);
  if (outcome.how === 'skipped') return t('round.result.skipped', { time, why: outcome.why });
  return t(`round.result.${outcome.how}`, { time });
}

type Found = NonNullable<Member['found']>;

function Clocks({
  found: { record, agenda },
  session,
  zone,
  nowMs,
}: {
  found: Found;
  session: Member['session'];
  zone: string;
  nowMs: number;
}) {
  const start = record.firstDose?.atMs;
  const { earliestLeaveMs, isEarliestFirm } = agenda;
  const time = earliestLeaveMs === undefined ? '' : clock(earliestLeaveMs, zone);
  return (
    <div className="stack g05 num">
      <p className="strong">{phaseWords(record, agenda, session.order)}</p>
      <p>
        {start === undefined
          ? t('group.notStarted')
          : t('group.since', { time: stopwatch((record.left?.atMs ?? nowMs) - start) })}
      </p>
      <p className="small quiet">
        {record.left !== undefined
          ? t('group.left', { time: clock(record.left.atMs, zone) })
          : earliestLeaveMs === undefined
            ? t('group.leaveNotKnown')
            : t(isEarliestFirm ? 'group.leave' : 'group.leaveAbout', { time })}
      </p>
    </div>
  );
}

function Last({ found: { record, agenda }, nowMs }: { found: Found; nowMs: number }) {
  const newest = record.readings.at(-1);
  const isStale = record.phase !== 'left' && agenda.todo.some((of) => of.what === 'reading' && isLate(of));
  return (
    <div className="stack g05 num">
      <LastNumbers record={record} agenda={agenda} nowMs={nowMs} />
      {newest === undefined ? (
        <p className="small absent">{t('group.notRead')}</p>
      ) : (
        <p className={isStale ? 'small say-red strong' : 'small quiet'}>
          {isStale && <ClockIcon size={16} aria-hidden />}{' '}
          {t('floor.readAgo', { time: minutesWords((nowMs - newest.atMs) / 60_000) })}
        </p>
      )}
    </div>
  );
}

function Due({ found: { agenda }, nowMs }: { found: Found; nowMs: number }) {
  const next = nextOf(agenda.todo);
  if (next === undefined) return <p className="quiet">{t('floor.nothingDue')}</p>;
  const tone = toneOf(next);
  return (
    <div className={`stack g05 num${tone === 'plain' ? '' : ` say-${tone}`}`}>
      <p className="strong">{titleOf(next)}</p>
      <p>{whenWords(next, nowMs)}</p>
    </div>
  );
}
