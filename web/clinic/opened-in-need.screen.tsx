import { Button, Radio, Textarea } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, post } from '#web/platform/api.ts';
import type { Opening } from '#web/platform/contract.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { queryClient, staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Initials, Pill, type State } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { personName } from './staff.screen.tsx';

const openingsQuery = queryOptions({
  queryKey: ['break-glass'],
  queryFn: ({ signal }) => get<{ openings: Opening[] }>('/api/break-glass', { signal }).then((found) => found.openings),
});

const outcomes = ['justified', 'not-justified', 'needs-follow-up'] as const;
const states: Record<string, State> = { justified: 'green', 'not-justified': 'red', 'needs-follow-up': 'amber' };

/** Restricted charts that were opened in need: not reviewed ones first. */
export function OpenedInNeedScreen() {
  const me = useMe();
  const asked = useQuery(openingsQuery);
  const staff = useQuery(staffQuery);
  const [reviewing, setReviewing] = useState<Opening>();
  const nameOf = (id: string) => {
    const person = staff.data?.find((one) => one.id === id);
    return person ? personName(person) : t('glassReview.someone');
  };
  return (
    <Page title={t('glassReview.title')} intro={t('glassReview.intro')}>
      <Card flush>
        <When asked={asked} rows={2}>
          {(openings) =>
            openings.length === 0 ? (
              <Empty title={t('glassReview.none')}>{t('glassReview.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {openings.map((opening) => (
                  <li key={opening.id}>
                    <Initials of={opening.initials.replaceAll('.', '')} />
                    <span className="row-main stack g05">
                      <span className="strong num">{t('glass.whose', opening)}</span>
                      <span className="small quiet num">
                        {t('glassReview.by', {
                          who: nameOf(opening.practitionerId),
                          time: moment(opening.openedAt, me.timeZone),
                        })}
                      </span>
                      <span>{t('glassReview.reason', { reason: opening.reason })}</span>
                      {opening.note !== '' && <span className="small quiet">{opening.note}</span>}
                    </span>
                    <Standing opening={opening} review={() => setReviewing(opening)} />
                  </li>
                ))}
              </ul>
            )
          }
        </When>
      </Card>
      {reviewing && (
        <Review opening={reviewing} who={nameOf(reviewing.practitionerId)} close={() => setReviewing(undefined)} />
      )}
    </Page>
  );
}

function Standing({ opening, review }: { opening: Opening; review: () => void }) {
  const me = useMe();
  const known = outcomes.find((outcome) => outcome === opening.outcome);
  if (known !== undefined) return <Pill state={states[known] ?? 'plain'}>{t(`glassReview.${known}`)}</Pill>;
  if (opening.practitionerId === me.practitionerId) return <Pill state="plain">{t('glassReview.own')}</Pill>;
  return (
    <>
      <Pill state="amber">{t('glassReview.open')}</Pill>
      {maySee(me, 'break-glass.review') && <Button onClick={review}>{t('glassReview.review')}</Button>}
    </>
  );
}

function Review({ opening, who, close }: { opening: Opening; who: string; close: () => void }) {
  const me = useMe();
  const [outcome, setOutcome] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const noteMissing = outcome !== '' && outcome !== 'justified' && note.trim() === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (outcome === '' || noteMissing) return;
    void run(async () => {
      await post(`/api/break-glass/${opening.id}/review`, { outcome, note: note.trim() });
      await queryClient.invalidateQueries({ queryKey: ['break-glass'] });
      close();
    });
  };
  return (
    <Dialog title={t('glassReview.review')} open close={close}>
      <form className="stack g3" onSubmit={save} noValidate>
        <div className="stack g05">
          <p className="strong num">{t('glass.whose', opening)}</p>
          <p className="quiet num">{t('glassReview.by', { who, time: moment(opening.openedAt, me.timeZone) })}</p>
          <p>{t('glassReview.reason', { reason: opening.reason })}</p>
        </div>
        <Radio.Group
          label={t('glassReview.outcome')}
          required
          value={outcome}
          onChange={setOutcome}
          error={tried && outcome === '' ? t('glassReview.choose') : undefined}
        >
          <div className="stack g05">
            {outcomes.map((value) => (
              <Radio key={value} value={value} label={t(`glassReview.${value}`)} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={t('glassReview.note')}
          rows={3}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value.replace(/[\r\n]+/g, ' '))}
          error={tried && noteMissing ? t('glassReview.noteNeeded') : undefined}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('glassReview.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
