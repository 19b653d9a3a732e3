/**
 * Pictures with a time axis. Lines stretch with the page, letters do not: places are in per cent of the width.
 */
import { html } from 'hono/html';

export type Tick = { readonly at: number; readonly word: string };

const percent = (at: number, end: number) => `${Math.round((1_000 * at) / end) / 10}%`;
const anchor = (at: number, end: number) => (at === 0 ? 'start' : at >= end ? 'end' : 'middle');

const axis = (ticks: readonly Tick[], end: number, y: number) =>
  ticks.map(
    ({ at, word }) => html`<text x="${percent(at, end)}" y="${y}" text-anchor="${anchor(at, end)}">${word}</text>`,
  );

const grid = (ticks: readonly Tick[], end: number, height: number) =>
  ticks
    .filter(({ at }) => at > 0 && at < end)
    .map(({ at }) => {
      const x = percent(at, end);
      return html`<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height}"/>`;
    });

/** When something usually begins and ends. @param from, to minutes; `to` undefined: it goes on beyond the picture */
export function timeBar(
  { from, to }: { readonly from: number; readonly to: number | undefined },
  { end, ticks, says }: { end: number; ticks: readonly Tick[]; says: string },
) {
  const until = Math.min(end, to ?? end);
  return html`<svg class="learn-time" width="100%" height="34" role="img" aria-label="${says}"><rect class="track" width="100%" height="9" rx="4.5"/><rect class="bar" x="${percent(from, end)}" width="${percent(until - from, end)}" height="9" rx="4.5"/>${axis(ticks, end, 29)}</svg>`;
}

export type Curve = {
  /** From 0 to 1, of the curve's own highest point. */
  readonly points: readonly { readonly at: number; readonly share: number }[];
  readonly highest: Tick;
  readonly half: Tick;
  readonly isRough: boolean;
};

const top = 22;
const plot = 52;

/** One line against its own highest point, with its two times written on it; dashed where little stands behind it. */
export function curveRow(of: Curve, { end, ticks, says }: { end: number; ticks: readonly Tick[]; says: string }) {
  const place = ({ at, share }: { at: number; share: number }) => `${at} ${Math.round(10 * plot * (1 - share)) / 10}`;
  const line = `M${of.points.map(place).join('L')}`;
  const { highest, half } = of;
  return html`<svg class="learn-curve${of.isRough ? ' rough' : ''}" width="100%" height="${top + plot + 2}" role="img" aria-label="${says}">${grid(ticks, end, top + plot)}<svg y="${top}" width="100%" height="${plot}" viewBox="0 0 ${end} ${plot}" preserveAspectRatio="none" overflow="visible"><path class="area" d="${line}L${end} ${plot}L0 ${plot}z"/><path class="line" d="${line}"/></svg><line class="base" x2="100%" y1="${top + plot}" y2="${top + plot}"/><circle class="point" cx="${percent(highest.at, end)}" cy="${top}" r="4.5"/><text class="strong" x="${percent(highest.at, end)}" y="${top - 9}" dx="-4">${highest.word}</text><circle class="ring" cx="${percent(half.at, end)}" cy="${top + plot / 2}" r="4.5"/><text x="${percent(half.at, end)}" y="${top + plot / 2 - 6}" dx="9">${half.word}</text></svg>`;
}

/** The words under a stack of curves. */
export const curveAxis = (ticks: readonly Tick[], end: number) =>
  html`<svg class="learn-axis" width="100%" height="20" aria-hidden="true">${axis(ticks, end, 14)}</svg>`;

/** How many of 100 are left, point by point. */
export function declineLine(
  points: readonly { readonly at: number; readonly per100: number; readonly word: string }[],
  { says }: { says: string },
) {
  const [height, under] = [120, 24];
  const end = Math.max(...points.map(({ at }) => at));
  const inset = { from: 16, to: 84 };
  const x = (at: number) => `${inset.from + ((inset.to - inset.from) * at) / end}%`;
  const y = (per100: number) => under + height - (height * per100) / 100;
  const line = points.map(({ at, per100 }) => `${(100 * at) / end} ${y(per100) - under}`).join('L');
  return html`<svg class="learn-curve" width="100%" height="${height + 2 * under}" role="img" aria-label="${says}"><svg x="${inset.from}%" y="${under}" width="${inset.to - inset.from}%" height="${height}" viewBox="0 0 100 ${height}" preserveAspectRatio="none" overflow="visible"><path class="area" d="M${line}L100 ${height}L0 ${height}z"/><path class="line" d="M${line}"/></svg><line class="base" x1="${inset.from}%" x2="${inset.to}%" y1="${under + height}" y2="${under + height}"/>${points.map(
    ({ at, per100, word }) =>
      html`<circle class="point" cx="${x(at)}" cy="${y(per100)}" r="5"/><text class="count" x="${x(at)}" y="${y(per100) - 11}" text-anchor="middle">${Math.round(per100)}</text><text x="${x(at)}" y="${2 * under + height - 5}" text-anchor="middle">${word}</text>`,
  )}</svg>`;
}

/** Sessions week by week: a dot for each. */
export function weekDots(
  weeks: readonly { readonly week: number; readonly sessions: number }[],
  { says }: { says: string },
) {
  const [step, rowHeight, base] = [100 / weeks.length, 14, 34];
  return html`<svg class="learn-weeks" width="100%" height="58" role="img" aria-label="${says}"><line class="base" x2="100%" y1="${base + 6}" y2="${base + 6}"/>${weeks.map(
    ({ week, sessions }, at) => {
      const x = `${Math.round(10 * (at * step + step / 2)) / 10}%`;
      const dots = Array.from(
        { length: sessions },
        (_, n) => html`<circle class="point" cx="${x}" cy="${base - 2 - n * rowHeight}" r="5"/>`,
      );
      return html`${dots}<text x="${x}" y="55" text-anchor="middle">${week}</text>`;
    },
  )}</svg>`;
}

export type TimeRow = {
  /** Something that lasts: from one minute to another. */
  readonly bar?: { readonly from: number; readonly to: number };
  /** Something that happens, minute by minute. */
  readonly marks?: readonly number[];
};

/** What lasts and what happens, on a line that may begin before the start. */
export function timeRow(
  { bar, marks = [] }: TimeRow,
  { from, end, ticks, says }: { from: number; end: number; ticks: readonly Tick[]; says: string },
) {
  const x = (at: number) => percent(at - from, end - from);
  const [height, middle] = [30, 15];
  return html`<svg class="learn-row" width="100%" height="${height}" role="img" aria-label="${says}">${ticks.map(
    ({ at }) => html`<line class="grid" x1="${x(at)}" x2="${x(at)}" y2="${height}"/>`,
  )}<line class="base" x2="100%" y1="${middle}" y2="${middle}"/>${
    bar === undefined
      ? ''
      : html`<rect class="bar" x="${x(bar.from)}" width="${percent(bar.to - bar.from, end - from)}" y="${middle - 6}" height="12" rx="6"/>`
  }${marks.map((at) => html`<circle class="point" cx="${x(at)}" cy="${middle}" r="6"/>`)}</svg>`;
}

/** The words under rows that begin before the start. */
export const rowAxis = (ticks: readonly Tick[], { from, end }: { from: number; end: number }) =>
  html`<svg class="learn-axis" width="100%" height="20" aria-hidden="true">${ticks.map(
    ({ at, word }) =>
      html`<text x="${percent(at - from, end - from)}" y="14" text-anchor="${at >= end ? 'end' : 'middle'}">${word}</text>`,
  )}</svg>`;
