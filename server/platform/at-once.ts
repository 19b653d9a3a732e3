import pg from 'pg';
import { CannotProceed } from './cannot-proceed.ts';
import { statementName } from './statement-names.ts';
import { isClinicId, isStale } from './transaction.ts';

/** One statement of one clinic, kept when it is answered; in one journey to the database. */
export type AtOnce = <Row extends pg.QueryResultRow>(
  clinicId: string,
  text: string,
  values: readonly unknown[],
) => Promise<Row[]>;

/** Answers no row, so that only the statement after it has any. */
const naming = {
  name: 'racemic_clinic',
  text: `select where set_config('racemic.clinic_id', $1, true) is null`,
};

/** Said once on each new connection, before anything else: later only the clinic's id travels. Names no clinic. */
export const prepareNaming = (client: pg.PoolClient): void =>
  void client.query({ ...naming, values: [''] }).catch(() => undefined);

/**
 * PostgreSQL takes all that comes before a Sync as one transaction: first the clinic is named, as everywhere for this
 * transaction only, then the one statement runs, and the Sync commits. `begin` and `commit` are not sent at all. After a
 * failure PostgreSQL passes over the rest up to the Sync and keeps nothing. The answer comes after the commit.
 */
export const atOnceOn =
  (pool: pg.Pool): AtOnce =>
  async <Row extends pg.QueryResultRow>(clinicId: string, text: string, values: readonly unknown[]): Promise<Row[]> => {
    if (!isClinicId(clinicId)) throw new CannotProceed('not-found', 'There is no such clinic.');
    // Without any the driver would send plain text, and the clinic would not be named.
    if (values.length === 0) throw new RangeError('A statement at once has values.');
    const client = await pool.connect();
    let broken = false;
    try {
      const name = statementName(text);
      const config = { ...(name === undefined ? {} : { name }), text, values: [...values] };
      return await new Promise<Row[]>((resolve, reject) => {
        const answered = (error: Error | null | undefined, result: pg.QueryResult<Row>) =>
          error ? reject(error) : resolve(result.rows);
        client.query(new InClinic(clinicId, config, answered));
      });
    } catch (error) {
      broken = mayBeBroken(error);
      throw error;
    } finally {
      client.release(broken);
    }
  };

/** After an error of the statement a connection works on; after one of the connection or the server nobody knows. */
function mayBeBroken(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code !== 'string' || isStale(code) || !/^(?:2[0-9A-F]|4\d|P0)\w{3}$/.test(code);
}

/** A query of the driver that names the clinic first. A class, because the driver's own is one and asks for its kind. */
class InClinic<Row extends pg.QueryResultRow> extends pg.Query<Row, unknown[]> {
  private readonly clinicId: string;
  private isNamed = false;

  constructor(
    clinicId: string,
    config: pg.QueryConfig<unknown[]>,
    answered: (error: Error | null | undefined, result: pg.QueryResult<Row>) => void,
  ) {
    super(config, answered as never);
    this.clinicId = clinicId;
  }

  /** Called by the driver to send parse, bind, describe, execute and sync of the statement, all in one piece. */
  prepare(connection: Wire): void {
    connection.bind({ statement: naming.name, values: [this.clinicId] });
    connection.execute({});
    proto.prepare.call(this, connection);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.isNamed) proto.handleCommandComplete.call(this, message, connection);
    else this.isNamed = true;
  }
}

/** What the driver's types leave out. */
type Wire = { bind(config: { statement: string; values: string[] }): void; execute(config: object): void };
type Undeclared = {
  prepare(this: object, connection: Wire): void;
  handleCommandComplete(this: object, message: unknown, connection: Wire): void;
};
const proto = pg.Query.prototype as unknown as Undeclared;
