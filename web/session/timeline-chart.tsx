import { useEffect, useMemo, useRef, useState } from 'react';
import type { SessionRoute, Thresholds } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { mg } from './floor-words.ts';
import type { Plasma, PlasmaPoint } from './plasma-curve.ts';
import { SpO2 } from './session-readings.tsx';
import { Lane } from './timeline-lane.tsx';
import type { Timeline } from './timeline-model.ts';
import './timeline.css';
import { FlagRow, NowLine, Strip, TimeAxis } from './timeline-over.tsx';
import {
  coloursNow,
  doseBars,
  doseBlocks,
  future,
  plasmaAhead,
  plasmaBand,
  pressureMarks,
  pressureZones,
  pulseMarks,
  pulseZones,
  type Scene,
  spo2Marks,
  spo2Zones,
} from './timeline-paint.ts';

export type ChartProps = {
  timeline: Timeline;
  lines: Thresholds;
  plasma: Plasma | undefined;
  plasmaSays: string;
  route: SessionRoute | undefined;
  zone: string;
  endMs: number | undefined;
  /** On a phone a window of the session, and three lanes. */
  isNarrow: boolean;
};

const gutters = { wide: 98, narrow: 44 };
/** Shares of the height, as on the drawing. */
const heights = { pressure: 150, pulse: 54, spo2: 50, dose: 40, plasma: 84 };
const wordsPx = 15;
const gapPx = 9;
const leastPx = 236;
/** Minutes that a phone shows at once, and how far behind now they begin. */
const phone = { shows: 80, before: 60 };

