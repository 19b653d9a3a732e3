import { Button } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type CallStopped, stoppedBy } from '#web/platform/api.ts';
import type { Chart } from '#web/platform/contract.ts';
import { chartChanged, chartChanges } from '#web/platform/live.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { BackIcon, HistoryIcon, OrderIcon, PatientsIcon, SeenIcon, SessionsIcon } from '#web/ui/icons.ts';
import { Notice } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { BreakGlass } from './break-glass.tsx';
import { chartQuery } from './chart.queries.ts';
import { ChartHeader } from './chart-header.tsx';
import { Printed } from './printed.tsx';
import './chart.css';

/** The frame of one chart: who it is stays above, whichever page of it is open. */
export function ChartFrame() {
  const { id } = useParams({ from: '/patients/$id' });
  const me = useMe();
  const asked = useQuery(chartQuery(id));
  const changedAt = chartChanges.use().get(id);
  const closed = useClosed(id, asked);
  if (closed !== undefined) return <BreakGlass key={id} id={id} stopped={closed} />;
  return (
    <div className="page">
      <Link className="back" to="/patients">
        <BackIcon size={20} aria-hidden />
        {t('place.patients')}
      </Link>
      <When asked={asked} rows={4}>
        {(chart) => (
          <>
            <Printed />
            <ChartHeader chart={chart} outOfDate={changedAt !== undefined} />
            <ChangedMeanwhile id={id} failed={asked.isError} />
            {chart.access === 'break-glass' && (
              <Notice state="amber" title={t('glass.openTitle')}>
                {t('glass.openBody')}
              </Notice>
            )}
            <nav className="tabs" aria-label={t('chart.pages')}>
              <Tab to="/patients/$id" id={id} exact icon={<PatientsIcon size={20} aria-hidden />}>
                {t('chart.tabChart')}
              </Tab>
              {maySee(me, 'order.read') && (
                <Tab to="/patients/$id/orders" id={id} icon={<OrderIcon size={20} aria-hidden />}>
                  {t('chart.tabOrders')}
                </Tab>
              )}
              {maySee(me, 'session.read') && (
                <Tab to="/patients/$id/sessions" id={id} icon={<SessionsIcon size={20} aria-hidden />}>
                  {t('chart.tabSessions')}
                </Tab>
              )}
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

/** That the chart is closed holds until another answer is there: asking again must not drop a reason half typed. */
function useClosed(
  id: string,
  { error, data }: Pick<UseQueryResult<Chart>, 'error' | 'data'>,
): CallStopped | undefined {
  const [last, setLast] = useState<{ id: string; stopped: CallStopped }>();
  const stopped = stoppedBy(error, 'break-glass-needed') ? error : undefined;
  if (stopped !== undefined && last?.stopped !== stopped) setLast({ id, stopped });
  if (stopped !== undefined) return stopped;
  return last?.id === id && error === null && data === undefined ? last.stopped : undefined;
}

/**
 * Somebody changed this chart while it is open. It is asked for at once, whatever is open: forms hold their own values
 * and what they were read from. This says it when the answer does not come, and until then what is shown is struck.
 */
function ChangedMeanwhile({ id, failed }: { id: string; failed: boolean }) {
  const at = chartChanges.use().get(id);
  if (at === undefined || !failed) return null;
  return (
    <Notice
      state="amber"
      title={t('chart.outOfDate')}
      live
      actions={<Button onClick={() => chartChanged(id)}>{t('chart.showChanges')}</Button>}
    >
      {t('chart.outOfDateBody')}
    </Notice>
  );
}

type TabProps = {
  to:
    | '/patients/$id'
    | '/patients/$id/orders'
    | '/patients/$id/sessions'
    | '/patients/$id/history'
    | '/patients/$id/access';
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
