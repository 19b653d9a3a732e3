import { Link } from '@tanstack/react-router';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon } from '#web/ui/icons.ts';
import { Pill } from '#web/ui/parts.tsx';
import { DuePill } from './emergencies-parts.tsx';
import { besideChairs, type Records } from './floor-seats.ts';

/** What has no chair: who waits, and the records that nobody has signed. */
export function FloorBeside({ floor, records }: { floor: Floor; records: Records }) {
  const { doubled, waiting, toSign } = besideChairs(floor, records);
  const kit = floor.emergency?.kit;
  const isKitOpen = kit !== undefined && (kit.state !== 'in-date' || kit.open.length > 0);
  if (doubled.length === 0 && waiting.length === 0 && toSign.length === 0 && !isKitOpen) return null;
  return (
    <section className="beside">
      <List title={t('floor.doubled')} sessions={doubled} zone={floor.clinic.timeZone} isAmber />
      <List title={t('floor.withoutChair')} sessions={waiting} zone={floor.clinic.timeZone} />
      <List title={t('floor.notSigned')} sessions={toSign} zone={floor.clinic.timeZone} />
      {isKitOpen && <KitOnFloor kit={kit} />}
    </section>
  );
}

/** A kit that is due or not whole is said where people work; one in order needs no place. */
function KitOnFloor({ kit }: { kit: NonNullable<Floor['emergency']>['kit'] }) {
  return (
    <div className="row g1" data-below={t('kit.belowFloor')} data-tone="amber">
      <h2>{t('kit.onFloor')}</h2>
      {kit.state !== 'in-date' && <DuePill state={kit.state} dueOn={kit.dueOn} />}
      {kit.open.length > 0 && <Pill state="red">{t('kit.onFloorOpen', { items: kit.open.join(', ') })}</Pill>}
      <Link className="button-link" to="/emergencies/kit">
        {t('kit.toKit')}
      </Link>
    </div>
  );
}

type ListProps = { title: string; sessions: readonly FloorSession[]; zone: string; isAmber?: boolean };

function List({ title, sessions, zone, isAmber = false }: ListProps) {
  if (sessions.length === 0) return null;
  return (
    <div className="row g1" data-below={t('floor.belowList', { title, count: sessions.length })} data-tone="amber">
      <h2 className={isAmber ? 'say-amber' : undefined}>
        {isAmber && <CautionIcon size={20} aria-hidden />} {title}
      </h2>
      {sessions.map(({ id, plannedAt, patient }) => (
        <Link key={id} className="button-link" to="/sessions/$id" params={{ id }}>
          {patient.initials} <span className="num quiet">{clock(plannedAt, zone)}</span>
        </Link>
      ))}
    </div>
  );
}
