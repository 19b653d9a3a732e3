import { CannotStart } from '#server/platform/cannot-start.ts';
import { type EmbeddedOptions, startEmbedded } from '#server/platform/embedded-postgres.ts';

/**
 * A server process for tests that kill servers: starts the database of a folder, says so on one line, and waits.
 * SIGTERM stops the database; SIGINT only shows that the database outlives it.
 */
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const options: EmbeddedOptions = JSON.parse(process.argv[2] ?? '{}');
const log = { info: (sentence: string) => say({ log: sentence }), warn: (sentence: string) => say({ log: sentence }) };

try {
  const embedded = await startEmbedded({ ...options, log });
  embedded.onExit((exit) => say({ exit }));
  process.on('SIGTERM', () => void embedded.stop().then(() => process.exit(0)));
  process.on('SIGINT', () => say({ interrupted: true }));
  setInterval(() => undefined, 60_000);
  say({ ready: { ...embedded } });
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  say({ cannot: error.message });
}
