import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { lock } from '#web/platform/coming-and-going.ts';
import { store } from '#web/platform/store.ts';
import { openPalette } from './palette-open.ts';
import type { Place } from './places.ts';

const KeysHelp = lazy(async () => ({ default: (await import('./keys-help.tsx')).KeysHelp }));

const helpOpen = store(false);
/** Single keys can be switched off (WCAG 2.1.4): speech input and a leaning elbow type letters too. */
const keysOn = store(localStorage.getItem('racemic.keys') !== 'off');

export const showHelp = () => helpOpen.set(true);

export function setKeys(on: boolean): void {
  localStorage.setItem('racemic.keys', on ? 'on' : 'off');
  keysOn.set(on);
}
export const useKeysOn = () => keysOn.use();

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** G and a letter goes to a room, slash to the search, question mark to this help, Ctrl or Cmd and K to the palette. */
export function Keys({ places }: { places: Place[] }) {
  const navigate = useNavigate();
  const open = helpOpen.use();
  const on = keysOn.use();

  useEffect(() => {
    if (!on) return;
    let goUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      const key = event.key.toLowerCase();
      if (event.timeStamp < goUntil) {
        goUntil = 0;
        const place = places.find(({ goKey }) => goKey === key);
        if (!place) return;
        event.preventDefault();
        void navigate({ to: place.to });
      } else if (key === 'g') goUntil = event.timeStamp + 1500;
      else if (event.key === '?') helpOpen.set(true);
      else if (key === '/') {
        const search = document.querySelector<HTMLInputElement>('input[type="search"]');
        if (!search) return;
        event.preventDefault();
        search.focus();
      } else if (key === 'l' && event.shiftKey) void lock();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate, places, on]);

  // Listened for here and not by the palette, which is fetched after the page: a key pressed before that is not lost.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k')
        return;
      if (document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      openPalette();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return <Suspense>{open && <KeysHelp places={places} close={() => helpOpen.set(false)} />}</Suspense>;
}
