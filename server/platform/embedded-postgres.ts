import type { ChildProcess } from 'node:child_process';
import { rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';
import { installedVersion } from './embedded-binaries.ts';
import { showLife } from './embedded-elsewhere.ts';
import { cannotUse } from './embedded-fault.ts';
import { type At, ask, type Hold, holdDataFolder } from './embedded-hold.ts';
import { launch } from './embedded-launch.ts';
import { boundLog } from './embedded-log.ts';
import { choosePlace, type Place } from './embedded-place.ts';
import { disownLock, isAlive, kill, readPostmaster, worksIn } from './embedded-process.ts';

export type Embedded = {
  /** The folder of the Unix socket, as `host` of a connection. The superuser is `postgres`, without a password. */
  host: string;
  port: number;
  version: string;
  /** It was already running: the server before this one was killed, or one runs beside this command. */
  adopted: boolean;
  pid: number;
  /** Stops the database and waits for it. Only who holds the data folder stops it; for anyone else this only lets go. */
  stop(): Promise<void>;
  /** Called once, when the database ends without `stop()` or another server took the data folder. */
  onExit(callback: (why: string) => void): void;
};

export type EmbeddedOptions = {
  dataDir: string;
  log?: { info(sentence: string): void; warn(sentence: string): void };
  /** `false`: a command that uses the database beside a server that may be running, and never takes the folder. */
  hold?: boolean;
  /** `false`: for tests only; a power cut loses everything. */
  durable?: boolean;
  /** For tests: another folder for the socket. */
  socketDir?: string;
  /** For tests: another copy of the npm package that holds the programs. */
  packageDir?: string;
};

/** Recovery replays at most 1 GB of the write-ahead log; a slow disk takes minutes for that. */
const longestStart = 10 * 60_000;
const longestStop = 60_000;
const longestSilence = 15_000;

/**
 * Starts the PostgreSQL of a data folder, or finds it running, and takes the folder for this process.
 *
 * No lock file orders two starts at once, because a killed start would leave it behind. A new database appears by one
 * rename, PostgreSQL lets one postmaster into a folder, and an advisory lock lets one server hold it: whoever is
 * second at any of the three looks again.
 *
 * @throws CannotStart with one sentence for the person who starts the server
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = choosePlace(options.dataDir, new Date());
  const waiting = reporter(place, options);
  let silent: { pid: number; since: number } | undefined;
  for (;;) {
    const running = await findRunning(place, waiting);
    const at = running ?? (await launch(place, options, waiting));
    if (at) {
      const embedded = await enter(place, at, running !== undefined, options);
      if (embedded) return embedded;
      if (silent?.pid !== at.pid) silent = { pid: at.pid, since: Date.now() };
      if (Date.now() - silent.since > longestSilence)
        throw new CannotStart(
          `The database of ${place.dataDir} (process ${at.pid}) runs but does not answer in ${at.host}: stop it with "kill -INT ${at.pid}" and start again.`,
        );
    }
    waiting('The database is not ready yet');
    await pause(50);
  }
}

/** The PostgreSQL that already serves this folder, once it is ready; undefined when there is none. */
async function findRunning(place: Place, waiting: (what: string) => void): Promise<At | undefined> {
  for (;;) {
    const seen = lookAt(place);
    if (!seen) return undefined;
    if (seen.status === 'ready') return { host: seen.socketFolder, port: seen.port, pid: seen.pid };
    waiting(
      seen.status === 'stopping' ? 'The database is still stopping' : 'The database recovers after an interruption',
    );
    await pause(20);
  }
}

function lookAt(place: Place): ReturnType<typeof readPostmaster> {
  try {
    const seen = readPostmaster(place.cluster);
    if (seen && worksIn(seen.pid, place.cluster)) return seen;
    disownLock(join(place.cluster, 'postmaster.pid'), place.cluster);
    return undefined;
  } catch (error) {
    throw cannotUse(place.cluster, error);
  }
}

/** undefined: the database was on its way out, or had to be stopped because it is not the one we would start. */
async function enter(
  place: Place,
  at: At & { child?: ChildProcess },
  adopted: boolean,
  options: EmbeddedOptions,
): Promise<Embedded | undefined> {
  const about = await ask(at);
  if (!about) return undefined;
  const exit = once();
  const isServing = () => (process.platform === 'linux' ? worksIn(at.pid, place.cluster) : isAlive(at.pid));
  const take = (verb: 'holds' | 'stops') =>
    holdDataFolder(at, verb, isServing, (by) =>
      exit.happen(`Another Racemic server (process ${by}) took ${place.dataDir}.`),
    );
  let hold: Hold | undefined;
  if (options.hold !== false) {
    const taken = await take('holds');
    if (taken === undefined || ('heldBy' in taken && taken.stopping)) return undefined;
    if ('heldBy' in taken)
      throw new CannotStart(`Another Racemic server (process ${taken.heldBy}) already runs on ${place.dataDir}.`);
    hold = taken;
    const newer = installedVersion(options.packageDir);
    const unsafe = options.durable !== false && !about.durable;
    if (adopted && (unsafe || (newer !== undefined && newer !== about.version))) {
      await stopPostmaster(at, hold, place, options);
      return undefined;
    }
  }
  const hideLife = hold || !adopted ? showLife(place) : () => {};
  const tidy = setInterval(() => boundLog(place.logFile), 10 * 60_000).unref();
  const watch = setInterval(() => isServing() || gone(), 250).unref();
  const letGo = () => {
    clearInterval(tidy);
    clearInterval(watch);
    hideLife();
  };
  const gone = () => {
    letGo();
    exit.happen(`The database (process ${at.pid}) ended by itself: see ${place.logFile}.`);
  };
  at.child?.once('exit', gone);
  return {
    host: at.host,
    port: at.port,
    version: about.version,
    adopted,
    pid: at.pid,
    onExit: exit.tell,
    stop: async () => {
      exit.forget();
      at.child?.off('exit', gone);
      if (!hold && !adopted) {
        const taken = await take('stops');
        if (taken && !('heldBy' in taken)) hold = taken;
      }
      if (hold) await stopPostmaster(at, hold, place, options);
      letGo();
    },
  };
}

/** Something that happens at most once, and is also told to who asks afterwards. */
function once() {
  const callbacks: ((why: string) => void)[] = [];
  let happened: string | undefined;
  let forgotten = false;
  return {
    happen: (why: string) => {
      if (happened !== undefined || forgotten) return;
      happened = why;
      for (const callback of callbacks) callback(why);
    },
    tell: (callback: (why: string) => void) => {
      callbacks.push(callback);
      if (happened !== undefined) callback(happened);
    },
    forget: () => {
      forgotten = true;
    },
  };
}

/**
 * A fast shutdown: sessions end, everything is written. If that takes a minute, the log is replayed at the next start.
 *
 * PostgreSQL 18 never ends when it is asked to stop while it recovers from a crashed session (its I/O workers wait for
 * it and it for them), so a lost session means: wait until it answers again.
 */
async function stopPostmaster(at: At, hold: Hold, place: Place, options: EmbeddedOptions): Promise<void> {
  const isThere = () => worksIn(at.pid, place.cluster);
  const deadline = Date.now() + longestStop;
  if (!(await hold.stopping()))
    while (isThere() && Date.now() < deadline - longestStop / 2 && !(await ask(at))) await pause(20);
  let pressed = false;
  if (isThere()) kill(at.pid, 'SIGINT');
  while (isThere()) {
    if (!pressed && Date.now() > deadline) {
      pressed = true;
      options.log?.warn('The database does not stop within a minute and is ended; it recovers at the next start.');
      kill(at.pid, 'SIGQUIT');
    }
    await pause(5);
  }
  try {
    rmdirSync(at.host);
  } catch {
    // Not empty: the folder is not ours alone, or the next start was quick.
  }
}

/** Says every five seconds what is being waited for, and ends the wait when it is too long. */
function reporter(place: Place, options: EmbeddedOptions): (what: string) => void {
  const since = Date.now();
  let said = since;
  return (what) => {
    const now = Date.now();
    if (now - since > longestStart)
      throw new CannotStart(
        `The database in ${place.cluster} is not ready after ${longestStart / 60_000} minutes: see ${place.logFile}.`,
      );
    if (now - said < 5_000) return;
    said = now;
    options.log?.info(`${what}: ${Math.round((now - since) / 1000)} s so far.`);
  };
}
