import { useEffect } from 'react';
import { heard } from '#web/platform/network.ts';
import { frameQuery, queryClient } from '#web/platform/queries.ts';

/**
 * A station listens also while nobody is signed in or the screen is locked: a lost tablet is wiped within the moment in
 * which it is revoked. The stream only says that it is; the next look is told to wipe.
 */
export function useStationLive(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const feed = new EventSource('/api/station/live');
    const look = () => void queryClient.invalidateQueries({ queryKey: frameQuery.queryKey });
    feed.addEventListener('ready', heard);
    feed.addEventListener('beat', heard);
    feed.addEventListener('revoked', () => {
      feed.close();
      look();
    });
    // The browser tries again by itself, unless the server refused: then it says why to whoever asks.
    feed.addEventListener('error', () => {
      if (feed.readyState === EventSource.CLOSED) look();
    });
    return () => feed.close();
  }, [on]);
}
