import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Notice, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { type Request, requestsQuery } from './finder.queries.ts';
import { SettleDialog } from './settle-dialog.tsx';

const states = ['open', 'settled'] as const;

/** What people wrote through the public forms: who has waited longest comes first. */
export function RequestsScreen() {
  const [state, setState] = useState<(typeof states)[number]>('open');
  const [settling, setSettling] = useState<Request>();
  const asked = useQuery(requestsQuery(state));
  return (
    <Page
      title={t('requests.title')}
      intro={t('requests.intro')}
      actions={
        <SegmentedControl
          aria-label={t('requests.which')}
          value={state}
          onChange={(value) => setState(value === 'settled' ? 'settled' : 'open')}
          data={states.map((value) => ({ value, label: t(`requests.${value}`) }))}
        />
      }
    >
      <When asked={asked} rows={3}>
        {({ requests, open }) => (
          <div className="stack g3">
            {state === 'open' && open > requests.length && <Notice state="blue">{t('requests.more', { open })}</Notice>}
            {requests.length === 0 ? (
              <Card>
                {state === 'open' ? (
                  <Empty title={t('requests.none')}>{t('requests.noneHint')}</Empty>
                ) : (
                  <Empty title={t('requests.noneSettled')} />
                )}
              </Card>
            ) : (
              requests.map((request) => (
                <RequestCard key={request.id} request={request} settle={() => setSettling(request)} />
              ))
            )}
          </div>
        )}
      </When>
      {settling !== undefined && <SettleDialog request={settling} close={() => setSettling(undefined)} />}
    </Page>
  );
}

function RequestCard({ request, settle }: { request: Request; settle: () => void }) {
  const me = useMe();
  const { kind, center, state, ageDays } = request;
  const kindWord = t(`requests.kind.${kind}`);
  return (
    <Card
      title={center === null ? kindWord : t('requests.about', { kind: kindWord, center: center.name })}
      aside={
        state === 'open' ? (
          <span className="quiet num">
            {ageDays === 0 ? t('requests.today') : t('requests.age', { count: ageDays })}
          </span>
        ) : (
          <Pill state={state === 'done' ? 'green' : 'plain'}>{t(`requests.state.${state}`)}</Pill>
        )
      }
    >
      <div className="stack g3">
        <div className="stack g05">
          <p className="small quiet">{t('requests.wrote')}</p>
          <p className="as-written message">{request.words}</p>
        </div>
        <Facts>
          {request.fact !== null && <Fact name={t('requests.fact')}>{request.fact}</Fact>}
          <Fact name={t('requests.replyTo')}>
            {request.replyTo === null ? (
              <span className="absent">{t('requests.noReply')}</span>
            ) : (
              <span className="as-written">{request.replyTo}</span>
            )}
          </Fact>
          {request.answer !== null && (
            <Fact name={t('requests.answer')}>
              <span className="as-written">{request.answer}</span>
            </Fact>
          )}
        </Facts>
        {state === 'open' && <Hint request={request} />}
        {request.settledAt !== null && <SettledBy by={request.settledBy} at={request.settledAt} />}
        <div className="row g1 end no-print">
          {center !== null && (
            <Button component={Link} to={`/directory/centers/${center.id}`}>
              {t('requests.openCenter')}
            </Button>
          )}
          {state === 'open' && maySee(me, 'center.edit') && (
            <Button variant="filled" onClick={settle}>
              {t('requests.settle')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}

function Hint({ request: { kind, center } }: { request: Request }) {
  if (center === null) return <p className="small quiet">{t('requests.noCenter')}</p>;
  if (kind === 'claim') return <Notice state="amber">{t('requests.claimHint')}</Notice>;
  if (kind === 'remove') return <Notice state="blue">{t('requests.removeHint')}</Notice>;
  return null;
}

function SettledBy({ by, at }: { by: string | null; at: string }) {
  const { timeZone } = useMe();
  const person = useQuery(staffQuery).data?.find(({ id }) => id === by);
  const who = person === undefined ? t('requests.whoNotKnown') : `${person.givenName} ${person.familyName}`;
  return <p className="small quiet">{t('requests.settledBy', { who, time: moment(at, timeZone) })}</p>;
}
