/** `left` names what would not go; empty is all gone. */
export type Wiped = { left: string[] };

/**
 * Removes everything this origin keeps here: databases, cached files, service workers, settings.
 * Cookies are the server's to end. Does what can be done and says what could not.
 */
export async function wipeDevice(): Promise<Wiped> {
  const left: string[] = [];
  const gone = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch {
      left.push(what);
    }
  };

  const workers = (await navigator.serviceWorker?.getRegistrations().catch(() => [])) ?? [];
  for (const worker of workers) await gone('service worker', () => worker.unregister());

  const names = 'caches' in globalThis ? await caches.keys().catch(() => []) : [];
  for (const name of names) await gone(name, () => caches.delete(name));

  const databases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  for (const { name } of databases) if (name !== undefined) await gone(name, () => dropDatabase(name));

  localStorage.clear();
  sessionStorage.clear();
  return { left };
}

const dropDatabase = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('not deleted'));
    request.onblocked = () => reject(new Error('held open by another tab'));
  });
