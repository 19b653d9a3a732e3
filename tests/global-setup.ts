import { startTestServer } from './database.ts';

/** One PostgreSQL per run; each test file clones its template. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer();
  process.env.RACEMIC_TEST_PG = `${server.host}|${server.port}`;
  return server.stop;
}
