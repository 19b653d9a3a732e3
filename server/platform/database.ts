import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { type AtOnce, atOnceOn, prepareNaming } from './at-once.ts';
import type { ClinicDb } from './clinic-db.gen.ts';
import type { First } from './database-first.ts';
import type { IdentityDb } from './identity-db.gen.ts';
import { singleStatementsOn } from './kept-plans.ts';
import type { PublicDb } from './public-db.gen.ts';
import { type InTransaction, openTransactionsOn, transactionsOn } from './transaction.ts';

/** How one connects; where a database stands on several hosts, with the client that finds the one that takes writes. */
export type Login = pg.ClientConfig & { Client?: new (config?: pg.ClientConfig) => pg.Client };

/** How each of our four database roles connects. */
export type Where = { owner: Login; app: Login; identity: Login; public: Login };

export type Database = {
  where: Where;
  /** Clinical tables and jobs, as role racemic_app: sees no row before `inClinic` names the clinic. */
  clinic: Kysely<AppDb>;
  clinicPool: pg.Pool;
  inClinicTransaction: InTransaction<AppDb>;
  /** One statement as a transaction of its own: one journey instead of two. */
  inClinicAtOnce: AtOnce;
  /** Accounts, sign-ins, stations, as role racemic_identity: sees no clinical table at all. */
  identity: Kysely<IdentityDb>;
  identityPool: pg.Pool;
  inIdentityTransaction: InTransaction<IdentityDb>;
  /** What anyone may read, as role racemic_public: reads centers, leaves a message for the editors, and nothing else. */
  public: Kysely<PublicDb>;
  publicPool: pg.Pool;
  /** For imports, which write what anyone may read and see nothing of a clinic. */
  inCentersTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** A batch of many: statements leave at once, and what a lost power may undo of the last ones is read again. */
  inImportTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** A single connection of the owner, for migrations, backup and restore. The caller ends it. */
  ownerConnection(): Promise<pg.Client>;
  close(): Promise<void>;
};

/** What the application's role works with: no table of one has the name of the other's. */
type AppDb = ClinicDb & PublicDb;

export type Tx = Transaction<AppDb>;
export type IdentityTx = Transaction<IdentityDb>;

/** A date without a time stays text: a JavaScript Date would move it by the time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.DATE ? (value: string) => value : pg.types.getTypeParser(oid, format),
};

const withSearchPath = (config: Login, path: string): Login => ({
  ...config,
  types,
  options: [config.options, `-c search_path=${path},public`].filter(Boolean).join(' '),
});

export function openDatabase(
  where: Where,
  size: { clinic?: number; identity?: number; public?: number } = {},
): Database {
  const clinicPool = pool(withSearchPath(where.app, 'clinic,public_data'), size.clinic ?? 16);
  clinicPool.on('connect', prepareNaming);
  const identityPool = pool(withSearchPath(where.identity, 'identity'), size.identity ?? 6);
  const publicPool = pool(withSearchPath(where.public, 'public_data'), size.public ?? 6);
  const clinic = onPool<AppDb>(clinicPool);
  const identity = onPool<IdentityDb>(identityPool);
  const open = new Kysely<PublicDb>({ dialect: singleStatementsOn(publicPool), plugins });
  return {
    where,
    clinic: clinic.kysely,
    clinicPool,
    inClinicTransaction: clinic.inTransaction,
    inClinicAtOnce: atOnceOn(clinicPool),
    identity: identity.kysely,
    identityPool,
    inIdentityTransaction: identity.inTransaction,
    public: open,
    publicPool,
    inCentersTransaction: (work) => clinic.kysely.transaction().execute(work),
    inImportTransaction: (work) => clinic.inOpenTransaction(work, beginImport),
    ownerConnection: () => connect(where.owner),
    close: async () => {
      await clinic.kysely.destroy();
      await identity.kysely.destroy();
      await open.destroy();
    },
  };
}

/**
 * How far a reading came stands in the transaction of its batch, and a later one is never kept without those before it:
 * no batch waits for the disk. Tables grow while it goes on, so no statement keeps its plan. The keys between tables do:
 * PostgreSQL looks each row's up by a statement of its own, and planning that anew for every row cost as much as the rest.
 */
const beginImport = 'begin; set local synchronous_commit = off';
const noneNamed = () => undefined;

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];

function onPool<DB>(pool: pg.Pool) {
  const dialect = new PostgresDialect({ pool });
  return {
    kysely: new Kysely<DB>({ dialect, plugins }),
    inTransaction: transactionsOn<DB>(pool, dialect, plugins),
    inOpenTransaction: openTransactionsOn<DB>(pool, dialect, plugins, noneNamed),
  };
}

function pool(config: Login, max: number): pg.Pool {
  const made = new pg.Pool({
    ...config,
    max,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
  });
  // A connection that breaks, idle or at work, is replaced at the next use; its work fails with the same error.
  // Without a listener of our own on both, Node would end the process.
  made.on('error', () => undefined);
  made.on('connect', (client) => client.on('error', () => undefined));
  return made;
}

export async function connect({ Client = pg.Client, ...config }: Login): Promise<pg.Client> {
  const client = new Client({ ...config, types });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The roles of an embedded server: each connects as itself over the socket in the closed folder. */
export const embeddedWhere = (at: { host: string; port: number }, database = 'racemic'): Where => {
  const as = (user: string): pg.ClientConfig => ({ host: at.host, port: at.port, database, user });
  return {
    owner: as('racemic_owner'),
    app: as('racemic_app'),
    identity: as('racemic_identity'),
    public: as('racemic_public'),
  };
};

/**
 * The roles of a given server: one login that steps down to the narrow role for everything but migrations.
 *
 * @param first which of several hosts takes writes; without it the address names one
 */
export function externalWhere(url: string, ownerUrl: string | undefined, first?: First): Where {
  const as = (of: string, role?: string): Login => ({
    connectionString: of,
    ...(role === undefined ? {} : { options: `-c role=${role}` }),
    ...(first === undefined ? {} : { Client: first.clientOf(of) }),
  });
  return {
    owner: as(ownerUrl ?? url),
    app: as(url, 'racemic_app'),
    identity: as(url, 'racemic_identity'),
    public: as(url, 'racemic_public'),
  };
}
