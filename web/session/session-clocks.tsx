import type { Todo } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, StopIcon } from '#web/ui/icons.ts';
import { DevicesClock, HeldClock, StayClock } from './dose-clocks.tsx';
import { isHolding } from './dose-held.ts';
import { personOf } from './floor-seats.ts';
import { isLate, mg, nextOf, phaseWords, shareWords, shortName, stopwatch, toneOf } from './floor-words.ts';
import { PhaseBar } from './phase-bar.tsx';
import { fromThousandths } from './pump-numbers.ts';
import { Clock } from './session-clock.tsx';
import type { SessionInHand } from './session-data.ts';
import { ClockIcon, GivenIcon, LeavingIcon } from './session-icons.ts';

/** The five clocks: phase, since the start, given of ordered, next due, earliest leave; of devices their own track. */
export function SessionClocks({ hand }: { hand: SessionInHand }) {
  const { route, next } = hand.agenda.dosing;
  if (route === 'intranasal-esketamine')
    return (
      <section className="clocks clocks-devices no-print" aria-label={t('session.clocks')}>
        <PhaseClock hand={hand} />
        <DevicesClock hand={hand} />
        {next === undefined || hand.record.firstDose === undefined ? (
          <NextClock hand={hand} />
        ) : (
          <SinceClock hand={hand} />
        )}
        {hand.record.left === undefined ? <StayClock hand={hand} /> : <LeaveClock hand={hand} />}
      </section>
    );
  return (
    <section className="clocks no-print" aria-label={t('session.clocks')}>
      <PhaseClock hand={hand} />
      <SinceClock hand={hand} />
      {isHolding(hand) ? <HeldClock hand={hand} /> : <GivenClock hand={hand} />}
      <NextClock hand={hand} />
      <LeaveClock hand={hand} />
    </section>
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

function SinceClock({ hand: { record, agenda, session, floor, nowMs } }: { hand: SessionInHand }) {
  const start = record.firstDose;
  const { route, givenUg } = agenda.dosing;
  const isDevices = route === 'intranasal-esketamine';
  const name = isDevices ? t('dose.clock.since') : t('session.since');
  const icon = <ClockIcon size={20} aria-hidden />;
  if (start === undefined)
    return <Clock id="since" icon={icon} name={name} value="–" under={t('session.notStarted')} />;
  const who = personOf(floor, start.by);
  const sinceMs = (record.left?.atMs ?? nowMs) - start.atMs;
  return (
    <Clock
      id="since"
      icon={icon}
      name={name}
      value={
        <>
          {stopwatch(sinceMs)} <small>{t(sinceMs < hourMs ? 'session.min' : 'session.hour')}</small>
        </>
      }
      under={[
        ...(start.isClockInDoubt ? [t('session.timeInDoubt')] : []),
        isDevices && session.order !== null
          ? t('dose.clock.givenOf', { given: fromThousandths(givenUg), ordered: fromThousandths(session.order.doseUg) })
          : t(route === 'iv' ? 'session.startedBy' : 'dose.clock.givenBy', {
              time: clock(start.atMs, floor.clinic.timeZone),
              who: who === undefined ? t('session.toBeClaimed') : shortName(who),
            }),
      ].join(' · ')}
    />
  );
}

/** Worked out from what was done at the pump, and said so; by other routes the sum of what was given. */
function GivenClock({ hand: { agenda, session } }: { hand: SessionInHand }) {
  const { order } = session;
  const { givenUg, startedAtMs, route } = agenda.dosing;
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
          <small>{t(startedAtMs === undefined || route !== 'iv' ? 'session.mg' : 'session.mgFromPump')}</small>
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
  const { earliestLeaveMs, isEarliestFirm, leaving, dosing } = agenda;
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
      under={[
        ...(dosing.route === 'iv' || dosing.countedFromMs === undefined ? [] : [t(`dose.counts.${dosing.countsFrom}`)]),
        open === 0 ? t('session.allMet') : t('session.criteriaOpen', { count: open }),
      ].join(' · ')}
    />
  );
}
