import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { t } from '#web/platform/text.ts';
import { proposalsQuery } from './finder.queries.ts';
import './finder.css';

type Path = '/directory' | '/directory/waiting' | '/directory/reviews' | '/directory/centers';

function Tab({ to, exact = false, children }: { to: Path; exact?: boolean; children: string }) {
  return (
    <Link to={to} className="tab" activeOptions={{ exact }} replace>
      {children}
    </Link>
  );
}

/** The public directory from behind: what people wrote, what waits for a second person, matches in doubt, every entry. */
export function DirectorySection() {
  const open = useQuery(proposalsQuery).data?.open ?? 0;
  return (
    <div className="directory">
      <nav className="tabs" aria-label={t('directory.pages')}>
        <Tab to="/directory" exact>
          {t('directory.tabRequests')}
        </Tab>
        <Tab to="/directory/waiting">
          {open === 0 ? t('directory.tabProposals') : t('directory.tabProposalsOpen', { open })}
        </Tab>
        <Tab to="/directory/reviews">{t('directory.tabReviews')}</Tab>
        <Tab to="/directory/centers">{t('directory.tabCenters')}</Tab>
      </nav>
      <Outlet />
    </div>
  );
}
