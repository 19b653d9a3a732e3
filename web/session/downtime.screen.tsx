import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '#web/platform/text.ts';
import { BackIcon, PrintIcon } from '#web/ui/icons.ts';
import { useHeading } from '#web/ui/page.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { Empty, Loading } from '#web/ui/states.tsx';
import { DowntimeSheet } from './downtime-sheet.tsx';
import { chairWords } from './floor-words.ts';
import { serverNow, useFloor, useRecords, useSessionInHand } from './session-data.ts';

/** The sheet of one session. */
export function DowntimeScreen() {
  const { id } = useParams({ from: '/sessions/$id/downtime' });
  const hand = useSessionInHand(id);
  const back = (
    <Link to="/sessions/$id" params={{ id }} className="back">
      <BackIcon size={20} aria-hidden />
      {t('place.floor')}
    </Link>
  );
  if (hand === undefined) return <Loading rows={4} />;
  if (hand === 'not-here') return <Empty title={t('session.notHere')}>{t('session.notHereHow')}</Empty>;
  return (
    <Paper title={t('down.titleOf', { initials: hand.session.patient.initials })} back={back}>
      <DowntimeSheet {...hand} />
    </Paper>
  );
}

/** The sheets of everyone who is on the floor, one page each. */
export function FloorDowntimeScreen() {
  const { floor } = useFloor();
  const records = useRecords();
  const back = (
    <Link to="/floor" className="back">
      <BackIcon size={20} aria-hidden />
      {t('place.floor')}
    </Link>
  );
  if (floor === undefined) return <Loading rows={4} />;
  const here = floor.sessions.filter(({ id }) => records.get(id)?.record.phase !== 'left');
  const placeOf = new Map(floor.chairs.map(({ id, place }) => [id, place]));
  const last = Number.MAX_SAFE_INTEGER;
  const sorted = here.toSorted(
    (a, b) => (placeOf.get(a.chairId ?? '') ?? last) - (placeOf.get(b.chairId ?? '') ?? last),
  );
  return (
    <Paper title={t('down.floorTitle')} back={back}>
      {sorted.length === 0 && <Empty title={t('down.nobody')} />}
      {sorted.map((session) => {
        const found = records.get(session.id);
        const chair = floor.chairs.find(({ id }) => id === session.chairId)?.name;
        if (found !== undefined)
          return <DowntimeSheet key={session.id} floor={floor} session={session} {...found} nowMs={serverNow()} />;
        return (
          <Notice key={session.id} state="amber">
            {t('down.loading', { chair: chair === undefined ? t('down.noChair') : chairWords(chair) })}
          </Notice>
        );
      })}
    </Paper>
  );
}

function Paper({ title, back, children }: { title: string; back: ReactNode; children: ReactNode }) {
  const heading = useHeading(title);
  return (
    <div className="down">
      <div className="down-bar no-print">
        {back}
        <div className="grow">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="quiet">{t('down.intro')}</p>
        </div>
        <Button variant="filled" onClick={() => print()} leftSection={<PrintIcon size={22} aria-hidden />}>
          {t('down.print')}
        </Button>
      </div>
      {children}
    </div>
  );
}
