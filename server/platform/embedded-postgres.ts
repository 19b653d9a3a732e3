import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';
import { type Binaries, prepareBinaries } from './embedded-binaries.ts';
import { cannotUse, explain } from './embedded-fault.ts';
import { type At, connect, type Hold, holdDataFolder } from './embedded-hold.ts';
import { cannotRun, initialise, isInitialised, plainEnv } from './embedded-initdb.ts';
import { boundLog, readSince } from './embedded-log.ts';
import { choosePlace, type Place, socketFolder } from './embedded-place.ts';
import { disownLock, isAlive, listOrphans, readPostmaster, worksIn } from './embedded-process.ts';
import { settings } from './embedded-settings.ts';

export type Embedded = {
  /** The folder of the Unix socket, as `host` of a connection. The superuser is `postgres`, without a password. */
  host: string;
  port: number;
  version: string;
  /** It was already running: a server before this one was killed, or one runs beside it. */
  adopted: boolean;
  pid: number;
  /** Stops the database and waits for it. Only who holds the data folder stops it; for anyone else this only lets go. */
  stop(): Promise<void>;
  /** Called once when the database ends without `stop()`, or another server took the data folder. */
  onExit(callback: (why: string) => void): void;
};

export type Options = {
  dataDir: string;
  log?: { info(sentence: string): void; warn(sentence: string): void };
  /** `false`: use the database beside a server that may be running (a command), and never take the folder. */
  hold?: boolean;
  /** `false` for tests only: a power cut loses everything, and tests run three times as fast. */
  durable?: boolean;
  /** For tests: another folder for the socket. */
  socketDir?: string;
  /** For tests: another copy of the npm package with the programs. */
  packageDir?: string;
};

/** A database that recovers after an interruption replays at most 1 GB of its log; a slow disk takes minutes for it. */
const longestStart = 10 * 60_000;
const longestStop = 60_000;

/** Starts the PostgreSQL of a data folder, or finds it running, and takes the folder for this process. */
export async function startEmbedded(options: Options): Promise<Embedded> {
  const place = choosePlace(options.dataDir, new Date());
  const deadline = Date.now() + longestStart;
  for (;;) {
    if (Date.now() > deadline) throw tooLong(place);
    const running = await findRunning(place, options, deadline);
    const started = running ? undefined : await start(place, options, deadline);
    const found = running ?? started;
    if (!found) continue;
    const embedded = await join(place, found, running !== undefined, options);
    if (embedded) return embedded;
    await pause(50);
  }
}

type Running = At & { child?: ChildProcess };

const tooLong = (place: Place) =>
  new CannotStart(
    `The database in ${place.cluster} is not ready after ${longestStart / 60_000} minutes: see ${place.logFile}.`,
  );

/** The PostgreSQL that already serves this folder, once it is ready; undefined when there is none. */
async function findRunning(place: Place, options: Options, deadline: number): Promise<Running | undefined> {
  const progress = reporter(options);
  for (;;) {
    const seen = readPostmaster(place.cluster);
    if (!seen || !isAlive(seen.pid)) return undefined;
    if (!worksIn(seen.pid, place.cluster)) {
      disownLock(place.cluster);
      return undefined;
    }
    if (seen.status === 'ready') return { host: seen.socketFolder, port: seen.port, pid: seen.pid };
    if (Date.now() > deadline) throw tooLong(place);
    progress(
      seen.status === 'stopping' ? 'The database is still stopping' : 'The database recovers after an interruption',
    );
    await pause(20);
  }
}

/** undefined: another process was starting it at the same moment, and ours stepped back. */
async function start(place: Place, options: Options, deadline: number): Promise<Running | undefined> {
  const durable = options.durable ?? true;
  const binaries = prepareBinaries(place, options.packageDir);
  if (!isInitialised(place, binaries.major)) {
    options.log?.info(`A new database is made in ${place.cluster}.`);
    await initialise(place, binaries, durable);
  }
  const host = socketFolder(place, options.socketDir);
  const before = boundLog(place.logFile);
  const child = await launch(place, binaries, host, durable);
  const progress = reporter(options);
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const said = readSince(place.logFile, before);
      if (/lock file "postmaster.pid" already exists/.test(said)) return undefined;
      if (/shared memory block .* is still in use/.test(said)) {
        await endOrphans(place, deadline);
        return undefined;
      }
      throw explain(said, place.cluster, place.logFile);
    }
    const seen = readPostmaster(place.cluster);
    if (seen?.pid === child.pid && seen?.status === 'ready') return { host, port: seen.port, pid: seen.pid, child };
    if (Date.now() > deadline) throw tooLong(place);
    progress('The database recovers after an interruption');
    await pause(5);
  }
}

