import { useEffect } from 'react';
import { get } from '#web/platform/api.ts';
import { lock } from '#web/platform/coming-and-going.ts';
import { asking } from '#web/platform/session.ts';

const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
const tellEveryMs = 60_000;
const lookEveryMs = 5_000;

/**
 * Locks after the clinic's idle time without a touch, as the server does. Somebody who reads or types without saving
 * is at work too: the server is told so, at most once a minute.
 */
export function useIdle(idleLockMin: number): void {
  useEffect(() => {
    let touchedAt = Date.now();
    let toldAt = Date.now();
    const onTouch = () => {
      touchedAt = Date.now();
      if (touchedAt - toldAt < tellEveryMs || asking.get() === 'unlock') return;
      toldAt = touchedAt;
      get('/api/me').catch(() => undefined);
    };
    const timer = setInterval(() => {
      if (asking.get() !== 'unlock' && Date.now() - touchedAt >= idleLockMin * 60_000) void lock();
    }, lookEveryMs);
    for (const sign of signs) addEventListener(sign, onTouch, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) removeEventListener(sign, onTouch, { capture: true });
    };
  }, [idleLockMin]);
}
