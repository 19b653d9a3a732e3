import { store } from '#web/platform/store.ts';
import { askToKeep } from './device.ts';

export type Space = {
  storage: 'ok' | 'nearly-full' | 'full';
  /** About how many more facts; undefined: the browser does not say. */
  leftFacts: number | undefined;
  /** Whether the browser promised to keep it when its disk is short. */
  persisted: boolean | undefined;
};

export const space = store<Space>({ storage: 'ok', leftFacts: undefined, persisted: undefined });

/** Assumed, not measured: what a sealed fact with its indexes takes at most. */
const bytesPerFact = 4_096;
/** Assumed: time enough to print or to find a network. */
const nearlyFullFacts = 200;

export async function lookAtSpace(): Promise<void> {
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  const { quota, usage } = estimate ?? {};
  const leftFacts =
    quota === undefined || usage === undefined ? undefined : Math.max(0, Math.floor((quota - usage) / bytesPerFact));
  const before = space.get();
  const storage =
    leftFacts === undefined ? 'ok' : leftFacts === 0 ? 'full' : leftFacts < nearlyFullFacts ? 'nearly-full' : 'ok';
  const persisted = before.persisted === true ? true : await navigator.storage?.persisted?.().catch(() => undefined);
  space.set({ storage, leftFacts, persisted });
}

let isAsked = false;

/** With the first fact, when there is something to keep. */
export async function askForSpace(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  const persisted = await askToKeep();
  space.set({ ...space.get(), persisted });
}

export const storageIsFull = (): void => space.set({ ...space.get(), storage: 'full', leftFacts: 0 });
