import { useEffect, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { remind } from './floor-sound.ts';
import { isLate, type Seat, whereOf } from './floor-words.ts';

type Props = { seats: readonly Seat[]; zone: string; sounds: boolean };
type Said = { due: string; overdue: string };

/** What became due or overdue is spoken once, and heard once: overdue at once, due when the reader has time for it. */
export function FloorVoice({ seats, zone, sounds }: Props) {
  const spoken = useRef<Set<string> | undefined>(undefined);
  const [said, setSaid] = useState<Said>({ due: '', overdue: '' });
  useEffect(() => {
    const now = newsOf(seats, zone);
    const before = spoken.current;
    spoken.current = new Set([...(before ?? []), ...now.map(({ key }) => key)]);
    // What stood there when the page opened is on the screen; only what comes is spoken.
    if (before === undefined) return;
    const fresh = now.filter(({ key }) => !before.has(key));
    if (fresh.length === 0) return;
    const of = (isOverdue: boolean) =>
      fresh
        .filter((one) => one.isOverdue === isOverdue)
        .map(({ says }) => says)
        .join(' ');
    setSaid({ due: of(false), overdue: of(true) });
    if (sounds) remind(fresh.some(({ isOverdue }) => isOverdue) ? 'overdue' : 'due');
  }, [seats, zone, sounds]);
  return (
    <>
      <p className="unseen" aria-live="polite">
        {said.due}
      </p>
      <p className="unseen" aria-live="assertive">
        {said.overdue}
      </p>
    </>
  );
}

function newsOf(seats: readonly Seat[], zone: string): { key: string; says: string; isOverdue: boolean }[] {
  return seats
    .filter(({ record }) => record.phase !== 'left')
    .flatMap((seat) =>
      seat.agenda.todo
        .filter((of) => of.atMs !== undefined && (of.state === 'due' || isLate(of)))
        .map((of) => ({
          key: `${seat.id}:${of.id}:${isLate(of) ? 'overdue' : 'due'}`,
          isOverdue: isLate(of),
          says: t(isLate(of) ? 'floor.sayOverdue' : 'floor.sayDue', {
            where: whereOf(seat, { zone }),
            what: of.says,
          }),
        })),
    );
}
