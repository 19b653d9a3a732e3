import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { day, moment, today } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { type FollowUp, followUpsQuery, refreshEmergencies, useColleagues } from './emergencies.queries.ts';
import { cardTitle } from './emergency-words.ts';

/** What is to change after debriefs: the first due first, what is done below. */
export function FollowUpsScreen() {
  const me = useMe();
  const asked = useQuery(followUpsQuery);
  const [ending, setEnding] = useState<FollowUp>();
  return (
    <Page title={t('follow.title')} intro={t('follow.intro')}>
      <Card flush>
        <When asked={asked} rows={3}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t('follow.none')}>{t('follow.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {all.map((one) => (
                  <Row
                    key={one.id}
                    one={one}
                    {...(maySee(me, 'follow-up.write') ? { done: () => setEnding(one) } : {})}
                  />
                ))}
              </ul>
            )
          }
        </When>
      </Card>
      {ending !== undefined && <Done one={ending} close={() => setEnding(undefined)} />}
    </Page>
  );
}

function Row({ one, done }: { one: FollowUp; done?: () => void }) {
  const me = useMe();
  const { nameOf } = useColleagues();
  const isLate = one.doneAt === null && one.dueOn < today(me.timeZone);
  return (
    <li>
      <span className="row-main stack g05">
        <span className="strong">{one.what}</span>
        <span className="small quiet num">
          {t('debrief.byWhen', { who: nameOf(one.ownerId), day: day(one.dueOn) })}
        </span>
        <span className="small">
          {one.drillId !== null && (
            <Link to="/emergencies/drills/$id" params={{ id: one.drillId }}>
              {t('follow.fromDrill', { card: cardTitle(one.card ?? '') })}
            </Link>
          )}
          {one.incidentId !== null && maySee(me, 'incident.read') && (
            <Link to="/emergencies/incidents/$id" params={{ id: one.incidentId }}>
              {t('follow.fromIncident')}
            </Link>
          )}
        </span>
        {one.doneNote !== '' && <span className="small quiet">{one.doneNote}</span>}
      </span>
      {one.doneAt === null ? (
        <>
          <Pill state={isLate ? 'red' : 'amber'}>
            {t(isLate ? 'follow.late' : 'follow.due', { day: day(one.dueOn) })}
          </Pill>
          {done !== undefined && <Button onClick={done}>{t('follow.isDone')}</Button>}
        </>
      ) : (
        <Pill state="green">
          {t('follow.doneBy', { who: nameOf(one.doneBy), time: moment(one.doneAt, me.timeZone) })}
        </Pill>
      )}
    </li>
  );
}

function Done({ one, close }: { one: FollowUp; close: () => void }) {
  const [note, setNote] = useState('');
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await post(`/api/follow-ups/${one.id}/done`, { version: one.version, note: note.trim() });
      await refreshEmergencies();
      say(t('follow.kept'));
      close();
    });
  };
  return (
    <Dialog title={t('follow.isDone')} open close={close}>
      <form className="stack g3" noValidate onSubmit={submit}>
        <p className="strong">{one.what}</p>
        <Textarea
          label={t('follow.note')}
          autosize
          minRows={2}
          maxLength={1_000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('follow.isDone')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
