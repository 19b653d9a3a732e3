/** Pressure, pulse, saturation and dose over the time of the session, drawn so that a copy in grey says the same. */
import { Circle, G, Line, Path, Polygon, Svg, Text } from '@react-pdf/renderer';
import { createElement, type ReactElement } from 'react';
import type { Dossier } from './dossier.ts';
import { families } from './session-document-letters.ts';
import { heading, say, whole } from './session-document-parts.ts';
import { ink, style } from './session-document-style.ts';
import { mg, mlPerH, type Words } from './session-document-words.ts';

/** Points. The width is that of US Letter less its margins, which is the same on A4 but for some millimetres. */
const size = { width: 515, left: 34, right: 10 } as const;
const panels = {
  pressure: { top: 8, height: 150, from: 40, to: 200, step: 20 },
  saturation: { top: 172, height: 46, from: 84, to: 100, step: 4 },
  dose: { top: 232, height: 34 },
} as const;
const bottom = 284;
const msPerMin = 60_000;

type Panel = { top: number; height: number; from: number; to: number; step: number };

const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, strokeWidth: number, dash?: string) =>
  createElement(Line, {
    x1,
    y1,
    x2,
    y2,
    stroke,
    strokeWidth,
    ...(dash === undefined ? {} : { strokeDasharray: dash }),
  });

const label = (text: string, x: number, y: number, anchor: 'start' | 'middle' | 'end' = 'middle') =>
  createElement(
    Text,
    { x, y, fill: ink.soft, textAnchor: anchor, style: { fontSize: 6.5, fontFamily: families[0] ?? '' } },
    text,
  );

export function chartPart({ record, agenda }: Dossier, words: Words): ReactElement {
  const { readings, left } = record;
  const { dosing } = agenda;
  const times = [
    ...readings.map(({ atMs }) => atMs),
    ...(dosing.startedAtMs === undefined ? [] : [dosing.startedAtMs]),
    ...(dosing.endedAtMs === undefined ? [] : [dosing.endedAtMs]),
    ...(left === undefined ? [] : [left.atMs]),
  ];
  if (times.length === 0) return whole([heading('Chart'), say('Nothing to draw: no reading and no dose.', style.soft)]);
  const zeroMs = dosing.startedAtMs ?? Math.min(...times);
  const from = Math.floor((Math.min(...times) - zeroMs) / msPerMin / 10) * 10 - 5;
  const to = Math.ceil((Math.max(...times) - zeroMs) / msPerMin / 10) * 10 + 5;
  const x = (atMs: number) =>
    size.left + (((atMs - zeroMs) / msPerMin - from) / (to - from)) * (size.width - size.left - size.right);
  const marks: ReactElement[] = [];
  const span = to - from;
  const every = [10, 15, 20, 30, 60, 120, 240].find((step) => span / step <= 14) ?? 480;
  for (let min = Math.ceil(from / every) * every; min <= to; min += every) {
    const at = x(zeroMs + min * msPerMin);
    marks.push(
      line(at, panels.pressure.top, at, panels.dose.top + panels.dose.height, ink.faint, 0.4),
      label(String(min).replace('-', '−'), at, bottom - 8),
      label(words.clock(zeroMs + min * msPerMin), at, bottom),
    );
  }
  return whole([
    heading('Chart'),
    say(
      'Bars: blood pressure, mmHg, with its ends at systolic and diastolic. Dots: pulse, per minute. Diamonds: SpO2, %. Area: rate of the pump; thick uprights: doses given at once. Below: minutes from the start of the dose, and the time.',
      style.under,
    ),
    createElement(
      Svg,
      { viewBox: `0 0 ${size.width} ${bottom + 4}`, style: { width: '100%', height: bottom + 4, marginTop: 4 } },
      ...marks,
      ...grid(panels.pressure, 'mmHg, /min'),
      ...grid(panels.saturation, 'SpO2 %'),
      ...pressure(readings, x),
      ...saturation(readings, x),
      ...dose({ agenda, x, toMs: zeroMs + to * msPerMin }),
      ...doses(record, x),
    ),
  ]);
}

function grid(panel: Panel, title: string): ReactElement[] {
  const parts: ReactElement[] = [label(title, size.left + 2, panel.top - 2, 'start')];
  for (let value = panel.from; value <= panel.to; value += panel.step) {
    const at = y(panel, value);
    parts.push(
      line(size.left, at, size.width - size.right, at, value === panel.from ? ink.soft : ink.faint, 0.4),
      label(String(value), size.left - 4, at + 2, 'end'),
    );
  }
  return parts;
}

