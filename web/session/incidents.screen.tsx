import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isSeriousIncident } from '#clinical/session/session.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AddIcon, OnwardIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill, type State } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { type Incident, type Incidents, incidentsQuery, useColleagues } from './emergencies.queries.ts';
import { cardTitle } from './emergency-words.ts';

export const incidentState: Record<Incident['state'], State> = { open: 'amber', reviewed: 'blue', closed: 'green' };

/** Emergencies without a record first, then what is open, then what is done with. */
export function IncidentsScreen() {
  const me = useMe();
  const asked = useQuery(incidentsQuery);
  return (
    <Page
      title={t('incidents.title')}
      intro={t('incidents.intro')}
      actions={
        maySee(me, 'incident.write') && (
          <Button
            renderRoot={(given) => <Link {...given} to="/emergencies/new" />}
            variant="filled"
            leftSection={<AddIcon size={20} aria-hidden />}
          >
            {t('incidents.nearMiss')}
          </Button>
        )
      }
    >
      <When asked={asked} rows={3}>
        {({ incidents, toRecord }) => (
          <div className="stack g3">
            {toRecord.length > 0 && <ToRecord all={toRecord} />}
            <Card flush>
              {incidents.length === 0 ? (
                <Empty title={t('incidents.none')}>{t('incidents.noneHint')}</Empty>
              ) : (
                <ul className="rows">
                  {incidents.map((incident) => (
                    <Row key={incident.id} incident={incident} />
                  ))}
                </ul>
              )}
            </Card>
          </div>
        )}
      </When>
    </Page>
  );
}

function ToRecord({ all }: { all: Incidents['toRecord'] }) {
  const me = useMe();
  const mayWrite = maySee(me, 'incident.write');
  return (
    <Card title={t('incidents.toRecord', { count: all.length })} flush>
      <ul className="rows">
        {all.map(({ sessionId, emergencyId, card, initials, number, openedAt, closedAt }) => (
          <li key={emergencyId}>
            <span className="row-main stack g05">
              <span className="strong">{t('incidents.ofWhom', { card: cardTitle(card), initials, number })}</span>
              <span className="small quiet num">
                {closedAt === null
                  ? t('incidents.stillOpen', { time: moment(openedAt, me.timeZone) })
                  : t('incidents.over', { time: moment(openedAt, me.timeZone) })}
              </span>
            </span>
            {mayWrite && (
              <Button
                renderRoot={(given) => (
                  <Link
                    {...given}
                    to="/emergencies/new"
                    search={{ session: sessionId, emergency: emergencyId, card }}
                  />
                )}
              >
                {t('incidents.record')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Row({ incident }: { incident: Incident }) {
  const me = useMe();
  const { nameOf } = useColleagues();
  const { report, state } = incident;
  return (
    <li className="row-link">
      <Link to="/emergencies/incidents/$id" params={{ id: incident.id }}>
        <span className="row-main stack g05">
          <span className="strong">{report.title}</span>
          <span className="small quiet num">
            {moment(incident.happenedAt, me.timeZone)}
            {incident.initials !== null && ` · ${incident.initials} · ${incident.number ?? ''}`}
            {incident.kind === 'near-miss' && ` · ${t('incidents.isNearMiss')}`}
          </span>
          <span className="small quiet">
            {incident.ownerId === null
              ? t('incidents.noOwner')
              : t('incidents.owner', { who: nameOf(incident.ownerId) })}
          </span>
        </span>
        {isSeriousIncident(report) && <Pill state="red">{t('incidents.serious')}</Pill>}
        <Pill state={incidentState[state]}>{t(`incidents.state.${state}`)}</Pill>
        <OnwardIcon size={24} aria-hidden />
      </Link>
    </li>
  );
}
