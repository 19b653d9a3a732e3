import './floor.css';
import './handover.css';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { Card } from '#web/ui/parts.tsx';
import { Empty, Loading } from '#web/ui/states.tsx';
import { FloorHeader } from './floor-header.tsx';
import { GiveHandover } from './handover-give.tsx';
import { handingsOf } from './handover-list.ts';
import { wouldWatch } from './handover-ratio.ts';
import { GivenHandover, TakeHandover } from './handover-take.tsx';
import { SavedState } from './saved-state.tsx';
import { serverNow, useFloor, useRecords } from './session-data.ts';

/** Handing over and taking over, with or without a network: what is written here waits on the station like any fact. */
export function HandoverScreen() {
  const me = useMe();
  const { floor } = useFloor();
  const records = useRecords();
  useNow(1_000);
  const nowMs = serverNow();
  if (floor === undefined) return <Loading rows={4} />;
  const self = me.practitionerId ?? '';
  const all = handingsOf(floor, records);
  const mine = all.filter(({ record }) => record.watch?.by === self);
  const toMe = all.flatMap((of) => (of.open?.data.to === self ? [{ of, open: of.open }] : []));
  const given = all.flatMap((of) => (of.open !== undefined && of.open.by === self ? [{ of, open: of.open }] : []));
  return (
    <div className="floor">
      <FloorHeader clinic={floor.clinic.name} zone={floor.clinic.timeZone} nowMs={nowMs} title={t('handover.title')}>
        <SavedState />
        <Button component={Link} to="/floor">
          {t('handover.toFloor')}
        </Button>
      </FloorHeader>
      <div className="floor-body handover">
        <p className="quiet">{t('handover.intro')}</p>
        {toMe.map(({ of, open }) => (
          <section key={open.id} aria-label={`${t('handover.toMe')}: ${of.where}`}>
            <h2 className="handover-head">{t('handover.toMe')}</h2>
            <TakeHandover {...{ floor, of, open, nowMs }} would={wouldWatch(all, self, [])} />
          </section>
        ))}
        {given.length > 0 && (
          <Card title={t('handover.waiting')} flush>
            <ul className="rows">
              {given.map(({ of, open }) => (
                <GivenHandover key={open.id} floor={floor} of={of} open={open} />
              ))}
            </ul>
          </Card>
        )}
        <GiveHandover floor={floor} all={all} mine={mine} me={self} nowMs={nowMs} />
        {mine.length === 0 && toMe.length === 0 && (
          <Empty title={t('handover.mineNone')}>{t('handover.toMeNone')}</Empty>
        )}
      </div>
      <p className="watch-sentence handover-sentence">{t('floor.notAMonitor')}</p>
    </div>
  );
}
