import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get } from '#web/platform/api.ts';
import type { Frame, StationHere, StationPerson } from '#web/platform/contract.ts';
import { clock, day } from '#web/platform/format.ts';
import { useFrame, useZone } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { KeyIcon, StationIcon, WhoIcon } from '#web/ui/icons.ts';
import { Logo } from '#web/ui/logo.tsx';
import { NetworkState, useNow } from '#web/ui/network-state.tsx';
import { useHeading } from '#web/ui/page.tsx';
import { Initials, Mark } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { SignInScreen } from './sign-in.screen.tsx';
import { StationPersonPanel } from './station-person.tsx';

const stationQuery = {
  queryKey: ['station-here'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<StationHere>('/api/station', { signal, background: true }),
};

type Station = NonNullable<Frame['station']>;

/**
 * Who is at this station now: a name and a PIN of this station, or a passkey. Two taps.
 *
 * @param beside what stands on it for anybody. It comes first: what is due in the chairs, and the way to say that a dose
 * was stopped, are seen without scrolling.
 */
export function StationSwitchScreen({ station, beside }: { station: Station; beside?: ReactNode }) {
  const frame = useFrame();
  const heading = useHeading(t('station.who'));
  const asked = useQuery(stationQuery);
  const [chosenId, setChosenId] = useState(frame?.me?.accountId);
  const [full, setFull] = useState(false);
  if (full)
    return (
      <>
        {beside}
        <SignInScreen back={() => setFull(false)} />
      </>
    );
  const chosen = asked.data?.people.find(({ accountId }) => accountId === chosenId);
  return (
    <div className="station">
      <StationHeader station={station} />
      {beside}
      <main className="station-body">
        <section className="stack g2">
          <h1 ref={heading} tabIndex={-1} className="station-title">
            {t('station.who')}
          </h1>
          <When asked={asked} rows={5}>
            {({ people }) =>
              people.length === 0 ? (
                <div className="card">
                  <Empty title={t('station.nobody')}>{t('station.nobodyHint')}</Empty>
                </div>
              ) : (
                <ul className="station-people">
                  {people.map((person) => (
                    <li key={person.accountId}>
                      <Person person={person} chosen={person === chosen} choose={() => setChosenId(person.accountId)} />
                    </li>
                  ))}
                </ul>
              )
            }
          </When>
          <div className="station-ways">
            <Button size="lg" leftSection={<KeyIcon size={24} aria-hidden />} onClick={() => setFull(true)}>
              {t('station.fullSignIn')}
            </Button>
            <Button size="lg" leftSection={<WhoIcon size={24} aria-hidden />} onClick={() => setFull(true)}>
              {t('station.notListed')}
            </Button>
          </div>
        </section>
        <section className="card station-panel" aria-label={t('station.panel')}>
          {chosen ? (
            <StationPersonPanel
              key={chosen.accountId}
              person={chosen}
              fullSignIn={() => setFull(true)}
              cancel={() => setChosenId(undefined)}
            />
          ) : (
            <div className="station-hint">
              <WhoIcon size={48} aria-hidden />
              <p>{t('station.chooseFirst')}</p>
            </div>
          )}
          <p className="small quiet center">{t('station.yours', { minutes: frame?.idleLockMin ?? 10 })}</p>
        </section>
      </main>
    </div>
  );
}

function Person({ person, chosen, choose }: { person: StationPerson; chosen: boolean; choose: () => void }) {
  return (
    <button type="button" className="station-person" aria-pressed={chosen} onClick={choose}>
      <Initials of={person.initials.replaceAll('.', '')} tone={chosen ? 'now' : 'quiet'} />
      <span className="row-main">
        <span className="station-name">{person.name}</span>
        <span className="quiet">{person.roles.map((role) => t(`role.${role}`)).join(', ')}</span>
      </span>
      {person.pinLocked && (
        <span className="row g05 small mark-amber">
          <Mark state="amber" size={18} />
          {t('station.pinLocked')}
        </span>
      )}
    </button>
  );
}

function StationHeader({ station }: { station: Station }) {
  const frame = useFrame();
  const now = useNow(10_000);
  return (
    <header className="header station-header">
      <Logo size={32} named />
      <span className="header-name">{frame?.clinicName ?? frame?.me?.clinicName ?? t('app.name')}</span>
      {frame?.demo && <span className="synthetic">{t('shell.synthetic')}</span>}
      <div className="grow" />
      <span className="row g1 small quiet station-of">
        <StationIcon size={20} aria-hidden />
        <span>
          {station.name}
          <span className="station-since"> · {t('station.enrolled', { date: day(station.enrolledAt) })}</span>
        </span>
      </span>
      <NetworkState />
      <span className="station-clock num">{clock(now, useZone())}</span>
    </header>
  );
}
