/** Draws the predicted curve beside the page, so that no tap ever waits for it. */
import { type Asked, curveOf } from './plasma-curve.ts';

export type Question = { readonly number: number; readonly asked: Asked };

/** A browser makes code fast only after it has run some times: the first curve is drawn again in spare time, for nothing. */
const warmUps = 40;
let warmed = 0;

function warmUp(asked: Asked): void {
  if (warmed >= warmUps) return;
  warmed += 1;
  curveOf(asked);
  // A question that comes meanwhile is answered between two of them.
  setTimeout(() => warmUp(asked));
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const isFirst = warmed === 0;
  postMessage({ number: data.number, found: curveOf(data.asked) });
  if (isFirst) setTimeout(() => warmUp(data.asked));
});
