import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { type Flag, rowsOf, type StripMark, type Timeline, ticksOf } from './timeline-model.ts';

/** Minutes at the left and the right end, and the room left of them in px. */
export type Placed = { from: number; to: number; gutter: number };

const shareOf = (min: number, { from, to }: Placed) => (min - from) / (to - from);
const leftOf = (min: number, place: Placed) =>
  `calc(${place.gutter}px + (100% - ${place.gutter}px) * ${shareOf(min, place)})`;
const isShown = (min: number, { from, to }: Placed) => min >= from && min <= to;

const letterPx = 7.4;
const besidePx = 22;
const flagPx = 24;

type FlagsProps = { flags: readonly Flag[]; place: Placed; width: number; lanesPx: number };

/** What happened, above the curves it explains. Where two would overlap the later one goes a row lower. */
export function FlagRow({ flags, place, width, lanesPx }: FlagsProps) {
  const rows = rowsOf(
    flags
      .filter(({ min }) => isShown(min, place))
      .map((flag) => ({
        ...flag,
        at: shareOf(flag.min, place) * width,
        long: flag.says.length * letterPx + besidePx,
      })),
    width,
  );
  const most = Math.max(0, ...rows.map(({ row }) => row));
  return (
    <ul className="flags" style={{ height: flagPx * (most + 1) + 2 }}>
      {rows.map(({ id, min, says, tone, row, shift }) => (
        <li key={id} className={`flag flag-${tone}`} style={{ left: leftOf(min, place) }}>
          <span className="flag-line" style={{ height: `calc(100% + ${lanesPx}px)` }} aria-hidden />
          <span className="flag-words" style={{ left: shift, top: row * flagPx }}>
            {says}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function NowLine({ timeline, place, zone }: { timeline: Timeline; place: Placed; zone: string }) {
  const { nowMin, zeroMs } = timeline;
  if (!isShown(nowMin, place)) return null;
  const isRight = shareOf(nowMin, place) > 0.85;
  return (
    <span className="now-line" style={{ left: leftOf(nowMin, place) }}>
      <span className={`now-tag num${isRight ? ' now-tag-left' : ''}`}>
        {t(timeline.hasLeft ? 'floor.leftAt' : 'timeline.now', { time: clock(zeroMs + nowMin * 60_000, zone) })}
      </span>
    </span>
  );
}

type StripProps = { marks: readonly StripMark[]; place: Placed; zone: string; zeroMs: number };

/** Whether the cadence was kept, in one look; each mark says itself. */
export function Strip({ marks, place, zone, zeroMs }: StripProps) {
  return (
    <div className="sets">
      <span className="sets-name no-phone">{t('timeline.readings')}</span>
      <ul className="sets-marks">
        {marks
          .filter(({ min }) => isShown(min, place))
          .map(({ id, min, shape }) => (
            <li key={id} className="sets-mark" style={{ left: leftOf(min, place) }}>
              <MarkShape shape={shape} />
              <span className="unseen">
                {t(`timeline.mark.${shape}`, { time: clock(zeroMs + min * 60_000, zone) })}
              </span>
            </li>
          ))}
      </ul>
    </div>
  );
}

export function MarkShape({ shape }: { shape: StripMark['shape'] }) {
  return (
    <svg viewBox="-11 -11 22 22" width={22} height={22} className={`mark-shape mark-shape-${shape}`} aria-hidden>
      {shape === 'amber' || shape === 'red' ? (
        <path d="M0-8L8.5 7H-8.5Z" />
      ) : shape === 'extra' ? (
        <path d="M0-8.5L8.5 0 0 8.5-8.5 0Z" />
      ) : shape === 'overdue' ? (
        <>
          <path d="M-4-9.6H4L9.6-4V4L4 9.6H-4L-9.6 4V-4Z" />
          <path d="M0-5V1.5M0 4.6V5" className="mark-inner" />
        </>
      ) : (
        <circle r={5.2} />
      )}
    </svg>
  );
}

type AxisProps = { timeline: Timeline; place: Placed; zone: string; width: number };

/** Minutes from the start of the dose, with the clinic's clock below. Before the dose there is the clock alone. */
export function TimeAxis({ timeline, place, zone, width }: AxisProps) {
  if (width <= 0) return <div className="axis" />;
  return (
    <div className="axis num" aria-hidden>
      {timeline.hasStarted && <span className="axis-name no-phone">{t('timeline.min')}</span>}
      {ticksOf(place.from, place.to, width).map((at) => (
        <span key={at} className="axis-tick" style={{ left: leftOf(at, place) }}>
          {timeline.hasStarted && <strong>{at < 0 ? `−${-at}` : at}</strong>}
          <span>{clock(timeline.zeroMs + at * 60_000, zone)}</span>
        </span>
      ))}
    </div>
  );
}
