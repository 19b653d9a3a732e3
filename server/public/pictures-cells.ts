/** Three moments between two nerve cells: sketches, not to scale. */
import { html } from 'hono/html';

const above = html`<path class="upper" d="M118 12h70v38c0 14 38 22 38 44 0 16-34 21-73 21s-73-5-73-21c0-22 38-30 38-44z"/>`;
const below = html`<path class="lower" d="M56 236v-42c0-30 20-36 50-36h94c30 0 50 6 50 36v42z"/>`;
const gates = [103, 143, 183];

const gate = (x: number) => html`<rect class="gate" x="${x}" y="146" width="20" height="26" rx="5"/>`;
const block = (x: number) => html`<path class="block" d="m${x} 134 20 20m0-20-20 20"/>`;
const open = (x: number) => html`<path class="slit" d="M${x + 10} 153v12"/>`;
const dots = (kind: string, at: readonly (readonly [number, number])[]) =>
  at.map(([x, y]) => html`<circle class="${kind}" cx="${x}" cy="${y}" r="5"/>`);

const few = [
  [130, 128],
  [176, 128],
] as const;
const many = [
  [104, 126],
  [122, 132],
  [139, 123],
  [155, 132],
  [170, 124],
  [188, 130],
  [206, 125],
  [131, 140],
  [167, 141],
] as const;

const moments = {
  blocks: () => html`${dots('messenger', few)}${gates.map(gate)}${gates.map(block)}`,
  more: () => html`${dots('messenger', many)}${gates.map(gate)}${gates.map(open)}`,
  contacts: () =>
    html`${dots('messenger', few)}${gates.map(gate)}${gates.map(open)}<path class="twig" d="M44 140q8 22 30 26M262 140q-8 22-30 26M70 128q2 20 16 28M236 128q-2 20-16 28"/>${[
      [96, 196],
      [128, 208],
      [170, 212],
      [206, 196],
    ].map(([x = 0, y = 0]) => html`<path class="growth" d="m${x} ${y - 8} 8 8-8 8-8-8z"/>`)}`,
};
export type Moment = keyof typeof moments;

export const cellPicture = (moment: Moment, says: string) =>
  html`<svg class="learn-cells" viewBox="0 0 306 240" role="img" aria-label="${says}">${above}${below}${moments[moment]()}</svg>`;
