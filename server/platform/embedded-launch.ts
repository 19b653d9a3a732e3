import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';
import { type Binaries, prepareBinaries, removeOldCopies } from './embedded-binaries.ts';
import { refuseElsewhere } from './embedded-elsewhere.ts';
import { cannotUse, explain } from './embedded-fault.ts';
import type { At } from './embedded-hold.ts';
import { cannotRun, initialise, isInitialised, plainEnv } from './embedded-initdb.ts';
import { boundLog, openLogFile, readSince } from './embedded-log.ts';
import type { Place } from './embedded-place.ts';
import { kill, listOrphans, readPostmaster } from './embedded-process.ts';
import { settings } from './embedded-settings.ts';
import { socketFolder } from './embedded-socket.ts';

export type Launched = At & { child: ChildProcess };
type Options = {
  durable?: boolean;
  socketDir?: string;
  packageDir?: string;
  log?: { info(sentence: string): void };
};

/** Sessions get this long to end by themselves, then they are ended, then it is a matter for a person. */
const longestOrphan = 15_000;

/** PostgreSQL found the lock file of another one, or saw it come and go. */
const anotherStarts =
  /lock file "[^"]*" (already exists|is empty)|lock file "[^"]*": (File exists|No such file or directory)/;

/**
 * Starts PostgreSQL on the data folder, after making an empty database if there is none.
 *
 * @returns undefined when another process was starting it at the same moment, or what a killed one left behind had to
 *   be cleared first: the caller looks again
 */
export async function launch(
  place: Place,
  options: Options,
  waiting: (what: string) => void,
): Promise<Launched | undefined> {
  const durable = options.durable ?? true;
  await refuseElsewhere(place);
  const binaries = prepareBinaries(place, options.packageDir);
  if (!isInitialised(place, binaries.major)) {
    options.log?.info(`A new database is made in ${place.cluster}.`);
    await initialise(place, binaries, durable);
  }
  const host = socketFolder(place, options.socketDir);
  const before = boundLog(place.logFile);
  const child = await spawnPostgres(place, binaries, settings(host, durable));
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const seen = readPostmaster(place.cluster);
    if (seen?.pid === child.pid && seen?.status === 'ready') {
      removeOldCopies(place, binaries);
      return { host, port: seen.port, pid: seen.pid, child };
    }
    waiting('The database recovers after an interruption');
    await pause(5);
  }
  const said = readSince(place.logFile, before);
  if (anotherStarts.test(said)) return undefined;
  if (!/shared memory block .* is still in use/.test(said)) throw explain(said, place.cluster, place.logFile);
  await endOrphans(place);
  return undefined;
}

/** In a session of its own, so that neither Ctrl-C nor the end of this process reaches it. */
async function spawnPostgres(place: Place, binaries: Binaries, given: string[]): Promise<ChildProcess> {
  const { runAs, cluster } = place;
  let log: number;
  try {
    log = openLogFile(place.logFile, runAs);
  } catch (error) {
    throw cannotUse(place.dataDir, error);
  }
  try {
    const child = spawn(binaries.postgres, ['-D', cluster, ...given], {
      ...(runAs ? { uid: runAs.uid, gid: runAs.gid } : {}),
      cwd: '/',
      env: plainEnv,
      detached: true,
      stdio: ['ignore', log, log],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(cannotRun(binaries.postgres, error)));
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Sessions of a killed PostgreSQL keep its memory while they are busy. Nothing they do can be kept, so they are ended. */
async function endOrphans(place: Place): Promise<void> {
  const since = Date.now();
  for (;;) {
    const orphans = listOrphans(place.cluster);
    if (orphans.length === 0 && process.platform === 'linux') return;
    const waited = Date.now() - since;
    if (waited > longestOrphan)
      throw new CannotStart(
        `Processes of a killed PostgreSQL still use ${place.cluster}: end them (${orphans.join(', ') || 'look for "postgres"'}) or restart the machine.`,
      );
    for (const pid of orphans) if (waited > 1_000) kill(pid, waited < 5_000 ? 'SIGQUIT' : 'SIGKILL');
    await pause(50);
    if (process.platform !== 'linux' && waited > 1_000) return;
  }
}
