import { Button } from '@mantine/core';
import { useState } from 'react';
import { day } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Card, Fact, Facts, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { DetailsForm } from './details-form.tsx';
import { changeEntry, type Entry } from './finder.queries.ts';
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
  const [correcting, setCorrecting] = useState(false);
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
          <ListingActs entry={entry} ask={ask} correct={() => setCorrecting(true)} />
        )}
      </div>
      {correcting && <DetailsForm entry={entry} close={() => setCorrecting(false)} />}
    </Card>
  );
}

type ActsProps = { entry: Entry; ask: (why: Why) => void; correct: () => void };

function ListingActs({ entry, ask, correct }: ActsProps) {
  const to = (path: string, body: object) => async (reason: string) => {
    await changeEntry(entry, path, { ...body, reason });
    say(t('directory.isChanged'));
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
  const offered =
    entry.listing === 'listed' ? [claim, close, remove] : entry.listing === 'closed' ? [relist, remove] : [relist];
  return (
    <div className="row g1 end no-print">
      <Button onClick={correct}>{t('center.correct')}</Button>
      {offered.map((why) => (
        <Button key={why.act} {...(why.danger ? { variant: 'subtle', color: 'red' } : {})} onClick={() => ask(why)}>
          {why.act}
        </Button>
      ))}
    </div>
  );
}
