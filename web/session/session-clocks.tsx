import type { ReactNode } from 'react';
import type { Todo } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, StopIcon } from '#web/ui/icons.ts';
import { personOf } from './floor-seats.ts';
import { isLate, mg, nextOf, phaseWords, shareWords, shortName, stopwatch, toneOf } from './floor-words.ts';
import { PhaseBar } from './phase-bar.tsx';
import type { SessionInHand } from './session-data.ts';
import { ClockIcon, GivenIcon, LeavingIcon } from './session-icons.ts';

/** The five clocks: phase, since the start, given of ordered, next due, earliest leave. */
export function SessionClocks({ hand }: { hand: SessionInHand }) {
  return (
    <section className="clocks no-print" aria-label={t('session.clocks')}>
      <PhaseClock hand={hand} />
      <SinceClock hand={hand} />
      <GivenClock hand={hand} />
      <NextClock hand={hand} />
      <LeaveClock hand={hand} />
    </section>
  );
}

type ClockProps = { name: string; icon?: ReactNode; value: ReactNode; under: ReactNode; tone?: string; id: string };

function Clock({ name, icon, value, under, tone = '', id }: ClockProps) {
  return (
    <div className={`clock clock-${id} ${tone}`}>
      <p className="clock-name">
        {icon}
        {name}
      </p>
      <p className="clock-value num">{value}</p>
      <div className="clock-under">{under}</div>
    </div>
  );
}

function PhaseClock({ hand: { agenda, record, session, nowMs } }: { hand: SessionInHand }) {
  const share = shareWords(record, agenda, session.order);
  return (
    <Clock
      id="phase"
      name={t('session.phaseOf', { phase: agenda.phase4 })}
      value={
        share === undefined ? (
          phaseWords(record, agenda, session.order)
        ) : (
          <>
            {t('floor.infusing')} <small>{share}</small>
          </>
        )
      }
      under={<PhaseBar agenda={agenda} phase={record.phase} nowMs={nowMs} />}
    />
  );
}

const hourMs = 60 * 60_000;

function SinceClock({ hand: { record, floor, nowMs } }: { hand: SessionInHand }) {
  const start = record.doseStart;
  const icon = <ClockIcon size={20} aria-hidden />;
  if (start === undefined)
    return <Clock id="since" icon={icon} name={t('session.since')} value="–" under={t('session.notStarted')} />;
  const who = personOf(floor, start.by);
  const sinceMs = (record.left?.atMs ?? nowMs) - start.atMs;
  return (
    <Clock
      id="since"
      icon={icon}
      name={t('session.since')}
      value={
        <>
          {stopwatch(sinceMs)} <small>{t(sinceMs < hourMs ? 'session.min' : 'session.hour')}</small>
        </>
      }
      under={[
        ...(start.isClockInDoubt ? [t('session.timeInDoubt')] : []),
        t('session.startedBy', {
          time: clock(start.atMs, floor.clinic.timeZone),
          who: who === undefined ? t('session.toBeClaimed') : shortName(who),
        }),
      ].join(' · ')}
    />
  );
}

/** Worked out from what was done at the pump, and said so. */
function GivenClock({ hand: { agenda, session } }: { hand: SessionInHand }) {
  const { order } = session;
  const { givenUg, startedAtMs } = agenda.infusion;
  const share = order === null || order.doseUg === 0 ? 0 : Math.min(1, givenUg / order.doseUg);
  const name = order === null ? t('session.givenNoOrder') : t('session.givenOf', { dose: mg(order.doseUg) });
  return (
    <Clock
      id="given"
      icon={<GivenIcon size={20} aria-hidden />}
      name={name}
      value={
        <>
          {(givenUg / 1_000).toFixed(1)}{' '}
          <small>{startedAtMs === undefined ? t('session.mg') : t('session.mgFromPump')}</small>
        </>
      }
      under={
        <span className="bar" aria-hidden>
          <span className="bar-fill" style={{ width: `${Math.round(share * 100)}%` }} />
        </span>
      }
    />
  );
}

/** What is next, in the width of a clock. The list beside says it in a sentence. */
function shortOf({ what, state, says }: Todo, { agenda, record }: SessionInHand): string {
  if (what === 'repeat')
    return t(agenda.latest?.judged.state === 'red' ? 'session.repeat.red' : 'session.repeat.amber');
  if (what === 'infusion-ends' && state !== 'upcoming') return t('session.volumeGiven');
  if (what === 'leave') return t('session.earliestLeave');
  if (what === 'claim') return t('session.claimShort');
  if (what === 'sign' && record.signatures.length > 0) return t('session.signAgain');
  return says;
}

function NextClock({ hand }: { hand: SessionInHand }) {
  const { agenda, floor, nowMs } = hand;
  const next = nextOf(agenda.todo);
  if (next === undefined)
    return (
      <Clock
        id="next"
        icon={<ClockIcon size={20} aria-hidden />}
        name={t('session.nextDue')}
        value="–"
        under={t('floor.nothingDue')}
      />
    );
  const tone = next.what === 'repeat' && !isLate(next) ? 'amber' : toneOf(next);
  const Icon = tone === 'red' ? StopIcon : tone === 'amber' ? CautionIcon : ClockIcon;
  const what = shortOf(next, hand);
  const awayMs = Math.abs((next.atMs ?? nowMs) - nowMs);
  const at = next.atMs === undefined ? what : `${clock(next.atMs, floor.clinic.timeZone)}, ${what}`;
  return (
    <Clock
      id="next"
      tone={`clock-${tone}`}
      icon={<Icon size={20} aria-hidden />}
      name={t(
        isLate(next)
          ? 'session.overdueSince'
          : next.atMs === undefined
            ? 'session.nextDue'
            : next.atMs > nowMs
              ? 'session.nextDueIn'
              : 'session.dueSince',
      )}
      value={
        next.atMs === undefined ? (
          t('floor.dueNow')
        ) : (
          <>
            {stopwatch(awayMs)} <small>{t(awayMs < hourMs ? 'session.min' : 'session.hour')}</small>
          </>
        )
      }
      under={at}
    />
  );
}

function LeaveClock({ hand: { agenda, record, floor } }: { hand: SessionInHand }) {
  const zone = floor.clinic.timeZone;
  const icon = <LeavingIcon size={20} aria-hidden />;
  if (record.left !== undefined)
    return (
      <Clock
        id="leave"
        icon={icon}
        name={t('session.left')}
        value={clock(record.left.atMs, zone)}
        under={t(`session.how.${record.left.data.how}`)}
      />
    );
  const { earliestLeaveMs, isEarliestFirm, leaving } = agenda;
  const open = leaving.missing.length;
  return (
    <Clock
      id="leave"
      icon={icon}
      name={t('session.earliestLeave')}
      value={
        earliestLeaveMs === undefined
          ? t('absent.notKnown')
          : isEarliestFirm
            ? clock(earliestLeaveMs, zone)
            : t('session.about', { time: clock(earliestLeaveMs, zone) })
      }
      under={open === 0 ? t('session.allMet') : t('session.criteriaOpen', { count: open })}
    />
  );
}
