/** The funnel: one center beside all others. No ranks, no colors for good and bad. */
import { html, raw } from 'hono/html';
import { type FunnelPoint, funnel } from '#clinical/finder/finder.ts';
import type { Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { reportWord } from './report-words.ts';

const [width, height, left, right, top, bottom] = [720, 380, 62, 16, 34, 56];
const hundred = 100;

/** Undefined where fewer than two centers publish: nothing stands beside it. @param own the id of this center's point */
export function funnelPicture(
  language: Language,
  given: readonly FunnelPoint[],
  own: { id: string; name: string },
): Html | undefined {
  const drawn = funnel(given);
  const mine = drawn?.points.find(({ id }) => id === own.id);
  if (drawn === undefined || mine === undefined || drawn.points.length < 2) return undefined;
  const { lines, points, target } = drawn;
  const mostPeople = Math.max(...points.map(({ of }) => of));
  const [low, high] = range(
    points.map(({ share }) => share),
    target,
  );
  const x = (of: number) => left + (of / mostPeople) * (width - left - right);
  const y = (share: number) => top + ((high - share) / (high - low)) * (height - top - bottom);
  const n = (value: number) => value.toFixed(1);
  const clamp = (share: number) => Math.min(high, Math.max(low, share));
  const area = (which: 'inner' | 'outer') => {
    const upper = lines.map((at) => `${n(x(at.of))} ${n(y(clamp(at[which].to)))}`);
    const lower = lines.toReversed().map((at) => `${n(x(at.of))} ${n(y(clamp(at[which].from)))}`);
    return `<path class="${which}" d="M${[...upper, ...lower].join('L')}Z"/>`;
  };
  const of100 = (share: number) => Math.round(share * hundred);
  const ticks = [low, (low + high) / 2, high].map(
    (share) => `<text x="${left - 8}" y="${n(y(share) + 5)}" text-anchor="end">${of100(share)}</text>`,
  );
  const peopleTicks = [0, 0.5, 1].map((part) => Math.round(mostPeople * part));
  const dots = points
    .filter(({ id }) => id !== own.id)
    .map(({ of, share }) => `<circle class="dot" cx="${n(x(of))}" cy="${n(y(share))}" r="5.5"/>`);
  const [mx, my] = [x(mine.of), y(mine.share)];
  const says = reportWord(language, 'funnelName', {
    n: points.length,
    name: own.name,
    share: of100(mine.share),
    of: mine.of,
    all: of100(target),
  });
  const side = mx > width / 2 ? 'end' : 'start';
  return html`<svg class="funnel" viewBox="0 0 ${width} ${height}" role="img" aria-label="${says}">${raw(
    `${area('outer')}${area('inner')}<path class="all" d="M${left} ${n(y(target))}H${width - right}"/><path class="axis" d="M${left} ${top}V${height - bottom}H${width - right}"/>${ticks.join('')}${peopleTicks
      .map((of) => `<text x="${n(x(of))}" y="${height - bottom + 20}" text-anchor="middle">${of}</text>`)
      .join('')}${dots.join('')}<path class="own" d="M${n(mx)} ${n(my - 9)}l9 9-9 9-9-9z"/>`,
  )}<text class="strong" x="${n(mx + (side === 'start' ? 14 : -14))}" y="${n(my - 12)}" text-anchor="${side}">${own.name}: ${of100(mine.share)}</text><text class="strong" x="${left}" y="18">${reportWord(language, 'axisShare')}</text><text class="strong" x="${(left + width) / 2}" y="${height - 12}" text-anchor="middle">${reportWord(language, 'axisPeople')}</text><text x="${width - right}" y="${n(y(target) - 8)}" text-anchor="end">${reportWord(language, 'allCenters', { n: of100(target) })}</text></svg>`;
}

/** A little more than all that is drawn, in tens of a hundred. */
function range(shares: readonly number[], target: number): readonly [number, number] {
  const all = [...shares, target];
  const down = Math.floor((Math.min(...all) - 0.1) * 10) / 10;
  const up = Math.ceil((Math.max(...all) + 0.1) * 10) / 10;
  return [Math.max(0, down), Math.min(1, up)];
}
