import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { t } from '#web/platform/text.ts';
import { useHeading } from '#web/ui/page.tsx';
import { Empty, Loading } from '#web/ui/states.tsx';
import { DevicesCard } from './dose-devices-card.tsx';
import { RestCard } from './dose-rest-card.tsx';
import { MonitorStrip } from './monitor-strip.tsx';
import { RemsCard } from './rems.tsx';
import { useActInAddress } from './session-act.ts';
import { fetchSheets, OpenSheet } from './session-act-sheet.tsx';
import { SessionAgenda } from './session-agenda.tsx';
import { Bands } from './session-bands.tsx';
import { ActionBar } from './session-bar.tsx';
import { SessionClocks } from './session-clocks.tsx';
import { type SessionInHand, useSessionInHand } from './session-data.ts';
import { SessionHeader } from './session-header.tsx';
import { LastReadings } from './session-readings.tsx';
import { Below, OpenEffects, openCounts, ToSettle } from './session-settle.tsx';
import { SessionVoice, useSessionKeys } from './session-voice.tsx';
import { SessionTimeline } from './timeline.tsx';
import { VitalsLine } from './vitals-line.tsx';
import './chair.css';
import './session.css';
import './dose.css';

/** One session at the chair: who it is, its clocks, what is next, the last numbers, its course, and what can be done. */
export function SessionScreen() {
  const { id } = useParams({ from: '/sessions/$id' });
  const hand = useSessionInHand(id);
  if (hand === undefined) return <Loading rows={4} />;
  if (hand === 'not-here') return <NotHere />;
  return <InHand hand={hand} />;
}

/** There is no chair to show, and still a way on. */
function NotHere() {
  const heading = useHeading(t('session.notHere'));
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="unseen">
        {t('session.notHere')}
      </h1>
      <Empty
        title={t('session.notHere')}
        actions={
          <Button component={Link} to="/floor">
            {t('session.toFloor')}
          </Button>
        }
      >
        {t('session.notHereHow')}
      </Empty>
    </>
  );
}

function InHand({ hand }: { hand: SessionInHand }) {
  const { act, open, close } = useActInAddress();
  useSessionKeys(open, hand.record.phase !== 'left');
  useEffect(fetchSheets, []);
  const { effects, settle } = openCounts(hand);
  return (
    <div className="session">
      <div className="session-scroll">
        <SessionHeader hand={hand} open={open} />
        <Bands hand={hand} open={open} />
        <SessionClocks hand={hand} />
        <VitalsLine hand={hand} />
        <MonitorStrip hand={hand} open={open} />
        <div className="session-body">
          <div className="session-side">
            <SessionAgenda
              hand={hand}
              open={open}
              isTight={effects + settle > 0 || hand.agenda.dosing.route === 'intranasal-esketamine'}
            />
            <LastReadings hand={hand} open={open} />
            <DevicesCard hand={hand} />
            <RestCard hand={hand} open={open} />
            <RemsCard hand={hand} open={open} />
            <OpenEffects hand={hand} open={open} />
            <ToSettle hand={hand} open={open} />
            <Below hand={hand} />
          </div>
          <SessionTimeline hand={hand} open={open} />
        </div>
      </div>
      <ActionBar hand={hand} open={open} />
      <SessionVoice hand={hand} />
      {act !== undefined && <OpenSheet act={act} hand={hand} close={close} />}
    </div>
  );
}
