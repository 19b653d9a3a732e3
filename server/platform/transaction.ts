import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type KyselyPlugin,
  type QueryResult,
  Transaction,
} from 'kysely';
import type pg from 'pg';
import { CannotProceed } from './cannot-proceed.ts';
import { statementName } from './statement-names.ts';

/**
 * Opens a transaction for one clinic, lets `work` happen in it, and commits; or undoes all of it.
 *
 * @param wrote is called once it has committed, where it changed anything; only who gives it pays for asking
 */
export type InTransaction<DB> = <T>(
  clinicId: string,
  work: (tx: Transaction<DB>) => Promise<T>,
  wrote?: () => void,
) => Promise<T>;

/**
 * Transactions whose statements leave at once, without waiting for the answer to the one before: `begin` travels with
 * the first statement, and statements started together travel together. The database still does them in order, and
 * after a failure refuses all that follow, so what is true of a transaction stays true. A write then takes two journeys
 * to the database instead of seven.
 */
export function transactionsOn<DB>(pool: pg.Pool, dialect: Dialect, plugins: KyselyPlugin[]): InTransaction<DB> {
  const inTransaction = openTransactionsOn<DB>(pool, dialect, plugins);
  return async (clinicId, work, wrote) => await inTransaction(work, beginFor(clinicId), wrote);
}

/**
 * The same of no clinic: `begin` is the first that is sent, and must be words that PostgreSQL can't refuse.
 *
 * @param named which statements keep their plans; where tables grow under them, none should
 */
export function openTransactionsOn<DB>(
  pool: pg.Pool,
  dialect: Dialect,
  plugins: KyselyPlugin[],
  named = statementName,
): <T>(work: (tx: Transaction<DB>) => Promise<T>, begin: string, wrote?: () => void) => Promise<T> {
  const [compiler, adapter, driver] = [dialect.createQueryCompiler(), dialect.createAdapter(), dialect.createDriver()];
  return async (work, begin, wrote) => {
    const client = await pool.connect();
    const wire = openWire(client, named);
    const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (use) => use(wire) }, plugins);
    const tx = new Transaction<DB>({ config: { dialect, plugins }, dialect, driver, executor });
    noticing.add(tx);
    let broken = false;
    try {
      wire.send(begin).catch(() => undefined);
      const result = await work(tx);
      const isChange = await commit(wire, wrote !== undefined);
      if (isChange) wrote?.();
      return result;
    } catch (error) {
      await wire.send('rollback').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken || wire.isStale);
    }
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isClinicId = (text: string): boolean => uuid.test(text);

/** What follows is sent before these are answered, so they must be words that PostgreSQL can't refuse. */
function beginFor(clinicId: string): string {
  if (!isClinicId(clinicId)) throw new CannotProceed('not-found', 'There is no such clinic.');
  return `begin; set local racemic.clinic_id = '${clinicId}'`;
}

/** Transactions that end with the error of any statement that failed, whether someone waited for it or not. */
const noticing = new WeakSet<object>();

/**
 * A statement whose answer nobody needs: sent now, in its place among the others, and not waited for. When it fails the
 * commit fails with its error, and nothing is kept.
 */
export async function unwaited(tx: Pick<Transaction<unknown>, 'executeQuery'>, query: CompiledQuery): Promise<void> {
  const sent = tx.executeQuery(query);
  if (noticing.has(tx)) sent.catch(() => undefined);
  else await sent;
}

type Wire = DatabaseConnection & {
  /** Several statements have several answers. */
  send(text: string): Promise<pg.QueryResult | pg.QueryResult[]>;
  failed: unknown;
  /** A plan of this connection no longer fits the tables, or it leads to a standby: it is not used again. */
  isStale: boolean;
};

function openWire(client: pg.PoolClient, named: typeof statementName): Wire {
  const { stream } = client.connection;
  let corked = false;
  // What is sent within one turn of the event loop leaves in one piece.
  const together = () => {
    if (corked) return;
    corked = true;
    stream.cork();
    process.nextTick(() => {
      corked = false;
      stream.uncork();
    });
  };
  const note = (error: unknown): never => {
    wire.failed ??= error;
    if (error instanceof Error && isStale(Reflect.get(error, 'code'))) wire.isStale = true;
    throw error;
  };
  const wire: Wire = {
    failed: undefined,
    isStale: false,
    send: (text) => {
      together();
      return client.query(text).catch(note);
    },
    executeQuery: <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      together();
      const name = named(sql);
      return client
        .query<R & pg.QueryResultRow>({ ...(name === undefined ? {} : { name }), text: sql, values: [...parameters] })
        .then(resultOf<R>, note);
    },
    streamQuery: () => {
      throw new RangeError('A transaction reads whole answers; large ones are read with COPY.');
    },
  };
  return wire;
}

/** PostgreSQL: "cached plan must not change result type", when another process has migrated meanwhile. */
export const planNoLongerFits = '0A000';
/** PostgreSQL: "read-only transaction": what took writes is a standby now. A new connection finds who takes them. */
const takesNoWrites = '25006';
export const isStale = (code: unknown): boolean => code === planNoLongerFits || code === takesNoWrites;

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

export const resultOf = <R>({
  command,
  rowCount,
  rows,
}: {
  command: string;
  rowCount: number | null;
  rows: R[];
}): QueryResult<R> => (changing.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows });

/** PostgreSQL numbers a transaction when it first writes; one that only read has no number. */
const askWhetherWritten = 'select pg_current_xact_id_if_assigned() is not null as written; commit';

/**
 * After a failed statement PostgreSQL answers COMMIT with ROLLBACK: then nothing was kept, and the failure is the answer.
 *
 * @returns whether anything was written; false where it was not asked
 */
async function commit(wire: Wire, isAsked: boolean): Promise<boolean> {
  const answers = await wire.send(isAsked ? askWhetherWritten : 'commit').catch((error: unknown) => {
    throw wire.failed ?? error;
  });
  const [said, done] = Array.isArray(answers) ? answers : [undefined, answers];
  if (done?.command !== 'COMMIT' || wire.failed !== undefined)
    throw wire.failed ?? new Error('The database did not keep the transaction.');
  return said?.rows[0]?.written === true;
}
