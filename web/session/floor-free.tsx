import { Button } from '@mantine/core';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { SilentIcon } from '#web/ui/icons.ts';
import { ChairIcon, ConfirmedIcon } from './session-icons.ts';

type FreeProps = {
  chair: string;
  next: FloorSession | undefined;
  zone: string;
  onCheckIn?: (() => void) | undefined;
  onOpen?: (() => void) | undefined;
};

/** Nobody sits here: who is expected next, and what they still need before they come. */
export function FreeChair({ chair, next, zone, onCheckIn, onOpen }: FreeProps) {
  return (
    <article className="tile tile-free" aria-label={t('floor.freeLabel', { chair })} data-chair={chair}>
      <header className="tile-head">
        <span className="chair-mark chair-mark-free">{chair}</span>
        <span className="tile-initials quiet">{t('floor.free')}</span>
      </header>
      <div className="grow stack g1 free-body">
        {next === undefined ? (
          <p className="quiet">{t('floor.noOneBooked')}</p>
        ) : (
          <>
            <p className="small quiet">{t('floor.next')}</p>
            <p className="free-next num">
              {clock(next.plannedAt, zone)} <span>{next.patient.initials}</span>
            </p>
            <p>
              {next.order === null ? (
                <span className="absent">{t('floor.orderMissing')}</span>
              ) : (
                <span className="quiet">{t('floor.orderThere')}</span>
              )}
            </p>
          </>
        )}
      </div>
      <div className="row g1 free-acts no-wall">
        {next !== undefined && onCheckIn !== undefined && (
          <Button size="lg" className="grow" onClick={onCheckIn} leftSection={<ConfirmedIcon size={22} aria-hidden />}>
            {t('floor.checkIn')}
          </Button>
        )}
        {onOpen !== undefined && (
          <Button size="lg" className="grow" onClick={onOpen} leftSection={<ChairIcon size={22} aria-hidden />}>
            {t('floor.openHere')}
          </Button>
        )}
      </div>
    </article>
  );
}

/** The shape of a chair, and never yesterday's numbers. */
export function ChairLoading({ chair }: { chair: string }) {
  return (
    <article className="tile tile-loading" aria-busy data-chair={chair}>
      <header className="tile-head">
        <span className="chair-mark chair-mark-free">{chair}</span>
        <span className="bone bone-line" />
      </header>
      <span className="bone bone-big" />
      <span className="bone bone-line" />
      <span className="unseen">{t('state.loading')}</span>
    </article>
  );
}

/** The station at this chair has been silent: it goes on by itself, and somebody has to look. */
export function NotHeard({ since, zone }: { since: number; zone: string }) {
  return (
    <p className="not-heard">
      <SilentIcon size={20} aria-hidden />
      <span>
        <strong>{t('floor.notHeardSince', { time: clock(since, zone) })}</strong> {t('floor.goAndLook')}
      </span>
    </p>
  );
}
