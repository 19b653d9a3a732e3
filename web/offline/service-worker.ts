import { store } from '#web/platform/store.ts';

/** A newer program waits; it takes over when the person says so, never in the middle of their work. */
export const newerWaits = store<ServiceWorker | undefined>(undefined);

const lookEveryMs = 60 * 60_000;

/** Only where a browser allows it, and only for the built program. */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || !isSecureContext || import.meta.env.DEV) return;
  const registration = await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
  const look = (worker: ServiceWorker | null) => {
    if (worker === null || navigator.serviceWorker.controller === null) return;
    if (worker.state === 'installed') newerWaits.set(worker);
    else worker.addEventListener('statechange', () => worker.state === 'installed' && newerWaits.set(worker));
  };
  look(registration.waiting);
  registration.addEventListener('updatefound', () => look(registration.installing));
  setInterval(() => void registration.update().catch(() => undefined), lookEveryMs);
}

export function loadNewer(worker: ServiceWorker): void {
  // It took over already, from another tab or before this page was held by the older one: nothing will tell of it again.
  if (worker.state !== 'installed') {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  worker.postMessage({ type: 'SKIP_WAITING' });
}
