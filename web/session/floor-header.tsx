import { Button, UnstyledButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { clock, day, today } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { OpenIcon, PrintIcon } from '#web/ui/icons.ts';
import { Logo } from '#web/ui/logo.tsx';
import { useHeading } from '#web/ui/page.tsx';
import { placesFor } from '#web/ui/places.ts';
import { WhoIsHere } from '#web/ui/who-is-here.tsx';
import { MonitorIcon, RoomsIcon } from './session-icons.ts';

type Props = { clinic: string; zone: string; nowMs: number; title?: string; children?: ReactNode };

/** Over the floor: where and when, whether the server answers, what is silent, who is at the screen. */
export function FloorHeader({ clinic, zone, nowMs, title = t('floor.title'), children }: Props) {
  const heading = useHeading(title);
  const frame = useFrame();
  return (
    <header className="top no-print">
      <Rooms />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="top-where">
        <span>
          <span>{clinic}</span>
          <span>{day(today(zone, nowMs))}</span>
        </span>
      </p>
      <p className="top-clock num">{clock(nowMs, zone)}</p>
      {frame?.demo && <span className="synthetic">{t('shell.synthetic')}</span>}
      <div className="grow" />
      {children}
      <WhoIsHere />
    </header>
  );
}

/** The other rooms: the floor takes the whole screen, so its way out is one button. */
function Rooms() {
  const me = useMe();
  const places = useMemo(() => placesFor(me), [me]);
  const [open, setOpen] = useState(false);
  const box = useClickOutside<HTMLDivElement>(() => setOpen(false));
  return (
    <div className="who-box" ref={box}>
      <UnstyledButton className="rooms-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Logo size={36} />
        <span className="rooms-word">{t('shell.rooms')}</span>
        <OpenIcon size={20} aria-hidden />
      </UnstyledButton>
      {open && (
        <nav className="who-panel rooms-panel" aria-label={t('shell.rooms')}>
          <ul className="rail-list">
            {places.map((place) => (
              <li key={place.to}>
                <Link to={place.to} className="rail-link" onClick={() => setOpen(false)}>
                  <place.icon size={24} stroke={2} aria-hidden />
                  <span>{t(place.label)}</span>
                </Link>
              </li>
            ))}
            <li>
              <Link to="/floor/wall" className="rail-link" onClick={() => setOpen(false)}>
                <RoomsIcon size={24} stroke={2} aria-hidden />
                <span>{t('floor.wall')}</span>
              </Link>
            </li>
            {maySee(me, 'device.read') && (
              <li>
                <Link to="/devices" className="rail-link" onClick={() => setOpen(false)}>
                  <MonitorIcon size={24} stroke={2} aria-hidden />
                  <span>{t('devices.title')}</span>
                </Link>
              </li>
            )}
            <li>
              <Link to="/floor/downtime" className="rail-link" onClick={() => setOpen(false)}>
                <PrintIcon size={24} stroke={2} aria-hidden />
                <span>{t('down.floorTitle')}</span>
              </Link>
            </li>
          </ul>
          <Button variant="subtle" fullWidth onClick={() => setOpen(false)}>
            {t('act.close')}
          </Button>
        </nav>
      )}
    </div>
  );
}
