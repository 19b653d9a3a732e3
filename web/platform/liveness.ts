/** Whether the server answers, and when it last did. Times are this device's own, in ms. */
export type Network = { heardAt: number | undefined; silentSince: number | undefined };

/** The feed beats every 5 s: with one beat missed we ask, with two missed nothing is live any more. */
export const askAfterMs = 7_000;
export const silentAfterMs = 12_000;

/** A silent server is asked again this long after the last try. */
export const askAgainMs = 3_000;

/** What was heard grows old by itself. A clock that was set back makes nothing younger. */
export function liveness({ heardAt, silentSince }: Network, now: number): 'live' | 'silent' | 'never' {
  if (heardAt === undefined) return 'never';
  return silentSince !== undefined || Math.abs(now - heardAt) > silentAfterMs ? 'silent' : 'live';
}

/** Whether to ask for a sign of life now. `asked` is the last such question: when, and whether it still waits. */
export function isDue(network: Network, asked: { at: number; waits: boolean }, now: number): boolean {
  if (asked.waits || Math.abs(now - asked.at) < askAgainMs) return false;
  const { heardAt, silentSince } = network;
  return heardAt === undefined || silentSince !== undefined || Math.abs(now - heardAt) >= askAfterMs;
}
