import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { FactGroups } from './facts.tsx';
import { centerQuery, type Entry, type Evidence, type Fact } from './finder.queries.ts';
import { EntryCard } from './listing.tsx';
import { AloneNotice, ProposalCard } from './proposals.tsx';
import { Quotes } from './quotes.tsx';
import { type Why, WhyDialog } from './why-dialog.tsx';
import './finder.css';

/** One entry as editors keep it: what is known, from whom, and what the public page says of it. */
export function CenterScreen() {
  const { id } = useParams({ from: '/directory/centers/$id' });
  const asked = useQuery(centerQuery(id));
  return (
    <Page
      key={id}
      title={asked.data?.name ?? t('centers.title')}
      back={{ to: '/directory/centers', label: t('center.back') }}
    >
      <When asked={asked} rows={6}>
        {(entry) => <Whole entry={entry} />}
      </When>
    </Page>
  );
}

export type Adding = { fact: Fact; like?: Evidence };

function Whole({ entry }: { entry: Entry }) {
  const [why, setWhy] = useState<Why>();
  const [adding, setAdding] = useState<Adding>();
  return (
    <div className="stack g3">
      <Standing entry={entry} />
      {entry.proposals.length > 0 && <AloneNotice editors={entry.editors} />}
      {entry.proposals.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} ask={setWhy} isOnCenter />
      ))}
      <EntryCard entry={entry} ask={setWhy} />
      <FactGroups entry={entry} add={setAdding} ask={setWhy} />
      <Quotes entry={entry} ask={setWhy} />
      <Card title={t('changes.title')}>
        {entry.changes.length === 0 ? (
          <p className="quiet">{t('changes.none')}</p>
        ) : (
          <ul className="stack g1">
            {entry.changes.map(({ changedOn, words }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes of one day may have the same words
              <li key={at}>
                <span className="num quiet">{day(changedOn)}</span> {words}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {why !== undefined && <WhyDialog why={why} close={() => setWhy(undefined)} />}
      {adding !== undefined && <EvidenceForm entry={entry} adding={adding} close={() => setAdding(undefined)} />}
    </div>
  );
}

function Standing({ entry }: { entry: Entry }) {
  const { listing, listingOn, mergedInto, own, synthetic } = entry;
  const since = { day: day(listingOn ?? '') };
  return (
    <>
      {mergedInto !== null && (
        <Notice
          state="blue"
          title={t('center.mergedTitle')}
          actions={
            <Button component={Link} to={`/directory/centers/${mergedInto}`}>
              {t('center.openMerged')}
            </Button>
          }
        >
          {t('center.mergedBody')}
        </Notice>
      )}
      {listing === 'removed' && (
        <Notice state="red" title={t('center.removedTitle', since)}>
          {t('center.removedBody')}
        </Notice>
      )}
      {listing === 'closed' && mergedInto === null && (
        <Notice state="amber" title={t('center.closedTitle', since)}>
          {t('center.closedBody')}
        </Notice>
      )}
      {own !== null && (
        <Notice state="blue" title={t('center.ownTitle')}>
          {t('center.ownBody')}
        </Notice>
      )}
      {synthetic && <Notice state="plain">{t('center.synthetic')}</Notice>}
    </>
  );
}
