import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { day, moment } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Fieldset, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { AddIcon } from '#web/ui/icons.ts';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Debrief, refreshEmergencies, useColleagues } from './emergencies.queries.ts';
import { PeopleChecks, PersonSelect } from './emergencies-parts.tsx';

type Props = { of: { path: string }; debriefs: readonly Debrief[]; mayWrite: boolean };

/** What people said of it afterwards: who was there, what went well, what is to change by whom and when. */
export function Debriefs({ of, debriefs, mayWrite }: Props) {
  const { timeZone } = useMe();
  const { nameOf } = useColleagues();
  const [isWriting, setWriting] = useState(false);
  return (
    <Card
      title={t('debrief.title')}
      aside={
        mayWrite && (
          <Button leftSection={<AddIcon size={20} aria-hidden />} onClick={() => setWriting(true)}>
            {t('debrief.add')}
          </Button>
        )
      }
    >
      {debriefs.length === 0 ? (
        <p className="absent">{t('debrief.none')}</p>
      ) : (
        <div className="stack g3">
          {debriefs.map(({ id, heldAt, people, wentWell, followUps }) => (
            <div key={id} className="stack g1">
              <p className="strong num">{t('debrief.held', { time: moment(heldAt, timeZone) })}</p>
              <p className="small">{t('debrief.with', { who: people.map(nameOf).join('; ') })}</p>
              {wentWell !== '' && <p className="em-text">{t('debrief.well', { what: wentWell })}</p>}
              <ul className="em-lines">
                {followUps.map(({ id: of, what, ownerId, dueOn, doneAt }) => (
                  <li key={of}>
                    <strong>{what}</strong>: {t('debrief.byWhen', { who: nameOf(ownerId), day: day(dueOn) })}{' '}
                    {doneAt !== null && <Pill state="green">{t('follow.done')}</Pill>}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
      {isWriting && <Write path={of.path} close={() => setWriting(false)} />}
    </Card>
  );
}

type Change = { key: number; what: string; ownerId: string | null; dueOn: string };

function Write({ path, close }: { path: string; close: () => void }) {
  const { people } = useColleagues();
  const [there, setThere] = useState<string[]>([]);
  const [wentWell, setWell] = useState('');
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const isWhole = ({ what, ownerId, dueOn }: Change) => what.trim().length > 2 && ownerId !== null && dueOn !== '';
  const set = (key: number, to: Partial<Change>) =>
    setChanges((now) => now.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (there.length === 0 || !changes.every(isWhole)) return;
    void run(async () => {
      await post(path, {
        heldAt: new Date().toISOString(),
        people: there,
        wentWell: wentWell.trim(),
        toChange: changes.map(({ what, ownerId, dueOn }) => ({ what: what.trim(), ownerId, dueOn })),
      });
      await refreshEmergencies();
      say(t('debrief.kept'));
      close();
    });
  };
  const needed = (label: string) => t('form.neededOf', { label });
  return (
    <Dialog title={t('debrief.add')} open close={close} wide>
      <form className="stack g3" noValidate onSubmit={submit}>
        <PeopleChecks
          label={t('debrief.people')}
          people={people}
          value={there}
          change={setThere}
          error={isAsked && there.length === 0 ? needed(t('debrief.people')) : null}
        />
        <Textarea
          label={t('debrief.wentWell')}
          autosize
          minRows={2}
          maxLength={4_000}
          value={wentWell}
          onChange={({ currentTarget }) => setWell(currentTarget.value)}
        />
        {changes.map((one, at) => (
          <Fieldset key={one.key} title={t('debrief.change', { number: at + 1 })}>
            <TextInput
              label={t('debrief.what')}
              required
              maxLength={500}
              value={one.what}
              error={isAsked && one.what.trim().length < 3 ? needed(t('debrief.what')) : null}
              onChange={({ currentTarget }) => set(one.key, { what: currentTarget.value })}
            />
            <div className="fields">
              <PersonSelect
                label={t('debrief.owner')}
                people={people}
                value={one.ownerId}
                change={(ownerId) => set(one.key, { ownerId })}
                required
                error={isAsked && one.ownerId === null ? needed(t('debrief.owner')) : null}
              />
              <TextInput
                type="date"
                label={t('debrief.due')}
                required
                value={one.dueOn}
                error={isAsked && one.dueOn === '' ? needed(t('debrief.due')) : null}
                onChange={({ currentTarget }) => set(one.key, { dueOn: currentTarget.value })}
              />
            </div>
          </Fieldset>
        ))}
        <div className="row">
          <Button
            leftSection={<AddIcon size={20} aria-hidden />}
            onClick={() =>
              setChanges((now) => [...now, { key: (now.at(-1)?.key ?? 0) + 1, what: '', ownerId: null, dueOn: '' }])
            }
          >
            {t('debrief.addChange')}
          </Button>
        </div>
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('debrief.keep')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
