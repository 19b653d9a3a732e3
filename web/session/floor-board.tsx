import './floor.css';
import type { ReactNode } from 'react';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { ChairLoading, FreeChair, NoChairs } from './floor-free.tsx';
import { personOf, placesOf, type Records, watchingOf } from './floor-seats.ts';
import { FloorTile } from './floor-tile.tsx';
import { twinsOf } from './floor-twins.ts';
import { statusOf, watcherOf } from './floor-words.ts';

export type FloorActs = {
  take: (session: string) => void;
  have: (session: string, task: string) => void;
  checkIn: (session: string) => void;
  open: (chairId: string) => void;
  /** Left out for who may not say where somebody sits. */
  move?: ((session: string) => void) | undefined;
};

type Props = {
  floor: Floor;
  records: Records;
  nowMs: number;
  me: string | undefined;
  /** Left out on the wall, and for who only looks: no controls there. */
  acts?: FloorActs | undefined;
  /** No identifiers, and this instead of the second line. */
  stripOf?: ((session: FloorSession) => ReactNode) | undefined;
  /** When the server last said so, while it is silent: then every chair says how old it is. */
  asOfMs?: number | undefined;
};

/** Every chair in its place. */
export function FloorBoard({ floor, records, nowMs, me, acts, stripOf, asOfMs }: Props) {
  const zone = floor.clinic.timeZone;
  const places = placesOf(floor, records);
  const { watching } = watchingOf(floor, records, nowMs);
  const twins = twinsOf(floor, records);
  return (
    <div className="board" data-chairs={places.length}>
      {places.map(({ id, name, mark, here, next }) => {
        const found = here && records.get(here.id);
        if (here !== undefined && found === undefined) return <ChairLoading key={id} mark={mark} />;
        if (here === undefined || found === undefined)
          return (
            <FreeChair
              key={id}
              name={name}
              mark={mark}
              next={next}
              twins={next && twins.get(next.id)?.says}
              zone={zone}
              onCheckIn={next && acts && (() => acts.checkIn(next.id))}
              onOpen={acts && (() => acts.open(id))}
            />
          );
        const watcher = personOf(floor, watcherOf(found.record));
        const watched = watching.find(({ person }) => person.id === watcher?.id);
        return (
          <FloorTile
            key={id}
            {...found}
            session={here}
            floor={floor}
            name={name}
            mark={mark}
            status={statusOf(found.record, found.agenda)}
            nowMs={nowMs}
            asOfMs={asOfMs}
            watcher={watcher}
            watches={watched?.chairs.length ?? 0}
            ratio={watched?.ratio}
            twins={twins.get(here.id)}
            strip={stripOf?.(here)}
            onTake={acts && watcher?.id !== me ? () => acts.take(here.id) : undefined}
            onMove={acts?.move && (() => acts.move?.(here.id))}
            onHave={acts && ((task) => acts.have(here.id, task))}
          />
        );
      })}
      {places.length === 0 && <NoChairs />}
    </div>
  );
}
