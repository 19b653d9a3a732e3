import { isDue, liveness, type Network } from './liveness.ts';
import { store } from './store.ts';

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

/** The server did not answer: it is silent since it last did, also where this page was only opened afterwards. */
export function unheard(): void {
  const { heardAt, silentSince } = network.get();
  network.set({ heardAt, silentSince: silentSince ?? heardAt ?? Date.now() });
}

const followedKey = 'racemic.followed';

/** Until when this person's screen followed the server, ms by this device's clock: known also after a reload. */
export function keepFollowed(account: string, untilMs: number): void {
  try {
    localStorage.setItem(followedKey, `${account} ${untilMs}`);
  } catch {
    // Not kept: after a reload what is shown is as old as its copy.
  }
}

export function keptFollowed(account: string): number {
  const [whose, untilMs] = localStorage.getItem(followedKey)?.split(' ') ?? [];
  return whose === account ? Number(untilMs) || 0 : 0;
}

type Watch = {
  /** Asks the server for a sign of life. */
  ask: () => Promise<unknown>;
  /** It answers again after a silence. */
  onBack: () => void;
};

/** Lets what was heard grow old, asks when too long nothing was heard, and keeps asking until an answer comes. */
const zoneKey = 'racemic.zone';

/** The clinic's clock, kept on the device: it is shown before anybody is signed in, and without a server. */
export const keptZone = store<string | undefined>(localStorage.getItem(zoneKey) ?? undefined);

export function keepZone(zone: string): void {
  if (keptZone.get() === zone) return;
  keptZone.set(zone);
  try {
    localStorage.setItem(zoneKey, zone);
  } catch {
    // Not kept: the device's own clock is shown until somebody signs in.
  }
}

export function watchNetwork({ ask, onBack }: Watch): void {
  let asked = { at: 0, waits: false };
  const askNow = () => {
    const mine = { at: Date.now(), waits: true };
    asked = mine;
    void ask()
      .catch(() => undefined)
      .finally(() => {
        mine.waits = false;
        mine.at = Date.now();
      });
  };
  let wasSilent = false;
  const look = () => {
    const now = Date.now();
    const { heardAt, silentSince } = network.get();
    if (silentSince === undefined && liveness({ heardAt, silentSince }, now) === 'silent') unheard();
    if (isDue(network.get(), asked, now)) askNow();
  };
  network.watch(() => {
    const isSilent = network.get().silentSince !== undefined;
    if (wasSilent && !isSilent) onBack();
    wasSilent = isSilent;
  });
  setInterval(look, 1_000);
  addEventListener('offline', () => unheard());
  addEventListener('online', askNow);
  document.addEventListener('visibilitychange', look);
}
