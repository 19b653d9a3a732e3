import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isKind, type SessionEvent } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { useZone } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Submit } from '#web/ui/form-parts.tsx';
import { Mark, Notice } from '#web/ui/parts.tsx';
import { fieldsOf, mended, nameOf } from './mending.ts';
import { NotWritten, type RefusedFact } from './outbox.ts';
import { held, signedIn } from './station-outbox.ts';
import { discard, mend } from './station-tray.ts';

/** What waits, and what was not kept: with its reason, to be put right or discarded. Nothing goes from here by itself. */
export function OutboxTray({ close }: { close: () => void }) {
  const { waiting, refused } = held.use();
  return (
    <Dialog title={t('facts.title')} open close={close} wide>
      <div className="stack g3">
        {waiting.length === 0 && refused.length === 0 && <p>{t('facts.none')}</p>}
        {refused.length > 0 && (
          <section className="stack g2">
            <h3>{t('facts.notKept')}</h3>
            {refused.map((one) => (
              <Refused key={one.event.id} one={one} />
            ))}
          </section>
        )}
        {waiting.length > 0 && (
          <section className="stack g1">
            <h3>{t('facts.waiting')}</h3>
            <ul className="plain-list stack g1">
              {waiting.map((event) => (
                <li key={event.id}>
                  <What event={event} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function What({ event }: { event: SessionEvent }) {
  const zone = useZone();
  // What somebody else wrote is named by its kind alone: the one who reads this may not be the one who may know it.
  const isOwn = event.by !== null && event.by === signedIn();
  const said = isOwn ? fieldsOf(event.data).map(({ name, value }) => `${nameOf(name)}: ${value}`) : [];
  const [time, entered] = [clock(event.measuredAt, zone), clock(event.enteredAt, zone)];
  return (
    <div className="stack g05">
      <span className="strong">{t(isKind(event.kind) ? `fact.${event.kind}` : 'fact.other')}</span>
      {said.length > 0 && <span>{said.join('; ')}</span>}
      <span className="small quiet num">
        {t('facts.at', { time, entered })}
        {event.by === null && ` · ${t('facts.nobody')}`}
      </span>
    </div>
  );
}

function Refused({ one }: { one: RefusedFact }) {
  const { event, says, why } = one;
  const [doing, setDoing] = useState<'mend' | 'discard'>();
  const fields = fieldsOf(event.data);
  return (
    <div className="card card-body stack g2">
      <div className="row g2">
        <Mark state="red" size={24} />
        <What event={event} />
      </div>
      <p>{t('facts.why', { says })}</p>
      {why === 'not-yours' && <p className="quiet">{t('facts.waitsForOwner')}</p>}
      {doing === undefined && (
        <div className="row end g1">
          <Button variant="outline" color="red" onClick={() => setDoing('discard')}>
            {t('facts.discard')}
          </Button>
          {fields.length > 0 && why !== 'not-yours' && (
            <Button variant="filled" onClick={() => setDoing('mend')}>
              {t('facts.mend')}
            </Button>
          )}
        </div>
      )}
      {doing === 'mend' && <Mend event={event} cancel={() => setDoing(undefined)} />}
      {doing === 'discard' && <Discard id={event.id} cancel={() => setDoing(undefined)} />}
    </div>
  );
}

/** Each value stands as it was written; what is changed is typed anew. */
export function Mend({ event, cancel, done }: { event: SessionEvent; cancel: () => void; done?: () => void }) {
  const fields = fieldsOf(event.data);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(fields.map(({ name, value }) => [name, String(value)])),
  );
  const { busy, error, run } = useBusy();
  const save = (submitted: FormEvent) => {
    submitted.preventDefault();
    void run(async () => {
      await mend(event.id, mended(event.data, typed));
      done?.();
    });
  };
  return (
    <form className="stack g2" onSubmit={save}>
      {fields.map(({ name, value }) => {
        const own = {
          label: nameOf(name),
          value: typed[name] ?? '',
          onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
            const next = currentTarget.value;
            setTyped((before) => ({ ...before, [name]: next }));
          },
        };
        return typeof value === 'number' ? (
          <TextInput key={name} inputMode="decimal" {...own} />
        ) : (
          <Textarea key={name} autosize minRows={2} {...own} />
        );
      })}
      <NotDone error={error} />
      <FormEnd cancel={cancel}>
        <Submit busy={busy}>{t('facts.mendSave')}</Submit>
      </FormEnd>
    </form>
  );
}

function Discard({ id, cancel }: { id: string; cancel: () => void }) {
  const [why, setWhy] = useState('');
  const { busy, error, run } = useBusy();
  const save = (submitted: FormEvent) => {
    submitted.preventDefault();
    void run(() => discard(id, why.trim()));
  };
  return (
    <form className="stack g2" onSubmit={save}>
      <Textarea
        label={t('facts.discardWhy')}
        description={t('facts.discardHow')}
        value={why}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
        autosize
        minRows={2}
        required
      />
      <NotDone error={error} />
      <FormEnd cancel={cancel}>
        <Button type="submit" variant="filled" color="red" loading={busy} disabled={why.trim() === ''}>
          {t('facts.discardSave')}
        </Button>
      </FormEnd>
    </form>
  );
}

function NotDone({ error }: { error: unknown }) {
  if (error === undefined) return null;
  return (
    <div role="alert">
      <Notice state="red" title={t('facts.notWritten')}>
        {error instanceof NotWritten ? error.message : t('problem.defect')}
      </Notice>
    </div>
  );
}
