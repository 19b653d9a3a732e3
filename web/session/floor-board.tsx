import type { ReactNode } from 'react';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import { ChairLoading, FreeChair, NotHeard } from './floor-free.tsx';
import { personOf, placesOf, type Records, watchingOf } from './floor-seats.ts';
import { FloorTile } from './floor-tile.tsx';
import { FloorWatch } from './floor-watch.tsx';
import { sharedInitials, statusOf, watcherOf } from './floor-words.ts';

export type FloorActs = {
  take: (session: string) => void;
  have: (session: string, task: string) => void;
  checkIn: (session: string) => void;
  open: (chairId: string) => void;
};

type Props = {
  floor: Floor;
  records: Records;
  nowMs: number;
  me: string | undefined;
  /** Left out on the wall: no controls there. */
  acts?: FloorActs | undefined;
  stripOf?: ((session: FloorSession) => ReactNode) | undefined;
  /** Sessions whose station is silent, with the moment it was last heard. */
  silentOf?: ReadonlyMap<string, number> | undefined;
};

/** Every chair in its place, and under them who watches whom. */
export function FloorBoard({ floor, records, nowMs, me, acts, stripOf, silentOf }: Props) {
  const zone = floor.clinic.timeZone;
  const places = placesOf(floor, records);
  const { watching, unwatched } = watchingOf(floor, records);
  const shared = sharedInitials(places.flatMap(({ here, next }) => [here, next].flatMap((of) => of?.patient ?? [])));
  return (
    <>
      <div className="board" data-chairs={places.length}>
        {places.map(({ id, name, here, next }) => {
          const found = here && records.get(here.id);
          if (here !== undefined && found === undefined) return <ChairLoading key={id} chair={name} />;
          if (here === undefined || found === undefined)
            return (
              <FreeChair
                key={id}
                chair={name}
                next={next}
                zone={zone}
                onCheckIn={next && acts && (() => acts.checkIn(next.id))}
                onOpen={acts && (() => acts.open(id))}
              />
            );
          const watcher = personOf(floor, watcherOf(found.record));
          const silent = silentOf?.get(here.id);
          return (
            <FloorTile
              key={id}
              {...found}
              session={here}
              chair={name}
              status={statusOf(found.record, found.agenda)}
              nowMs={nowMs}
              zone={zone}
              watcher={watcher}
              watches={watching.find(({ person }) => person.id === watcher?.id)?.chairs.length ?? 0}
              isShared={shared.has(here.patient.initials)}
              strip={silent === undefined ? stripOf?.(here) : <NotHeard since={silent} zone={zone} />}
              onTake={acts && watcher?.id !== me ? () => acts.take(here.id) : undefined}
              onHave={acts && ((task) => acts.have(here.id, task))}
            />
          );
        })}
        {places.length === 0 && <p className="empty">{t('floor.noChairs')}</p>}
      </div>
      <FloorWatch watching={watching} unwatched={unwatched} />
    </>
  );
}
