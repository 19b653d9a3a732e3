import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { clockOrMoment } from '#web/platform/format.ts';
import { liveness } from '#web/platform/liveness.ts';
import { network } from '#web/platform/network.ts';
import { useZone } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { LiveIcon, SilentIcon } from './icons.ts';
import { Notice } from './parts.tsx';

/** The clock of this device, once every few seconds: ages must not stand still. */
export function useNow(everyMs = 5_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** Live, or when the server was last heard. Word and shape, then colour. */
export function NetworkState() {
  const at = network.use();
  const { heardAt } = at;
  const zone = useZone();
  if (liveness(at, useNow(1_000)) === 'live')
    return (
      <span className="net net-live">
        <LiveIcon size={24} aria-hidden />
        <span>{t('network.live')}</span>
      </span>
    );
  return (
    <span className="net net-silent">
      <SilentIcon size={24} aria-hidden />
      <span>
        {heardAt === undefined ? t('network.never') : t('network.lastAt', { time: clockOrMoment(heardAt, zone) })}
      </span>
    </span>
  );
}

/** No answer: said once across the page, with what still works. The floor says it in its own strip; there work goes on. */
export function SilentBand() {
  const { silentSince } = network.use();
  const isOnFloor = useRouterState({ select: ({ location }) => /^\/floor(\/|$)/.test(location.pathname) });
  const zone = useZone();
  if (silentSince === undefined || isOnFloor) return null;
  return (
    <div className="silent-band">
      <Notice state="amber" title={t('network.silentTitle', { time: clockOrMoment(silentSince, zone) })} live>
        {t('network.silentBody')}
      </Notice>
    </div>
  );
}
