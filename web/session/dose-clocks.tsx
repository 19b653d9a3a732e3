import type { Agenda } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, DoneIcon, LockIcon, NotKnownIcon } from '#web/ui/icons.ts';
import { clockWithSeconds } from './acts-time.tsx';
import { isShortRest } from './dose-rest.ts';
import { minutesWords, stopwatch } from './floor-words.ts';
import { fromThousandths } from './pump-numbers.ts';
import { Clock } from './session-clock.tsx';
import type { SessionInHand } from './session-data.ts';
import { GivenIcon, LeavingIcon, MedicineIcon } from './session-icons.ts';

type Props = { hand: SessionInHand };
type Step = Agenda['dosing']['clocks'][number];

/** Each device and each rest in its order: what was given and when, how long the rest really was, what opens when. */
export function DevicesClock({ hand }: Props) {
  const { agenda, session } = hand;
  const { clocks, next, startedAtMs } = agenda.dosing;
  const steps = clocks.filter(({ what }) => what === 'device' || what === 'rest');
  const devices = steps.filter(({ what }) => what === 'device').length;
  const { order } = session;
  const dose = order === null ? '–' : fromThousandths(order.doseUg);
  return (
    <Clock
      id="devices"
      icon={<MedicineIcon size={20} aria-hidden />}
      name={
        order === null
          ? t('session.givenNoOrder')
          : next === undefined && startedAtMs !== undefined
            ? t('dose.track.complete', { mg: dose })
            : t('dose.track.ordered', { mg: dose, count: devices })
      }
      value={
        <span className="track">
          {steps.map((step, at) =>
            step.what === 'rest' ? (
              <Rest key={step.id} step={step} nowMs={hand.nowMs} />
            ) : (
              <Device key={step.id} step={step} hand={hand} isTooSoon={isShortRest(steps[at - 1])} />
            ),
          )}
        </span>
      }
      under={null}
    />
  );
}

function Device({ step, hand, isTooSoon }: { step: Step; hand: SessionInHand; isTooSoon: boolean }) {
  const zone = hand.floor.clinic.timeZone;
  const { number, state, fromMs } = step;
  if (state === 'done')
    return (
      <span className={`track-step ${isTooSoon ? 'track-short' : 'track-done'}`}>
        {isTooSoon ? <CautionIcon size={20} aria-hidden /> : <DoneIcon size={20} aria-hidden />}
        <strong>{number}</strong> {fromMs === undefined ? '' : clock(fromMs, zone)}
      </span>
    );
  if (state === 'running')
    return (
      <span className="track-step track-open">
        <strong>{number}</strong> {t('dose.track.open')}
      </span>
    );
  return (
    <span className="track-step track-locked">
      <LockIcon size={18} aria-hidden />
      <strong>{number}</strong>{' '}
      {fromMs === undefined ? '' : t('dose.track.from', { time: clockWithSeconds(fromMs, zone) })}
    </span>
  );
}

/** A rest that runs is a bar that fills, with its minutes left; one that is over keeps how long it was. */
function Rest({ step, nowMs }: { step: Step; nowMs: number }) {
  const { state, fromMs, toMs } = step;
  const isShort = isShortRest(step);
  if (state === 'to-come' || fromMs === undefined) return <span className="track-gap" aria-hidden />;
  if (state === 'done')
    return (
      <span className={isShort ? 'track-rest track-rest-short' : 'track-rest'}>
        <span className={isShort ? '' : 'unseen'}>{t(isShort ? 'dose.track.short' : 'dose.track.rest')} </span>
        {toMs === undefined ? '' : stopwatch(toMs - fromMs)}
      </span>
    );
  const share = toMs === undefined || toMs <= fromMs ? 0 : Math.min(1, (nowMs - fromMs) / (toMs - fromMs));
  return (
    <span className="track-step track-resting">
      <span className="track-fill" style={{ width: `${Math.round(share * 100)}%` }} aria-hidden />
      <span className="track-words">
        {t('dose.track.left', { left: stopwatch(Math.max(0, (toMs ?? nowMs) - nowMs)) })}
      </span>
    </span>
  );
}

