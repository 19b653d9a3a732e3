import { Button, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type KitCheck, kitItems, kitStates, proposedDoses } from '#clinical/session/session.ts';
import { post } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { type Kit, kitQuery, refreshEmergencies, useColleagues } from './emergencies.queries.ts';
import { DuePill } from './emergencies-parts.tsx';
import './emergency.css';

/** The emergency kit: when it was looked at, by whom, what was missing, and when it is due. */
export function KitScreen() {
  const me = useMe();
  const asked = useQuery(kitQuery);
  const [isChecking, setChecking] = useState(false);
  return (
    <Page
      title={t('kit.title')}
      intro={t('kit.intro')}
      actions={
        maySee(me, 'kit.check') &&
        !isChecking && (
          <Button variant="filled" onClick={() => setChecking(true)}>
            {t('kit.check')}
          </Button>
        )
      }
    >
      <When asked={asked} rows={3}>
        {(kit) => (
          <div className="stack g3">
            <Card>
              <div className="stack g1">
                <p className="row g1">
                  <DuePill state={kit.due.state} dueOn={kit.due.dueOn} />
                  <span className="quiet">
                    {t(kit.due.isOwn ? 'em.everyOwn' : 'em.everyProject', { days: kit.due.everyDays })}
                  </span>
                </p>
                {kit.due.open.length > 0 && (
                  <Notice state="red" title={t('kit.open')}>
                    {kit.due.open.join(', ')}
                  </Notice>
                )}
              </div>
            </Card>
            {isChecking && <Check close={() => setChecking(false)} />}
            <Log checks={kit.checks} />
          </div>
        )}
      </When>
    </Page>
  );
}

type Item = KitCheck[number];
const drugsItem: Item['item'] = 'the drugs of the emergency cards';
/** Each drug once: "nicardipine, step" is one of nicardipine. */
const drugsOfCards = () => [...new Set(proposedDoses().map(({ drug }) => drug.split(',')[0]))].toSorted().join(', ');

type Looked = Partial<Record<Item['item'], { state: Item['state'] | ''; note: string }>>;

/** Every item is looked at; nothing counts as there because it was there last month. */
function Check({ close }: { close: () => void }) {
  const [looked, setLooked] = useState<Looked>({});
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const of = (item: Item['item']) => looked[item] ?? { state: '' as const, note: '' };
  const set = (item: Item['item'], to: Partial<ReturnType<typeof of>>) =>
    setLooked((now) => ({ ...now, [item]: { ...(now[item] ?? { state: '', note: '' }), ...to } }));
  const wrong = (item: Item['item']) => {
    const { state, note } = of(item);
    if (state === '') return t('kit.look');
    return state !== 'there' && note.trim().length < 3 ? t('kit.sayWhat') : undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (kitItems.some((item) => wrong(item) !== undefined)) return;
    void run(async () => {
      const items = kitItems.map((item) => ({ item, state: of(item).state, note: of(item).note.trim() }));
      await post('/api/emergency-kit', { items });
      await refreshEmergencies();
      say(t('kit.kept'));
      close();
    });
  };
  return (
    <Card title={t('kit.checkTitle')}>
      <form className="stack g3" noValidate onSubmit={submit}>
        {kitItems.map((item) => (
          <div key={item} className="stack g1" data-item={item}>
            <Radio.Group
              label={item}
              description={item === drugsItem ? t('kit.drugs', { drugs: drugsOfCards() }) : undefined}
              value={of(item).state}
              error={isAsked ? wrong(item) : undefined}
              onChange={(value) => set(item, { state: kitStates.find((state) => state === value) ?? '' })}
            >
              <div className="row g3">
                {kitStates.map((state) => (
                  <Radio key={state} value={state} label={t(`kit.${state}`)} />
                ))}
              </div>
            </Radio.Group>
            {of(item).state !== '' && of(item).state !== 'there' && (
              <TextInput
                label={t('kit.note')}
                required
                maxLength={500}
                value={of(item).note}
                onChange={({ currentTarget }) => set(item, { note: currentTarget.value })}
              />
            )}
          </div>
        ))}
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('kit.keep')}</Submit>
        </FormEnd>
      </form>
    </Card>
  );
}

function Log({ checks }: { checks: Kit['checks'] }) {
  const { timeZone } = useMe();
  const { nameOf } = useColleagues();
  return (
    <Card title={t('kit.log')} flush>
      {checks.length === 0 ? (
        <Empty title={t('kit.never')}>{t('kit.neverHint')}</Empty>
      ) : (
        <ul className="rows">
          {checks.map(({ id, checkedAt, checkedBy, items }) => {
            const open = items.filter(({ state }) => state !== 'there');
            return (
              <li key={id}>
                <span className="row-main stack g05">
                  <span className="strong num">
                    {t('kit.checked', { time: moment(checkedAt, timeZone), who: nameOf(checkedBy) })}
                  </span>
                  {open.map(({ item, state, note }) => (
                    <span key={item} className="small">
                      {t('kit.was', { item, state: t(`kit.${state}`), note })}
                    </span>
                  ))}
                </span>
                <Pill state={open.length === 0 ? 'green' : 'red'}>
                  {open.length === 0 ? t('kit.whole') : t('kit.notWhole', { count: open.length })}
                </Pill>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
