/** How the lanes are painted. Colours come from the variables of the theme and are read anew when it changes. */
import type uPlot from 'uplot';
import type { Thresholds } from '#clinical/session/session.ts';
import type { Plasma } from './plasma-curve.ts';
import type { Block } from './timeline-blocks.ts';
import type { Bar, Pair, Point, Timeline, ValueState } from './timeline-model.ts';

const names = [
  '--c-bp',
  '--c-pulse',
  '--c-spo2',
  '--c-plasma',
  '--c-plasma-band',
  '--c-axis',
  '--c-grid',
  '--c-future',
  '--c-zone-amber',
  '--c-zone-red',
  '--c-zone-line-amber',
  '--c-zone-line-red',
  '--d-induction',
  '--on-drug',
  '--amber',
  '--red',
  '--text',
  '--text-3',
  '--surface',
] as const;
/** Read once, all of them, when the theme is looked at. */
export type Colours = (name: (typeof names)[number]) => string;

export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  const found = new Map<string, string>(names.map((name) => [name, style.getPropertyValue(name).trim()]));
  return (name) => found.get(name) ?? '';
}

export type Scene = { timeline: Timeline; lines: Thresholds; plasma: Plasma | undefined; colours: Colours };
export type Painter = (u: uPlot, scene: Scene) => void;

/** A length of the page in pixels of the canvas. */
const px = (length: number) => length * devicePixelRatio;
const xOf = (u: uPlot, min: number) => u.valToPos(min, 'x', true);
const yOf = (u: uPlot, value: number) => u.valToPos(value, 'y', true);

