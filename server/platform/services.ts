import type { Registry } from 'prom-client';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { First } from './database-first.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { Actor, Role } from './may.ts';
import type { Secrets } from './secrets.ts';

/** Who is asking, as far as the request can prove it. */
export type Identified = {
  actor: Actor;
  clinicId: string;
  signInId: string;
  stationId?: string;
  locked: boolean;
  secondFactor: 'none' | 'totp' | 'passkey' | 'both';
  steppedUpUntil?: Date;
};

/** What the running process itself can tell and do, apart from any clinic. */
export type Host = {
  /** As people read it: "PostgreSQL 18, embedded". */
  database: string;
  /** Where the database stands, and whether it waits for its standby; absent of an embedded one, which has none. */
  first?: Pick<First, 'hosts' | 'waitingS'>;
  /** Opens the synthetic clinic in its own folder; absent where that is not possible, and then `noDemo` says why. */
  openDemo?: () => void;
  noDemo?: string;
  /** One invented account per role, only ever in the synthetic clinic. */
  demoAccounts?: readonly {
    name: string;
    roles: readonly Role[];
    email: string;
    passphrase: string;
    totpSecret: string;
  }[];
};

/** What a request, a job or a command works with. Made once at start; handed on, never global. */
export type Services = {
  config: Config;
  /** Where people reach this server, without a slash at the end. */
  address: string;
  db: Database;
  log: Log;
  secrets: Secrets;
  live: Live;
  metrics: Registry;
  clock: () => Date;
  host: Host;
  /** Schedules work with ids only; false when no job runner is there (a command line). */
  enqueue: (job: string, data: Record<string, string>) => Promise<boolean>;
  /** Reads the cookies of a request. Undefined is nobody; throws CannotProceed('station-revoked'). */
  identify: (request: Request, address: string) => Promise<Identified | undefined>;
};