export function TimelineChart({ timeline, lines, plasma, plasmaSays, route, zone, endMs, isNarrow }: ChartProps) {
  const { box, width, height } = useSize();
  const colours = useColours();
  const [back, setBack] = useState(0);
  const scene = useMemo<Scene>(() => ({ timeline, lines, plasma: undefined, colours }), [timeline, lines, colours]);
  // A new curve is painted in its own lane; the others are not touched.
  const predicted = useMemo<Scene>(() => ({ ...scene, plasma }), [scene, plasma]);
  const gutter = isNarrow ? gutters.narrow : gutters.wide;
  const start = Math.max(
    timeline.fromMin,
    Math.min(timeline.nowMin - phone.before, timeline.toMin - phone.shows) + back,
  );
  const from = isNarrow ? start : timeline.fromMin;
  const to = isNarrow ? Math.max(start + phone.shows, from + phone.shows) : timeline.toMin;
  const minutes = useMemo(() => timeline.marks.map(({ min }) => min), [timeline]);
  const shares = isNarrow ? heights.pressure + heights.pulse + heights.dose + heights.plasma : sum(heights);
  const lanes = isNarrow ? 4 : 5;
  const room = Math.max(leastPx, height) - lanes * gapPx;
  const tall = (of: keyof typeof heights) => Math.floor((room * heights[of]) / shares);
  const shared = { scene, width, gutter, from, to, minutes };
  const topOfPressure = Math.max(200, ...timeline.pairs.map(({ systolic }) => (systolic?.value ?? 0) + 10));
  const pressureHigh = Math.min(240, topOfPressure);
  const mostRate = Math.max(0.1, ...timeline.bars.map(({ mgPerMin }) => mgPerMin));
  const curves = [...(plasma?.points ?? []), ...(plasma?.ahead ?? [])];
  const plasmaHigh = niceTop(Math.max(20, ...curves.map(({ high }) => high)));
  const place = { from, to, gutter };
  const laneTop = (of: keyof typeof heights) => {
    const order: (keyof typeof heights)[] = isNarrow
      ? ['pressure', 'pulse', 'dose', 'plasma']
      : ['pressure', 'pulse', 'spo2', 'dose', 'plasma'];
    return order.slice(0, order.indexOf(of)).reduce((at, before) => at + tall(before) + gapPx, 0);
  };
  const yOf = (value: number, low: number, high: number, of: keyof typeof heights) =>
    laneTop(of) + tall(of) * (1 - (value - low) / (high - low));
  const [amber, red] = [lines.pressureAmberFrom.value.systolic, lines.pressureRedFrom.value.systolic];
  /** Words in zones that are flatter than a line give way downwards. */
  const apart = (at: number, above: number) => Math.max(at, above + wordsPx);
  const redAt = yOf((red + pressureHigh) / 2, 40, pressureHigh, 'pressure');
  const amberAt = apart(yOf((amber + red) / 2, 40, pressureHigh, 'pressure'), redAt);
  return (
    <div className="timeline-chart">
      {!isNarrow && <FlagRow flags={timeline.flags} place={place} width={width - gutter} lanesPx={height} />}
      <div className="lanes" ref={box} aria-hidden>
        {width > 0 && (
          <>
            <div className="lane">
              <LaneName name={t('timeline.pressure')} unit={t('session.unit.mmHg')} className="lane-bp" />
              <Lane
                {...shared}
                height={tall('pressure')}
                low={40}
                high={pressureHigh}
                splits={isNarrow ? [50, 100, 150] : [80, 120, 160]}
                under={[future, pressureZones]}
                over={[pressureMarks]}
              />
            </div>
            <div className="lane">
              <LaneName name={t('timeline.pulse')} unit={t('timeline.perMin')} className="lane-pulse" />
              <Lane
                {...shared}
                height={tall('pulse')}
                low={40}
                high={140}
                splits={[60, 100]}
                under={[future, pulseZones]}
                over={[pulseMarks]}
              />
            </div>
            {!isNarrow && (
              <div className="lane">
                <LaneName name={<SpO2 />} unit={t('timeline.pct')} className="lane-spo2" />
                <Lane
                  {...shared}
                  height={tall('spo2')}
                  low={87}
                  high={102.5}
                  splits={[90, 95, 100]}
                  under={[future, spo2Zones]}
                  over={[spo2Marks]}
                />
              </div>
            )}
            <div className="lane">
              <LaneName
                name={t(route === undefined ? 'timeline.dose' : `dose.lane.${route}`)}
                unit={t(route === undefined ? 'session.mg' : `timeline.doseUnit.${route}`)}
                className="lane-dose"
              />
              <Lane
                {...shared}
                height={tall('dose')}
                low={0}
                high={mostRate * 1.08}
                splits={[]}
                under={[future]}
                over={[doseBars, doseBlocks]}
              />
            </div>
            <div className="lane">
              <LaneName name={t('timeline.predicted')} unit={t('timeline.ngPerMl')} className="lane-plasma" />
              <Lane
                {...shared}
                scene={predicted}
                height={tall('plasma')}
                low={-plasmaHigh / 10}
                high={plasmaHigh}
                splits={[0, niceStep(plasmaHigh * 0.75)]}
                under={[future]}
                over={[plasmaBand, plasmaAhead]}
              />
            </div>
            {!isNarrow && (
              <>
                <Words at={redAt} tone="red">
                  {t('timeline.zoneRed', { from: red, diastolic: lines.pressureRedFrom.value.diastolic })}
                </Words>
                <Words at={amberAt} tone="amber">
                  {t('timeline.zoneAmber', { from: amber, diastolic: lines.pressureAmberFrom.value.diastolic })}
                </Words>
                {timeline.baseline !== undefined && (
                  <Words at={apart(yOf(timeline.baseline, 40, pressureHigh, 'pressure') - 9, amberAt)} tone="quiet">
                    {t('timeline.baseline', { value: timeline.baseline })}
                  </Words>
                )}
                <RateWords timeline={timeline} zone={zone} endMs={endMs} top={laneTop('dose')} place={place} />
              </>
            )}
            {plasma?.ahead !== undefined && (
              <NotGiven plasma={plasma.ahead} place={place} top={laneTop('plasma')} height={tall('plasma')} />
            )}
            <Words at={laneTop('plasma') + 6} tone="quiet">
              {plasma === undefined ? plasmaSays : t(isNarrow ? 'timeline.wordsShort' : 'timeline.words')}
            </Words>
          </>
        )}
        <NowLine timeline={timeline} place={place} zone={zone} />
      </div>
      <Strip marks={timeline.marks} place={place} zone={zone} zeroMs={timeline.zeroMs} />
      <TimeAxis timeline={timeline} place={place} zone={zone} width={width - gutter} />
      {isNarrow && timeline.toMin - timeline.fromMin > phone.shows && (
        <div className="row g1 window-keys">
          <button
            type="button"
            className="window-key"
            onClick={() => setBack(back - 30)}
            disabled={from <= timeline.fromMin}
          >
            {t('timeline.earlier')}
          </button>
          <button
            type="button"
            className="window-key"
            onClick={() => setBack(back + 30)}
            disabled={to >= timeline.toMin}
          >
            {t('timeline.later')}
          </button>
        </div>
      )}
    </div>
  );
}

const sum = (of: Record<string, number>) => Object.values(of).reduce((all, one) => all + one, 0);
const steps = [20, 50, 100, 200, 500, 1_000, 2_000, 5_000];
const niceStep = (high: number) => steps.findLast((step) => step <= high) ?? 10;
const niceTop = (high: number) => high * 1.25;

