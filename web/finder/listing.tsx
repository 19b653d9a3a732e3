import { Button } from '@mantine/core';
import { useState } from 'react';
import { day } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Card, Fact, Facts, Pill } from '#web/ui/parts.tsx';
import { DetailsForm } from './details-form.tsx';
import { changeEntry, type Entry } from './finder.queries.ts';
import { ReportHostForm } from './report-host-form.tsx';
import type { Why } from './why-dialog.tsx';

/** What is usual needs no mark. */
export function ListingPill({ listing, claimedOn }: { listing: string; claimedOn: string | null }) {
  return (
    <span className="row g1">
      {claimedOn !== null && <Pill state="blue">{t('listing.claimed')}</Pill>}
      {listing === 'closed' && <Pill state="amber">{t('listing.closed')}</Pill>}
      {listing === 'removed' && <Pill state="red">{t('listing.removed')}</Pill>}
    </span>
  );
}

/** What sources say of the entry as a whole, whether it is listed, and who answers for it. */
export function EntryCard({ entry, ask }: { entry: Entry; ask: (why: Why) => void }) {
  const me = useMe();
  const [form, setForm] = useState<'details' | 'report-host'>();
  const unknown = <span className="absent">{t('center.notKnown')}</span>;
  return (
    <Card
      title={t('center.entry')}
      aside={
        <a className="inline-way" href={`/care/centers/${entry.slug}`} target="_blank" rel="noreferrer">
          {t('directory.publicPage')}
        </a>
      }
    >
      <div className="stack g3">
        <Facts>
          <Fact name={t('center.places')}>
            {entry.places.length === 0 ? unknown : entry.places.map((place) => <p key={place}>{place}</p>)}
          </Fact>
          <Fact name={t('center.phone')}>{entry.phone ?? unknown}</Fact>
          <Fact name={t('center.website')}>{entry.website ?? unknown}</Fact>
          <Fact name={t('center.reports')}>
            <ReportsAt entry={entry} />
          </Fact>
          <Fact name={t('center.npi')}>{entry.npi ?? unknown}</Fact>
          <Fact name={t('center.listing')}>
            {entry.listingOn === null
              ? t('listing.listed')
              : t('center.since', { listing: t(`listing.${entry.listing}`), day: day(entry.listingOn) })}
          </Fact>
          <Fact name={t('center.claimed')}>
            {entry.claimedOn === null ? t('center.notClaimed') : t('center.claimedOn', { day: day(entry.claimedOn) })}
          </Fact>
          <Fact name={t('center.sources')}>
            {entry.sources.map(({ name, key, readOn }) => (
              <p key={`${name} ${key}`}>{t('center.source', { name, day: day(readOn) })}</p>
            ))}
          </Fact>
        </Facts>
        {maySee(me, 'center.edit') && entry.mergedInto === null && (
          <ListingActs entry={entry} ask={ask} open={setForm} />
        )}
      </div>
      {form === 'details' && <DetailsForm entry={entry} close={() => setForm(undefined)} />}
      {form === 'report-host' && <ReportHostForm entry={entry} close={() => setForm(undefined)} />}
    </Card>
  );
}

function ReportsAt({ entry: { reportHost } }: { entry: Entry }) {
  if (reportHost === null) return t('center.atWebsite');
  const { host, tie, checkedOn, holds } = reportHost;
  return (
    <>
      <p className="as-written">{host}</p>
      <p className="small quiet">{t(`center.tied.${tie}`, { day: day(checkedOn) })}</p>
      {!holds && <p className="small">{t('center.tieIsOld')}</p>}
    </>
  );
}

type ActsProps = { entry: Entry; ask: (why: Why) => void; open: (form: 'details' | 'report-host') => void };

function ListingActs({ entry, ask, open }: ActsProps) {
  const me = useMe();
  const to = (path: string, body: object) => async (reason: string) => {
    await changeEntry(entry, path, { ...body, reason });
  };
  const isClaimed = entry.claimedOn !== null;
  const claim: Why = {
    title: t(isClaimed ? 'center.ungrantTitle' : 'center.grantTitle'),
    body: t(isClaimed ? 'center.ungrantBody' : 'center.grantBody'),
    act: t(isClaimed ? 'center.ungrant' : 'center.grant'),
    send: to('/claim', { granted: !isClaimed }),
  };
  const close: Why = {
    title: t('center.closeTitle'),
    body: t('center.closeBody'),
    act: t('center.close'),
    danger: true,
    send: to('/listing', { listing: 'closed' }),
  };
  const remove: Why = {
    title: t('center.removeTitle'),
    body: t('center.removeBody'),
    act: t('center.remove'),
    danger: true,
    send: to('/removal', {}),
  };
  const relist: Why = {
    title: t('center.relistTitle'),
    body: t('center.relistBody'),
    act: t('center.relist'),
    send: to('/listing', { listing: 'listed' }),
  };
  const isOwn = entry.own === 'marked';
  const own: Why = {
    title: t(isOwn ? 'center.notOwnTitle' : 'center.isOwnTitle'),
    body: t(isOwn ? 'center.notOwnBody' : 'center.isOwnBody'),
    act: t(isOwn ? 'center.notOwn' : 'center.isOwn'),
    send: to('/own', { own: !isOwn }),
  };
  const offered =
    entry.listing === 'listed' ? [claim, close, remove] : entry.listing === 'closed' ? [relist, remove] : [relist];
  return (
    <div className="row g1 end no-print">
      <Button onClick={() => open('details')}>{t('center.correct')}</Button>
      <Button onClick={() => open('report-host')}>{t('center.reportHostAct')}</Button>
      {maySee(me, 'center.own') && <Button onClick={() => ask(own)}>{own.act}</Button>}
      {offered.map((why) => (
        <Button key={why.act} {...(why.danger ? { variant: 'subtle', color: 'red' } : {})} onClick={() => ask(why)}>
          {why.act}
        </Button>
      ))}
    </div>
  );
}
