/**
 * The same database stands on several hosts: one of them takes writes, the others follow it. Which one that is may change
 * while the server runs, when the first was lost and a standby was promoted.
 */
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { addressesOf, hostsOf } from './database-address.ts';
import type { Log } from './log.ts';

/** `left-behind` takes writes as well and is not used: a first that came back after another was promoted. */
export type HostState = 'first' | 'standby' | 'left-behind' | 'not-reached';

export type First = {
  /** Clients of this address connect to the host that is first when they connect. */
  clientOf(url: string): new (config?: pg.ClientConfig) => pg.Client;
  hosts(): { host: string; is: HostState }[];
  /** For how long the oldest commit has waited for a standby that does not answer. */
  waitingS(): number;
  stop(): Promise<void>;
};

type Seen = { isStandby: boolean; timeline: number | null; waitingS: number };

const lookEveryMs = 1_000;
const patienceMs = 2_000;

/**
 * A promotion begins a new timeline: of two that both take writes, the one with the higher number was promoted, and the
 * other is a first that came back and was told nothing. What waits for a standby is seen in the sessions of this login.
 */
const question = `
  select pg_is_in_recovery() as "isStandby",
         case when not pg_is_in_recovery()
              then ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end as timeline,
         coalesce((select extract(epoch from clock_timestamp() - min(query_start))::float8
                     from pg_stat_activity where wait_event = 'SyncRep'), 0) as "waitingS"`;

/** @throws CannotStart when none of the hosts takes writes; a single one that can't be reached is told by who connects */
export async function followFirst(url: string, log: Pick<Log, 'warn'>): Promise<First> {
  const addresses = addressesOf(url);
  const hosts = hostsOf(url);
  const asking = addresses.map(openQuestion);
  const connected = new Map<pg.Client, number>();
  let seen: (Seen | undefined)[] = [];
  let place = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    seen = await Promise.all(asking.map(({ ask }) => ask()));
    const found = firstOf(seen, place);
    if (found === undefined || found === place) return;
    if (timer !== undefined) log.warn({ from: hosts[place], to: hosts[found] }, 'another host takes writes now');
    place = found;
    // What still waits for the old one ends with an error, and is asked of the new one when it is sent again.
    for (const [client, at] of connected) if (at !== found) client.connection.stream.destroy();
  };
  const lookAgain = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      turn = look().finally(lookAgain);
    }, lookEveryMs).unref();
  };
  await look();
  if (firstOf(seen, place) === undefined && (hosts.length > 1 || seen[place] !== undefined)) {
    await Promise.all(asking.map(({ end }) => end()));
    throw new CannotStart(noneTakesWrites(hosts, seen));
  }
  lookAgain();

  return {
    clientOf: (of) => {
      const own = addressesOf(of);
      return class extends pg.Client {
        constructor(config: pg.ClientConfig = {}) {
          const at = place;
          super({ ...config, connectionString: own[at] });
          connected.set(this, at);
          this.once('end', () => connected.delete(this));
          refuseStandby(this);
        }
      };
    },
    hosts: () => hosts.map((host, at) => ({ host, is: stateOf(seen[at], at === place) })),
    waitingS: () => seen[place]?.waitingS ?? 0,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await turn;
      await Promise.all(asking.map(({ end }) => end()));
    },
  };
}

/** Who takes writes; of several the newest promoted one, and otherwise none is left for another without a reason. */
export function firstOf(seen: readonly (Seen | undefined)[], now: number): number | undefined {
  let found: number | undefined;
  const timelineOf = (at: number) => seen[at]?.timeline ?? 0;
  for (const at of [now, ...seen.keys()]) {
    if (seen[at] === undefined || seen[at].isStandby) continue;
    if (found === undefined || timelineOf(at) > timelineOf(found)) found = at;
  }
  return found;
}

function stateOf(of: Seen | undefined, isUsed: boolean): HostState {
  if (of === undefined) return 'not-reached';
  if (of.isStandby) return 'standby';
  return isUsed ? 'first' : 'left-behind';
}

const noneTakesWrites = (hosts: readonly string[], seen: readonly (Seen | undefined)[]): string =>
  `No host of DATABASE_URL takes writes: ${hosts
    .map((host, at) => `${host} ${seen[at] === undefined ? "can't be reached" : 'is a standby'}`)
    .join(', ')}.`;

/** One connection to each host, kept open; a host that does not answer in time is asked on a new one. */
function openQuestion(connectionString: string) {
  let client: pg.Client | undefined;
  const connect = async (): Promise<pg.Client> => {
    const made = new pg.Client({ connectionString, connectionTimeoutMillis: patienceMs, query_timeout: patienceMs });
    made.on('error', () => undefined);
    await made.connect();
    return made;
  };
  const drop = () => {
    client?.connection.stream.destroy();
    client = undefined;
  };
  return {
    ask: async (): Promise<Seen | undefined> => {
      try {
        client ??= await connect();
        return (await client.query<Seen>(question)).rows[0];
      } catch {
        drop();
        return undefined;
      }
    },
    end: async () => {
      await client?.end().catch(() => undefined);
    },
  };
}

/** PostgreSQL says of itself on each connection whether it is a standby, before anything is asked of it. */
function refuseStandby(client: pg.Client): void {
  client.connection.on('parameterStatus', (said: { parameterName: string; parameterValue: string }) => {
    if (said.parameterName === 'in_hot_standby' && said.parameterValue === 'on') client.connection.stream.destroy();
  });
}
