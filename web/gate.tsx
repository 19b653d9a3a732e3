import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Frame } from '#web/frame.tsx';
import { useStationLive } from '#web/identity/station-live.ts';
import { OfflineScreen } from '#web/offline/offline.screen.tsx';
import type { Frame as FrameOf, Me } from '#web/platform/contract.ts';
import { frameQuery, queryClient } from '#web/platform/queries.ts';
import { asking, isRevoked, signOuts } from '#web/platform/session.ts';
import { t } from '#web/platform/text.ts';
import { Logo } from '#web/ui/logo.tsx';
import { over } from '#web/ui/over.ts';

const FirstRun = lazy(async () => ({ default: (await import('#web/setup/first-run.screen.tsx')).FirstRunScreen }));
const Revoked = lazy(async () => ({ default: (await import('#web/offline/revoked.screen.tsx')).RevokedScreen }));
const SignIn = lazy(async () => ({ default: (await import('#web/identity/sign-in.screen.tsx')).SignInScreen }));
const Switch = lazy(async () => ({
  default: (await import('#web/identity/station-switch.screen.tsx')).StationSwitchScreen,
}));
const Enrol = lazy(async () => ({ default: (await import('#web/identity/enrol.screen.tsx')).EnrolScreen }));
const LockedFloor = lazy(async () => ({ default: (await import('#web/session/locked-floor.tsx')).LockedFloor }));
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
  const isSilent = frame === undefined && asked.errorUpdateCount > 0;
  const hasLooked = useDevice(isSilent);
  useStationLive(frame?.station !== undefined && !revoked && (frame.me === undefined || frame.me.locked));
  let inside: ReactNode;
  if (revoked) inside = <Revoked />;
  else if (frame === undefined)
    inside =
      isSilent && hasLooked ? (
        <OfflineScreen again={() => void asked.refetch()} busy={asked.isFetching} />
      ) : (
        <Opening />
      );
  else if (frame.setup === 'needed') inside = <FirstRun frame={frame} />;
  else if (isOpen) inside = <Outlet />;
  else if (frame.me === undefined) inside = frame.station ? <AtStation station={frame.station} /> : <SignIn />;
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

/** The server is silent: who was at this screen goes on, from what the device keeps. @returns whether it has looked */
function useDevice(isSilent: boolean): boolean {
  const [hasLooked, setLooked] = useState(false);
  useEffect(() => void keptFrame().then(({ watchFrame }) => watchFrame(), ignore), []);
  useEffect(() => {
    if (!isSilent) return;
    void keptFrame()
      .then(({ openFromDevice }) => openFromDevice())
      .catch(ignore)
      .finally(() => setLooked(true));
  }, [isSilent]);
  return hasLooked;
}
const keptFrame = () => import('#web/offline/kept-frame.ts');
const ignore = () => undefined;

/**
 * Somebody is signed in. Locked, their pages are kept as they are, out of the document; a page that opens locked shows
 * nothing of them at all. When another person comes in, the pages before are dropped with all that was typed.
 */
function Inside({ me, frame }: { me: Me; frame: FrameOf }) {
  const locked = asking.use() === 'unlock' || me.locked;
  const [opened, setOpened] = useState(!locked);
  if (!locked && !opened) setOpened(true);
  return (
    <>
      {opened && (
        <Kept away={locked}>
          <Frame me={me} frame={frame} locked={locked} />
        </Kept>
      )}
      {locked && <Lock me={me} beside={<Chairs />} />}
    </>
  );
}

/** Nobody is signed in at a station: who is it now, and what goes on in the chairs. */
function AtStation({ station }: { station: NonNullable<FrameOf['station']> }) {
  return <Switch station={station} beside={<Chairs />} />;
}

/** Comes when it is there: nobody waits for it to sign in. */
function Chairs() {
  return (
    <Suspense>
      <LockedFloor />
    </Suspense>
  );
}

/** Pages that can be taken out of the document, and put back with their scroll and focus as they were. */
function Kept({ away, children }: { away: boolean; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [pages] = useState(() => document.createElement('div'));
  useLayoutEffect(() => {
    if (away) return;
    place.current?.append(pages);
    document.body.append(over);
    return () => {
      const { activeElement } = document;
      const scrolled = [...pages.querySelectorAll<HTMLElement>('#page')].map((page) => [page, page.scrollTop] as const);
      pages.remove();
      over.remove();
      back.set(pages, () => {
        for (const [page, top] of scrolled) page.scrollTop = top;
        if (activeElement instanceof HTMLElement && activeElement.isConnected) activeElement.focus();
      });
    };
  }, [away, pages]);
  useEffect(() => {
    if (away) return;
    back.get(pages)?.();
    back.delete(pages);
  }, [away, pages]);
  // Whoever comes next finds the place of dialogs there again.
  useEffect(() => () => document.body.append(over), []);
  return (
    <>
      <div ref={place} />
      {createPortal(children, pages)}
    </>
  );
}
const back = new WeakMap<HTMLElement, () => void>();

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
