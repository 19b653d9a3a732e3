import type { SessionEvent } from '#clinical/session/session.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { appendEvents, openSession } from '#server/session/session.actions.ts';
import { aStation, aWholeSession, sessionBegins } from './a-session.ts';
import { aPatient, type Person } from './builders.ts';

const moved = (event: SessionEvent, byMs: number): SessionEvent => {
  const at = (moment: string) => new Date(Date.parse(moment) + byMs).toISOString();
  const { measuredAt, enteredAt, offsetCheckedAt } = event;
  return {
    ...event,
    measuredAt: at(measuredAt),
    enteredAt: at(enteredAt),
    offsetCheckedAt: offsetCheckedAt === null ? null : at(offsetCheckedAt),
  };
};

async function keep(person: Person, events: readonly SessionEvent[]): Promise<void> {
  const refused = (await appendEvents(person.ctx, events)).filter(({ outcome }) => outcome === 'refused');
  if (refused.length > 0) throw new Error(JSON.stringify(refused[0]));
}

/** A whole session on a day in the past, signed by who wrote it. @returns the id of the session */
export async function aPastSession(
  person: Person,
  of: { on: string; patientId?: string; isSigned?: boolean; change?: (events: SessionEvent[]) => SessionEvent[] },
): Promise<{ sessionId: string; patientId: string }> {
  const patientId = of.patientId ?? (await aPatient(person)).id;
  const plannedAt = `${of.on}T18:00:00.000Z`;
  const { id } = await openSession(person.ctx, { patientId, plannedAt });
  const byMs = Date.parse(plannedAt) - sessionBegins;
  const events = aWholeSession(id, person.practitionerId).map((event) => moved(event, byMs));
  await keep(person, of.change?.(events) ?? events);
  if (of.isSigned !== false) await signPastSession(person, id, of.on);
  return { sessionId: id, patientId };
}

/** Signs it, as it stands, some hours later on that day. */
export async function signPastSession(person: Person, sessionId: string, on: string): Promise<void> {
  const { head } = await inClinic(person.ctx, (tx) =>
    tx.selectFrom('session').select('head').where('id', '=', sessionId).executeTakeFirstOrThrow(),
  );
  const data = { head: head.toString('hex'), meaning: 'I was there.' };
  const signed = aStation(sessionId, person.practitionerId)(200, 'signed', data);
  await keep(person, [moved(signed, Date.parse(`${on}T18:00:00.000Z`) - sessionBegins)]);
}

/** A side effect that came and went in that session. */
export const withEffect =
  (effect: string, grade: number) =>
  (events: SessionEvent[]): SessionEvent[] => {
    const [first] = events;
    if (first === undefined || first.by === null) return events;
    const byMs = Date.parse(first.measuredAt) - sessionBegins;
    const write = aStation(first.session, first.by);
    const started = write(45, 'side-effect-started', { effect, grade });
    return [...events, ...[started, write(60, 'side-effect-ended', { of: started.id })].map((one) => moved(one, byMs))];
  };
