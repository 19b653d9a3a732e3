import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { stoppedBy } from '#web/platform/api.ts';
import { chartChanges } from '#web/platform/live.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { BackIcon, HistoryIcon, PatientsIcon, SeenIcon } from '#web/ui/icons.ts';
import { Notice } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { BreakGlass } from './break-glass.tsx';
import { chartQuery, refreshChart } from './chart.queries.ts';
import { ChartHeader } from './chart-header.tsx';
import './chart.css';

/** The frame of one chart: who it is stays above, whichever page of it is open. */
export function ChartFrame() {
  const { id } = useParams({ from: '/patients/$id' });
  const me = useMe();
  const asked = useQuery(chartQuery(id));
  if (stoppedBy(asked.error, 'break-glass-needed')) return <BreakGlass id={id} stopped={asked.error} />;
  return (
    <div className="page">
      <Link className="back" to="/patients">
        <BackIcon size={20} aria-hidden />
        {t('place.patients')}
      </Link>
      <When asked={asked} rows={4}>
        {(chart) => (
          <>
            <ChartHeader chart={chart} />
            <ChangedMeanwhile id={id} />
            {chart.access === 'break-glass' && (
              <Notice state="amber" title={t('glass.openTitle')}>
                {t('glass.openBody')}
              </Notice>
            )}
            <nav className="tabs" aria-label={t('chart.pages')}>
              <Tab to="/patients/$id" id={id} exact icon={<PatientsIcon size={20} aria-hidden />}>
                {t('chart.tabChart')}
              </Tab>
              {maySee(me, 'chart.read') && (
                <Tab to="/patients/$id/history" id={id} icon={<HistoryIcon size={20} aria-hidden />}>
                  {t('chart.tabHistory')}
                </Tab>
              )}
              {maySee(me, 'chart.access') && (
                <Tab to="/patients/$id/access" id={id} icon={<SeenIcon size={20} aria-hidden />}>
                  {t('chart.tabAccess')}
                </Tab>
              )}
            </nav>
            <Outlet />
          </>
        )}
      </When>
    </div>
  );
}

/** Somebody else changed this chart while it is open: said, and shown when the person asks, never under their hands. */
function ChangedMeanwhile({ id }: { id: string }) {
  const at = chartChanges.use().get(id);
  if (at === undefined) return null;
  return (
    <Notice
      state="blue"
      title={t('chart.changedMeanwhile')}
      live
      actions={<Button onClick={() => void refreshChart(id)}>{t('chart.showChanges')}</Button>}
    />
  );
}

type TabProps = {
  to: '/patients/$id' | '/patients/$id/history' | '/patients/$id/access';
  id: string;
  exact?: boolean;
  icon: ReactNode;
  children: string;
};

function Tab({ to, id, exact = false, icon, children }: TabProps) {
  return (
    <Link to={to} params={{ id }} className="tab" activeOptions={{ exact }} replace>
      {icon}
      {children}
    </Link>
  );
}
