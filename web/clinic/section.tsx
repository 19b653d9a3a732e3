import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';

type Path =
  | '/staff'
  | '/staff/invitations'
  | '/staff/resets'
  | '/clinic'
  | '/clinic/settings'
  | '/clinic/stations'
  | '/clinic/ladder'
  | '/clinic/chairs'
  | '/clinic/opened-in-need'
  | '/clinic/reports';

function Tab({ to, exact = false, children }: { to: Path; exact?: boolean; children: string }) {
  return (
    <Link to={to} className="tab" activeOptions={{ exact }} replace>
      {children}
    </Link>
  );
}

/** Staff: people, open invitations, resets; each for whom it is. */
export function StaffSection() {
  const me = useMe();
  return (
    <div className="section">
      <nav className="tabs" aria-label={t('staff.pages')}>
        <Tab to="/staff" exact>
          {t('staff.tabPeople')}
        </Tab>
        {maySee(me, 'invitation.read') && <Tab to="/staff/invitations">{t('staff.tabInvitations')}</Tab>}
        {maySee(me, 'recovery.read') && <Tab to="/staff/resets">{t('staff.tabRecovery')}</Tab>}
      </nav>
      <Outlet />
    </div>
  );
}

/** The clinic: how it is, how it is set, its stations, charts opened in need. */
export function ClinicSection() {
  const me = useMe();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (/^\/clinic\/?$/.test(path) && !maySee(me, 'clinic.status')) return <Navigate to="/clinic/settings" replace />;
  return (
    <div className="section">
      <nav className="tabs" aria-label={t('clinic.pages')}>
        {maySee(me, 'clinic.status') && (
          <Tab to="/clinic" exact>
            {t('clinic.tabStatus')}
          </Tab>
        )}
        <Tab to="/clinic/settings">{t('clinic.tabSettings')}</Tab>
        {maySee(me, 'station.read') && <Tab to="/clinic/stations">{t('clinic.tabStations')}</Tab>}
        {maySee(me, 'ladder.read') && <Tab to="/clinic/ladder">{t('clinic.tabLadder')}</Tab>}
        {maySee(me, 'chair.read') && <Tab to="/clinic/chairs">{t('clinic.tabChairs')}</Tab>}
        {maySee(me, 'break-glass.read') && <Tab to="/clinic/opened-in-need">{t('clinic.tabGlass')}</Tab>}
        {maySee(me, 'report.preview') && <Tab to="/clinic/reports">{t('clinic.tabReports')}</Tab>}
      </nav>
      <Outlet />
    </div>
  );
}
