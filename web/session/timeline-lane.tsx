import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Painter, Scene } from './timeline-paint.ts';

type Props = {
  scene: Scene;
  width: number;
  height: number;
  gutter: number;
  from: number;
  to: number;
  low: number;
  high: number;
  splits: readonly number[];
  /** Minutes at which this lane has values: the shared cursor stops there. */
  minutes: readonly number[];
  under?: readonly Painter[];
  over: readonly Painter[];
};

/** The lanes of all sessions on this page move one cursor. */
const cursorKey = 'session';
const rightPx = 2;

/** One lane: uPlot holds the scales, the grid and the cursor; the painters draw what is on it. */
export function Lane(props: Props) {
  const { width, height, gutter, from, to, low, high, splits, minutes, scene } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const now = useRef(props);
  now.current = props;
  const scale = splits.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the splits are compared by their text, the rest is read when it paints
  useEffect(() => {
    if (box.current === null) return;
    const paint = (painters: readonly Painter[] | undefined) => (u: uPlot) => {
      for (const painter of painters ?? []) painter(u, now.current.scene);
    };
    const colour = (name: '--c-axis' | '--c-grid') => () => now.current.scene.colours(name);
    const made = new uPlot(
      {
        width,
        height,
        padding: [0, rightPx, 0, 0],
        legend: { show: false },
        cursor: {
          sync: { key: cursorKey },
          y: false,
          drag: { x: false, y: false, setScale: false },
          points: { show: false },
        },
        scales: {
          x: { time: false, range: () => [now.current.from, now.current.to] },
          y: { range: () => [now.current.low, now.current.high] },
        },
        series: [{}, { show: true, paths: () => null, points: { show: false } }],
        axes: [
          { show: false },
          {
            size: gutter,
            gap: 9,
            font: '13px "Inter Variable", Inter, system-ui, sans-serif',
            stroke: colour('--c-axis'),
            grid: { stroke: colour('--c-grid'), width: 1 },
            ticks: { show: false },
            splits: () => [...now.current.splits],
            values: (_u, at) => at.map(String),
          },
        ],
        hooks: {
          drawClear: [(u) => paint(now.current.under)(u)],
          draw: [(u) => paint(now.current.over)(u)],
        },
      },
      dataOf(now.current),
      box.current,
    );
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = undefined;
    };
  }, [width, height, gutter, scale]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is painted is read from the newest properties
  useEffect(() => {
    plot.current?.setData(dataOf(now.current), true);
  }, [scene, from, to, low, high, minutes]);
  return <div ref={box} className="lane-plot" aria-hidden />;
}

/** uPlot wants at least two places on x; the ends of the range hold no value. */
function dataOf({ minutes, from, to }: Props): [number[], (number | null)[]] {
  const x = [from, ...minutes.filter((at) => at > from && at < to), to];
  return [x, x.map(() => null)];
}
