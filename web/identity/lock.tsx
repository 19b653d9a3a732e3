import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { cameBack, leave } from '#web/platform/coming-and-going.ts';
import type { Me } from '#web/platform/contract.ts';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Threshold } from '#web/ui/threshold.tsx';
import { Prove } from './prove.tsx';
import { StationSwitchScreen } from './station-switch.screen.tsx';

/**
 * The screen is closed. What was being written stays beneath, under its person's name, unreadable until they are back.
 *
 * @param beside what stands on a locked screen for anybody
 */
export function Lock({ me, beside }: { me: Me; beside?: ReactNode }) {
  const station = useFrame()?.station;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const was = document.activeElement;
    box.current?.querySelector<HTMLElement>('h1')?.focus();
    return () => {
      if (was instanceof HTMLElement && was.isConnected) was.focus();
    };
  }, []);
  return (
    <div className="lock" ref={box}>
      {station ? (
        <StationSwitchScreen station={station} beside={beside} />
      ) : (
        <>
          <Threshold title={t('lock.title')} intro={t('lock.intro', { name: me.name })}>
            <Prove me={me} to="/api/unlock" act={t('lock.open')} done={() => void cameBack()} />
            <div className="row end">
              <Button variant="subtle" onClick={() => void leave()}>
                {t('lock.notMe', { name: me.name })}
              </Button>
            </div>
          </Threshold>
          {beside}
        </>
      )}
    </div>
  );
}