/** Paints inside the lane only, and leaves the brush as it was. */
function within(u: uPlot, paint: (ctx: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  paint(ctx);
  ctx.restore();
}

/** What lies ahead is a shade quieter. */
export const future: Painter = (u, { timeline, colours }) =>
  within(u, (ctx) => {
    ctx.fillStyle = colours('--c-future');
    ctx.fillRect(xOf(u, timeline.nowMin), u.bbox.top, u.bbox.width, u.bbox.height);
  });

function zone(u: uPlot, from: number, to: number, fill: string): void {
  within(u, (ctx) => {
    const [top, bottom] = [yOf(u, to), yOf(u, from)];
    ctx.fillStyle = fill;
    ctx.fillRect(u.bbox.left, top, u.bbox.width, bottom - top);
  });
}

/** Red is hatched as well: it is told from amber without colour. */
function hatch(u: uPlot, from: number, to: number, stroke: string): void {
  within(u, (ctx) => {
    const [top, bottom] = [Math.max(u.bbox.top, yOf(u, to)), Math.min(u.bbox.top + u.bbox.height, yOf(u, from))];
    ctx.beginPath();
    ctx.rect(u.bbox.left, top, u.bbox.width, bottom - top);
    ctx.clip();
    ctx.strokeStyle = stroke;
    ctx.globalAlpha = 0.45;
    ctx.lineWidth = px(1);
    ctx.beginPath();
    for (let x = u.bbox.left - (bottom - top); x < u.bbox.left + u.bbox.width; x += px(8)) {
      ctx.moveTo(x, bottom);
      ctx.lineTo(x + (bottom - top), top);
    }
    ctx.stroke();
  });
}

function across(u: uPlot, value: number, stroke: string, dash: readonly number[], width = 1): void {
  within(u, (ctx) => {
    ctx.strokeStyle = stroke;
    ctx.lineWidth = px(width);
    ctx.setLineDash(dash.map(px));
    ctx.beginPath();
    ctx.moveTo(u.bbox.left, yOf(u, value));
    ctx.lineTo(u.bbox.left + u.bbox.width, yOf(u, value));
    ctx.stroke();
  });
}

const top = 1_000;

export const pressureZones: Painter = (u, { lines, colours, timeline }) => {
  const amber = lines.pressureAmberFrom.value.systolic;
  const red = lines.pressureRedFrom.value.systolic;
  zone(u, amber, red, colours('--c-zone-amber'));
  zone(u, red, top, colours('--c-zone-red'));
  hatch(u, red, top, colours('--c-zone-line-red'));
  across(u, amber, colours('--c-zone-line-amber'), [5, 3]);
  across(u, red, colours('--c-zone-line-red'), []);
  if (timeline.baseline !== undefined) across(u, timeline.baseline, colours('--text-3'), [2, 3]);
};

export const pulseZones: Painter = (u, { lines, colours }) => {
  const { greenFrom, greenTo, amberFrom, amberTo } = lines.heartRate.value;
  zone(u, greenTo, amberTo, colours('--c-zone-amber'));
  zone(u, amberTo, top, colours('--c-zone-red'));
  hatch(u, amberTo, top, colours('--c-zone-line-red'));
  zone(u, amberFrom, greenFrom, colours('--c-zone-amber'));
  zone(u, -top, amberFrom, colours('--c-zone-red'));
  hatch(u, -top, amberFrom, colours('--c-zone-line-red'));
};

export const spo2Zones: Painter = (u, { lines, colours }) => {
  const { greenFrom, redBelow } = lines.spo2.value;
  zone(u, redBelow, greenFrom, colours('--c-zone-amber'));
  zone(u, -top, redBelow, colours('--c-zone-red'));
  hatch(u, -top, redBelow, colours('--c-zone-line-red'));
};

const stateColour = (state: ValueState, usual: string, colours: Colours) =>
  state === 'red' ? colours('--red') : state === 'amber' ? colours('--amber') : usual;

/** A value beyond the axis stands at its edge, whole inside the lane, with its number beside it. */
function placed(u: uPlot, value: number): { y: number; isBeyond: boolean } {
  const { min = 0, max = 0 } = u.scales.y ?? {};
  const isBeyond = value < (min ?? 0) || value > (max ?? 0);
  const { top: laneTop, height } = u.bbox;
  const edge = Math.min(px(edgePx), height / 2);
  return { y: Math.min(laneTop + height - edge, Math.max(laneTop + edge, yOf(u, value))), isBeyond };
}

/** Half a line of its number: so far from the edge a mark and its number are not cut. */
const edgePx = 9;

const font = (size: number, weight = 600) => `${weight} ${px(size)}px "Inter Variable", Inter, system-ui, sans-serif`;

export const pressureMarks: Painter = (u, { timeline, colours }) =>
  within(u, (ctx) => {
    const last = timeline.pairs.at(-1);
    for (const pair of timeline.pairs) pressureMark(u, ctx, pair, pair === last, colours);
  });

function pressureMark(u: uPlot, ctx: CanvasRenderingContext2D, pair: Pair, isLast: boolean, colours: Colours): void {
  const { systolic, diastolic } = pair;
  const x = xOf(u, pair.min);
  const half = px(6.5);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  if (systolic !== undefined && diastolic !== undefined) {
    ctx.strokeStyle = colours('--c-bp');
    ctx.globalAlpha = 0.75;
    ctx.lineWidth = px(1.3);
    ctx.beginPath();
    ctx.moveTo(x, placed(u, systolic.value).y);
    ctx.lineTo(x, placed(u, diastolic.value).y);
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
  const tip = (of: Point | undefined, way: 1 | -1) => {
    if (of === undefined) return;
    const { y, isBeyond } = placed(u, of.value);
    const isOff = of.state === 'amber' || of.state === 'red';
    const colour = stateColour(of.state, colours('--c-bp'), colours);
    ctx.strokeStyle = colour;
    ctx.lineWidth = px(isOff ? 3 : 2);
    ctx.beginPath();
    ctx.moveTo(x - half, y + way * half);
    ctx.lineTo(x, y);
    ctx.lineTo(x + half, y + way * half);
    ctx.stroke();
    if (!isLast && !isBeyond) return;
    ctx.font = font(14);
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    const at = { x: x - half - px(6), y: isBeyond ? y : y + way * px(3) };
    ctx.lineWidth = px(4);
    ctx.strokeStyle = colours('--surface');
    ctx.globalAlpha = 0.85;
    ctx.strokeText(String(of.value), at.x, at.y);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colour;
    ctx.fillText(String(of.value), at.x, at.y);
    if (isOff) triangle(ctx, at.x - ctx.measureText(String(of.value)).width - px(12), at.y, colour);
  };
  tip(systolic, -1);
  tip(diastolic, 1);
}

function triangle(ctx: CanvasRenderingContext2D, x: number, y: number, stroke: string): void {
  const r = px(6);
  ctx.strokeStyle = stroke;
  ctx.lineWidth = px(1.8);
  ctx.beginPath();
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y + r * 0.8);
  ctx.lineTo(x - r, y + r * 0.8);
  ctx.closePath();
  ctx.stroke();
}

function joined(
  u: uPlot,
  ctx: CanvasRenderingContext2D,
  points: readonly Point[],
  stroke: string,
  width: number,
): void {
  ctx.strokeStyle = stroke;
  ctx.lineWidth = px(width);
  ctx.lineJoin = 'round';
  ctx.beginPath();
  for (const point of points) ctx.lineTo(xOf(u, point.min), placed(u, point.value).y);
  ctx.stroke();
}

/** An abnormal value has another shape as well: a triangle around it. */
function valueMark(
  u: uPlot,
  ctx: CanvasRenderingContext2D,
  point: Point,
  usual: string,
  colours: Colours,
  shape: 'dot' | 'square',
): void {
  const [x, { y, isBeyond }] = [xOf(u, point.min), placed(u, point.value)];
  const isOff = point.state === 'amber' || point.state === 'red';
  const colour = stateColour(point.state, usual, colours);
  ctx.fillStyle = colour;
  ctx.beginPath();
  if (shape === 'dot') ctx.arc(x, y, px(4.5), 0, 2 * Math.PI);
  else ctx.rect(x - px(3.5), y - px(3.5), px(7), px(7));
  ctx.fill();
  if (!isOff && !isBeyond) return;
  ctx.font = font(13);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  ctx.fillText(String(point.value), x - px(9), y);
  if (isOff) triangle(ctx, x - px(18) - ctx.measureText(String(point.value)).width, y, colour);
}

export const pulseMarks: Painter = (u, { timeline, colours }) =>
  within(u, (ctx) => {
    ctx.globalAlpha = 0.55;
    joined(u, ctx, timeline.pulses, colours('--c-pulse'), 1.4);
    ctx.globalAlpha = 1;
    for (const point of timeline.pulses) valueMark(u, ctx, point, colours('--c-pulse'), colours, 'dot');
  });

export const spo2Marks: Painter = (u, { timeline, colours }) =>
  within(u, (ctx) => {
    joined(u, ctx, timeline.spo2, colours('--c-spo2'), 2);
    for (const point of timeline.spo2) valueMark(u, ctx, point, colours('--c-spo2'), colours, 'square');
  });

export const doseBars: Painter = (u, { timeline, colours }) =>
  within(u, (ctx) => {
    for (const bar of timeline.bars) doseBar(u, ctx, bar, colours);
  });

function doseBar(u: uPlot, ctx: CanvasRenderingContext2D, bar: Bar, colours: Colours): void {
  const [left, right, high, low] = [xOf(u, bar.fromMin), xOf(u, bar.toMin), yOf(u, bar.mgPerMin), yOf(u, 0)];
  const half = px(0.5);
  ctx.lineWidth = px(1.2);
  if (bar.isPlanned) {
    ctx.strokeStyle = colours('--text-3');
    ctx.setLineDash([px(5), px(4)]);
    ctx.strokeRect(left, high + half, right - left, low - high - 2 * half);
    ctx.setLineDash([]);
    return;
  }
  ctx.fillStyle = colours('--d-induction');
  ctx.fillRect(left, high, right - left, low - high);
  ctx.strokeStyle = colours('--c-plasma');
  ctx.strokeRect(left, high + half, right - left, low - high - 2 * half);
}

/** A device, an injection, a tablet: at its minute, with its mg; one that was held is as long as it was held. */
export const doseBlocks: Painter = (u, { timeline, colours }) =>
  within(u, (ctx) => {
    timeline.blocks.forEach((block, at) => {
      doseBlock(u, ctx, block, timeline.blocks[at + 1], colours);
    });
  });

/** It stands at its minute and gives way in width: two devices minutes apart are two blocks and two numbers. */
function doseBlock(
  u: uPlot,
  ctx: CanvasRenderingContext2D,
  block: Block,
  next: Block | undefined,
  colours: Colours,
): void {
  const left = xOf(u, block.min);
  const room = next === undefined ? Number.POSITIVE_INFINITY : xOf(u, next.min) - left - px(2);
  ctx.font = font(13);
  const usual = ctx.measureText(block.says).width + px(10);
  if (room < usual) ctx.font = font(11);
  const words = ctx.measureText(block.says).width;
  const wide = Math.max(xOf(u, block.toMin) - left, Math.min(usual, Math.max(room, words + px(2))));
  const [high, tall] = [u.bbox.top + px(3), u.bbox.height - px(6)];
  ctx.lineWidth = px(1.2);
  ctx.beginPath();
  ctx.roundRect(left, high, wide, tall, px(4));
  if (block.isPlanned) {
    ctx.strokeStyle = colours('--text-3');
    ctx.setLineDash([px(4), px(3)]);
    ctx.stroke();
    ctx.setLineDash([]);
  } else {
    ctx.fillStyle = colours('--d-induction');
    ctx.fill();
    ctx.strokeStyle = colours('--c-plasma');
    ctx.stroke();
  }
  ctx.fillStyle = colours(block.isPlanned ? '--text-3' : '--on-drug');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(block.says, left + (Math.min(wide, usual) - words) / 2, high + tall / 2);
}

export const plasmaBand: Painter = (u, { plasma, timeline, colours }) => {
  if (plasma === undefined) return;
  within(u, (ctx) => {
    const { points } = plasma;
    ctx.fillStyle = colours('--c-plasma-band');
    ctx.beginPath();
    for (const { min, high } of points) ctx.lineTo(xOf(u, min), yOf(u, high));
    for (const { min, low } of points.toReversed()) ctx.lineTo(xOf(u, min), yOf(u, low));
    ctx.closePath();
    ctx.fill();
    ctx.strokeStyle = colours('--c-plasma');
    ctx.lineWidth = px(2);
    const line = (of: typeof points, dash: readonly number[]) => {
      ctx.setLineDash(dash.map(px));
      ctx.beginPath();
      for (const { min, middle } of of) ctx.lineTo(xOf(u, min), yOf(u, middle));
      ctx.stroke();
    };
    line(
      points.filter(({ min }) => min <= timeline.nowMin),
      [7, 4],
    );
    line(
      points.filter(({ min }) => min >= timeline.nowMin),
      [2, 3.5],
    );
  });
};

/** What is ordered and not given: an outline without a filling, and a line of its own dashes. */
export const plasmaAhead: Painter = (u, { plasma, colours }) => {
  const ahead = plasma?.ahead;
  if (ahead === undefined) return;
  within(u, (ctx) => {
    const line = (of: 'low' | 'middle' | 'high', width: number, dash: readonly number[]) => {
      ctx.lineWidth = px(width);
      ctx.setLineDash(dash.map(px));
      ctx.beginPath();
      for (const point of ahead) ctx.lineTo(xOf(u, point.min), yOf(u, point[of]));
      ctx.stroke();
    };
    ctx.strokeStyle = colours('--text-3');
    line('low', 1, [3, 3]);
    line('high', 1, [3, 3]);
    line('middle', 2, [10, 5]);
  });
};
