import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { trayIsOpen } from '#web/offline/station-tray.ts';
import { maySee } from '#web/platform/may.ts';
import { network } from '#web/platform/network.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useKeysOn } from '#web/ui/keys.tsx';
import { useNow } from '#web/ui/network-state.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { Failed } from '#web/ui/states.tsx';
import { callsOf } from './duty-words.ts';
import { FloorAbout } from './floor-about.tsx';
import { FloorBelow } from './floor-below.tsx';
import { FloorBeside } from './floor-beside.tsx';
import { type FloorActs, FloorBoard } from './floor-board.tsx';
import { BoardLoading } from './floor-free.tsx';
import { FloorHeader } from './floor-header.tsx';
import { MoveSession } from './floor-move.tsx';
import { OpenSession } from './floor-open.tsx';
import { placesOf, seatsOf, watchingOf } from './floor-seats.ts';
import { MyShift } from './floor-shift.tsx';
import { SilenceButton } from './floor-silence.tsx';
import { FloorStrip } from './floor-strip.tsx';
import { FloorVoice } from './floor-voice.tsx';
import { FloorWatch } from './floor-watch.tsx';
import { ranked, silentWords } from './floor-words.ts';
import { GroupLinks } from './group-links.tsx';
import { SavedState } from './saved-state.tsx';
import { outboxState, serverNow, useFloor, useRecords, write } from './session-data.ts';
import { HandoverIcon } from './session-icons.ts';
import { lookAtFloor } from './session-store.ts';

/** The floor: every chair, what is due at it, and the two things that need a person first. */
export function FloorScreen() {
  const me = useMe();
  const { floor, asOfMs, isFromStation, error } = useFloor();
  const records = useRecords();
  useNow(1_000);
  const nowMs = serverNow();
  const navigate = useNavigate();
  const [opening, setOpening] = useState<string | undefined>();
  const [moving, setMoving] = useState<string | undefined>();
  const { silentSince } = network.use();
  const { waiting } = outboxState.use();
  const mayWrite = maySee(me, 'session.write');
  useChairKeys(floor === undefined ? [] : placesOf(floor, records).map(({ here, next }) => here?.id ?? next?.id));

  if (floor === undefined)
    return (
      <div className="floor">
        <FloorHeader clinic={me.clinicName} zone={me.timeZone} nowMs={nowMs} />
        {error === undefined ? (
          <BoardLoading />
        ) : (
          <div className="page">
            <Failed error={error} again={() => void lookAtFloor()} />
          </div>
        )}
      </div>
    );

  const zone = floor.clinic.timeZone;
  const seats = seatsOf(floor, records);
  const acts: FloorActs = {
    take: (session) => void write({ session, kind: 'watch-taken', data: {} }),
    have: (session, task) => void write({ session, kind: 'task-acknowledged', data: { task } }),
    checkIn: (id) => void navigate({ to: '/sessions/$id', params: { id }, search: { act: 'arrive' } }),
    open: setOpening,
    move: maySee(me, 'session.open') ? setMoving : undefined,
  };
  const moved = floor.sessions.find(({ id }) => id === moving);
  const isSilent = silentSince !== undefined || isFromStation;
  const asOf = asOfMs ?? silentSince;
  const watching = watchingOf(floor, records, nowMs);
  const shift = floor.duty?.onSite.find(({ id }) => id === me.practitionerId);
  const calls = callsOf(floor, records, nowMs);
  return (
    <div className="floor">
      <FloorHeader clinic={floor.clinic.name} zone={zone} nowMs={nowMs}>
        <SavedState />
        {mayWrite && (
          <SilenceButton
            duty={floor.duty}
            shiftFromMs={shift?.fromMs}
            nowMs={nowMs}
            onSilence={() => recordSilence(seats)}
          />
        )}
        {maySee(me, 'shift.write') && (
          <MyShift
            untilMs={shift?.untilMs}
            chairs={watching.watching.find(({ person }) => person.id === me.practitionerId)?.chairs ?? []}
            zone={zone}
            nowMs={nowMs}
          />
        )}
        {mayWrite && (
          <Button component={Link} to="/floor/handover" leftSection={<HandoverIcon size={22} aria-hidden />}>
            {t('handover.open')}
          </Button>
        )}
      </FloorHeader>
      <FloorStrip
        needs={ranked(seats, floor.people, nowMs, { zone, calls })}
        silent={isSilent && asOf !== undefined ? silentWords({ silentSince, asOf, waiting, zone }) : undefined}
        onWaiting={waiting > 0 ? () => trayIsOpen.set(true) : undefined}
      />
      <div className="floor-body">
        {floor.sessions.length === 0 && floor.chairs.length > 0 && (
          <Notice state="blue" title={t('floor.nobodyToday')}>
            {t('floor.nobodyTodayHow')}
          </Notice>
        )}
        <FloorBoard
          floor={floor}
          records={records}
          nowMs={nowMs}
          me={me.practitionerId ?? undefined}
          acts={mayWrite ? acts : undefined}
          asOfMs={isSilent ? asOf : undefined}
        />
        <FloorBeside floor={floor} records={records} />
        <GroupLinks floor={floor} mayWrite={mayWrite} />
      </div>
      <FloorWatch {...watching}>
        <FloorBelow nowMs={nowMs} />
        <FloorAbout floor={floor} shiftFromMs={shift?.fromMs} nowMs={nowMs} />
      </FloorWatch>
      <FloorVoice seats={seats} zone={zone} sounds />
      {opening !== undefined && <OpenSession floor={floor} chairId={opening} close={() => setOpening(undefined)} />}
      {moved !== undefined && <MoveSession floor={floor} session={moved} close={() => setMoving(undefined)} />}
    </div>
  );
}

/** Each silence is written down, in the sessions that were heard. */
function recordSilence(seats: ReturnType<typeof seatsOf>): void {
  for (const { id, agenda, record } of seats)
    if (record.phase !== 'left' && agenda.todo.some(({ state }) => state !== 'upcoming'))
      void write({ session: id, kind: 'task-acknowledged', data: { task: 'sound-silenced' } });
}

/** 1 to 6: the chair of that number. */
function useChairKeys(sessions: readonly (string | undefined)[]): void {
  const on = useKeysOn();
  const navigate = useNavigate();
  const all = sessions.join();
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const id = /^[1-9]$/.test(event.key) ? all.split(',')[Number(event.key) - 1] : undefined;
      if (id === undefined || id === '' || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      void navigate({ to: '/sessions/$id', params: { id } });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [on, navigate, all]);
}

export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