/** How long it has been in the mouth, of the minutes that are ordered. */
export function HeldClock({ hand }: Props) {
  const held = hand.agenda.dosing.clocks.findLast(({ what, state }) => what === 'held' && state === 'running');
  const dose = hand.record.mouthDoses.find(({ ended }) => ended === undefined);
  const fromMs = held?.fromMs ?? dose?.atMs ?? hand.nowMs;
  const share = held?.toMs === undefined ? 0 : Math.min(1, (hand.nowMs - fromMs) / (held.toMs - fromMs));
  const { order } = hand.session;
  return (
    <Clock
      id="held"
      icon={<GivenIcon size={20} aria-hidden />}
      name={t('dose.held.since', { time: clock(fromMs, hand.floor.clinic.timeZone) })}
      value={
        <>
          {stopwatch(hand.nowMs - fromMs)}{' '}
          <small>
            {order?.route === 'sublingual' ? t('dose.held.of', { minutes: order.holdMin }) : t('session.min')}
          </small>
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

const hourMs = 60 * 60_000;

/** The shortest stay after the devices, and what it counts from: the protocol decides that, not the screen. */
export function StayClock({ hand }: Props) {
  const { agenda, floor, nowMs } = hand;
  const { dosing, earliestLeaveMs, leaving } = agenda;
  const zone = floor.clinic.timeZone;
  const devices = dosing.clocks.filter(({ what }) => what === 'device').length;
  const counted = dosing.countsFrom === 'first-device' ? 1 : devices;
  const fromMs = dosing.next === undefined || dosing.countsFrom === 'first-device' ? dosing.countedFromMs : undefined;
  const countsFromMs = fromMs ?? (dosing.countsFrom === 'last-device' ? agenda.plannedEndMs : undefined);
  const lengthMs =
    countsFromMs === undefined || earliestLeaveMs === undefined ? undefined : earliestLeaveMs - countsFromMs;
  const long =
    lengthMs !== undefined && lengthMs % hourMs === 0
      ? t('dose.stay.hours', { hours: lengthMs / hourMs })
      : lengthMs === undefined
        ? t('dose.stay.name')
        : t('dose.stay.of', { time: minutesWords(lengthMs / 60_000) });
  const icon = <LeavingIcon size={20} aria-hidden />;
  const about = earliestLeaveMs === undefined ? undefined : clock(earliestLeaveMs, zone);
  if (fromMs === undefined || earliestLeaveMs === undefined)
    return (
      <Clock
        id="leave"
        icon={icon}
        name={long}
        value={<span className="clock-words">{t('dose.stay.startsWith', { number: counted })}</span>}
        under={about === undefined ? t('floor.leaveNotKnown') : t('dose.stay.about', { time: about })}
      />
    );
  const leftMs = Math.max(0, earliestLeaveMs - nowMs);
  const share = Math.min(1, (nowMs - fromMs) / Math.max(1, earliestLeaveMs - fromMs));
  const open = leaving.missing.length;
  return (
    <Clock
      id="leave"
      icon={icon}
      name={t('dose.stay.from', { stay: long, number: counted })}
      value={
        leftMs > 0 ? (
          <>
            {stopwatch(leftMs)} <small>{t('dose.stay.left', { time: clock(earliestLeaveMs, zone) })}</small>
          </>
        ) : (
          <span className="clock-words">{t('dose.stay.over', { time: clock(earliestLeaveMs, zone) })}</span>
        )
      }
      under={
        leftMs > 0 ? (
          <span className="bar" aria-hidden>
            <span className="bar-fill" style={{ width: `${Math.round(share * 100)}%` }} />
          </span>
        ) : open === 0 ? (
          t('session.allMet')
        ) : (
          <>
            <NotKnownIcon size={16} aria-hidden /> {t('session.criteriaOpen', { count: open })}
          </>
        )
      }
    />
  );
}
