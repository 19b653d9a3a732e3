import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { NotKnownIcon } from '#web/ui/icons.ts';
import { Empty } from '#web/ui/states.tsx';
import { drugWords, Twins } from './floor-tile.tsx';
import { ChairIcon, ConfirmedIcon } from './session-icons.ts';

type FreeProps = {
  name: string;
  mark: string;
  next: FloorSession | undefined;
  twins?: string | undefined;
  zone: string;
  onCheckIn?: (() => void) | undefined;
  onOpen?: (() => void) | undefined;
};

/** Nobody sits here: who is expected next, and what they still need before they come. */
export function FreeChair({ name, mark, next, twins, zone, onCheckIn, onOpen }: FreeProps) {
  return (
    <article className="tile tile-free" aria-label={t('floor.freeLabel', { chair: name })} data-chair={name} data-below>
      <header className="tile-head">
        <span className="chair-mark chair-mark-free">{mark}</span>
        <span className="tile-initials quiet">{t('floor.free')}</span>
      </header>
      <div className="grow free-body">
        {next === undefined ? (
          <p className="quiet">{t('floor.noOneBooked')}</p>
        ) : (
          <Expected next={next} twins={twins} zone={zone} />
        )}
      </div>
      {(onCheckIn !== undefined || onOpen !== undefined) && (
        <div className="free-acts">
          {onCheckIn !== undefined && (
            <Button onClick={onCheckIn} leftSection={<ConfirmedIcon size={22} aria-hidden />}>
              {t('floor.checkIn')}
            </Button>
          )}
          {onOpen !== undefined && (
            <Button onClick={onOpen} leftSection={<ChairIcon size={22} aria-hidden />}>
              {t('floor.openHere')}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

function Expected({ next, twins, zone }: Pick<FreeProps, 'twins' | 'zone'> & { next: FloorSession }) {
  return (
    <>
      <p className="small quiet">{t('floor.next')}</p>
      <p className="free-next num">
        {clock(next.plannedAt, zone)} {next.patient.initials} {next.order !== null && <small>{drugWords(next)}</small>}
      </p>
      {next.order === null ? (
        <p>
          <span className="absent">
            <NotKnownIcon size={18} aria-hidden /> {t('floor.orderMissing')}
          </span>
        </p>
      ) : (
        <p className="quiet">{t('floor.orderThere')}</p>
      )}
      {twins !== undefined && <Twins says={twins} />}
    </>
  );
}

/** A floor without chairs: what has to be done, and by whom. */
export function NoChairs() {
  const me = useMe();
  return (
    <Empty
      title={t('floor.noChairs')}
      actions={
        maySee(me, 'chair.write') && (
          <Link className="button-link" to="/clinic/chairs">
            {t('floor.addChairs')}
          </Link>
        )
      }
    >
      {maySee(me, 'chair.write') ? t('floor.noChairsMine') : t('floor.noChairsAsk')}
    </Empty>
  );
}

const bones = ['1', '2', '3', '4', '5', '6'] as const;

/** Chairs, while nobody knows yet who sits in them. */
export function BoardLoading() {
  return (
    <div className="floor-body" role="status" aria-label={t('state.loading')}>
      <div className="board" data-chairs={bones.length}>
        {bones.map((bone) => (
          <ChairLoading key={bone} mark="" />
        ))}
      </div>
    </div>
  );
}

/** The shape of a chair, and never yesterday's numbers. */
export function ChairLoading({ mark }: { mark: string }) {
  return (
    <article className="tile tile-loading" aria-busy>
      <header className="tile-head">
        <span className="chair-mark chair-mark-free">{mark}</span>
        <span className="bone bone-line" />
      </header>
      <span className="bone bone-big" />
      <span className="bone bone-line" />
      <span className="unseen">{t('state.loading')}</span>
    </article>
  );
}
