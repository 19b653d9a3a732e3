import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { post } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Notice, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { When } from '#web/ui/states.tsx';
import { clockWithSeconds } from './acts-time.tsx';
import { Debriefs } from './debriefs.tsx';
import { incidentQuery, type OneIncident, refreshEmergencies, useColleagues } from './emergencies.queries.ts';
import { cardTitle } from './emergency-words.ts';
import { Duties } from './incident-duties.tsx';
import { EditIncident } from './incident-edit.tsx';
import { incidentState } from './incidents.screen.tsx';
import './emergency.css';

/** One incident: what the log says, what people added, what it may have to be reported to, and what it still needs. */
export function IncidentScreen() {
  const { id } = useParams({ from: '/emergencies/incidents/$id' });
  const asked = useQuery(incidentQuery(id));
  return (
    <When asked={asked} rows={4}>
      {(one) => <Read key={one.incident.version} one={one} />}
    </When>
  );
}

function Read({ one }: { one: OneIncident }) {
  const me = useMe();
  const { incident, fromLog } = one;
  const mayWrite = maySee(me, 'incident.write') && incident.state !== 'closed';
  return (
    <Page
      title={incident.report.title}
      back={{ to: '/emergencies', label: t('incidents.title') }}
      actions={<Pill state={incidentState[incident.state]}>{t(`incidents.state.${incident.state}`)}</Pill>}
    >
      <Next one={one} />
      <div className="em-two">
        <div className="stack g3">
          {fromLog !== null && <FromLog one={one} />}
          <EditIncident one={one} mayWrite={mayWrite} />
          {one.isSerious && <Duties one={one} mayWrite={mayWrite} />}
        </div>
        <div className="stack g3">
          <WhoAndWhen one={one} />
          <Debriefs
            of={{ path: `/api/incidents/${incident.id}/debriefs` }}
            debriefs={one.debriefs}
            mayWrite={mayWrite}
          />
        </div>
      </div>
    </Page>
  );
}

/** The step that comes next, and what is missing for it. */
function Next({ one: { incident, missing } }: { one: OneIncident }) {
  const me = useMe();
  const { busy, error, run } = useBusy();
  if (incident.state === 'closed') return null;
  const to = incident.state === 'open' ? 'reviewed' : 'closed';
  const needs = missing[to];
  const move = () =>
    void run(async () => {
      await post(`/api/incidents/${incident.id}/state`, { version: incident.version, to });
      await refreshEmergencies();
      say(t(`incident.is.${to}`));
    });
  return (
    <div className="stack g1">
      <Notice
        state={needs.length === 0 ? 'green' : 'amber'}
        title={t(needs.length === 0 ? `incident.ready.${to}` : `incident.needs.${to}`)}
        actions={
          maySee(me, 'incident.review') && (
            <Button variant="filled" loading={busy} disabled={needs.length > 0} onClick={move}>
              {t(`incident.do.${to}`)}
            </Button>
          )
        }
      >
        {needs.length > 0 && (
          <ul>
            {needs.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        )}
      </Notice>
      <Refusal error={error} />
    </div>
  );
}

function WhoAndWhen({ one: { incident } }: { one: OneIncident }) {
  const { timeZone } = useMe();
  const { nameOf } = useColleagues();
  const when = (at: string | null, by: string | null) =>
    at === null ? undefined : t('incident.byAt', { who: nameOf(by), time: moment(at, timeZone) });
  return (
    <Card title={t('incident.facts')}>
      <Facts>
        <Fact name={t('incident.happened')}>
          <span className="num">{moment(incident.happenedAt, timeZone)}</span>
        </Fact>
        {incident.sessionId !== null && (
          <Fact name={t('incident.patient')}>
            <Link to="/sessions/$id" params={{ id: incident.sessionId }}>
              {incident.initials} · {incident.number}
            </Link>
          </Fact>
        )}
        <Fact name={t('incident.recordedBy')}>{when(incident.recordedAt, incident.recordedBy)}</Fact>
        {incident.reviewedAt !== null && (
          <Fact name={t('incidents.state.reviewed')}>{when(incident.reviewedAt, incident.reviewedBy)}</Fact>
        )}
        {incident.closedAt !== null && (
          <Fact name={t('incidents.state.closed')}>{when(incident.closedAt, incident.closedBy)}</Fact>
        )}
      </Facts>
    </Card>
  );
}

/** Read from the session’s own log each time: the incident keeps no copy that could differ. */
function FromLog({ one: { fromLog } }: { one: OneIncident }) {
  const { timeZone } = useMe();
  const { nameOf } = useColleagues();
  if (fromLog === null) return null;
  const zone = timeZone;
  return (
    <Card title={t('incident.fromLog')} aside={<span className="caption quiet">{t('incident.fromLogHow')}</span>}>
      <ul className="em-lines num">
        <li>
          <strong>{clockWithSeconds(Date.parse(fromLog.openedAt), zone)}</strong>{' '}
          {t('incident.cardOpened', { card: cardTitle(fromLog.card) })}
        </li>
        {fromLog.lines.map(({ at, by, says }) => (
          <li key={`${at} ${says}`}>
            <strong>{clockWithSeconds(Date.parse(at), zone)}</strong> {says}
            <span className="quiet"> · {nameOf(by)}</span>
          </li>
        ))}
        <li>
          {fromLog.closedAt === null ? (
            <Pill state="amber">{t('incident.stillOpen')}</Pill>
          ) : (
            <>
              <strong>{clockWithSeconds(Date.parse(fromLog.closedAt), zone)}</strong>{' '}
              {t('incident.cardClosed', { outcome: fromLog.outcome ?? '' })}
            </>
          )}
        </li>
      </ul>
    </Card>
  );
}
