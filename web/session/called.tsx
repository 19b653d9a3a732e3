import './called.css';
import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { get } from '#web/platform/api.ts';
import { clock } from '#web/platform/format.ts';
import { onSessionChange } from '#web/platform/live.ts';
import { maySee } from '#web/platform/may.ts';
import { queryClient, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { StopIcon } from '#web/ui/icons.ts';
import { write } from './session-data.ts';

type Call = {
  session: string;
  task: string;
  says: string;
  initials: string;
  values: string;
  sinceMs: number;
  atMs: number;
};

const callsQuery = queryOptions({
  queryKey: ['calls'],
  queryFn: ({ signal }) => get<{ calls: Call[] }>('/api/calls', { signal, background: true }),
  refetchInterval: 20_000,
  retry: false,
});

/** Whoever is called sees it in every room: the chair and what is due, since when, and the tap that answers. */
export function Called() {
  const me = useMe();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const maySeeIt = maySee(me, 'session.read');
  const asked = useQuery({ ...callsQuery, enabled: maySeeIt });
  useEffect(
    () =>
      onSessionChange((session) => {
        if (session === undefined) void queryClient.invalidateQueries({ queryKey: callsQuery.queryKey });
      }),
    [],
  );
  // The floor says it at its chairs; the wall is everybody's, it calls nobody by themselves.
  const calls = path === '/floor' || path.startsWith('/floor/wall') ? [] : (asked.data?.calls ?? []);
  const [isOpen, setOpen] = useState(false);
  if (calls.length === 0) return null;
  // One strip leaves the chair readable: that of the session in front, otherwise the one that waits longest.
  const inTurn = [...calls].sort(
    (a, b) => Number(path.includes(b.session)) - Number(path.includes(a.session)) || a.sinceMs - b.sinceMs,
  );
  const shown = isOpen ? inTurn : inTurn.slice(0, 1);
  const have = async ({ session, task }: Call) => {
    await write({ session, kind: 'task-acknowledged', data: { task } });
    queryClient.setQueryData(callsQuery.queryKey, (before) =>
      before === undefined
        ? before
        : { calls: before.calls.filter((one) => one.session !== session || one.task !== task) },
    );
  };
  return (
    <section className="called no-print" aria-label={t('duty.calls')} role="alert">
      {shown.map((call, at) => (
        <div key={`${call.session} ${call.task}`} className="called-one">
          <StopIcon size={24} aria-hidden />
          <p className="grow">
            <strong>{t('duty.youAreCalled', { who: call.initials || t('duty.calledHidden'), what: call.says })}</strong>{' '}
            {call.values !== '' && <strong className="num">{call.values} </strong>}
            <span className="num">{t('duty.since', { time: clock(call.sinceMs, me.timeZone) })}</span>
          </p>
          {at === 0 && inTurn.length > 1 && (
            <button
              type="button"
              className="called-more num"
              aria-expanded={isOpen}
              aria-label={isOpen ? t('duty.callsFewer') : t('duty.callsMore', { count: inTurn.length - 1 })}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? '−' : `+${inTurn.length - 1}`}
            </button>
          )}
          {!path.startsWith('/floor') && (
            <Link className="called-link" to="/floor">
              {t('duty.openFloor')}
            </Link>
          )}
          {maySee(me, 'session.write') && <Button onClick={() => void have(call)}>{t('floor.iHaveIt')}</Button>}
        </div>
      ))}
    </section>
  );
}
