import './wall.css';
import { useEffect } from 'react';
import { clock } from '#web/platform/format.ts';
import { network } from '#web/platform/network.ts';
import { useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { showDisplay } from '#web/ui/appearance.ts';
import { NetworkState, useNow } from '#web/ui/network-state.tsx';
import { useHeading } from '#web/ui/page.tsx';
import { callsOf } from './duty-words.ts';
import { FloorBoard } from './floor-board.tsx';
import { BoardLoading } from './floor-free.tsx';
import { seatsOf, watchingOf } from './floor-seats.ts';
import { FloorStrip } from './floor-strip.tsx';
import { FloorWatch } from './floor-watch.tsx';
import { ranked, silentWords } from './floor-words.ts';
import { serverNow, useFloor, useRecords } from './session-data.ts';
import { PressureStrip } from './wall-chart.tsx';

/** The floor for a wall: read from 3 m, no controls, nobody's name or number. */
export function WallScreen() {
  const me = useMe();
  const frame = useFrame();
  const { floor, asOfMs, isFromStation } = useFloor();
  const records = useRecords();
  const { silentSince } = network.use();
  useNow(1_000);
  const nowMs = serverNow();
  const heading = useHeading(t('floor.wall'));
  useEffect(() => showDisplay('wall'), []);
  const zone = floor?.clinic.timeZone ?? me.timeZone;
  const asOf = asOfMs ?? silentSince;
  const isSilent = (silentSince !== undefined || isFromStation) && asOf !== undefined;
  return (
    <div className="floor floor-wall">
      <header className="wall-top">
        <h1 ref={heading} tabIndex={-1} className="unseen">
          {t('floor.wall')}
        </h1>
        <p className="wall-clock num">{clock(nowMs, zone)}</p>
        <FloorStrip
          needs={
            floor === undefined
              ? []
              : ranked(seatsOf(floor, records), floor.people, nowMs, {
                  zone,
                  isWall: true,
                  calls: callsOf(floor, records, nowMs, 'short'),
                })
          }
          isWall
          silent={isSilent ? silentWords({ silentSince, asOf, waiting: 0, zone }) : undefined}
        />
        <div className="grow" />
        {frame?.demo && <span className="synthetic">{t('shell.synthetic')}</span>}
        <NetworkState />
      </header>
      {floor === undefined ? (
        <BoardLoading />
      ) : (
        <>
          <div className="floor-body">
            <FloorBoard
              floor={floor}
              records={records}
              nowMs={nowMs}
              me={undefined}
              asOfMs={isSilent ? asOf : undefined}
              stripOf={(session) => {
                const found = records.get(session.id);
                return found && <PressureStrip {...found} session={session} zone={zone} nowMs={nowMs} />;
              }}
            />
          </div>
          <FloorWatch {...watchingOf(floor, records, nowMs)} />
        </>
      )}
    </div>
  );
}
