import { post } from './api.ts';
import { lookAgain, queryClient } from './queries.ts';
import { answered, screenLeft, showLock } from './session.ts';

/** All tabs of this browser share one sign-in, so they lock, open and leave together. */
const tabs = new BroadcastChannel('racemic');
type News = 'locked' | 'changed';

/** The screen closes at once; the server is told, and would close by itself when it can't be. */
export async function lock(): Promise<void> {
  showLock();
  tabs.postMessage('locked' satisfies News);
  await post('/api/lock', undefined, { bare: true }).catch(() => undefined);
}

/** Without the server the page still forgets: it is loaded anew, and nothing of a patient is in it then. */
export async function leave(): Promise<void> {
  const told = await post('/api/sign-out', undefined, { bare: true }).then(
    () => true,
    () => false,
  );
  if (told) return arrived();
  screenLeft();
  queryClient.clear();
  location.replace('/');
}

/** Somebody came in, left or changed: nothing of the person before stays, in any tab. */
export async function arrived(): Promise<void> {
  tabs.postMessage('changed' satisfies News);
  await startOver();
}

async function startOver(): Promise<void> {
  const frame = await lookAgain();
  if (frame.me === undefined || !frame.me.locked) answered(false);
}

/** The same person confirmed that it is them: what they were doing goes on. */
export async function cameBack(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['frame'] });
  answered(true);
  tabs.postMessage('changed' satisfies News);
}

export function watchTabs(): void {
  tabs.onmessage = ({ data }: MessageEvent<News>) => {
    if (data === 'locked') showLock();
    else void startOver().catch(() => undefined);
  };
}
