import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { post } from '#web/platform/api.ts';
import { day, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Card, Fact, Facts, Notice, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Proposal, refreshDirectory } from './finder.queries.ts';
import type { Why } from './why-dialog.tsx';

type Verdict = 'confirmed' | 'declined' | 'withdrawn';

const decide = (id: string, verdict: Verdict) => async (reason: string) => {
  try {
    await post(`/api/centers/proposals/${id}/decide`, { verdict, reason });
    say(t(`proposals.is.${verdict}`));
  } finally {
    await refreshDirectory();
  }
};

/** What somebody else would have to do, and cannot: said before anyone wonders why nothing happens. */
export function AloneNotice({ editors }: { editors: number }) {
  return editors > 1 ? null : <Notice state="amber">{t('proposals.alone')}</Notice>;
}

type Props = { proposal: Proposal; ask: (why: Why) => void; isOnCenter?: boolean };

/** One proposal, as it would be shown, with who proposed it and why; and what a second person can do. */
export function ProposalCard({ proposal, ask, isOnCenter = false }: Props) {
  const { about, center, reason, whyNot, isMine } = proposal;
  const wish = t(`proposals.wish.${wishOf(proposal)}`);
  const title = t('proposals.of', { fact: about?.fact ?? t('proposals.place'), wish });
  return (
    <Card
      title={isOnCenter ? title : t('proposals.at', { center: center.name, what: title })}
      aside={<Pill state="amber">{t('proposals.waits')}</Pill>}
    >
      <div className="stack g3">
        {about !== null && (
          <div className="stack g05">
            <p className="as-written message">{about.words}</p>
            <p className="small quiet">
              {t('proposals.line', { source: about.source, found: day(about.foundOn), until: day(about.expiresOn) })}{' '}
              {about.link !== null && (
                <a className="inline-way" href={about.link} target="_blank" rel="noreferrer nofollow">
                  {t('centerFacts.link')}
                </a>
              )}
            </p>
          </div>
        )}
        <Facts>
          <Fact name={t('proposals.why')}>
            <span className="as-written">{reason}</span>
          </Fact>
          <Fact name={t('proposals.by')}>
            <By proposal={proposal} />
          </Fact>
        </Facts>
        {whyNot !== null && <Notice state="blue">{whyNot}</Notice>}
        <div className="row g1 end no-print">
          {!isOnCenter && (
            <Button component={Link} to={`/directory/centers/${center.id}`} variant="subtle">
              {t('requests.openCenter')}
            </Button>
          )}
          {maySee(useMe(), 'center.edit') &&
            (isMine ? <TakeBack proposal={proposal} ask={ask} /> : <Decide proposal={proposal} ask={ask} />)}
        </div>
      </div>
    </Card>
  );
}

function wishOf({ what, about }: Proposal): 'removal' | 'settle' | 'verify' | 'contradict' {
  if (what === 'removal') return 'removal';
  if (what === 'evidence-end') return 'settle';
  return about?.kind === 'registry' ? 'verify' : 'contradict';
}

function TakeBack({ proposal: { id }, ask }: Props) {
  const why: Why = {
    title: t('proposals.backTitle'),
    body: t('proposals.backBody'),
    act: t('proposals.back'),
    send: decide(id, 'withdrawn'),
  };
  return <Button onClick={() => ask(why)}>{why.act}</Button>;
}

function Decide({ proposal: { id, whyNot, what }, ask }: Props) {
  const decline: Why = {
    title: t('proposals.declineTitle'),
    body: t('proposals.declineBody'),
    act: t('proposals.decline'),
    send: decide(id, 'declined'),
  };
  const agree: Why = {
    title: t('proposals.agreeTitle'),
    body: t(what === 'removal' ? 'proposals.agreeRemoval' : 'proposals.agreeBody'),
    act: t('proposals.agree'),
    send: decide(id, 'confirmed'),
  };
  return (
    <>
      <Button onClick={() => ask(decline)}>{decline.act}</Button>
      {whyNot === null && (
        <Button variant="filled" onClick={() => ask(agree)}>
          {agree.act}
        </Button>
      )}
    </>
  );
}

function By({ proposal: { proposedBy, proposedAt, isMine } }: { proposal: Proposal }) {
  const { timeZone } = useMe();
  const person = useQuery(staffQuery).data?.find(({ id }) => id === proposedBy);
  const other = person === undefined ? t('requests.whoNotKnown') : `${person.givenName} ${person.familyName}`;
  return t('proposals.byWhen', { who: isMine ? t('proposals.you') : other, time: moment(proposedAt, timeZone) });
}
