import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Floor } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import { groupsOf } from './group-members.ts';
import { useRecords } from './session-data.ts';

/** The groups of today, and the way to open one: it is empty until a person is added. */
export function GroupLinks({ floor, mayWrite }: { floor: Floor; mayWrite: boolean }) {
  const navigate = useNavigate();
  const groups = groupsOf(floor, useRecords());
  if (groups.length === 0 && !mayWrite) return null;
  return (
    <section className="row g1 no-print" aria-label={t('group.onFloor')}>
      {groups.map(({ id, sessions }) => (
        <Link key={id} className="button-link" to="/groups/$id" params={{ id }}>
          {t('group.linkOf', {
            count: sessions.length,
            who: sessions.map(({ patient }) => patient.initials).join(', '),
          })}
        </Link>
      ))}
      {mayWrite && (
        <Button
          variant="subtle"
          onClick={() => void navigate({ to: '/groups/$id', params: { id: crypto.randomUUID() } })}
        >
          {t('group.openNew')}
        </Button>
      )}
    </section>
  );
}
