import { Button } from '@mantine/core';
import { useState } from 'react';
import { post } from '#web/platform/api.ts';
import type { Frame } from '#web/platform/contract.ts';
import { rich, t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal } from '#web/ui/form-parts.tsx';
import { ClinicIcon, ComputerIcon, DatabaseIcon, FlaskIcon, OnwardIcon } from '#web/ui/icons.ts';
import { Logo } from '#web/ui/logo.tsx';
import { useHeading } from '#web/ui/page.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { useDemoOpening } from './demo-opening.ts';
import { SetUpScreen } from './set-up.screen.tsx';
import './setup.css';

/** An empty data folder: two doors, each says what it needs. Nothing else on the page. */
export function FirstRunScreen({ frame }: { frame: Frame }) {
  const [setUp, setSetUp] = useState(false);
  if (setUp) return <SetUpScreen back={() => setSetUp(false)} />;
  return <Doors frame={frame} setUp={() => setSetUp(true)} />;
}

function Doors({ frame, setUp }: { frame: Frame; setUp: () => void }) {
  const heading = useHeading(t('app.name'));
  const { busy, error, run } = useBusy();
  const [opening, setOpening] = useState(false);
  useDemoOpening(opening);
  const openDemo = () =>
    void run(() => post('/api/setup/demo', undefined, { bare: true, limitMs: 5 * 60_000 })).then(
      (ok) => ok && setOpening(true),
    );
  return (
    <main className="first-run">
      <div className="first-run-mark">
        <Logo size={88} />
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {t('app.name')}
          </h1>
          <p>{t('app.tagline')}</p>
        </div>
      </div>
      <p className="first-run-question">{t('firstRun.question')}</p>
      <div className="doors">
        <section className="card door">
          <span className="door-icon door-icon-main">
            <ClinicIcon size={40} aria-hidden />
          </span>
          <h2>{t('firstRun.setUp')}</h2>
          <p>{t('firstRun.setUpBody')}</p>
          <ul>
            <li>{t('firstRun.setUpNeeds')}</li>
            <li>{t('firstRun.setUpThen')}</li>
          </ul>
          <Button
            size="xl"
            variant="filled"
            fullWidth
            onClick={setUp}
            rightSection={<OnwardIcon size={24} aria-hidden />}
          >
            {t('firstRun.setUp')}
          </Button>
        </section>
        <section className="card door">
          <span className="door-icon">
            <FlaskIcon size={40} aria-hidden />
          </span>
          <h2>{t('firstRun.try')}</h2>
          <p>{t('firstRun.tryBody')}</p>
          <ul>
            <li>{rich('firstRun.trySays')}</li>
            <li>{t('firstRun.tryGone')}</li>
          </ul>
          {opening ? (
            <Notice state="blue" live>
              {t('firstRun.tryBusy')}
            </Notice>
          ) : frame.demoOffered ? (
            <Button
              size="xl"
              fullWidth
              loading={busy}
              onClick={openDemo}
              rightSection={<OnwardIcon size={24} aria-hidden />}
            >
              {t('firstRun.tryGo')}
            </Button>
          ) : (
            <Notice state="unknown">
              {frame.demoReason === undefined
                ? t('firstRun.tryNotOffered')
                : t('firstRun.tryNot', { reason: frame.demoReason })}
            </Notice>
          )}
          <Refusal error={error} />
        </section>
      </div>
      <footer className="threshold-end">
        <span>
          <DatabaseIcon size={20} aria-hidden />
          {t('firstRun.databaseReady', { database: frame.database })}
        </span>
        <span>
          <ComputerIcon size={20} aria-hidden />
          {isLocal(frame.address) ? t('firstRun.thisComputer', { address: frame.address }) : frame.address}
        </span>
        <span>{t('firstRun.version', { version: frame.version })}</span>
      </footer>
    </main>
  );
}

const isLocal = (address: string): boolean => /^http:\/\/(localhost|127\.|\[::1\])/.test(address);
