import { TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { today } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { atClinic } from './clinic-time.ts';
import { refreshEmergencies, useColleagues } from './emergencies.queries.ts';
import { cardTitle, isCard } from './emergency-words.ts';
import { emptyReport, IncidentFields } from './incident-fields.tsx';
import './emergency.css';

/** A record of an emergency that the log knows, or of a near miss that no session need know. */
export function NewIncidentScreen() {
  const { session, emergency, card } = useSearch({ from: '/emergencies/new' });
  const me = useMe();
  const { people } = useColleagues();
  const ofEmergency = session !== undefined && emergency !== undefined;
  const [report, setReport] = useState(() => ({
    ...emptyReport,
    title: card === undefined ? '' : cardTitle(card),
    card: card !== undefined && isCard(card) ? card : null,
  }));
  const [ownerId, setOwner] = useState<string | null>(null);
  const [on, setOn] = useState('');
  const [at, setAt] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const navigate = useNavigate();
  const box = useRef<HTMLFormElement>(null);
  const happenedAt =
    /^\d{2}:\d{2}$/.test(at) && /^\d{4}-\d{2}-\d{2}$/.test(on) ? atClinic(on, at, me.timeZone) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (report.title.trim().length < 3 || (!ofEmergency && happenedAt === undefined))
      return focusFirstInvalid(box.current);
    void run(async () => {
      const { id } = await post<{ id: string }>('/api/incidents', {
        ownerId,
        report,
        ...(ofEmergency ? { sessionId: session, emergencyId: emergency } : { happenedAt }),
      });
      await refreshEmergencies();
      say(t('incident.recorded'));
      await navigate({ to: '/emergencies/incidents/$id', params: { id } });
    });
  };
  return (
    <Page
      title={t(ofEmergency ? 'incident.newOfEmergency' : 'incident.newNearMiss')}
      intro={t('incident.newIntro')}
      back={{ to: '/emergencies', label: t('incidents.title') }}
      narrow
    >
      <form ref={box} noValidate className="stack g3" onSubmit={submit}>
        {ofEmergency && <Notice state="blue">{t('incident.fromLogHint')}</Notice>}
        <Card>
          <div className="stack g3">
            {!ofEmergency && (
              <div className="fields">
                <TextInput
                  type="date"
                  label={t('incident.day')}
                  required
                  max={today(me.timeZone)}
                  value={on}
                  error={isAsked && on === '' ? t('form.neededOf', { label: t('incident.day') }) : null}
                  onChange={({ currentTarget }) => setOn(currentTarget.value)}
                />
                <TextInput
                  type="time"
                  label={t('incident.time')}
                  required
                  value={at}
                  error={isAsked && at === '' ? t('form.neededOf', { label: t('incident.time') }) : null}
                  onChange={({ currentTarget }) => setAt(currentTarget.value)}
                />
              </div>
            )}
            <IncidentFields
              report={report}
              ownerId={ownerId}
              people={people}
              change={(to) => setReport((now) => ({ ...now, ...to }))}
              own={setOwner}
              isAsked={isAsked}
            />
            <Refusal error={error} />
            <FormEnd cancel={() => void navigate({ to: '/emergencies' })}>
              <Submit busy={busy}>{t('incident.record')}</Submit>
            </FormEnd>
          </div>
        </Card>
      </form>
    </Page>
  );
}
