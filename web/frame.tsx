import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useIdle } from '#web/identity/idle.ts';
import { Newer } from '#web/offline/newer.tsx';
import type { Frame as FrameOf, Me } from '#web/platform/contract.ts';
import { useLive } from '#web/platform/live.ts';
import { asking } from '#web/platform/session.ts';
import { Keys } from '#web/ui/keys.tsx';
import { SilentBand } from '#web/ui/network-state.tsx';
import { placesFor } from '#web/ui/places.ts';
import { Shell } from '#web/ui/shell.tsx';
import { Loading } from '#web/ui/states.tsx';

const StepUp = lazy(async () => ({ default: (await import('#web/identity/step-up.tsx')).StepUp }));
const OutboxBanner = lazy(async () => ({
  default: (await import('#web/offline/outbox-banner.tsx')).OutboxBanner,
}));
const Called = lazy(async () => ({ default: (await import('#web/session/called.tsx')).Called }));
const Palette = lazy(async () => ({ default: (await import('#web/chart/palette.tsx')).PatientPalette }));

type Props = { me: Me; frame: FrameOf; locked: boolean };

/** The rooms of somebody signed in, with what is there everywhere: keys, palette, idle lock, live feed, step-up. */
export function Frame({ me, frame, locked }: Props) {
  const places = useMemo(() => placesFor(me), [me]);
  const navigate = useNavigate();
  const asked = asking.use();
  useIdle(frame.idleLockMin);
  useLive(!locked);
  return (
    <>
      <Shell places={places}>
        <Suspense fallback={<SilentBand />}>
          <OutboxBanner />
        </Suspense>
        <Newer />
        <Suspense>{!locked && <Called />}</Suspense>
        <Suspense fallback={<Loading rows={4} />}>
          <Outlet />
        </Suspense>
      </Shell>
      {!locked && (
        <>
          <Keys places={places} />
          <Suspense>
            <Palette places={places} go={(to) => void navigate({ to })} />
          </Suspense>
          <Suspense>{asked === 'step-up' && <StepUp me={me} />}</Suspense>
        </>
      )}
    </>
  );
}
