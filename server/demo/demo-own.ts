/** What the demonstration writes into its own sessions: what has happened since, an honest end, a signature. */
import { fold, type SessionEvent } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { seat } from '#server/session/floor.actions.ts';
import { appendEvents, sessionAsItStands } from '#server/session/session.actions.ts';
import type { StaffRole } from '#simulator/staff.ts';
import type { DemoClinic } from './demo-clinic.ts';
import { headOf, listEventIds } from './demo-floor.queries.ts';
import type { Telling } from './demo-story.ts';

/** A session of the demonstration's own, as far as this process has told it. */
export type Own = {
  readonly telling: Telling;
  readonly place: number;
  readonly events: readonly SessionEvent[];
  /** How many of them are in the log. */
  written: number;
  /** A person wrote in it, or the log refused: from then on it is theirs. */
  isPeoples: boolean;
};

/** Someone else's fact in the log makes the session theirs, for good. */
export async function whatIsWritten(demo: DemoClinic, id: string, events: readonly SessionEvent[]) {
  const told = new Set(events.map((event) => event.id));
  const kept = await inClinic(demo, (tx) => listEventIds(tx, id));
  return { written: kept.length, isPeoples: kept.some((one) => !told.has(one)) };
}

/** Everyone writes under their own name, in the order in which it was written down. */
export async function append(demo: DemoClinic, own: Own, events: readonly SessionEvent[]): Promise<void> {
  const left = [...events];
  for (let next = left[0]; next !== undefined; next = left[0]) {
    const until = left.findIndex(({ by }) => by !== next.by);
    const batch = left.splice(0, until === -1 ? left.length : until);
    const answers = await appendEvents(contextOf(demo, own, next.by), batch);
    own.written += answers.filter(({ outcome }) => outcome !== 'refused').length;
    const refused = answers.find(({ outcome }) => outcome === 'refused');
    if (refused === undefined) continue;
    own.isPeoples = true;
    const why = refused.outcome === 'refused' ? refused.why : '';
    demo.services.log.warn({ session: next.session, why }, 'the demonstration could not write a fact');
    return;
  }
}

const contextOf = (demo: DemoClinic, { place }: Own, by: string | null) =>
  demo.person('prescriber').practitionerId === by ? demo.act('prescriber') : demo.act('nurse', place);

type Ending = { note: string; reason: string };

export const stoodStill: Ending = {
  note: 'Synthetic: the demonstration was switched off during this session. Nothing was written down meanwhile.',
  reason: 'The demonstration was switched off; nobody saw the patient leave.',
};
export const nobodyWentOn: Ending = {
  note: 'Synthetic: nobody went on with this session, so the patient went home.',
  reason: 'Waited for the dose, and went home without one.',
};

export const chairTaken: Ending = {
  note: 'Synthetic: somebody else sits in this chair, so this session was not begun.',
  reason: 'Came on another day.',
};

/** Nothing is made up for the time in which nothing was written: the record says so, ends now, gives its chair back, and is signed as it is. */
export async function endHonestly(demo: DemoClinic, id: string, own: Own, ending: Ending): Promise<void> {
  const record = fold(own.events.slice(0, own.written), id);
  const write = writerOf(demo, id, own, 'nurse');
  await seat(demo.act('nurse', own.place), id, null);
  const events = [write('note', { text: ending.note })];
  if (record.phase === 'dosing') events.push(write('dose-stopped', { reason: ending.reason }));
  for (const { id: of, endedAtMs, handedOn } of record.sideEffects)
    if (endedAtMs === undefined && handedOn === undefined)
      events.push(write('side-effect-handed-on', { of, note: 'How it went on is not known.' }));
  events.push(write('left', { how: 'unnoticed', reason: ending.reason, as: 'fact' }));
  await append(demo, own, events);
  if (!own.isPeoples) await sign(demo, id, own);
}

/** The prescriber signs what is over, as it stands. */
/** What the rules found wanting in a clinic where nobody is real. */
const explained = 'Synthetic: this clinic has more chairs than people who watch them, and nobody draws real drug.';

export async function sign(demo: DemoClinic, id: string, own: Own): Promise<void> {
  const write = writerOf(demo, id, own, 'prescriber');
  const { seen } = await inClinic(demo, (tx) => sessionAsItStands(tx, id, demo.services.clock()));
  const open = seen.toSign.flatMap(({ item }) => /^explain:([^:]+):/.exec(item)?.[1] ?? []);
  await append(
    demo,
    own,
    [...new Set(open)].map((of) => write('deviation-explained', { of, why: explained })),
  );
  const head = await inClinic(demo, (tx) => headOf(tx, id));
  await append(demo, own, [write('signed', { head, meaning: 'I have read this record and it is right.' })]);
}

function writerOf(demo: DemoClinic, session: string, own: Own, role: StaffRole) {
  const now = demo.services.clock();
  const by = demo.person(role, role === 'nurse' ? own.place : 0).practitionerId;
  let stationSeq = (own.events.at(-1)?.stationSeq ?? 0) + 1;
  return (kind: string, data: SessionEvent['data']): SessionEvent => {
    stationSeq += 1;
    return {
      id: newId(now.getTime()),
      session,
      kind,
      v: 1,
      data,
      measuredAt: now.toISOString(),
      enteredAt: now.toISOString(),
      by,
      station: demo.id('station', own.place),
      stationSeq,
      clockOffsetMs: 0,
      offsetCheckedAt: now.toISOString(),
    };
  };
}
