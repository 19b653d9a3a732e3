import type { SSEStreamingApi } from 'hono/streaming';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { stationOf } from './identify.ts';
import type { Incoming } from './incoming.ts';

/** Without a signal the stream looks by itself this often, and says that it is there. */
const lookEveryMs = 5_000;

/**
 * What a station hears while nobody is signed in at it: that it is revoked, within the moment. It then asks anything at
 * all, and is told to wipe itself; a stream can't carry that answer.
 */
export async function tellStation({ services, headers, station }: Incoming, stream: SSEStreamingApi): Promise<void> {
  let wake: () => void = () => undefined;
  const stopListening = services.live.subscribe(station?.clinicId ?? '', () => wake());
  stream.onAbort(() => {
    stopListening();
    wake();
  });
  try {
    await stream.writeSSE({ event: 'ready', data: '{}' });
    while (!stream.aborted && !stream.closed) {
      const next = new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, lookEveryMs).unref();
      });
      if ((await howItStands(services, headers)) === 'revoked') {
        await stream.writeSSE({ event: 'revoked', data: '{}' });
        return;
      }
      await next;
      if (!stream.aborted) await stream.writeSSE({ event: 'beat', data: '{}' });
    }
  } finally {
    stopListening();
  }
}

/** A database that is away for a moment is no revocation: the next look knows. */
async function howItStands(
  services: Incoming['services'],
  headers: Headers,
): Promise<'in use' | 'revoked' | 'not known'> {
  try {
    return (await stationOf(services, headers)) === undefined ? 'revoked' : 'in use';
  } catch (error) {
    return error instanceof CannotProceed && error.reason === 'station-revoked' ? 'revoked' : 'not known';
  }
}