function LaneName({ name, unit, className }: { name: React.ReactNode; unit: string; className: string }) {
  return (
    <p className={`lane-name no-phone ${className}`}>
      <strong>{name}</strong>
      <span>{unit}</span>
    </p>
  );
}

function Words({ at, tone, children }: { at: number; tone: 'red' | 'amber' | 'quiet'; children: string }) {
  return (
    <span className={`lane-words lane-words-${tone}`} style={{ top: at }}>
      {children}
    </span>
  );
}

type NotGivenProps = {
  plasma: readonly PlasmaPoint[];
  place: { from: number; to: number; gutter: number };
  /** Of the lane, in px. */
  top: number;
  height: number;
};

/** Past this share of the lane its words at the right would stand in the tag: it goes below. */
const wordsLeave = 0.6;

/** Where the forecast begins, so that nobody takes it for what was given. */
function NotGiven({ plasma: [first], place, top, height }: NotGivenProps) {
  if (first === undefined || first.min < place.from || first.min > place.to) return null;
  const left = `calc(${place.gutter}px + (100% - ${place.gutter}px) * ${share(first.min, place)})`;
  const at = share(first.min, place) < wordsLeave ? top + 8 : top + height - 9;
  return (
    <span className="plasma-tag" style={{ top: at, left }}>
      {t('timeline.notGiven')}
    </span>
  );
}

type RateProps = {
  timeline: Timeline;
  zone: string;
  endMs: number | undefined;
  top: number;
  place: { from: number; to: number; gutter: number };
};

/** The rate in words: in the bar while it is wide enough, and beside what is still planned. */
function RateWords({ timeline, zone, endMs, top, place }: RateProps) {
  const { bars } = timeline;
  const left = (min: number) => `calc(${place.gutter}px + (100% - ${place.gutter}px) * ${share(min, place)})`;
  const planned = bars.find(({ isPlanned }) => isPlanned);
  const first = bars.find(({ isPlanned }) => !isPlanned);
  const toStart = first === undefined ? planned : undefined;
  const rate = (value: number) => value.toFixed(2);
  // Beside a rate many times as high the bar is a line: then its words stand on the lane, in the lane's own ink.
  const isTall = first !== undefined && first.mgPerMin >= tallFrom * Math.max(...bars.map(({ mgPerMin }) => mgPerMin));
  return (
    <>
      {first !== undefined && share(first.toMin, place) - share(first.fromMin, place) > rateNeeds && (
        <span
          className={isTall ? 'rate-words rate-in' : 'rate-words'}
          style={{ top: isTall ? top + 6 : top + 8, left: left(first.fromMin) }}
        >
          {t('timeline.rate', { rate: rate(first.mgPerMin) })}
        </span>
      )}
      {toStart !== undefined && (
        <span className="rate-words" style={{ top: top + 8, left: left(toStart.fromMin) }}>
          {t('timeline.planBar', {
            dose: mg(toStart.mgPerMin * (toStart.toMin - toStart.fromMin) * 1_000),
            min: Math.round(toStart.toMin - toStart.fromMin),
          })}
        </span>
      )}
      {planned !== undefined && endMs !== undefined && (
        <span className="rate-words" style={{ top: top + 8, left: left(planned.fromMin) }}>
          {t('timeline.rateUntil', { rate: rate(planned.mgPerMin), time: clock(endMs, zone) })}
        </span>
      )}
    </>
  );
}

/** Of the height of the lane, what a bar needs for words in it. */
const tallFrom = 0.8;

/** Of the width of the lane, what the words of a rate need. */
const rateNeeds = 0.12;

const share = (min: number, { from, to }: { from: number; to: number }) => (min - from) / (to - from);

function useSize() {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const of = box.current;
    if (of === null) return;
    const look = () => setSize({ width: Math.floor(of.clientWidth), height: Math.floor(of.clientHeight) });
    const watcher = new ResizeObserver(look);
    watcher.observe(of);
    look();
    return () => watcher.disconnect();
  }, []);
  return { box, ...size };
}

/** The theme stands in attributes of the page; where they change, the colours are read again. */
function useColours() {
  const [colours, setColours] = useState(coloursNow);
  useEffect(() => {
    const read = () => setColours(() => coloursNow());
    const watcher = new MutationObserver(read);
    watcher.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-mantine-color-scheme', 'data-contrast', 'data-sensory'],
    });
    return () => watcher.disconnect();
  }, []);
  return colours;
}
