/**
 * A hundred people, and where a count likely lies: drawn from numbers, coloured by class, read aloud in one sentence.
 *
 * Shapes stand once in a page (`peopleShapes`) and are used by their name, ten at a time where a row is full.
 */
import { html } from 'hono/html';

/** What a picture is about: teal benefit, plum harm, slate comparison. */
export type Meaning = 'benefit' | 'harm' | 'other';

const perRow = 10;
const rows = 10;
const sizes = { person: { width: 18, height: 23, shape: 'pp' }, dot: { width: 12, height: 12, shape: 'pd' } } as const;
export type Figure = keyof typeof sizes;

const row = (figure: Figure) => {
  const { width, shape } = sizes[figure];
  return html`<g id="${shape}r">${Array.from(
    { length: perRow },
    (_, at) => html`<use href="#${shape}" x="${at * width}"/>`,
  )}</g>`;
};

/** Once in a page, before the first picture of people. */
export const peopleShapes = () =>
  html`<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs><g id="pp"><circle cx="8" cy="5" r="3.1"/><path d="M2.5 20v-5a5.5 4.8 0 0 1 11 0v5z"/></g><circle id="pd" cx="6" cy="6" r="4"/>${row('person')}${row('dot')}</defs></svg>`;

/** Filled row by row from the top left: those who count. The rest are outlines, so that they print. */
function drawn(k: number, figure: Figure) {
  const { width, height, shape } = sizes[figure];
  return Array.from({ length: rows }, (_, at) => {
    const y = at * height;
    const on = Math.min(perRow, Math.max(0, k - at * perRow));
    const whole = (state: string) => html`<use class="${state}" href="#${shape}r" y="${y}"/>`;
    if (on === perRow) return whole('on');
    if (on === 0) return whole('off');
    return Array.from(
      { length: perRow },
      (__, x) => html`<use class="${x < on ? 'on' : 'off'}" href="#${shape}" x="${x * width}" y="${y}"/>`,
    );
  });
}

/**
 * `k` of 100.
 *
 * @param says the same for those who hear it, with both sides: "52 of 100 much better, 48 are not"
 */
export function people(k: number, { figure, meaning, says }: { figure: Figure; meaning: Meaning; says: string }) {
  if (!Number.isInteger(k) || k < 0 || k > perRow * rows) throw new RangeError(`not a count of 100: ${k}`);
  const { width, height } = sizes[figure];
  return html`<svg class="people ${figure} ${meaning}" viewBox="0 0 ${perRow * width} ${rows * height}" role="img" aria-label="${says}">${drawn(k, figure)}</svg>`;
}

/** A count of 100 with the range in which the true one likely lies, on a line from 0 to 100. */
export function interval(
  at: { readonly point: number; readonly from: number; readonly to: number },
  { meaning, says }: { meaning: Meaning; says: string },
) {
  const height = 22;
  const middle = height / 2;
  return html`<svg class="interval ${meaning}" width="100%" height="${height}" role="img" aria-label="${says}"><rect class="track" y="${middle - 4}" width="100%" height="8" rx="4"/><rect class="likely" x="${at.from}%" y="2" width="${at.to - at.from}%" height="${height - 4}" rx="4"/><circle class="point" cx="${at.point}%" cy="${middle}" r="5"/></svg>`;
}
