import { readFact, type SessionEvent } from '#clinical/session/session.ts';
import type { Context } from '#server/platform/context.ts';
import { appendEvents, type Kept, type Refused } from './session.actions.ts';

/** What must not wait until someone has signed in. */
const withoutSignIn: readonly string[] = ['dose-stopped', 'emergency-opened'];

/**
 * Keeps what a locked station takes: by nobody, to be claimed. Anything else, and anything under a name, waits for a
 * person.
 */
export async function appendAtStation(
  ctx: Context & { stationId: string },
  events: readonly SessionEvent[],
): Promise<(Kept | Refused)[]> {
  const mayPass = (event: SessionEvent) => {
    const read = readFact(event);
    return (
      event.by === null && event.station === ctx.stationId && 'fact' in read && withoutSignIn.includes(read.fact.kind)
    );
  };
  const passing = events.filter(mayPass);
  const kept = passing.length === 0 ? [] : await appendEvents(ctx, passing);
  return events.flatMap((event) =>
    mayPass(event)
      ? (kept[passing.indexOf(event)] ?? [])
      : {
          id: event.id,
          outcome: 'refused' as const,
          why: 'not-signed-in',
          says: 'Without a person signed in, a station takes only “dose stopped” and “emergency”.',
        },
  );
}