/** What lies outside is drawn at the edge, with its number. */
const y = ({ top, height, from, to }: Panel, value: number) =>
  top + height - ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * height;

const outside = (panel: Panel, value: number | undefined, at: number): ReactElement[] => {
  if (value === undefined || (value >= panel.from && value <= panel.to)) return [];
  const isAbove = value > panel.to;
  return [label(String(value), at + 5, isAbove ? panel.top + 5 : panel.top + panel.height - 1, 'start')];
};

type Readings = Dossier['record']['readings'];

function pressure(readings: Readings, x: (atMs: number) => number): ReactElement[] {
  const panel = panels.pressure;
  const parts: ReactElement[] = [];
  const pulses: string[] = [];
  for (const { data, atMs } of readings) {
    const at = x(atMs);
    const { systolicMmHg: high, diastolicMmHg: low, heartRatePerMin: pulse } = data;
    if (high !== undefined && low !== undefined) parts.push(line(at, y(panel, high), at, y(panel, low), ink.text, 0.6));
    if (high !== undefined) parts.push(line(at - 3.5, y(panel, high), at + 3.5, y(panel, high), ink.text, 1.4));
    if (low !== undefined) parts.push(line(at - 3.5, y(panel, low), at + 3.5, y(panel, low), ink.text, 1.4));
    parts.push(...[high, low].flatMap((value) => outside(panel, value, at)));
    if (pulse !== undefined) {
      // A pulse at the edge stands left of its dot, so that it is not taken for a pressure.
      parts.push(...outside(panel, pulse, at - 18));
      pulses.push(`${at} ${y(panel, pulse)}`);
      parts.push(createElement(Circle, { cx: at, cy: y(panel, pulse), r: 1.8, fill: ink.soft }));
    }
  }
  if (pulses.length > 1)
    parts.unshift(
      createElement(Path, { d: `M${pulses.join(' L')}`, stroke: ink.soft, strokeWidth: 0.6, fill: 'none' }),
    );
  return parts;
}

function saturation(readings: Readings, x: (atMs: number) => number): ReactElement[] {
  return readings.flatMap(({ data, atMs }) => {
    if (data.spo2Pct === undefined) return [];
    const [at, level] = [x(atMs), y(panels.saturation, data.spo2Pct)];
    const points = `${at},${level - 2.6} ${at + 2.6},${level} ${at},${level + 2.6} ${at - 2.6},${level}`;
    return [createElement(Polygon, { points, fill: ink.text }), ...outside(panels.saturation, data.spo2Pct, at)];
  });
}

/** Devices, injections, sprays and what went into the mouth: a mark at its minute with its amount. */
function doses(
  { injections, devices, sprays, mouthDoses }: Dossier['record'],
  x: (atMs: number) => number,
): ReactElement[] {
  const { top, height } = panels.dose;
  return [...injections, ...devices, ...sprays, ...mouthDoses].flatMap(({ atMs, data }) => {
    const at = x(atMs);
    return [line(at, top + 6, at, top + height, ink.text, 2), label(mg(data.doseUg), at + 3, top + 12, 'start')];
  });
}

function dose({ agenda, x }: { agenda: Dossier['agenda']; x: (atMs: number) => number; toMs: number }): ReactElement[] {
  const { top, height } = panels.dose;
  const { stretches, givenUg, endedAtMs, ranOutAtMs } = agenda.infusion;
  const floor = top + height;
  const most = Math.max(...stretches.map(({ pumpRateUlPerH }) => pumpRateUlPerH), 1);
  const areas = stretches.map(({ fromMs, toMs, pumpRateUlPerH }) => {
    const level = floor - (pumpRateUlPerH / most) * (height - 8);
    return createElement(Polygon, {
      points: `${x(fromMs)},${floor} ${x(fromMs)},${level} ${x(toMs)},${level} ${x(toMs)},${floor}`,
      fill: '#c8c8c8',
      stroke: ink.soft,
      strokeWidth: 0.5,
    });
  });
  const last = stretches.at(-1);
  return [
    label('Dose', size.left + 2, top - 2, 'start'),
    ...areas,
    line(size.left, floor, size.width - size.right, floor, ink.soft, 0.4),
    createElement(
      G,
      {},
      ...stretches.map(({ fromMs, toMs, pumpRateUlPerH }) =>
        label(mlPerH(pumpRateUlPerH), (x(fromMs) + x(toMs)) / 2, floor - 3),
      ),
      ...(last === undefined
        ? []
        : [label(`${mg(givenUg)} given`, x(endedAtMs ?? ranOutAtMs ?? last.toMs) + 4, floor - 3, 'start')]),
    ),
  ];
}
