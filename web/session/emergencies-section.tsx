import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';

type Path =
  | '/emergencies'
  | '/emergencies/follow-ups'
  | '/emergencies/drills'
  | '/emergencies/kit'
  | '/emergencies/doses';

function Tab({ to, exact = false, children }: { to: Path; exact?: boolean; children: string }) {
  return (
    <Link to={to} className="tab" activeOptions={{ exact }} replace>
      {children}
    </Link>
  );
}

/** Emergencies: what happened, what is to change, what is practised, what is in the kit, which doses are signed. */
export function EmergenciesSection() {
  const me = useMe();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (/^\/emergencies\/?$/.test(path) && !maySee(me, 'incident.read'))
    return <Navigate to="/emergencies/drills" replace />;
  return (
    <div className="section">
      <nav className="tabs" aria-label={t('em.pages')}>
        {maySee(me, 'incident.read') && (
          <Tab to="/emergencies" exact>
            {t('em.tabIncidents')}
          </Tab>
        )}
        <Tab to="/emergencies/follow-ups">{t('em.tabFollowUps')}</Tab>
        <Tab to="/emergencies/drills">{t('em.tabDrills')}</Tab>
        <Tab to="/emergencies/kit">{t('em.tabKit')}</Tab>
        <Tab to="/emergencies/doses">{t('em.tabDoses')}</Tab>
      </nav>
      <Outlet />
    </div>
  );
}
