/** The chairs of the floor with who sits in them, from what the station holds. */
import { type Agenda, prescribes, ratioOf, type SessionRecord, type Watched } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import type { FloorWatching } from './floor-watch.tsx';
import { chairMark, needsWatch, type Person, type Seat, watcherOf } from './floor-words.ts';

export type Records = ReadonlyMap<string, { readonly record: SessionRecord; readonly agenda: Agenda }>;
export type Place = {
  id: string;
  name: string;
  mark: string;
  here: FloorSession | undefined;
  next: FloorSession | undefined;
};

const byPlan = (a: FloorSession, b: FloorSession) => a.plannedAt.localeCompare(b.plannedAt);
const phaseOf = (records: Records, { id }: FloorSession) => records.get(id)?.record.phase;

/** Someone sits in a chair from their arrival until they have left. What was not read yet is not taken for free. */
const sits = (records: Records, session: FloorSession) => {
  const phase = phaseOf(records, session);
  return phase === undefined || (phase !== 'expected' && phase !== 'left');
};

/** Chairs stay in chair order, whatever happens. */
export function placesOf(floor: Floor, records: Records): Place[] {
  return floor.chairs
    .toSorted((a, b) => a.place - b.place)
    .map(({ id, name, place }) => {
      const own = floor.sessions.filter(({ chairId }) => chairId === id).toSorted(byPlan);
      return {
        id,
        name,
        mark: chairMark(name, place),
        here: own.find((session) => sits(records, session)),
        next: own.find((session) => phaseOf(records, session) === 'expected'),
      };
    });
}

/** Sessions without a chair that are going on, those in a chair that somebody else has, and those that nobody has signed: they have a place on the floor too. */
export function besideChairs(floor: Floor, records: Records) {
  const shown = new Set(placesOf(floor, records).map(({ here }) => here?.id));
  const doubled = floor.sessions.filter(
    (session) => session.chairId !== null && sits(records, session) && !shown.has(session.id),
  );
  const waiting = floor.sessions.filter((session) => session.chairId === null && phaseOf(records, session) !== 'left');
  const toSign = floor.sessions.filter((session) => phaseOf(records, session) === 'left' && !session.isSigned);
  return { doubled: doubled.toSorted(byPlan), waiting: waiting.toSorted(byPlan), toSign: toSign.toSorted(byPlan) };
}

export function seatsOf(floor: Floor, records: Records): Seat[] {
  const chairs = new Map(floor.chairs.map(({ id, name }) => [id, name]));
  return floor.sessions.flatMap(({ id, chairId, patient }) => {
    const found = records.get(id);
    const chair = chairId === null ? undefined : chairs.get(chairId);
    return found === undefined ? [] : [{ id, chair, initials: patient.initials, ...found }];
  });
}

export const personOf = (floor: Pick<Floor, 'people'>, id: string | null | undefined): Person | undefined =>
  floor.people.find((person) => person.id === id);

/** Of those who are here now: who has whom, in chair order; and who has said to be on site. */
export function watchingOf(floor: Floor, records: Records, nowMs: number): FloorWatching {
  const { duty } = floor;
  const watching = new Map<string, { person: Person; hasLeft: boolean; watched: Watched[] }>();
  const [unwatched, alone]: [string[], string[]] = [[], []];
  for (const { mark, here } of placesOf(floor, records)) {
    const found = here && records.get(here.id);
    if (here === undefined || found === undefined) continue;
    const { record, agenda } = found;
    const person = personOf(floor, watcherOf(record));
    if (person === undefined) (needsWatch(record) ? alone : unwatched).push(mark);
    else {
      const hasLeft = duty?.leftSite.includes(person.id) === true;
      const one = watching.get(person.id) ?? { person, hasLeft, watched: [] };
      one.watched.push({ chair: mark, route: orderedRoute(here), minutesSinceDose: agenda.minutesSinceDose });
      watching.set(person.id, one);
    }
  }
  return {
    watching: [...watching.values()].map(({ person, hasLeft, watched }) => ({
      ...{ person, hasLeft, chairs: watched.map(({ chair }) => chair), ratio: ratioOf(watched) },
    })),
    unwatched,
    alone,
    onSite: duty?.onSite
      .filter(({ untilMs }) => untilMs > nowMs)
      .flatMap(({ id, untilMs }) => {
        const person = floor.people.find((one) => one.id === id);
        return person === undefined ? [] : [{ person, untilMs, prescribes: prescribes(person.roles) }];
      }),
    zone: floor.clinic.timeZone,
  };
}

/** By the order, or by the protocol that the session runs under. */
export const orderedRoute = ({ order, protocol }: Pick<FloorSession, 'order' | 'protocol'>): Watched['route'] =>
  order?.route ?? protocol?.body.route;
