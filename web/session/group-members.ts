/** Who is treated together: the sessions of one group, each with its own record and clocks. */
import { groupOf, mixUps, ratioOf } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import { personOf, type Records } from './floor-seats.ts';
import { worstFirst } from './floor-twins.ts';
import { chairMark, shortName, watcherOf } from './floor-words.ts';

export type Member = {
  session: FloorSession;
  /** On its tile, or a dash. */
  mark: string;
  found: NonNullable<ReturnType<Records['get']>> | undefined;
};

/** As the session was opened, or as somebody said since. */
export function groupNow(session: FloorSession, records: Records): string | undefined {
  const found = records.get(session.id);
  return found === undefined ? (session.groupId ?? undefined) : groupOf(session.groupId, found.record);
}

/** In chair order; who has no chair comes last, in the order of the plan. */
export function membersOf(floor: Floor, records: Records, groupId: string): Member[] {
  const placeOf = ({ chairId }: FloorSession) =>
    floor.chairs.find(({ id }) => id === chairId)?.place ?? Number.POSITIVE_INFINITY;
  return floor.sessions
    .filter((session) => groupNow(session, records) === groupId)
    .toSorted((a, b) => {
      const [one, other] = [placeOf(a), placeOf(b)];
      return one === other ? a.plannedAt.localeCompare(b.plannedAt) : one - other;
    })
    .map((session) => {
      const chair = floor.chairs.find(({ id }) => id === session.chairId);
      return {
        session,
        mark: chair === undefined ? '–' : chairMark(chair.name, chair.place),
        found: records.get(session.id),
      };
    });
}

export type Group = { id: string; sessions: readonly FloorSession[] };

/** The groups of today, as the floor names them. */
export function groupsOf({ sessions }: Pick<Floor, 'sessions'>, records: Records): Group[] {
  const groups = new Map<string, FloorSession[]>();
  for (const session of sessions) {
    const id = groupNow(session, records);
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), session]);
  }
  return [...groups].map(([id, of]) => ({ id, sessions: of }));
}

/** Here and not gone: who has left, or is only expected, is not read in a round. */
export const isHere = ({ found }: Member): boolean =>
  found !== undefined && found.record.phase !== 'left' && found.record.phase !== 'expected';

/** Inside a group two people with the same initials sit side by side: said in the group itself. */
export function twinsInside(members: readonly Member[]): ReadonlyMap<string, string> {
  const found = mixUps(members.map(({ session: { id, patient } }) => ({ ...patient, id, patient: patient.id })));
  const markOf = (id: string) => members.find(({ session }) => session.id === id)?.mark ?? '–';
  const said = new Map<string, string>();
  for (const [id, others] of found) {
    const parts = worstFirst.flatMap((why) => {
      const where = others.filter((one) => one.why === why).map((one) => t('twin.chair', { chair: markOf(one.id) }));
      return where.length === 0 ? [] : [t(`twin.${why}`, { where: [...new Set(where)].join(', ') })];
    });
    if (parts.length > 0) said.set(id, parts.join('; '));
  }
  return said;
}

export type WatchedBy = { id: string; name: string | undefined; says: string; isTrouble: boolean };

/** Who watches whom in the group, against the ratio; of each watcher also whom they have elsewhere on the floor. */
export function watchersOf(floor: Floor, records: Records, members: readonly Member[]): WatchedBy[] {
  const inRoom = members.filter(isHere);
  const watchers = new Set(inRoom.map(({ found }) => found && watcherOf(found.record)));
  return [...watchers].map((watcher) => {
    const here = inRoom.filter(({ found }) => found && watcherOf(found.record) === watcher);
    const who = here.map(({ mark, session }) => `${mark} ${session.patient.initials}`).join(', ');
    const person = personOf(floor, watcher);
    if (watcher === undefined || person === undefined)
      return { id: 'nobody', name: undefined, says: t('group.nobody', { who }), isTrouble: true };
    const all = floor.sessions.flatMap((session) => {
      const found = records.get(session.id);
      if (found === undefined || found.record.phase === 'left' || found.record.phase === 'expected') return [];
      if (watcherOf(found.record) !== watcher) return [];
      const chair = floor.chairs.find(({ id }) => id === session.chairId);
      return [
        {
          chair: chair === undefined ? session.patient.initials : chairMark(chair.name, chair.place),
          route: session.order?.route ?? session.protocol?.body.route,
          minutesSinceDose: found.agenda.minutesSinceDose,
        },
      ];
    });
    const { answer, says } = ratioOf(all);
    const name = shortName(person);
    const words = t('group.watches', { name, who });
    return {
      id: watcher,
      name,
      says: answer === 'met' ? words : `${words}; ${says}`,
      isTrouble: answer !== 'met',
    };
  });
}
