import { store } from './store.ts';

/** Whether the server answers, and when it last did. Times are this device's own. */
export type Network = { heardAt: number | undefined; silentSince: number | undefined };

const kept = Number(localStorage.getItem('racemic.heardAt') ?? Number.NaN);
export const network = store<Network>({ heardAt: Number.isNaN(kept) ? undefined : kept, silentSince: undefined });

/** The server answered, whatever it said. */
export function heard(): void {
  const heardAt = Date.now();
  network.set({ heardAt, silentSince: undefined });
  try {
    localStorage.setItem('racemic.heardAt', String(heardAt));
  } catch {
    // A full or closed store must not stop the clinic's work.
  }
}

/** The server did not answer. The first such moment counts. */
export function unheard(): void {
  const { heardAt, silentSince } = network.get();
  network.set({ heardAt, silentSince: silentSince ?? Date.now() });
}

export function watchNetwork(onBack: () => void): void {
  addEventListener('offline', unheard);
  addEventListener('online', onBack);
}
