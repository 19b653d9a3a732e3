import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Frame } from '#web/frame.tsx';
import { useStationLive } from '#web/identity/station-live.ts';
import { OfflineScreen } from '#web/offline/offline.screen.tsx';
import type { Frame as FrameOf, Me } from '#web/platform/contract.ts';
import { frameQuery, queryClient } from '#web/platform/queries.ts';
import { asking, isRevoked, signOuts } from '#web/platform/session.ts';
import { t } from '#web/platform/text.ts';
import { Logo } from '#web/ui/logo.tsx';

const FirstRun = lazy(async () => ({ default: (await import('#web/setup/first-run.screen.tsx')).FirstRunScreen }));
const Revoked = lazy(async () => ({ default: (await import('#web/offline/revoked.screen.tsx')).RevokedScreen }));
const SignIn = lazy(async () => ({ default: (await import('#web/identity/sign-in.screen.tsx')).SignInScreen }));
const Switch = lazy(async () => ({
  default: (await import('#web/identity/station-switch.screen.tsx')).StationSwitchScreen,
}));
const Enrol = lazy(async () => ({ default: (await import('#web/identity/enrol.screen.tsx')).EnrolScreen }));
const Lock = lazy(async () => ({ default: (await import('#web/identity/lock.tsx')).Lock }));

/** Addresses that letters and codes lead to: open before anybody is signed in. */
const openTo = new Set(['/forgotten', '/recovery', '/recovery/second-factor', '/invitation', '/station']);

const isOpenTo = ({ pathname }: { pathname: string }) => openTo.has(pathname.replace(/\/$/, ''));

/** What stands between a browser and the rooms: is there a clinic, a station, a person, a second factor, an open screen? */
export function Gate() {
  const asked = useQuery(frameQuery);
  const revoked = isRevoked.use();
  const left = signOuts.use();
  // Where the pages are and where they go: on the way the router shows either, and only open ones need nobody.
  const isOpen = useRouterState({
    select: ({ location, resolvedLocation }) => isOpenTo(location) && isOpenTo(resolvedLocation ?? location),
  });
  useEffect(() => {
    if (left > 0) void queryClient.invalidateQueries({ queryKey: frameQuery.queryKey });
  }, [left]);

  const frame = asked.data;
  useStationLive(frame?.station !== undefined && !revoked && (frame.me === undefined || frame.me.locked));
  let inside: ReactNode;
  if (revoked) inside = <Revoked />;
  else if (frame === undefined)
    inside =
      asked.errorUpdateCount > 0 ? (
        <OfflineScreen again={() => void asked.refetch()} busy={asked.isFetching} />
      ) : (
        <Opening />
      );
  else if (frame.setup === 'needed') inside = <FirstRun frame={frame} />;
  else if (isOpen) inside = <Outlet />;
  else if (frame.me === undefined) inside = frame.station ? <Switch station={frame.station} /> : <SignIn />;
  else if (frame.me.secondFactor === 'none') inside = <Enrol />;
  else inside = <Inside key={frame.me.accountId} me={frame.me} frame={frame} />;
  // Each person has a boundary of their own: while the next screen loads, nothing of the one before stays mounted.
  const whose = `${revoked} ${frame?.me?.accountId ?? 'nobody'}`;
  return (
    <Suspense key={whose} fallback={<Opening />}>
      {inside}
    </Suspense>
  );
}

/**
 * Somebody is signed in. Locked, their pages stay as they are beneath, out of sight and out of reach; a page that
 * opens locked shows nothing of them at all.
 */
function Inside({ me, frame }: { me: Me; frame: FrameOf }) {
  const locked = asking.use() === 'unlock' || me.locked;
  const [opened, setOpened] = useState(!locked);
  if (!locked && !opened) setOpened(true);
  return (
    <>
      {opened && (
        <div hidden={locked} inert={locked}>
          <Frame me={me} frame={frame} locked={locked} />
        </div>
      )}
      {locked && <Lock me={me} />}
    </>
  );
}

function Opening() {
  return (
    <main className="opening">
      <h1 className="unseen">{t('app.name')}</h1>
      <p className="unseen" role="status">
        {t('state.loading')}
      </p>
      <Logo size={64} />
    </main>
  );
}
