/** Draws the predicted curve beside the page, and makes ready what the page adds up itself when a rate changes. */
import { unitsFor } from './plasma-ahead.ts';
import { type Asked, curveOf, type NoCurve, type Plasma } from './plasma-curve.ts';
import { shapeOf, type Units } from './plasma-units.ts';

/** `number` undefined: no answer is waited for, only the parts are wanted. */
export type Question = { readonly number: number | undefined; readonly asked: Asked };
export type Answer =
  | { readonly number: number; readonly found: Plasma | NoCurve }
  | { readonly number: undefined; readonly units: Units };

/** The parts reach beyond what is asked: a slower rate makes a session longer at once. First a little, soon far. */
const beyondMin = [30, 240] as const;
/** What is longer is drawn whole each time. */
const longestMin = 24 * 60;

let newest: Asked | undefined;
let made = { shape: '', untilMin: 0 };
let isBusy = false;

const tell = (answer: Answer, moved: Transferable[] = []) => postMessage(answer, { transfer: moved });

function* workAhead(asked: Asked): Generator<void, void> {
  for (const beyond of beyondMin) {
    const untilMin = Math.ceil(asked.toMin + beyond);
    const shape = shapeOf(asked);
    if (untilMin > longestMin || (made.shape === shape && made.untilMin >= untilMin)) continue;
    const units = yield* unitsFor(asked, untilMin);
    if (units === undefined) return;
    made = { shape, untilMin };
    tell(
      { number: undefined, units },
      [...units.curves.values()].map(({ buffer }) => buffer),
    );
  }
}

/** In spare time, a step after the other: a question that comes meanwhile is answered between two of them. */
function goOn(work: Generator<void, void> | undefined): void {
  isBusy = true;
  const step = () => {
    if (work?.next().done !== true) return void setTimeout(step);
    isBusy = false;
    lookAhead();
  };
  setTimeout(step);
}

function lookAhead(): void {
  if (isBusy || newest === undefined) return;
  const asked = newest;
  newest = undefined;
  goOn(workAhead(asked));
}

addEventListener('message', ({ data: { number, asked } }: MessageEvent<Question>) => {
  if (number !== undefined) tell({ number, found: curveOf(asked) });
  newest = asked;
  lookAhead();
});
