import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { network } from '#web/platform/network.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { awaitingQuery } from './pharmacy.queries.ts';
import './pharmacy.css';

type Path =
  | '/pharmacy'
  | '/pharmacy/receive'
  | '/pharmacy/counts'
  | '/pharmacy/discrepancies'
  | '/pharmacy/register'
  | '/pharmacy/second'
  | '/pharmacy/destroy'
  | '/pharmacy/products';

function Tab({ to, exact = false, children }: { to: Path; exact?: boolean; children: string }) {
  return (
    <Link to={to} className="tab" activeOptions={{ exact }} replace>
      {children}
    </Link>
  );
}

/** Every drop of drug: what lies where, what came, what was counted, what does not add up, and who saw it. */
export function PharmacySection() {
  const me = useMe();
  const isSilent = network.use().silentSince !== undefined;
  const asked = useQuery(awaitingQuery).data?.awaiting ?? [];
  const open = asked.filter(({ askedBy, isLate }) => !isLate && askedBy !== me.practitionerId).length;
  return (
    <div className="pharmacy">
      <nav className="tabs no-print" aria-label={t('pharmacy.pages')}>
        <Tab to="/pharmacy" exact>
          {t('pharmacy.tabStock')}
        </Tab>
        <Tab to="/pharmacy/receive">{t('pharmacy.tabReceive')}</Tab>
        <Tab to="/pharmacy/counts">{t('pharmacy.tabCounts')}</Tab>
        <Tab to="/pharmacy/second">{open === 0 ? t('pharmacy.tabSecond') : t('pharmacy.tabSecondOpen', { open })}</Tab>
        <Tab to="/pharmacy/discrepancies">{t('pharmacy.tabDiscrepancies')}</Tab>
        <Tab to="/pharmacy/register">{t('pharmacy.tabRegister')}</Tab>
        <Tab to="/pharmacy/destroy">{t('pharmacy.tabDestroy')}</Tab>
        <Tab to="/pharmacy/products">{t('pharmacy.tabProducts')}</Tab>
      </nav>
      {isSilent && (
        <div className="pharmacy-band">
          <Notice state="amber" title={t('pharmacy.offlineTitle')} live>
            {t('pharmacy.offline')}
          </Notice>
        </div>
      )}
      <Outlet />
    </div>
  );
}
