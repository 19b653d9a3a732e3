import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Logo } from './logo.tsx';
import { NetworkState } from './network-state.tsx';
import { type Place, placeAt } from './places.ts';
import { WhoIsHere } from './who-is-here.tsx';

/** The frame around every page of somebody signed in: who, where, whether the server answers, and the rooms. */
export function Shell({ places, children }: { places: Place[]; children: ReactNode }) {
  const frame = useFrame();
  const isWhole = useRouterState({ select: ({ location }) => takesWholeScreen(location.pathname) });
  if (isWhole)
    return (
      <div className="shell shell-whole">
        <main id="page" className="main" tabIndex={-1} data-scroll-restoration-id="page">
          {children}
        </main>
        <ArrivalVoice />
      </div>
    );
  return (
    <div className="shell">
      <a className="skip" href="#page">
        {t('shell.skip')}
      </a>
      <header className="header no-print">
        <Link to="/" className="header-mark">
          <Logo size={32} named />
          <span className="header-name">{frame?.me?.clinicName}</span>
        </Link>
        {frame?.demo && <span className="synthetic">{t('shell.synthetic')}</span>}
        <div className="grow" />
        <NetworkState />
        <WhoIsHere />
      </header>
      <Rail places={places} />
      <main id="page" className="main" tabIndex={-1} data-scroll-restoration-id="page">
        {children}
      </main>
      <ArrivalVoice />
    </div>
  );
}

/** At the chair every pixel is for the patient: these pages bring a header of their own, with the way out in it. */
const takesWholeScreen = (path: string) => /^\/(floor|groups|sessions)(\/|$)/.test(path);

/** Rooms down the side, or along the bottom on a phone. Only what is there and may be opened is shown. */
function Rail({ places }: { places: Place[] }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = placeAt(places, path);
  return (
    <nav className="rail no-print" aria-label={t('shell.rooms')}>
      <ul className="rail-list">
        {places.map((place) => (
          <li key={place.to}>
            <Link to={place.to} className="rail-link" {...(here === place ? { 'aria-current': 'page' } : {})}>
              <place.icon size={24} stroke={2} aria-hidden />
              <span>{t(place.label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Says the new page's name to a screen reader; the eye sees it anyway. */
function ArrivalVoice() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const voice = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (voice.current && path !== '') voice.current.textContent = document.title;
    }, 300);
    return () => clearTimeout(timer);
  }, [path]);
  return <p ref={voice} className="unseen" role="status" />;
}
