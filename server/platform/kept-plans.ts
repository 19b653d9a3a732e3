import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { statementName } from './statement-names.ts';
import { planNoLongerFits, resultOf } from './transaction.ts';

/**
 * Single statements on a pool, outside of transactions: one that comes again is not read and planned again. Where another
 * process has changed the tables meanwhile it is planned anew, and the pool lets the connection with the old plan go:
 * nothing of a statement has happened when its plan no longer fits.
 */
export function singleStatementsOn(pool: pg.Pool): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const name = statementName(sql);
      const values = [...parameters];
      const anew = () => pool.query<R & pg.QueryResultRow>(sql, values);
      if (name === undefined) return resultOf<R>(await anew());
      const again = (error: unknown) => {
        if (error instanceof Error && Reflect.get(error, 'code') === planNoLongerFits) return anew();
        throw error;
      };
      return resultOf<R>(await pool.query<R & pg.QueryResultRow>({ name, text: sql, values }).catch(again));
    },
    streamQuery: () => {
      throw new RangeError('A single statement is answered whole.');
    },
  };
  const none = () => Promise.resolve();
  const refuse = () => Promise.reject(new RangeError('Here statements stand for themselves.'));
  return {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: none,
      acquireConnection: () => Promise.resolve(connection),
      releaseConnection: none,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      destroy: () => pool.end(),
    }),
  };
}
