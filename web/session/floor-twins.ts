/** Who on the floor today can be taken for somebody else, in words, and where that one is. */
import { type MixUp, mixUps } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock, day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { chairMark } from './floor-words.ts';

/** The worst first: two who are nearly called the same are told apart by no initials. */
const order: readonly MixUp['why'][] = ['same-name', 'same-initials', 'similar-name'];

type Today = Pick<Floor, 'chairs' | 'sessions' | 'clinic'>;

/** By session: "same initials as chair 2". Of everybody who is here or expected today; who can't be mixed up is not in it. */
export function twinsOf(floor: Today): ReadonlyMap<string, string> {
  const found = mixUps(floor.sessions.map(({ id, patient }) => ({ ...patient, id, patient: patient.id })));
  const said = new Map<string, string>();
  for (const session of floor.sessions) {
    const others = (found.get(session.id) ?? []).filter(({ id }) => !isSamePerson(floor, session, id));
    const parts = order.flatMap((why) => {
      const where = others.filter((one) => one.why === why).map(({ id }) => whereOf(floor, id));
      return where.length === 0 ? [] : [t(`twin.${why}`, { where: [...new Set(where)].join(', ') })];
    });
    if (parts.length > 0) said.set(session.id, parts.join('; '));
  }
  return said;
}

/** Two sessions of one patient mix nobody up. */
const isSamePerson = ({ sessions }: Today, { patient }: FloorSession, id: string): boolean =>
  sessions.find((session) => session.id === id)?.patient.id === patient.id;

function whereOf({ chairs, sessions, clinic }: Today, id: string): string {
  const session = sessions.find((one) => one.id === id);
  const chair = chairs.find((one) => one.id === session?.chairId);
  if (chair !== undefined) return t('twin.chair', { chair: chairMark(chair.name, chair.place) });
  return t('twin.noChair', { time: clock(session?.plannedAt ?? 0, clinic.timeZone) });
}

/** Where nobody else can read it, with the birth date: that tells them apart. */
export const twinBorn = (says: string, birthOn: string): string => t('twin.born', { says, day: day(birthOn) });