/** In a session of its own: neither Ctrl-C nor the end of this process reaches it. */
async function launch(place: Place, binaries: Binaries, host: string, durable: boolean): Promise<ChildProcess> {
  let log: number;
  try {
    log = openSync(place.logFile, 'a', 0o600);
  } catch (error) {
    throw cannotUse(place.dataDir, error);
  }
  try {
    const as = place.runAs ? { uid: place.runAs.uid, gid: place.runAs.gid } : {};
    const child = spawn(binaries.postgres, ['-D', place.cluster, ...settings(host, durable)], {
      ...as,
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

/** Sessions of a killed PostgreSQL keep its memory while they are busy. Nothing they do can be kept: they are ended. */
async function endOrphans(place: Place, deadline: number): Promise<void> {
  const patience = Date.now() + 3_000;
  while (listOrphans(place.cluster).length > 0 && Date.now() < deadline) {
    const signal = Date.now() < patience ? 'SIGQUIT' : 'SIGKILL';
    for (const pid of listOrphans(place.cluster)) kill(pid, signal);
    await pause(100);
  }
  await pause(50);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself, which is all that is asked.
  }
}

/** undefined: the database was on its way out; look again. */
async function join(place: Place, at: Running, adopted: boolean, options: Options): Promise<Embedded | undefined> {
  let ended = false;
  const callbacks: ((why: string) => void)[] = [];
  let why: string | undefined;
  const end = (sentence: string) => {
    if (ended) return;
    ended = true;
    why = sentence;
    for (const callback of callbacks) callback(sentence);
  };
  let version: string;
  let hold: Hold | undefined;
  try {
    const client = await connect(at, 'racemic asks');
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    version = rows[0]?.server_version ?? '';
    await client.end();
    if (options.hold !== false) {
      const taken = await holdDataFolder(at, (by) =>
        end(`Another Racemic server (process ${by}) took ${place.dataDir}.`),
      );
      if ('heldBy' in taken) {
        if (taken.stopping) return undefined;
        throw new CannotStart(`Another Racemic server (process ${taken.heldBy}) already runs on ${place.dataDir}.`);
      }
      hold = taken;
    }
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    return undefined;
  }
  const watch = setInterval(() => {
    if (!isAlive(at.pid)) gone();
  }, 250).unref();
  const gone = () => {
    clearInterval(watch);
    end(`The database (process ${at.pid}) ended by itself: see ${place.logFile}.`);
  };
  at.child?.once('exit', gone);
  return {
    host: at.host,
    port: at.port,
    version,
    adopted,
    pid: at.pid,
    onExit: (callback) => {
      callbacks.push(callback);
      if (why !== undefined) callback(why);
    },
    stop: async () => {
      ended = true;
      clearInterval(watch);
      if (!hold && !adopted) {
        const taken = await holdDataFolder(at, () => {}).catch(() => undefined);
        if (taken && !('heldBy' in taken)) hold = taken;
      }
      if (!hold) return;
      await hold.stopping();
      await stopPostmaster(at, place, options);
    },
  };
}

/** A fast shutdown: sessions end, everything is written. If that takes a minute, the log is replayed at the next start. */
async function stopPostmaster(at: At, place: Place, options: Options): Promise<void> {
  const deadline = Date.now() + longestStop;
  kill(at.pid, 'SIGINT');
  let pressed = false;
  while (worksIn(at.pid, place.cluster)) {
    if (!pressed && Date.now() > deadline) {
      pressed = true;
      options.log?.warn('The database does not stop within a minute and is ended; it recovers at the next start.');
      kill(at.pid, 'SIGQUIT');
    }
    await pause(10);
  }
  rmSync(at.host, { recursive: true, force: true });
}

/** Says every five seconds what is being waited for, and nothing when the wait is short. */
function reporter(options: Options): (what: string) => void {
  const since = Date.now();
  let said = since;
  return (what) => {
    if (Date.now() - said < 5_000) return;
    said = Date.now();
    options.log?.info(`${what}: ${Math.round((said - since) / 1000)} s so far.`);
  };
}
