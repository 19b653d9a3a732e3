import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { emergencyIds } from '#clinical/session/session.ts';
import { post } from '#web/platform/api.ts';
import { day, moment, today } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { AddIcon, OnwardIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill, type State } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { type Drills, drillsQuery, refreshEmergencies } from './emergencies.queries.ts';
import { DuePill } from './emergencies-parts.tsx';
import { IntervalDialog } from './emergency-intervals.tsx';
import { cardTitle } from './emergency-words.ts';
import './emergency.css';

const states: Readonly<Record<string, State>> = {
  planned: 'blue',
  running: 'amber',
  done: 'green',
  cancelled: 'plain',
};
export const drillWord = (state: string): string =>
  ({
    planned: t('drill.state.planned'),
    running: t('drill.state.running'),
    done: t('drill.state.done'),
    cancelled: t('drill.state.cancelled'),
  })[state] ?? state;

/** The last drill of each card and when the next is due; then every drill. */
export function DrillsScreen() {
  const me = useMe();
  const asked = useQuery(drillsQuery);
  const [open, setOpen] = useState<'plan' | 'interval' | { card: string }>();
  const mayPlan = maySee(me, 'drill.write');
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t('drills.title')}
      intro={t('drills.intro')}
      actions={
        mayPlan && (
          <Button variant="filled" leftSection={<AddIcon size={20} aria-hidden />} onClick={() => setOpen('plan')}>
            {t('drills.plan')}
          </Button>
        )
      }
    >
      <When asked={asked} rows={4}>
        {(drills) => (
          <div className="stack g3">
            <Cards drills={drills} {...(mayPlan ? { plan: (card: string) => setOpen({ card }) } : {})} />
            <div className="row g1">
              <p className="quiet">
                {t(drills.intervals.isOwn ? 'em.everyOwn' : 'em.everyProject', { days: drills.intervals.drillDays })}
              </p>
              {maySee(me, 'emergency.sign') && (
                <Button onClick={() => setOpen('interval')}>{t('drills.setInterval')}</Button>
              )}
            </div>
            <List drills={drills} />
            {open === 'interval' && <IntervalDialog intervals={drills.intervals} close={close} />}
          </div>
        )}
      </When>
      {(open === 'plan' || typeof open === 'object') && (
        <Plan card={typeof open === 'object' ? open.card : null} close={close} />
      )}
    </Page>
  );
}

function Cards({ drills, plan }: { drills: Drills; plan?: (card: string) => void }) {
  return (
    <Card title={t('drills.byCard')} flush>
      <ul className="rows">
        {drills.cards.map(({ card, lastOn, state, dueOn }) => (
          <li key={card} data-card={card}>
            <span className="row-main stack g05">
              <span className="strong">{cardTitle(card)}</span>
              <span className="small quiet">
                {lastOn === null ? t('drills.never') : t('drills.last', { day: day(lastOn) })}
              </span>
            </span>
            <DuePill state={state} dueOn={dueOn} />
            {plan !== undefined && (
              <Button aria-label={t('drills.planOf', { card: cardTitle(card) })} onClick={() => plan(card)}>
                {t('drills.planShort')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function List({ drills: { drills } }: { drills: Drills }) {
  const { timeZone } = useMe();
  return (
    <Card title={t('drills.all')} flush>
      {drills.length === 0 ? (
        <Empty title={t('drills.none')}>{t('drills.noneHint')}</Empty>
      ) : (
        <ul className="rows">
          {drills.map(({ id, card, state, plannedOn, startedAt, people }) => (
            <li key={id} className="row-link">
              <Link to="/emergencies/drills/$id" params={{ id }}>
                <span className="row-main stack g05">
                  <span className="strong">{cardTitle(card)}</span>
                  <span className="small quiet num">
                    {startedAt === null
                      ? t('drills.plannedFor', { day: day(plannedOn) })
                      : t('drills.ran', { time: moment(startedAt, timeZone), count: people.length })}
                  </span>
                </span>
                <Pill state={states[state] ?? 'plain'}>{drillWord(state)}</Pill>
                <OnwardIcon size={24} aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Plan({ card: given, close }: { card: string | null; close: () => void }) {
  const { timeZone } = useMe();
  const [card, setCard] = useState(given);
  const [plannedOn, setOn] = useState(today(timeZone));
  const [scenario, setScenario] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (card === null || plannedOn === '') return;
    void run(async () => {
      await post('/api/drills', { card, plannedOn, scenario: scenario.trim() });
      await refreshEmergencies();
      say(t('drills.planned'));
      close();
    });
  };
  return (
    <Dialog title={t('drills.plan')} open close={close}>
      <form className="stack g3" noValidate onSubmit={submit}>
        <Select
          label={t('drills.card')}
          required
          data={emergencyIds.map((id) => ({ value: id, label: cardTitle(id) }))}
          value={card}
          error={isAsked && card === null ? t('form.neededOf', { label: t('drills.card') }) : null}
          onChange={setCard}
        />
        <TextInput
          type="date"
          label={t('drills.on')}
          required
          value={plannedOn}
          onChange={({ currentTarget }) => setOn(currentTarget.value)}
        />
        <Textarea
          label={t('drills.scenario')}
          autosize
          minRows={2}
          maxLength={2_000}
          value={scenario}
          onChange={({ currentTarget }) => setScenario(currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('drills.plan')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
