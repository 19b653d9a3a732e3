import { store } from './store.ts';

/**
 * What the person at the screen is being asked before work goes on. Held outside React so that the
 * one place that talks to the server can ask, wait for the answer, and go on with the same call.
 */
export type Asking = 'nothing' | 'unlock' | 'step-up';

export const asking = store<Asking>('nothing');
export const isRevoked = store(false);
/** Counts up when the server says that nobody is signed in: the gate then looks again. */
export const signOuts = store(0);

const screenKey = 'racemic.screen';

/** Whether the screen was locked or left when this page was last open: a reload without a network opens neither. */
export const screenWas = (): string | null => localStorage.getItem(screenKey);

function screenIs(how: 'locked' | 'left' | 'open'): void {
  try {
    if (how === 'open') localStorage.removeItem(screenKey);
    else localStorage.setItem(screenKey, how);
  } catch {
    // A full or closed store must not stop the clinic's work.
  }
}
export const screenLocked = (isLocked: boolean): void => screenIs(isLocked ? 'locked' : 'open');
export const screenLeft = (): void => screenIs('left');
asking.watch(() => asking.get() === 'unlock' && screenIs('locked'));

let waiting: ((goOn: boolean) => void)[] = [];

/** Opens the dialog, or joins the one that is open. Resolves to whether the person did what was asked. */
export function asked(what: 'unlock' | 'step-up'): Promise<boolean> {
  if (what === 'unlock' || asking.get() === 'nothing') asking.set(what);
  return new Promise((resolve) => waiting.push(resolve));
}

/** Shows the lock although no call was refused: the idle time is over, or another tab was locked. */
export function showLock(): void {
  asking.set('unlock');
}

/** The dialog is done with: every call that waited goes on, or is told that it may not. */
export function answered(goOn: boolean): void {
  const held = waiting;
  waiting = [];
  if (goOn) screenIs('open');
  asking.set('nothing');
  for (const resolve of held) resolve(goOn);
}

export function signedOut(): void {
  signOuts.set(signOuts.get() + 1);
}

export function revoked(): void {
  isRevoked.set(true);
}
