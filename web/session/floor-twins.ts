/** Who is on the floor now or expected, and can be taken for somebody else: in words, and where that one is. */
import { type MixUp, mixUps } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock, day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { chairMark } from './floor-words.ts';

/** The worst first: two who are called the same are told apart by nothing that is called out. */
export const worstFirst: readonly MixUp['why'][] = ['same-name', 'nearly-same-name', 'same-initials', 'similar-name'];

type Today = Pick<Floor, 'chairs' | 'sessions' | 'clinic'>;
type Phases = ReadonlyMap<string, { readonly record: { readonly phase: string } }>;

/** "same initials as chair 2", and where nobody else can read it, with both birth dates: those tell them apart. */
export type Twin = { readonly says: string; readonly born: string };

/** By session, of everybody who is here or expected. Whoever has left is taken for nobody: another one may sit there now. */
export function twinsOf(floor: Today, records: Phases): ReadonlyMap<string, Twin> {
  const found = mixUps(floor.sessions.map(({ id, patient }) => ({ ...patient, id, patient: patient.id })));
  const said = new Map<string, Twin>();
  for (const session of floor.sessions) {
    const others = (found.get(session.id) ?? []).flatMap(({ id, why }) => {
      const other = floor.sessions.find((one) => one.id === id);
      // Two sessions of one patient mix nobody up.
      if (other === undefined || other.patient.id === session.patient.id) return [];
      if (records.get(id)?.record.phase === 'left') return [];
      return [{ why, where: whereOf(floor, other), birthOn: other.patient.birthOn }];
    });
    const parts = worstFirst.flatMap((why) => {
      const where = others.filter((one) => one.why === why).map((one) => one.where);
      return where.length === 0 ? [] : [t(`twin.${why}`, { where: [...new Set(where)].join(', ') })];
    });
    if (parts.length === 0) continue;
    const says = parts.join('; ');
    said.set(session.id, { says, born: bornWords(says, session.patient.birthOn, others) });
  }
  return said;
}

/** One birth date alone would be read as the other one's: each stands with whose it is. */
function bornWords(says: string, birthOn: string, others: readonly { where: string; birthOn: string }[]): string {
  const [first] = others;
  const there =
    first !== undefined && others.length === 1
      ? t('twin.there', { day: day(first.birthOn) })
      : others.map((one) => t('twin.thereAt', { where: one.where, day: day(one.birthOn) })).join('; ');
  return t('twin.born', { says, day: day(birthOn), there });
}

function whereOf({ chairs, clinic }: Today, { chairId, plannedAt }: FloorSession): string {
  const chair = chairs.find((one) => one.id === chairId);
  if (chair !== undefined) return t('twin.chair', { chair: chairMark(chair.name, chair.place) });
  return t('twin.noChair', { time: clock(plannedAt, clinic.timeZone) });
}
