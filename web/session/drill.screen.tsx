import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '#web/platform/api.ts';
import { day, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Pill } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { clockWithSeconds } from './acts-time.tsx';
import { Debriefs } from './debriefs.tsx';
import { DrillRun } from './drill-run.tsx';
import { drillWord } from './drills.screen.tsx';
import { drillQuery, type OneDrill, refreshEmergencies, useColleagues } from './emergencies.queries.ts';
import { PeopleChecks } from './emergencies-parts.tsx';
import { cardTitle } from './emergency-words.ts';
import { stopwatch } from './floor-words.ts';
import './emergency.css';

/** A drill: planned, running on the card itself, or as it is recorded. */
export function DrillScreen() {
  const { id } = useParams({ from: '/emergencies/drills/$id' });
  const asked = useQuery(drillQuery(id));
  return (
    <When asked={asked} rows={4}>
      {(one) => (one.drill.state === 'running' ? <DrillRun one={one} /> : <Read one={one} />)}
    </When>
  );
}

function Read({ one }: { one: OneDrill }) {
  const me = useMe();
  const { nameOf } = useColleagues();
  const { drill, steps } = one;
  const mayWrite = maySee(me, 'drill.write');
  const zone = me.timeZone;
  const began = drill.startedAt === null ? undefined : Date.parse(drill.startedAt);
  return (
    <Page
      title={t('drill.title', { card: cardTitle(drill.card) })}
      intro={t('drill.noPatient')}
      back={{ to: '/emergencies/drills', label: t('drills.title') }}
      actions={<Pill state={drill.state === 'done' ? 'green' : 'blue'}>{drillWord(drill.state)}</Pill>}
    >
      <div className="stack g3">
        <Card title={t('drill.facts')}>
          <Facts>
            <Fact name={t('drill.planned')}>
              <span className="num">{day(drill.plannedOn)}</span> {t('drill.by', { who: nameOf(drill.plannedBy) })}
            </Fact>
            {drill.scenario !== '' && <Fact name={t('drills.scenario')}>{drill.scenario}</Fact>}
            {drill.startedAt !== null && drill.endedAt !== null && (
              <Fact name={t('drill.ran')}>
                <span className="num">
                  {moment(drill.startedAt, zone)},{' '}
                  {t('drill.lasted', { time: stopwatch(Date.parse(drill.endedAt) - Date.parse(drill.startedAt)) })}
                </span>
              </Fact>
            )}
            {drill.people.length > 0 && <Fact name={t('drill.people')}>{drill.people.map(nameOf).join('; ')}</Fact>}
            {drill.outcome !== '' && <Fact name={t('drill.outcome')}>{drill.outcome}</Fact>}
          </Facts>
        </Card>
        {drill.state === 'planned' && mayWrite && <Start one={one} />}
        {steps.length > 0 && began !== undefined && (
          <Card title={t('drill.steps')}>
            <ul className="em-lines num">
              {steps.map(({ id, says, at, by }) => (
                <li key={id}>
                  <strong>{clockWithSeconds(Date.parse(at), zone)}</strong>{' '}
                  {t('drill.after', { time: stopwatch(Date.parse(at) - began) })} · {says}
                  <span className="quiet"> · {nameOf(by)}</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {drill.state === 'done' && (
          <Debriefs of={{ path: `/api/drills/${drill.id}/debriefs` }} debriefs={one.debriefs} mayWrite={mayWrite} />
        )}
      </div>
    </Page>
  );
}

/** Who takes part is said before it begins. */
function Start({ one: { drill } }: { one: OneDrill }) {
  const { people } = useColleagues();
  const [who, setWho] = useState<string[]>([]);
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const send = (path: string, body: object) =>
    void run(async () => {
      await post(`/api/drills/${drill.id}/${path}`, body);
      await refreshEmergencies();
    });
  const begin = () => {
    setAsked(true);
    if (who.length > 0) send('start', { people: who });
  };
  return (
    <Card title={t('drill.begin')}>
      <div className="stack g3">
        <PeopleChecks
          label={t('drill.people')}
          people={people}
          value={who}
          change={setWho}
          error={isAsked && who.length === 0 ? t('form.neededOf', { label: t('drill.people') }) : null}
        />
        <Refusal error={error} />
        <FormEnd>
          <Button loading={busy} onClick={() => send('end', { how: 'cancelled', outcome: '' })}>
            {t('drill.cancel')}
          </Button>
          <Button size="lg" variant="filled" color="red" loading={busy} onClick={begin}>
            {t('drill.begin')}
          </Button>
        </FormEnd>
      </div>
    </Card>
  );
}
