import { useState } from 'react';

/**
 * The secret of a link stands behind the # and is sent to no server by itself. It is taken once and removed from the
 * address, so that it stays neither in the history nor on the screen.
 */
export function useFragment(): string {
  const [secret] = useState(() => {
    const found = decodeURIComponent(location.hash.slice(1)).replace(/^(token|code)=/, '');
    if (found !== '') history.replaceState(history.state, '', location.pathname);
    return found;
  });
  return secret;
}
