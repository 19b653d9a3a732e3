import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { proposalsQuery } from './finder.queries.ts';
import { AloneNotice, ProposalCard } from './proposals.tsx';
import { type Why, WhyDialog } from './why-dialog.tsx';

/** What one editor proposed and a second one decides: who has waited longest comes first. */
export function ProposalsScreen() {
  const asked = useQuery(proposalsQuery);
  const [why, setWhy] = useState<Why>();
  return (
    <Page title={t('proposals.title')} intro={t('proposals.intro')}>
      <When asked={asked} rows={3}>
        {({ proposals, open, editors }) => (
          <div className="stack g3">
            <AloneNotice editors={editors} />
            {open > proposals.length && <Notice state="blue">{t('proposals.more', { open })}</Notice>}
            {proposals.length === 0 ? (
              <Card>
                <Empty title={t('proposals.none')}>{t('proposals.noneHint')}</Empty>
              </Card>
            ) : (
              proposals.map((proposal) => <ProposalCard key={proposal.id} proposal={proposal} ask={setWhy} />)
            )}
          </div>
        )}
      </When>
      {why !== undefined && <WhyDialog why={why} close={() => setWhy(undefined)} />}
    </Page>
  );
}
