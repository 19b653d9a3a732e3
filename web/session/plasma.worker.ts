/** Draws the predicted curve beside the page, so that no tap ever waits for it. */
import { type Asked, curveOf } from './plasma-curve.ts';

export type Question = { readonly number: number; readonly asked: Asked };

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  postMessage({ number: data.number, found: curveOf(data.asked) });
});
