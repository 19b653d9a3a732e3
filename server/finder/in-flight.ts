import { setImmediate as turn } from 'node:timers/promises';

/**
 * Statements on their way to the database. Each leaves before the next one is put together, so that the database works
 * while this process does.
 */
export function inFlight() {
  const sent: Promise<void>[] = [];
  return {
    async send(statement: Promise<void>): Promise<void> {
      // Whoever waits for all of them hears of a failure; until then it is nobody's.
      statement.catch(() => undefined);
      sent.push(statement);
      await turn();
    },
    async all(): Promise<void> {
      await Promise.all(sent);
    },
  };
}
