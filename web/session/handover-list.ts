/** Whose watch somebody can hand over, and what is handed to them. */
import type { Agenda, Handover, SessionRecord } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import type { Records } from './floor-seats.ts';
import { chairMark } from './floor-words.ts';
import { openHandover } from './handover-words.ts';

export type Handing = {
  session: FloorSession;
  record: SessionRecord;
  agenda: Agenda;
  /** What the chair is called on its tile; without a chair, the initials. */
  mark: string;
  /** "chair 2, M.D.": where and who, in a sentence and as a title. */
  where: string;
  title: string;
  open: Handover | undefined;
};

/** Everybody on the floor who has come and not left, in chair order; who has no chair comes last. */
export function handingsOf(floor: Floor, records: Records): Handing[] {
  const places = new Map(floor.chairs.map(({ id, place }) => [id, place]));
  return floor.sessions
    .toSorted((a, b) => (places.get(a.chairId ?? '') ?? 1_000) - (places.get(b.chairId ?? '') ?? 1_000))
    .flatMap((session) => {
      const found = records.get(session.id);
      if (found === undefined || found.record.phase === 'left') return [];
      const open = openHandover(found.record);
      if (found.record.phase === 'expected' && open === undefined) return [];
      const chair = floor.chairs.find(({ id }) => id === session.chairId);
      const mark = chair === undefined ? session.patient.initials : chairMark(chair.name, chair.place);
      const where = whereOf(floor, session);
      return [{ session, ...found, mark, where, title: where.charAt(0).toUpperCase() + where.slice(1), open }];
    });
}

function whereOf({ chairs, clinic }: Floor, { chairId, plannedAt, patient }: FloorSession): string {
  const chair = chairs.find(({ id }) => id === chairId);
  const place =
    chair === undefined
      ? t('twin.noChair', { time: clock(plannedAt, clinic.timeZone) })
      : t('twin.chair', { chair: chairMark(chair.name, chair.place) });
  return `${place}, ${patient.initials}`;
}
