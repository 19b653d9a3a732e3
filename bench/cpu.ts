import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** Processor time of a database and all its processes in milliseconds; undefined where the system does not say. */
export async function openDatabaseClock(database: pg.ClientConfig): Promise<(() => number) | undefined> {
  if (process.platform !== 'linux') return undefined;
  const client = new pg.Client(database);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = statOf(String(rows[0]?.pid ?? 0))?.parent;
  await client.end();
  return postmaster === undefined ? undefined : () => cpuOf(postmaster);
}

type Stat = { parent: number; own: number; ended: number };

/** See proc_pid_stat(5): fields 4, 14 to 17, counted after the name in brackets; times in hundredths of a second. */
function statOf(pid: string): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const at = (number: number) => (fields[number - 3] ?? 0) * 10;
    return { parent: fields[1] ?? 0, own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return undefined;
  }
}

/** Sessions come and go: the time of those that ended is in the account of their parent. */
function cpuOf(postmaster: number): number {
  let total = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (stat?.parent === postmaster) total += stat.own;
    if (Number(name) === postmaster) total += (stat?.own ?? 0) + (stat?.ended ?? 0);
  }
  return total;
}
