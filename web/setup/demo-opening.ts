import { useEffect } from 'react';
import { frameQuery, queryClient } from '#web/platform/queries.ts';

const lookEveryMs = 1_000;

/** While the server reopens on its synthetic folder it is silent for a moment: asked again until it is there. */
export function useDemoOpening(opening: boolean): void {
  useEffect(() => {
    if (!opening) return;
    const timer = setInterval(() => void queryClient.refetchQueries({ queryKey: frameQuery.queryKey }), lookEveryMs);
    return () => clearInterval(timer);
  }, [opening]);
}
