import { Button } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { clock, clockOrMoment } from '#web/platform/format.ts';
import { network } from '#web/platform/network.ts';
import { useZone } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { SilentBand, useNow } from '#web/ui/network-state.tsx';
import { Notice, type State } from '#web/ui/parts.tsx';
import { held, heldBy, sentLate, startOutbox } from './station-outbox.ts';
import { outboxState, saidBySession, trayIsOpen } from './station-tray.ts';

const Tray = lazy(async () => ({ default: (await import('./outbox-tray.tsx')).OutboxTray }));

/** Facts on their way are no news; those that do not get away are. */
const stuckAfterMs = 10_000;

/** On every page: what this station holds that the server does not have, since when, and what becomes of it. */
export function OutboxBanner() {
  useEffect(startOutbox, []);
  // A session's own bands say the same in its own words.
  const inSession = saidBySession.use();
  const isOpen = trayIsOpen.use();
  // The floor says in its own strip since when there is no network, and what waits.
  const isOnFloor = useRouterState({ select: ({ location }) => /^\/floor(\/|$)/.test(location.pathname) });
  const open = () => trayIsOpen.set(true);
  return (
    <>
      <Waiting open={open} isSaid={inSession !== undefined || isOnFloor} />
      <NotKept open={open} saidIn={inSession} />
      {inSession === undefined && <Room />}
      <Suspense>{isOpen && <Tray close={() => trayIsOpen.set(false)} />}</Suspense>
    </>
  );
}

type BandProps = { state: State; title: string; children?: ReactNode; act?: { says: string; on: () => void } };

function Band({ state, title, children, act }: BandProps) {
  return (
    <div className="silent-band no-print">
      <Notice
        state={state}
        title={title}
        live
        {...(act === undefined ? {} : { actions: <Button onClick={act.on}>{act.says}</Button> })}
      >
        {children}
      </Notice>
    </div>
  );
}

function Waiting({ open, isSaid }: { open: () => void; isSaid: boolean }) {
  const { silentSince } = network.use();
  const { waiting, sinceMs } = outboxState.use();
  const by = heldBy.use();
  const late = sentLate.use();
  const zone = useZone();
  const nowMs = useNow();
  const act = { says: t('facts.see'), on: open };
  if (silentSince !== undefined) {
    if (isSaid) return null;
    if (waiting === 0) return <SilentBand />;
    const time = clockOrMoment(silentSince, zone);
    return (
      <Band state="amber" title={t('facts.silent', { count: waiting, time })} act={act}>
        {t('facts.silentHow', { time })}
      </Band>
    );
  }
  if (waiting > 0 && sinceMs !== undefined && by !== undefined && nowMs - sinceMs > stuckAfterMs)
    return (
      <Band state="amber" title={t('facts.held', { count: waiting, time: clock(sinceMs, zone) })} act={act}>
        {t(`facts.heldBy.${by}`)}
      </Band>
    );
  return late === undefined ? null : <Band state="green" title={t('facts.sentLate', { count: late })} />;
}

function NotKept({ open, saidIn }: { open: () => void; saidIn: string | undefined }) {
  const refused = outboxState.use().refused.filter(({ event }) => event.session !== saidIn);
  const { broken } = held.use();
  return (
    <>
      {refused.length > 0 && (
        <Band
          state="red"
          title={t('facts.refused', { count: refused.length })}
          act={{ says: t('facts.look'), on: open }}
        >
          {t('facts.refusedHow')}
        </Band>
      )}
      {broken > 0 && (
        <Band state="red" title={t('facts.broken', { count: broken })}>
          {t('facts.brokenHow')}
        </Band>
      )}
    </>
  );
}

function Room() {
  const { storage, leftFacts } = outboxState.use();
  if (storage === 'full')
    return (
      <Band state="red" title={t('facts.full')}>
        {t('facts.fullHow')}
      </Band>
    );
  if (storage === 'ok') return null;
  return (
    <Band state="amber" title={t('facts.nearlyFull', { count: leftFacts ?? 0 })}>
      {t('facts.fullHow')}
    </Band>
  );
}
