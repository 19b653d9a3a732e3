import { useEffect, useMemo, useState } from 'react';
import type { Question } from './plasma.worker.ts';
import type { Asked, NoCurve, Plasma } from './plasma-curve.ts';

/** `failed`: the worker could not be loaded or stopped; then that is said, and nothing is drawn. */
export type Found = Plasma | NoCurve | { readonly why: 'failed' };
type Answer = { number: number; found: Found };

/** One worker for the page; answers to older questions are let go. */
function useWorker(): (asked: Asked, answered: (found: Found) => void) => void {
  const desk = useMemo(() => {
    let worker: Worker | undefined;
    let asked = 0;
    let tell: (found: Found) => void = () => undefined;
    return {
      ask(question: Asked, answered: (found: Found) => void) {
        if (worker === undefined) {
          worker = new Worker(new URL('./plasma.worker.ts', import.meta.url), { type: 'module', name: 'plasma' });
          worker.addEventListener('error', () => {
            worker?.terminate();
            worker = undefined;
            tell({ why: 'failed' });
          });
          worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
            if (data.number === asked) tell(data.found);
          });
        }
        asked += 1;
        tell = answered;
        worker.postMessage({ number: asked, asked: question } satisfies Question);
      },
      close() {
        worker?.terminate();
        worker = undefined;
      },
    };
  }, []);
  useEffect(() => desk.close, [desk]);
  return desk.ask;
}

/** The mark by which `npm run bench` measures how long a change takes to be drawn. */
export const plasmaMark = 'plasma';

/** The curve for these doses, anew whenever they change; undefined while there is nothing to ask. */
export function usePlasma(asked: Asked | undefined): Found | undefined {
  const ask = useWorker();
  const [found, setFound] = useState<Found>();
  const key = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared by its text
  useEffect(() => {
    if (asked === undefined) {
      setFound(undefined);
      return;
    }
    performance.mark(`${plasmaMark} asked`);
    ask(asked, setFound);
  }, [key, ask]);
  // The lanes have been told by now, and paint in this frame; the task behind it comes when they have.
  useEffect(() => {
    if (found === undefined) return;
    requestAnimationFrame(() => setTimeout(() => performance.measure(plasmaMark, `${plasmaMark} asked`)));
  }, [found]);
  return found;
}
