import Dexie from 'dexie';

export type Kept = {
  used: number | undefined;
  quota: number | undefined;
  persisted: boolean | undefined;
  caches: { name: string; files: number }[];
  databases: { name: string; entries: number }[];
  settings: number;
};

/** What this browser keeps for us, counted, not guessed. */
export async function whatIsKept(): Promise<Kept> {
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  return {
    used: estimate?.usage,
    quota: estimate?.quota,
    persisted: await navigator.storage?.persisted?.().catch(() => undefined),
    caches: await keptCaches(),
    databases: await keptDatabases(),
    settings: localStorage.length,
  };
}

async function keptCaches(): Promise<Kept['caches']> {
  if (!('caches' in globalThis)) return [];
  const names = await caches.keys();
  return Promise.all(names.map(async (name) => ({ name, files: (await (await caches.open(name)).keys()).length })));
}

async function keptDatabases(): Promise<Kept['databases']> {
  const names = await Dexie.getDatabaseNames();
  return Promise.all(
    names.map(async (name) => {
      const database = await new Dexie(name).open();
      const counts = await Promise.all(database.tables.map((table) => table.count()));
      database.close();
      return { name, entries: counts.reduce((sum, count) => sum + count, 0) };
    }),
  );
}

/** Asks the browser not to throw our data away when space is short. */
export const askToKeep = async (): Promise<boolean> =>
  (await navigator.storage?.persist?.().catch(() => false)) ?? false;
