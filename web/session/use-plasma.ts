import { useEffect, useMemo, useRef, useState } from 'react';
import type { Answer, Question } from './plasma.worker.ts';
import type { Asked, NoCurve, Plasma } from './plasma-curve.ts';
import { curveFromUnits, type Units } from './plasma-units.ts';

/** `failed`: the worker could not be loaded or stopped; then that is said, and nothing is drawn. */
export type Found = Plasma | NoCurve | { readonly why: 'failed' };

/** The page asks for new parts when those it has end so soon after what is drawn. */
const spareMin = 30;

/** A browser makes code fast only after it has run some times: before anybody changes a rate, while the page is idle. */
const warmUps = 24;
const idle = (work: () => void) =>
  void ('requestIdleCallback' in window ? requestIdleCallback(work) : setTimeout(work));

function warmUp(question: Asked, units: Units, rounds: number): void {
  if (rounds === 0) return;
  idle(() => {
    curveFromUnits(question, units);
    warmUp(question, units, rounds - 1);
  });
}

/** One worker for the page; answers to older questions are let go. */
function openDesk() {
  let worker: Worker | undefined;
  let asked = 0;
  let units: Units | undefined;
  let newest: Asked | undefined;
  let isWarm = false;
  let tell: (found: Found) => void = () => undefined;
  const open = () => {
    const made = new Worker(new URL('./plasma.worker.ts', import.meta.url), { type: 'module', name: 'plasma' });
    made.addEventListener('error', () => {
      worker?.terminate();
      worker = undefined;
      tell({ why: 'failed' });
    });
    made.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.number === undefined) take(data.units);
      else if (data.number === asked) tell(data.found);
    });
    return made;
  };
  const take = (made: Units) => {
    units = made;
    if (newest !== undefined && !isWarm) warmUp(newest, made, warmUps);
    isWarm = true;
  };
  const send = (question: Question) => {
    newest = question.asked;
    worker ??= open();
    worker.postMessage(question);
  };
  return {
    /** At once, where the parts for it are here. */
    addUp: (question: Asked): Plasma | undefined => units && curveFromUnits(question, units),
    /** It was added up: an answer that is on its way is older. */
    added(question: Asked) {
      asked += 1;
      if (units !== undefined && units.untilMin < question.toMin + spareMin)
        send({ number: undefined, asked: question });
    },
    ask(question: Asked, answered: (found: Found) => void) {
      asked += 1;
      tell = answered;
      send({ number: asked, asked: question });
    },
    close() {
      worker?.terminate();
      worker = undefined;
      units = undefined;
    },
  };
}

/** The mark by which `npm run bench` measures how long a change takes to be drawn. */
export const plasmaMark = 'plasma';

/** Right behind the frame in which the lanes paint, before whatever else waits: a plain timer would stand in line. */
function measurePainted(): void {
  const measured = () => performance.measure(plasmaMark, `${plasmaMark} asked`);
  requestAnimationFrame(() => void window.scheduler?.postTask(measured, { priority: 'user-blocking' }));
}

/** The curve for these doses, anew whenever they change; undefined while there is nothing to ask. */
export function usePlasma(asked: Asked | undefined): Found | undefined {
  const [desk] = useState(openDesk);
  useEffect(() => desk.close, [desk]);
  const [told, setTold] = useState<{ key: string | undefined; found: Found }>();
  const key = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared by its text
  const added = useMemo(() => {
    if (asked === undefined) return undefined;
    performance.mark(`${plasmaMark} asked`);
    return desk.addUp(asked);
  }, [key, desk]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared by its text
  useEffect(() => {
    if (asked === undefined) return;
    if (added === undefined) desk.ask(asked, (found) => setTold({ key, found }));
    else desk.added(asked);
  }, [key, added, desk]);
  // Until the answer is there, what was drawn last stays.
  const last = useRef<Found>(undefined);
  const found = asked === undefined ? undefined : (added ?? (told?.key === key ? told?.found : last.current));
  useEffect(() => {
    last.current = found;
    // The lanes have been told by now, and paint in this frame.
    if (found !== undefined) measurePainted();
  }, [found]);
  return found;
}
