import { Link } from '@tanstack/react-router';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { besideChairs, type Records } from './floor-seats.ts';

/** What has no chair: who waits, and the records that nobody has signed. */
export function FloorBeside({ floor, records }: { floor: Floor; records: Records }) {
  const { waiting, toSign } = besideChairs(floor, records);
  if (waiting.length === 0 && toSign.length === 0) return null;
  return (
    <section className="beside">
      <List title={t('floor.withoutChair')} sessions={waiting} zone={floor.clinic.timeZone} />
      <List title={t('floor.notSigned')} sessions={toSign} zone={floor.clinic.timeZone} />
    </section>
  );
}

function List({ title, sessions, zone }: { title: string; sessions: readonly FloorSession[]; zone: string }) {
  if (sessions.length === 0) return null;
  return (
    <div className="row g1">
      <h2>{title}</h2>
      {sessions.map(({ id, plannedAt, patient }) => (
        <Link key={id} className="button-link" to="/sessions/$id" params={{ id }}>
          {patient.initials} <span className="num quiet">{clock(plannedAt, zone)}</span>
        </Link>
      ))}
    </div>
  );
}
