import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '#web/platform/api.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { type Review, refreshDirectory, reviewsQuery } from './finder.queries.ts';
import { ListingPill } from './listing.tsx';
import { type Why, WhyDialog } from './why-dialog.tsx';

/** Matches that the import left open: both records side by side, what agrees and what does not. */
export function ReviewsScreen() {
  const asked = useQuery(reviewsQuery);
  const [why, setWhy] = useState<Why>();
  return (
    <Page title={t('reviews.title')} intro={t('reviews.intro')}>
      <When asked={asked} rows={3}>
        {({ reviews, open }) => (
          <div className="stack g3">
            {open > reviews.length && <Notice state="blue">{t('reviews.more', { open })}</Notice>}
            {reviews.length === 0 ? (
              <Card>
                <Empty title={t('reviews.none')}>{t('reviews.noneHint')}</Empty>
              </Card>
            ) : (
              reviews.map((review) => <ReviewCard key={review.id} review={review} ask={setWhy} />)
            )}
          </div>
        )}
      </When>
      {why !== undefined && <WhyDialog why={why} close={() => setWhy(undefined)} />}
    </Page>
  );
}

const decide = async (id: string, verdict: 'same' | 'different', reason: string) => {
  try {
    await post(`/api/centers/reviews/${id}/decide`, { verdict, reason });
  } finally {
    await refreshDirectory();
  }
  say(t('directory.isDecided'));
};

function ReviewCard({ review, ask }: { review: Review; ask: (why: Why) => void }) {
  const me = useMe();
  const { id, said, entry, own, reasons } = review;
  return (
    <Card
      title={t('reviews.question', { one: said.name, other: entry.name })}
      aside={entry.listing !== 'listed' && <ListingPill listing={entry.listing} claimedOn={null} />}
    >
      <div className="stack g3">
        <ul className="row g1" aria-label={t('reviews.reasons')}>
          {reasons.map((reason) => (
            <li key={reason}>
              <Pill state={reason.startsWith('same') ? 'green' : 'amber'}>{reason}</Pill>
            </li>
          ))}
        </ul>
        <Sides review={review} />
        <div className="row g1 end no-print">
          {own !== null && (
            <Button component={Link} to={`/directory/centers/${own.id}`} variant="subtle">
              {t('reviews.openOwn')}
            </Button>
          )}
          <Button component={Link} to={`/directory/centers/${entry.id}`} variant="subtle">
            {t('reviews.openEntry')}
          </Button>
          {maySee(me, 'center.edit') && (
            <>
              <Button
                onClick={() =>
                  ask({
                    title: t('reviews.differentTitle'),
                    body: t('reviews.differentBody'),
                    act: t('reviews.different'),
                    send: (reason) => decide(id, 'different', reason),
                  })
                }
              >
                {t('reviews.different')}
              </Button>
              <Button
                variant="filled"
                onClick={() =>
                  ask({
                    title: t('reviews.sameTitle'),
                    body: t('reviews.sameBody', { name: entry.name }),
                    act: t('reviews.same'),
                    send: (reason) => decide(id, 'same', reason),
                  })
                }
              >
                {t('reviews.same')}
              </Button>
            </>
          )}
        </div>
      </div>
    </Card>
  );
}

function Sides({ review: { said, entry, source } }: { review: Review }) {
  const rows = [
    { what: t('reviews.name'), one: [said.name], other: [entry.name] },
    { what: t('reviews.otherNames'), one: said.otherNames, other: entry.otherNames },
    { what: t('reviews.places'), one: said.places, other: entry.places },
    { what: t('reviews.phone'), one: [said.phone], other: [entry.phone] },
    { what: t('reviews.website'), one: [said.website], other: [entry.website] },
    { what: t('reviews.npi'), one: [said.npi], other: [entry.npi] },
  ].filter(({ one, other }) => [...one, ...other].some((value) => value !== null));
  return (
    <div className="table-frame">
      <table className="table sides">
        <thead>
          <tr>
            <th scope="col">{t('reviews.what')}</th>
            <th scope="col">{source}</th>
            <th scope="col">{t('reviews.entry')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, one, other }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>
                <Values of={one} />
              </td>
              <td>
                <Values of={other} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Values({ of }: { of: readonly (string | null)[] }) {
  const said = of.filter((value) => value !== null);
  if (said.length === 0) return <span className="absent">{t('reviews.notSaid')}</span>;
  return said.map((value) => <p key={value}>{value}</p>);
}
