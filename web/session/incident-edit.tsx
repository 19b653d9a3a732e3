import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { criteriaSays, harmWords } from '#clinical/session/session.ts';
import { put } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card, Fact, Facts } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { type OneIncident, refreshEmergencies, useColleagues } from './emergencies.queries.ts';
import { IncidentFields } from './incident-fields.tsx';

/** What people added: to be read, and changed while the incident is not closed. */
export function EditIncident({ one, mayWrite }: { one: OneIncident; mayWrite: boolean }) {
  const [isEditing, setEditing] = useState(false);
  return (
    <Card
      title={t('incident.added')}
      aside={mayWrite && !isEditing && <Button onClick={() => setEditing(true)}>{t('incident.change')}</Button>}
    >
      {isEditing ? <Form one={one} close={() => setEditing(false)} /> : <Read one={one} />}
    </Card>
  );
}

function Read({ one: { incident } }: { one: OneIncident }) {
  const { nameOf } = useColleagues();
  const { report } = incident;
  const notSaid = <span className="absent">{t('incident.notSaid')}</span>;
  const text = (said: string) => (said === '' ? notSaid : <span className="em-text">{said}</span>);
  const serious =
    report.serious === null
      ? notSaid
      : report.serious.length === 0
        ? t('incident.notSerious')
        : report.serious.map(criteriaSays).join(' ');
  return (
    <Facts>
      <Fact name={t('incident.whatHappened')}>{text(report.whatHappened)}</Fact>
      <Fact name={t('incident.immediate')}>{text(report.immediateAction)}</Fact>
      <Fact name={t('incident.harm')}>
        {report.harm === null ? notSaid : harmWords.rows.find(({ id }) => id === report.harm)?.says}
      </Fact>
      <Fact name={t('incident.serious')}>{serious}</Fact>
      <Fact name={t('incident.factors')}>
        {report.factors.length === 0
          ? notSaid
          : report.factors.map((factor) => t(`incident.factor.${factor}`)).join(', ')}
      </Fact>
      <Fact name={t('incident.owner')}>{incident.ownerId === null ? notSaid : nameOf(incident.ownerId)}</Fact>
    </Facts>
  );
}

function Form({ one: { incident }, close }: { one: OneIncident; close: () => void }) {
  const { people } = useColleagues();
  const [report, setReport] = useState(incident.report);
  const [ownerId, setOwner] = useState(incident.ownerId);
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (report.title.trim().length < 3) return;
    void run(async () => {
      await put(`/api/incidents/${incident.id}`, { version: incident.version, ownerId, report });
      await refreshEmergencies();
      say(t('incident.saved'));
      close();
    });
  };
  return (
    <form noValidate className="stack g3" onSubmit={submit}>
      <IncidentFields
        report={report}
        ownerId={ownerId}
        people={people}
        change={(to) => setReport((now) => ({ ...now, ...to }))}
        own={setOwner}
        isAsked={isAsked}
      />
      {incident.state === 'reviewed' && <p className="quiet">{t('incident.reopens')}</p>}
      <Refusal error={error} />
      <FormEnd cancel={close}>
        <Submit busy={busy}>{t('incident.save')}</Submit>
      </FormEnd>
    </form>
  );
}
