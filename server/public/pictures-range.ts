/** Ranges beside each other on one scale that begins at nothing, with a point where a middle is known. */
import { html } from 'hono/html';

export type Span = { readonly from?: number; readonly to?: number; readonly middle?: number };

/** One row. @param end of the scale, the same for all rows of a picture */
export function spanBar({ from, to, middle }: Span, { end, says }: { end: number; says: string }) {
  const x = (at: number) => `${Math.round((1_000 * at) / end) / 10}%`;
  return html`<svg class="learn-span" width="100%" height="22" role="img" aria-label="${says}"><rect class="track" y="8" width="100%" height="6" rx="3"/>${
    from === undefined || to === undefined
      ? ''
      : html`<rect class="bar" x="${x(from)}" width="${x(to - from)}" y="4" height="14" rx="7"/>`
  }${middle === undefined ? '' : html`<circle class="point" cx="${x(middle)}" cy="11" r="6"/>`}</svg>`;
}
