import { readFact, type SessionEvent } from '#clinical/session/session.ts';
import { unproved } from '#server/identity/in-identity.ts';
import type { Incoming } from '#server/identity/incoming.ts';
import { noStation } from '#server/identity/station.actions.ts';
import { appendEvents, type Kept, type Refused } from './session.actions.ts';

/** What must not wait until someone has signed in. */
const withoutSignIn: readonly string[] = ['dose-stopped', 'emergency-opened'];

/**
 * Keeps what a locked station takes: by nobody, to be claimed. Anything else, and anything under a name, waits for a
 * person.
 */
export async function appendAtStation(req: Incoming, events: readonly SessionEvent[]): Promise<(Kept | Refused)[]> {
  const { services, station, now, requestId } = req;
  if (station === undefined) throw noStation();
  const mayPass = (event: SessionEvent) => {
    const read = readFact(event);
    return (
      event.by === null && event.station === station.id && 'fact' in read && withoutSignIn.includes(read.fact.kind)
    );
  };
  const passing = events.filter(mayPass);
  const ctx = { services, now, ...unproved(station.clinicId, requestId, station.id) };
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
